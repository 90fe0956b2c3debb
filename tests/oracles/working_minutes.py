"""Working time counted minute by minute, the slow way: shares nothing with `core.working_time` but its types."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays

from samklang.core.working_time import Closed

_DENMARK = ZoneInfo("Europe/Copenhagen")


def minutes_counted(
    begins: datetime, ends: datetime, *, week: Mapping[int, tuple[int, int]], closed: Closed,
    pauses: Sequence[tuple[datetime, datetime]],
) -> int:  # fmt: skip
    """How many of the minutes from begins to ends lie within hours, on an open day, and in no pause."""
    open_at: dict[date, set[datetime]] = {}
    found, at = 0, begins.astimezone(UTC)
    while at < ends:
        day = at.astimezone(_DENMARK).date()
        if day not in open_at:
            open_at[day] = _open_minutes(day, week, closed)
        if at in open_at[day] and not any(first <= at < last for first, last in pauses):
            found += 1
        at += timedelta(minutes=1)
    return found


def _open_minutes(day: date, week: Mapping[int, tuple[int, int]], closed: Closed) -> set[datetime]:
    """From the first minute at which the clock shows the opening time, to the first at which it shows the closing."""
    if _is_closed(day, closed) or day.weekday() not in week:
        return set()
    opens, closes = week[day.weekday()]
    found, is_open = set(), False
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=3)
    while at.astimezone(_DENMARK).date() <= day:
        local = at.astimezone(_DENMARK)
        if local.date() == day:
            clock = local.hour * 60 + local.minute
            if clock >= closes:
                break
            is_open = is_open or clock >= opens
            if is_open:
                found.add(at)
        at += timedelta(minutes=1)
    return found


def _is_closed(day: date, closed: Closed) -> bool:
    if day in holidays.country_holidays("DK", years=[day.year]):
        return True
    if (day.month, day.day) == (6, 5) and closed.constitution_day:
        return True
    if day.month == 12 and ((day.day == 24 and closed.christmas_eve) or (day.day == 31 and closed.new_years_eve)):
        return True
    return day in closed.own
