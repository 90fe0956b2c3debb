"""What a licence asks of a rater, and whether they meet it. Pure: figures in, an answer out."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from samklang.calibration.findings import OwnFigure
from samklang.core.agreement import LicenceTerms
from samklang.method.enums import Scale


class Meets(StrEnum):
    """How a rater stands to what a licence asks."""

    YES = "yes"
    TOO_FEW = "too-few"
    """Too few cases with a key were rated."""
    NOT_SURE = "not-sure"
    """Not surely near enough to the key: the lower end of an interval lies below what is asked."""
    LEANS = "leans"
    """Near enough, but not surely free of leaning above or below the key."""


def meets(figure: OwnFigure | None, scale: Scale, terms: LicenceTerms) -> Meets:
    """How one rater stands on one indicator, as `core.agreement.judge` judges levels.

    A choice has no near or far: there the share of the key's answers must reach what is asked of "within one".
    figure: None where they have rated no case with a key.
    """
    if figure is None or figure.cases < terms.min_cases:
        return Meets.TOO_FEW
    asked = [(figure.within_one_low, terms.min_within_one)]
    if scale is not Scale.CHOICE:
        asked.append((figure.low, terms.min_weighted))
    if any(least is not None and (bound is None or bound < least) for bound, least in asked):
        return Meets.NOT_SURE
    furthest, most = figure.bias_furthest, terms.max_bias
    return Meets.LEANS if most is not None and (furthest is None or abs(furthest) > most) else Meets.YES


def last_day_of(first_day: date, months: int) -> date:
    """The last day of so many months from a day: the day before the same day of the month, or the month's end."""
    year, month = divmod(first_day.year * 12 + first_day.month - 1 + months, 12)
    last_of_month = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(first_day.day, last_of_month)) - timedelta(days=1)
