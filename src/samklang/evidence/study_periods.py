"""The periods of a study: whole months or quarters, numbered from 1. Pure."""

from datetime import date

from samklang.evidence.enums import Steps
from samklang.evidence.public.periods import Period

_MONTHS = {Steps.MONTH: 1, Steps.QUARTER: 3}


def begins(day: date, steps: str) -> date:
    """The first day of the month or quarter that the day lies in."""
    length = _MONTHS[Steps(steps)]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def period_at(first_day: date, steps: str, number: int) -> Period:
    """The period with the number, which may lie before the first or after the last.

    first_day: of period 1, as `begins` gives it.
    """
    return Period(_first_day(first_day, steps, number), _day_before(_first_day(first_day, steps, number + 1)))


def periods_of(first_day: date, steps: str, count: int) -> list[Period]:
    """Periods 1 to count, in their order."""
    return [period_at(first_day, steps, number) for number in range(1, count + 1)]


def number_at(first_day: date, steps: str, day: date) -> int:
    """The number of the period that the day lies in: 1 is the first, 0 and below come before it."""
    months = (day.year - first_day.year) * 12 + day.month - first_day.month
    return months // _MONTHS[Steps(steps)] + 1


def _first_day(first_day: date, steps: str, number: int) -> date:
    months = first_day.year * 12 + first_day.month - 1 + (number - 1) * _MONTHS[Steps(steps)]
    return date(months // 12, months % 12 + 1, 1)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
