"""Reads the mailbox that companies write to as long as the worker runs, in a thread of its own.

Nothing of what is in a mail, nor whom it is from, comes into the log.
"""

import logging
import threading
from collections import Counter

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connections

from samklang.access import clock
from samklang.companies.commands.mail_in import TakenIn, take_in_mail
from samklang.config.mailbox import Address, Mail, Mailbox, Unreadable, opened

_log = logging.getLogger("samklang.mail")
_LOOK_EVERY_S = 60.0
_LONGEST_PAUSE_S = 900.0
MOST_TRIES = 3
"""A mail that could not be taken in so often is left to people: flagged, and in its place."""


class Doorman:
    """One reader of the mailbox. Asked to end, it finishes the mail in hand."""

    def __init__(self, address: Address | None = None, look_every_s: float = _LOOK_EVERY_S) -> None:
        self._address = address if address is not None else settings.ENTRANCE_MAILBOX
        self._look_every_s = look_every_s
        self._troubles = 0
        self._failed: Counter[str] = Counter()
        self._ending = threading.Event()
        # A daemon, since a mail server that does not answer must not keep the worker from ending.
        self._thread = threading.Thread(target=self._run, name="doorman", daemon=True)

    def begin(self) -> None:
        """From now on; nothing where there is no mailbox."""
        if self._address is not None:
            self._thread.start()

    def end(self, patience_s: float) -> None:
        """Finish the mail in hand and stop."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(patience_s)

    def _run(self) -> None:
        pause = 0.0
        while not self._ending.wait(pause):
            pause = self._go()
        connections.close_all()

    def _go(self) -> float:
        """Take in what is there; how long to wait until the next time: longer with each trouble in a row."""
        close_old_connections()
        try:
            took = self.look()
        except Unreadable as trouble:
            _log.warning("The mailbox of the entrance cannot be read: %s", trouble)
        except (OperationalError, InterfaceError):
            _log.exception("Mail of companies could not be stored; trying again")
        except Exception:  # noqa: BLE001 - it is logged, and tried again
            _log.exception("The mailbox of the entrance could not be read; trying again")
        else:
            self._troubles = 0
            if took:
                _log.info("Mail of companies: %s", ", ".join(f"{took[one]} {one.value}" for one in took))
            return self._look_every_s
        self._troubles += 1
        return min(self._look_every_s * float(2**self._troubles), _LONGEST_PAUSE_S)

    def look(self) -> Counter[TakenIn]:
        """Take in what has not been read; each mail is put aside when it is stored, and not before.

        raises: Unreadable; OperationalError or InterfaceError where the database is away.
        """
        if self._address is None:
            return Counter()
        took: Counter[TakenIn] = Counter()
        with opened(self._address) as mailbox:
            for mail in mailbox.unread():
                if self._ending.is_set():
                    break
                became = self._take(mailbox, mail)
                if became is not None:
                    took[became] += 1
        return took

    def _take(self, mailbox: Mailbox, mail: Mail) -> TakenIn | None:
        try:
            became = take_in_mail(mail.content, clock.now(), cut=mail.cut)
        except (OperationalError, InterfaceError):
            raise  # the database is away, and no mail is at fault
        except Exception:  # noqa: BLE001 - one mail that cannot be taken in must not keep the others
            self._count(mailbox, mail)
            return None
        if became is TakenIn.NO_ENTRANCE:
            _log.warning("A mail is for no entrance that is set up; it is flagged in the mailbox")
        mailbox.put_aside(mail, flagged=became is TakenIn.NO_ENTRANCE)
        return became

    def _count(self, mailbox: Mailbox, mail: Mail) -> None:
        _log.exception("Mail %s of the mailbox cannot be taken in", mail.name)
        self._failed[mail.name] += 1
        if self._failed[mail.name] >= MOST_TRIES:
            _log.error("Mail %s is flagged in the mailbox, for somebody to look at", mail.name)
            mailbox.put_aside(mail, flagged=True)
