"""Sends mail as long as the worker runs, in a thread of its own, so that a long search for a plan holds no mail up."""

import logging
import threading

from django.db import close_old_connections, connections

from samklang.access import clock
from samklang.delivery.commands.posting import Round, post

_log = logging.getLogger("samklang.mail")
_LOOK_EVERY_S = 5.0
_AFTER_TROUBLE_S = 60.0


class Postman:
    """One sender of mail. Asked to end, it finishes the mail in hand."""

    def __init__(self, look_every_s: float = _LOOK_EVERY_S) -> None:
        self._look_every_s = look_every_s
        self._ending = threading.Event()
        # A daemon, since a mail server that does not answer must not keep the worker from ending.
        self._thread = threading.Thread(target=self._run, name="postman", daemon=True)

    def begin(self) -> None:
        """From now on."""
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
        """Send what is due; how long to wait until the next time."""
        close_old_connections()
        try:
            how = post(now=clock.now(), stop=self._ending.is_set)
        except Exception:  # noqa: BLE001 - it is logged, and tried again: the database may be away for a while
            _log.exception("Mail could not be sent; trying again")
            return _AFTER_TROUBLE_S
        return _AFTER_TROUBLE_S if how is Round.UNREACHABLE else self._look_every_s
