"""Sending what lies in the outbox: each mail once, whoever sends it and whatever breaks meanwhile.

A mail is claimed (SENDING) before anything is said to the mail server, and marked HANDED when all but its last line has
been given: docs/adr/0020.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum

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
from samklang.delivery.enums import MailState, Method
from samklang.delivery.itip import times
from samklang.delivery.letter_mail import Unwritable, sender_of
from samklang.delivery.models import DeadAddress, Mail
from samklang.delivery.queries.letters import message_of
from samklang.delivery.queries.mails import due, is_held, overtaken

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


def post(*, now: datetime, stop: Callable[[], bool] = _never) -> Round:
    """Send what is due. stop: asked before each mail; the one in hand is finished."""
    with carrier() as line:
        while True:
            batch = list(due(now, timezone.now() - SILENT_FOR).values_list("pk", "state", "claimed_at")[:_AT_A_TIME])
            if not batch:
                return Round.DONE
            for pk, state, claimed_at in batch:
                if stop():
                    return Round.STOPPED
                mail = _claim(pk, state, claimed_at)
                if mail is None:
                    continue
                try:
                    _send(mail, line, now)
                except Unreachable as trouble:
                    _put_off(mail, now + _OUT_OF_REACH, str(trouble), counts=False)
                    _log.warning("The mail server cannot be reached: %s", trouble)
                    return Round.UNREACHABLE


def _claim(pk: int, state: str, claimed_at: datetime | None) -> Mail | None:
    """Ours to send, unless somebody was quicker: one statement, which holds on every database."""
    mine = timezone.now()
    found = Mail.objects.filter(pk=pk, state=state, claimed_at=claimed_at)
    if not found.update(state=MailState.SENDING, claimed_at=mine, attempts=F("attempts") + 1):
        return None
    return Mail.objects.select_related("person", "course__programme", "invitation").get(pk=pk)


def _send(mail: Mail, line: Carrier, now: datetime) -> None:
    if overtaken(mail) or _too_late(mail, now):
        _settle(mail, MailState.DROPPED)
        return
    if not mail.person.email or mail.person.erased_at is not None:
        _settle(mail, MailState.FAILED)
        return
    if is_held(mail):  # since the round began
        _put_off(mail, mail.not_before, "", counts=False)
        return
    try:
        message = message_of(mail, timezone.localtime())
    except Unwritable:
        _refused(mail, "")
        return
    except Exception as fault:  # noqa: BLE001 - one mail that cannot be written must not keep the others
        # Tried again, for it may be us: such as a worker that has not got the version yet that knows the letter.
        _log.exception("Mail %s cannot be written", mail.pk)
        _try_again(mail, now, type(fault).__name__)
        return
    sender = sender_of(settings.DEFAULT_FROM_EMAIL)[1]
    to = message["To"].addresses[0].addr_spec
    try:
        line.hand(message, sender, to, lambda: _mark(mail, MailState.HANDED))
    except AddressRefused as refused:
        _refused(mail, str(refused))
    except Refused as refused:
        _settle(mail, MailState.FAILED, str(refused))
    except Later as later:
        _try_again(mail, now, str(later))
    except Doubtful as doubt:
        _log.warning("Mail %s was handed over, and the line broke before the answer: %s", mail.pk, doubt)
    except Taken:
        _log.warning("Mail %s was taken over by another worker", mail.pk)
    else:
        _mark(mail, MailState.SENT, sent_at=timezone.now(), error="")


def _too_late(mail: Mail, now: datetime) -> bool:
    """Whether it asks somebody to come to something that is over."""
    span = times(mail.facts)
    concerns_time = mail.method == Method.REQUEST or mail.letter == "reminder"
    return concerns_time and span is not None and span[1] < now


def _mark(mail: Mail, state: MailState, **more: object) -> bool:
    """Whether it is still ours; then it is in that state from now on, whatever becomes of us."""
    return bool(Mail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at).update(state=state, **more))


def _settle(mail: Mail, state: MailState, error: str = "") -> None:
    _mark(mail, state, error=error[:300], claimed_at=None)


def _refused(mail: Mail, said: str) -> None:
    """What else waits for this address is held until somebody has looked at it."""
    DeadAddress.objects.get_or_create(
        person=mail.person, address=mail.person.email or "", defaults={"found_at": timezone.now(), "said": said[:300]}
    )
    _settle(mail, MailState.FAILED, said)


def _try_again(mail: Mail, now: datetime, said: str) -> None:
    if mail.attempts > len(PAUSES):
        _settle(mail, MailState.FAILED, said)
    else:
        _put_off(mail, now + PAUSES[mail.attempts - 1], said)


def _put_off(mail: Mail, until: datetime, said: str, *, counts: bool = True) -> None:
    attempts = mail.attempts if counts else mail.attempts - 1
    _mark(
        mail, MailState.WAITING, not_before=until, error=said[:300], attempts=max(0, attempts), claimed_at=None
    )  # fmt: skip
