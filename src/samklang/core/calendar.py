"""Danish working time: half-days, working days and the days a jobcentre is closed."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import holidays

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
"""Danish time, summer and winter."""


def plus_months(day: date, months: int) -> date:
    """The same day so many months on (or back, below 0); the month's last day where it has no such day."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Half(StrEnum):
    """Half of a working day."""

    MORNING = "am"
    AFTERNOON = "pm"


class Weekday(StrEnum):
    """A working day of the week."""

    MONDAY = "mon"
    TUESDAY = "tue"
    WEDNESDAY = "wed"
    THURSDAY = "thu"
    FRIDAY = "fri"


WEEKDAYS = tuple(Weekday)
HALVES = tuple(Half)


@dataclass(frozen=True, order=True)
class HalfDay:
    """One half of one date; morning sorts before afternoon."""

    date: date
    half: Half

    def __str__(self) -> str:
        return f"{self.date.isoformat()}-{self.half}"


@dataclass(frozen=True)
class DayTimes:
    """When half-days begin and end, by the clock in Denmark; a whole day lasts from the first to the last of them."""

    morning: tuple[time, time] = (time(8, 30), time(12, 0))
    afternoon: tuple[time, time] = (time(12, 30), time(15, 30))
    whole_day: tuple[time, time] | None = None
    """Where a whole day has other times than that."""

    def of(self, day: date, half: Half, *, whole_day: bool) -> tuple[datetime, datetime]:
        """A session's beginning and end. They lie on one date, so a change of the clock at night is nothing to them.

        half: the one it is held in; not looked at for a whole day.
        """
        if whole_day:
            begins, ends = self.whole_day or (self.morning[0], self.afternoon[1])
        else:
            begins, ends = self.morning if half is Half.MORNING else self.afternoon
        return datetime.combine(day, begins, COPENHAGEN), datetime.combine(day, ends, COPENHAGEN)


ORDINARY_TIMES = DayTimes()
"""The times where nobody has chosen others."""


def days(first_day: date, last_day: date) -> Iterator[date]:
    """Every date from first_day to last_day, both included; none where last_day comes first."""
    for offset in range((last_day - first_day).days + 1):
        yield first_day + timedelta(days=offset)


def weekday_of(day: date) -> Weekday | None:
    """The working day of the week that a date falls on; None on Saturdays and Sundays."""
    return WEEKDAYS[day.weekday()] if day.weekday() < len(WEEKDAYS) else None


def public_holidays(
    first_day: date, last_day: date, *, language: str = "da", weekends: bool = False
) -> dict[date, str]:
    """Danish public holidays that fall on a Monday to Friday, by date in order; with weekends, those on a weekend too.

    Store Bededag is a working day from 2024 on. Constitution Day, 24 and 31 December are a local choice and not here.

    language: "da" or "en", the language of the names.
    source:   the `holidays` package, country DK.
    """
    years = range(first_day.year, last_day.year + 1)
    found = holidays.country_holidays("DK", years=years, language={"da": "da", "en": "en_US"}[language])
    return {day: found[day] for day in sorted(found) if first_day <= day <= last_day and (weekends or weekday_of(day))}


def autumn_holiday(year: int) -> tuple[date, date]:
    """Monday and Friday of the schools' autumn holiday, which lies in ISO week 42."""
    return date.fromisocalendar(year, 42, 1), date.fromisocalendar(year, 42, 5)
