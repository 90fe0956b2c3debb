"""Sending what lies in the outbox: each mail once, whoever sends it and whatever breaks meanwhile.

A mail is claimed (SENDING) before anything is said to the mail server, and marked HANDED when all but its last line has
been given: docs/adr/0020.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from enum import Enum
from typing import NamedTuple

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from samklang.delivery.carriers import (
    AddressRefused,
    Carrier,
    Doubtful,
    Later,
    Refused,
    Taken,
    Unreachable,
    carrier,
)
from samklang.delivery.commands.outboxes import Outbox, outboxes
from samklang.delivery.enums import MailState
from samklang.delivery.letter_mail import Unwritable, sender_of
from samklang.delivery.models import Posted

_log = logging.getLogger("samklang.mail")
SILENT_FOR = timedelta(minutes=5)
"""Whoever has claimed a mail for so long without a word is taken for dead. No conversation lasts so long: each answer
of a mail server is waited for ten seconds at most.
"""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""How long a mail waits after the first, second … attempt that was put off. After the last it has failed."""
_AT_A_TIME = 50
_OUT_OF_REACH = timedelta(minutes=1)


class Round(Enum):
    """How sending ended."""

    DONE = "done"
    STOPPED = "stopped"
    UNREACHABLE = "unreachable"


def _never() -> bool:
    return False


class _Claimed(NamedTuple):
    """A mail that is ours to send, and where it lies."""

    box: Outbox[Posted]
    mail: Posted


def post(*, now: datetime, stop: Callable[[], bool] = _never) -> Round:
    """Send what is due. stop: asked before each mail; the one in hand is finished."""
    with carrier() as line:
        while batch := _due(now):
            for box, pk, state, claimed_at in batch:
                if stop():
                    return Round.STOPPED
                mine = _claim(box, pk, state, claimed_at)
                if mine is None:
                    continue
                try:
                    _send(mine, line, now)
                except Unreachable as trouble:
                    _put_off(mine, now + _OUT_OF_REACH, str(trouble), counts=False)
                    _log.warning("The mail server cannot be reached: %s", trouble)
                    return Round.UNREACHABLE
    return Round.DONE


def _due(now: datetime) -> list[tuple[Outbox[Posted], int, str, datetime | None]]:
    """Some of each table, so that no heap in one keeps another waiting."""
    silent_since = timezone.now() - SILENT_FOR
    return [
        (box, pk, state, claimed_at)
        for box in outboxes()
        for pk, state, claimed_at in box.due(now, silent_since).values_list("pk", "state", "claimed_at")[:_AT_A_TIME]
    ]


def _claim(box: Outbox[Posted], pk: int, state: str, claimed_at: datetime | None) -> _Claimed | None:
    """Ours to send, unless somebody was quicker: one statement, which holds on every database."""
    mine = timezone.now()
    found = box.rows().filter(pk=pk, state=state, claimed_at=claimed_at)
    if not found.update(state=MailState.SENDING, claimed_at=mine, attempts=F("attempts") + 1):
        return None
    return _Claimed(box, box.rows().get(pk=pk))


def _send(mine: _Claimed, line: Carrier, now: datetime) -> None:
    hindered = mine.box.hindrance(mine.mail, now)
    if hindered is not None and hindered.until is not None:
        _put_off(mine, hindered.until, "", counts=False)
        return
    if hindered is not None:
        _settle(mine, hindered.state)
        return
    try:
        message = mine.box.message(mine.mail, timezone.localtime())
    except Unwritable:
        _refused(mine, "")
        return
    except Exception as fault:  # noqa: BLE001 - one mail that cannot be written must not keep the others
        # Tried again, for it may be us: such as a worker that has not got the version yet that knows the letter.
        _log.exception("Mail %s cannot be written", mine.mail.message_id)
        _try_again(mine, now, type(fault).__name__)
        return
    _hand(mine, message, line, now)


def _hand(mine: _Claimed, message: EmailMessage, line: Carrier, now: datetime) -> None:
    sender = sender_of(settings.DEFAULT_FROM_EMAIL)[1]
    to = message["To"].addresses[0].addr_spec
    try:
        line.hand(message, sender, to, lambda: _mark(mine, MailState.HANDED))
    except AddressRefused as refused:
        _refused(mine, str(refused))
    except Refused as refused:
        _settle(mine, MailState.FAILED, str(refused))
    except Later as later:
        _try_again(mine, now, str(later))
    except Doubtful as doubt:
        name = mine.mail.message_id
        _log.warning("Mail %s was handed over, and the line broke before the answer: %s", name, doubt)
    except Taken:
        _log.warning("Mail %s was taken over by another worker", mine.mail.message_id)
    else:
        _mark(mine, MailState.SENT, sent_at=timezone.now(), error="")


def _mark(mine: _Claimed, state: MailState, **more: object) -> bool:
    """Whether it is still ours; then it is in that state from now on, whatever becomes of us."""
    mail = mine.mail
    still = mine.box.rows().filter(pk=mail.pk, claimed_at=mail.claimed_at)
    return bool(still.update(state=state, **more))


def _settle(mine: _Claimed, state: MailState, error: str = "") -> None:
    _mark(mine, state, error=error[:300], claimed_at=None)


def _refused(mine: _Claimed, said: str) -> None:
    """Nobody is there."""
    mine.box.address_is_dead(mine.mail, said, timezone.now())
    _settle(mine, MailState.FAILED, said)


def _try_again(mine: _Claimed, now: datetime, said: str) -> None:
    if mine.mail.attempts > len(PAUSES):
        _settle(mine, MailState.FAILED, said)
    else:
        _put_off(mine, now + PAUSES[mine.mail.attempts - 1], said)


def _put_off(mine: _Claimed, until: datetime, said: str, *, counts: bool = True) -> None:
    attempts = mine.mail.attempts if counts else mine.mail.attempts - 1
    _mark(
        mine, MailState.WAITING, not_before=until, error=said[:300], attempts=max(0, attempts), claimed_at=None
    )  # fmt: skip
