"""The working day before a session, whoever is to be there is reminded of it: once for each time it is planned for."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from samklang.core.calendar import COPENHAGEN
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.enums import SessionState
from samklang.delivery.hours import is_working_day
from samklang.delivery.models import Invitation

_FURTHEST = timedelta(days=14)
"""No session is further away on the working day before it."""


def remind(now: datetime) -> int:
    """Write the reminders that are due. Returns how many. Done twice, it reminds once."""
    unreminded = Q(reminded_for=None) | ~Q(reminded_for=F("session__begins"))
    coming = Invitation.objects.filter(unreminded, active=True, session__state=SessionState.PLANNED)
    coming = coming.filter(session__begins__gt=now, session__begins__lte=now + _FURTHEST)
    due = [one for one in coming.select_related("course", "session") if _day_of_reminding(one, now) is not None]
    return sum(_remind(one, now) for one in due)


def working_day_before(day: date) -> date:
    """The last one before the day."""
    before = day - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    return before


def _day_of_reminding(entry: Invitation, now: datetime) -> datetime | None:
    """When the reminder was due, where it is."""
    day = working_day_before(entry.session.begins.astimezone(COPENHAGEN).date())
    moment = datetime.combine(day, entry.course.quiet_to, COPENHAGEN)
    return moment if moment <= now else None


@transaction.atomic
def _remind(entry: Invitation, now: datetime) -> int:
    """Whoever writes down first that it is done, does it."""
    begins = entry.session.begins
    unreminded = Q(reminded_for=None) | ~Q(reminded_for=begins)
    if not Invitation.objects.filter(unreminded, pk=entry.pk).update(reminded_for=begins):
        return 0
    day = working_day_before(begins.astimezone(COPENHAGEN).date())
    if entry.changed_at >= datetime.combine(day, datetime.min.time(), COPENHAGEN):
        return 0  # they were told of it today
    letter = Letter("reminder", entry.person, {**entry.told, "teaches": entry.teaches}, entry)
    return len(write(entry.course, [letter], now))
