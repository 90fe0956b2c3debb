"""Dates in the short forms that tables and calendars have room for."""

from datetime import date

from babel.dates import format_date, get_month_names

from samklang.core.calendar import WEEKDAYS

_BABEL = {"da": "da_DK", "en": "en_GB"}


def short_day(day: date, language: str) -> str:
    """«tors. 12. sep.», «Thu 12 Sep»: for a line where the year is plain from what stands around it."""
    return format_date(day, "EEE d. MMM" if language == "da" else "EEE d MMM", locale=_BABEL[language])


def dated(day: date, language: str) -> str:
    """«12. sep. 2026», «12 Sep 2026»."""
    return format_date(day, "d. MMM y" if language == "da" else "d MMM y", locale=_BABEL[language])


def month_name(day: date, language: str) -> str:
    """«september 2026», «September 2026»: the month a date lies in."""
    name = get_month_names("wide", "stand-alone", locale=_BABEL[language])[day.month]
    return f"{name} {day.year}"


def short_month(day: date, language: str) -> str:
    """«sep.», «Sep»: where a chart shows the months of one plan."""
    return format_date(day, "LLL", locale=_BABEL[language])


def weekday_name(day: date, language: str) -> str:
    """«torsdag», «Thursday»."""
    return format_date(day, "EEEE", locale=_BABEL[language])


def weekday_names(language: str) -> tuple[str, ...]:
    """Monday to Friday in three or four letters: «man.», «Mon»."""
    monday = date(2024, 1, 1)
    return tuple(
        format_date(monday.replace(day=1 + place), "EEE", locale=_BABEL[language]) for place in range(len(WEEKDAYS))
    )


def week_of(day: date) -> tuple[int, int]:
    """ISO year and week number, the numbers Danish calendars show."""
    return day.isocalendar()[:2]
