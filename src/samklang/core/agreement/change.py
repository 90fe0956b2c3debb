"""Whether agreement has changed from one round to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import fsum, sqrt

import numpy as np

from samklang.core.agreement.answers import (
    FEWEST_CASES_FOR_CHANGE,
    Coefficient,
    Method,
    Metric,
    Undefined,
    Verdict,
)
from samklang.core.agreement.coefficients import alpha
from samklang.core.agreement.estimators import alpha_of
from samklang.core.agreement.intervals import Jackknife, leave_one_out, rated_cases
from samklang.core.agreement.ratings import Name, Table
from samklang.core.agreement.student import t_quantile
from samklang.core.agreement.sums import sums_of

POWER = 0.8
"""How often a change as large as `detectable` would be shown."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """Alpha in two rounds, and what may be said of the difference."""

    before: Coefficient
    after: Coefficient
    difference: float | None = None
    """After less before, no unit; None where either has no figure."""
    low: float | None = None
    high: float | None = None
    standard_error: float | None = None
    detectable: float | None = None
    """The smallest true difference that these cases would show four times of five."""
    smallest_relevant: float
    """The smallest difference that matters, as stated beforehand."""
    matched: int
    """Cases in both rounds, or with a twin in the other."""
    confidence: float
    verdict: Verdict = Verdict.CANNOT_TELL
    reason: Undefined | None = None
    """Why there is no interval, or no verdict."""


def change(
    before: Table,
    after: Table,
    metric: Metric,
    *,
    smallest_relevant: float = 0.1,
    twins: Mapping[Name, Name] | None = None,
    confidence: float = 0.95,
) -> Change:
    """How alpha changed between two rounds.

    A case's share in either alpha is what leaving it out does to it. Cases in both rounds, or twins of a parallel
    form, are left out of both at once, so that what makes a case hard in both rounds cancels; a case in one round only
    adds its own error. With all cases in both this is the paired jackknife, with none it is two jackknives.

    smallest_relevant: above 0; stated before the second round is read.
    twins:             names of cases before, to their names after, where they differ.
    confidence:        of the interval, 0 to 1.
    returns:           "improved" and "worsened" need 3 raters and 20 cases in both rounds and the whole interval on one
                       side of 0; "no relevant change" needs the same and the whole interval inside the smallest
                       relevant difference, and goes first; everything else is "cannot tell". Simulated with nothing
                       changed, "improved" comes in 2 of 100 comparisons (bench/agreement.py --false-improved).
    raises:            ValueError as `alpha`, where the smallest relevant difference is not above 0, and where two cases
                       have one twin.
    """
    if not smallest_relevant > 0:
        raise ValueError("The smallest relevant difference is above 0.")
    rounds = [_Round.of(table, metric, confidence) for table in (_named_alike(before, twins or {}), after)]
    found = Change(
        before=rounds[0].alpha,
        after=rounds[1].alpha,
        smallest_relevant=smallest_relevant,
        matched=len(rounds[0].shares.keys() & rounds[1].shares.keys()),
        confidence=confidence,
        reason=rounds[0].alpha.reason or rounds[1].alpha.reason,
    )
    if found.before.estimate is None or found.after.estimate is None:
        return found
    found = replace(found, difference=found.after.estimate - found.before.estimate)
    return found if found.reason else _with_interval(found, *_error(*rounds))


def _with_interval(found: Change, error: float, degrees: float) -> Change:
    """The change with its interval and what that shows."""
    middle = found.difference or 0.0
    reach = t_quantile((1 + found.confidence) / 2, degrees) * error
    low, high = middle - reach, middle + reach
    few = min(found.before.cases, found.after.cases) < FEWEST_CASES_FOR_CHANGE
    return replace(
        found,
        low=low,
        high=high,
        standard_error=error,
        detectable=reach + t_quantile(POWER, degrees) * error,
        verdict=Verdict.CANNOT_TELL if few else verdict(low, high, found.smallest_relevant),
        reason=Undefined.TOO_FEW_CASES if few else None,
    )


def verdict(low: float, high: float, smallest_relevant: float) -> Verdict:
    """What an interval of a difference shows: low and high, and the smallest difference that matters (above 0)."""
    if -smallest_relevant < low and high < smallest_relevant:
        return Verdict.NO_RELEVANT_CHANGE
    if low > 0:
        return Verdict.IMPROVED
    return Verdict.WORSENED if high < 0 else Verdict.CANNOT_TELL


@dataclass(frozen=True)
class _Round:
    """One round's alpha, and what each of its cases does to it."""

    alpha: Coefficient
    shares: dict[Name, float]
    """The squares of these add up to alpha's squared error; empty where alpha has no interval."""
    unseen: float
    """The error of a round whose cases are all alike, which no case can show; otherwise 0."""

    @classmethod
    def of(cls, table: Table, metric: Metric, confidence: float) -> "_Round":
        found = alpha(table, metric, interval=Jackknife(confidence))
        table = table.rated_part
        cases = rated_cases(table, at_least=2)
        names = [list(dict.fromkeys(table.cases))[case] for case in cases]
        if found.low is None or found.high is None:
            return cls(found, dict.fromkeys(names, 0.0), 0.0)
        without = leave_one_out(sums_of(table), alpha_of(metric), cases)
        shares = np.sqrt((cases.size - 1) / cases.size) * (without - without.mean())
        seen = found.method is not Method.NO_SPREAD_SEEN
        unseen = 0.0 if seen else (found.high - found.low) / t_quantile((1 + confidence) / 2, cases.size - 1)
        return cls(found, dict(zip(names, shares.tolist(), strict=True)), unseen)


def _error(before: _Round, after: _Round) -> tuple[float, float]:
    """The difference's standard error, and Satterthwaite's degrees of freedom over its parts.

    The parts are the cases in both rounds, those in the first alone and those in the second alone.
    """
    both = before.shares.keys() & after.shares.keys()
    parts = [
        [after.shares[name] - before.shares[name] for name in before.shares if name in both],
        [share for name, share in before.shares.items() if name not in both],
        [share for name, share in after.shares.items() if name not in both],
    ]
    squares = [(fsum(share**2 for share in part), max(1, len(part) - 1)) for part in parts]
    squares += [(one.unseen**2, len(one.shares) - 1) for one in (before, after)]
    whole = fsum(square for square, _ in squares)
    if whole == 0:
        return 0.0, 1.0
    return sqrt(whole), whole**2 / fsum(square**2 / degrees for square, degrees in squares)


def _named_alike(before: Table, twins: Mapping[Name, Name]) -> Table:
    """The earlier table with its cases called as their twins are called later."""
    names = dict.fromkeys(before.cases)
    if len({twins.get(name, name) for name in names}) < len(names):
        raise ValueError("Every case has a twin of its own.")
    return Table(before.raters, tuple(twins.get(name, name) for name in before.cases), before.levels)
