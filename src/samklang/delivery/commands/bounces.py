"""Mail that came back: it is marked, and what else waits for the address is held until somebody has looked at it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction

from samklang.delivery.bounce_reports import Report
from samklang.delivery.commands.outboxes import Outbox, outboxes
from samklang.delivery.enums import MailState
from samklang.delivery.models import Posted

_GONE_OUT = (MailState.SENDING, MailState.HANDED, MailState.SENT)
_CLOCKS_APART = timedelta(minutes=10)
"""How far the clock of a mail server may be behind ours."""


class Noted(Enum):
    """What became of a report."""

    MARKED = "marked"
    KNOWN = "known"
    """It was marked already, or has been sent again since."""
    NOT_OURS = "not ours"


def note_bounces(reports: Iterable[Report], now: datetime) -> Counter[Noted]:
    """Mark what came back. Read a second time, a report changes nothing."""
    return Counter(_note(report, now) for report in reports)


def _note(report: Report, now: datetime) -> Noted:
    found = (noted for box in outboxes() if (noted := _noted_in(box, report, now)) is not Noted.NOT_OURS)
    return next(found, Noted.NOT_OURS)


@transaction.atomic
def _noted_in(box: Outbox[Posted], report: Report, now: datetime) -> Noted:
    mail = box.rows().select_for_update(of=("self",)).filter(message_id=report.message_id).first()
    if mail is None:
        return Noted.NOT_OURS
    sent_since = (
        mail.sent_at is not None and report.written_at is not None and report.written_at < mail.sent_at - _CLOCKS_APART
    )
    if mail.state not in _GONE_OUT or sent_since:
        return Noted.KNOWN
    mail.state, mail.error, mail.claimed_at = MailState.BOUNCED, report.said, None
    mail.save(update_fields=["state", "error", "claimed_at"])
    if report.for_good:
        box.address_is_dead(mail, report.said, now)
    return Noted.MARKED
