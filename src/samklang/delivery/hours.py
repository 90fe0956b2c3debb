"""When something may be sent, and when an answer is due: working days, quiet hours, and Danish time. Pure."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

from samklang.core.calendar import COPENHAGEN, public_holidays, weekday_of


class Quiet(NamedTuple):
    """The hours in which nothing is sent, by the clock in Denmark; over midnight where the first is the later one."""

    begins: time
    ends: time


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(public_holidays(date(year, 1, 1), date(year, 12, 31)))


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday."""
    return weekday_of(day) is not None and day not in _holidays(day.year)


def _is_quiet(at: datetime, quiet: Quiet) -> bool:
    if not is_working_day(at.date()):
        return True
    clock = at.timetz().replace(tzinfo=None)
    if quiet.begins > quiet.ends:
        return clock >= quiet.begins or clock < quiet.ends
    return quiet.begins <= clock < quiet.ends


def may_be_sent(now: datetime, quiet: Quiet) -> datetime:
    """Now, or the end of the quiet hours where it is quiet now: on the next working day where need be."""
    local = now.astimezone(COPENHAGEN)
    if not _is_quiet(local, quiet):
        return now
    day = local.date()
    for _ in range(15):
        found = datetime.combine(day, quiet.ends, COPENHAGEN)
        if found > local and is_working_day(day):
            return found
        day += timedelta(days=1)
    return now  # no calendar has a fortnight without a working day


def due_after(now: datetime, hours: int) -> datetime:
    """So many hours of the clock later, counting working days only: 48 hours from Friday noon is Tuesday noon."""
    local = now.astimezone(COPENHAGEN)
    day, clock, left = local.date(), local.timetz().replace(tzinfo=None), timedelta(hours=hours)
    if not is_working_day(day):
        day, clock = _next_working_day(day), time(0)
    while True:
        begins = datetime.combine(day, clock)
        until_midnight = datetime.combine(day, time.max) - begins + timedelta(microseconds=1)
        if left <= until_midnight:
            return (begins + left).replace(tzinfo=COPENHAGEN)
        left -= until_midnight
        day, clock = _next_working_day(day), time(0)


def _next_working_day(day: date) -> date:
    later = day + timedelta(days=1)
    while not is_working_day(later):
        later += timedelta(days=1)
    return later
