"""Before a calibration round: how sure a number of cases will make the agreement that is found."""

from math import isfinite, sqrt

from scipy.special import nctdtr, stdtrit

SPREAD_BETWEEN_CASES = 0.39
"""How far apart single cases lie in what they do to alpha, with 30 raters: its standard error times the root of how
many cases there are. Fitted to rounds measured in November 2026; an own earlier round tells better."""
SPREAD_OF_CHANGE = 0.165
"""The same for the change of alpha between two rounds with the same cases, which cancels what makes a case hard."""
MOST_CASES = 10_000


def agreement_half_width(cases: int, *, spread: float = SPREAD_BETWEEN_CASES, confidence: float = 0.95) -> float:
    """How far the interval of alpha will reach to either side.

    cases:   2 or more. More raters help little once there are some; more cases help.
    spread:  alpha's standard error times the root of its cases, best taken from an own earlier round; above 0.
    returns: no unit, above 0.
    raises:  ValueError outside these.
    source:  the jackknife over cases with t, as `samklang.core.agreement` reckons it.
    """
    _in_range(cases, spread, confidence)
    return float(stdtrit(cases - 1, (1 + confidence) / 2) * spread / sqrt(cases))


def agreement_power(change: float, cases: int, *, spread: float = SPREAD_OF_CHANGE, confidence: float = 0.95) -> float:
    """How often a true change of alpha, with the same cases before and after, would be seen as one.

    change:  no unit, either way.
    spread:  as for `agreement_half_width`, of the change.
    returns: 0 to 1.
    raises:  ValueError as there.
    """
    _in_range(cases, spread, confidence)
    if not isfinite(change):
        raise ValueError("A change is a number.")
    degrees, shift = cases - 1, abs(change) * sqrt(cases) / spread
    limit = stdtrit(degrees, (1 + confidence) / 2)
    return float(1 - nctdtr(degrees, shift, limit) + nctdtr(degrees, shift, -limit))


def cases_needed(half_width: float, *, spread: float = SPREAD_BETWEEN_CASES, confidence: float = 0.95) -> int | None:
    """The fewest cases whose interval of alpha reaches no further to either side; None where 10,000 would not do."""
    if not (isfinite(half_width) and half_width > 0):
        raise ValueError("The reach of an interval is a number above 0.")
    for cases in range(2, MOST_CASES + 1):
        if agreement_half_width(cases, spread=spread, confidence=confidence) <= half_width:
            return cases
    return None


def _in_range(cases: int, spread: float, confidence: float) -> None:
    if cases < 2:
        raise ValueError("A round has two cases or more.")
    if not (isfinite(spread) and spread > 0) or not 0 < confidence < 1:
        raise ValueError("The spread between cases is a number above 0, and the confidence is between 0 and 1.")
