"""What can wait is gathered: one mail a day to each person, when the quiet hours of a working day end."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from samklang.core.calendar import COPENHAGEN
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.enums import MailState
from samklang.delivery.hours import is_working_day
from samklang.delivery.letters import DIGEST
from samklang.delivery.models import Mail
from samklang.delivery.queries.letters import link_of, what_it_says


@transaction.atomic
def gather(now: datetime) -> int:
    """Make the digests that are due. Returns how many people get one. Done twice, they get one.

    Whoever has a single letter waiting gets that letter as it is.
    """
    local = now.astimezone(COPENHAGEN)
    waiting = Mail.objects.filter(state=MailState.GATHERED, written_at__lt=now)
    if not is_working_day(local.date()) or not waiting.exists():
        return 0
    # Locked, so that another worker waits here and then finds them in another state.
    locked = waiting.select_for_update(of=("self",)).select_related("person", "course__programme").order_by("pk")
    by_person: dict[int, list[Mail]] = defaultdict(list)
    for mail in locked:
        if _is_due(mail, local):
            by_person[mail.person_id].append(mail)
    for mails in by_person.values():
        _send_together(mails, now)
    return len(by_person)


def _is_due(mail: Mail, local: datetime) -> bool:
    """Written before the quiet hours ended today, and they have ended."""
    ends = mail.course.quiet_to if mail.course else datetime.min.time()
    moment = datetime.combine(local.date(), ends, COPENHAGEN)
    return mail.written_at < moment <= local


def _send_together(mails: list[Mail], now: datetime) -> None:
    first = mails[0]
    numbers = [one.pk for one in mails]
    if len(mails) == 1:
        Mail.objects.filter(pk=first.pk).update(state=MailState.WAITING, not_before=now)
        return
    items = [f"{what_it_says(one).subject}: {link_of(one)}" for one in mails]
    written = write(first.course, [Letter(DIGEST, first.person, {"items": items}, gathered=False)], now)
    state = MailState.DIGESTED if written else MailState.FAILED
    Mail.objects.filter(pk__in=numbers).update(state=state, digest=written[0] if written else None)
