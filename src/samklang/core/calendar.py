"""Danish working time: half-days, working days and the days a jobcentre is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import holidays


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


def days(first_day: date, last_day: date) -> Iterator[date]:
    """Every date from first_day to last_day, both included; none where last_day comes first."""
    for offset in range((last_day - first_day).days + 1):
        yield first_day + timedelta(days=offset)


def weekday_of(day: date) -> Weekday | None:
    """The working day of the week that a date falls on; None on Saturdays and Sundays."""
    return WEEKDAYS[day.weekday()] if day.weekday() < len(WEEKDAYS) else None


def public_holidays(first_day: date, last_day: date, *, language: str = "da") -> dict[date, str]:
    """Danish public holidays that fall on a Monday to Friday, by date in order.

    Store Bededag is a working day from 2024 on. Constitution Day, 24 and 31 December are a local choice and not here.

    language: "da" or "en", the language of the names.
    source:   the `holidays` package, country DK.
    """
    years = range(first_day.year, last_day.year + 1)
    found = holidays.country_holidays("DK", years=years, language={"da": "da", "en": "en_US"}[language])
    return {day: found[day] for day in sorted(found) if first_day <= day <= last_day and weekday_of(day)}


def autumn_holiday(year: int) -> tuple[date, date]:
    """Monday and Friday of the schools' autumn holiday, which lies in ISO week 42."""
    return date.fromisocalendar(year, 42, 1), date.fromisocalendar(year, 42, 5)
