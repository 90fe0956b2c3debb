"""Whether the groups went alike before training, and whether it would have been seen if they had not.

A test that finds nothing says nothing where it could have found nothing (Roth 2022, Am. Econ. Rev. Insights 4(3),
305-322). So beside the chance stands the test's power against the two ways in which the comparison could come out wrong
by exactly the smallest effect that matters:

- a straight trend, which carried on after training would alone make the summary as large as that;
- a jump of that size into the last period before training, as when those who are doing badly are sent first.

The test passes only if it finds nothing and would have seen both with 80 %.

The periods before training are tested together by time since training (Wald), over all cohorts: what threatens the
summary is a drift that the cohorts share, and few figures are better known than many. Where there are so many periods
that their covariance cannot be known from the clusters, only the two directions above are tested.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import chdtrc, chdtri, chndtr, fdtrc, fdtri, ncfdtr

from samklang.core.effects.answers import POWER, Undefined
from samklang.core.effects.did.comparison import Comparison
from samklang.core.effects.did.few import Spread, spread
from samklang.core.effects.did.group_time import GroupTimes
from samklang.core.effects.did.summaries import Recipe, follow, recipe
from samklang.core.effects.did.sums import Bools, Floats
from samklang.core.effects.plan import Summary

SIGNIFICANT = 0.05
CLUSTERS_FOR_EACH = 5
"""Degrees of freedom that there must be for each period tested together."""


@dataclass(frozen=True, kw_only=True)
class PreTrend:
    """What the periods before training show."""

    p: float | None = None
    """The chance of differences at least as large if the groups went alike, 0 to 1."""
    periods: int = 0
    """Times before training that are compared with a base."""
    tested: int = 0
    """Figures tested together: the periods, or the two directions."""
    power_trend: float | None = None
    """How often a trend that alone makes the smallest effect that matters would be seen, 0 to 1."""
    power_jump: float | None = None
    """How often a jump of that size before training would be seen, 0 to 1."""
    passed: bool = False
    reason: Undefined | None = None
    """Why there is no test."""


def pre_trend(found: GroupTimes, *, summary: Summary, smallest_relevant: float) -> PreTrend:
    """Test the periods before training.

    summary:           the plan's; a trend is measured by what it would do to this one.
    smallest_relevant: in the outcome's unit, above 0.
    """
    made = _before(found)
    none = PreTrend(periods=int(made.at.size))
    if made.at.size == 0:
        return replace(none, reason=Undefined.NO_BASE_PERIOD)
    how = spread(found, made)
    usable = np.array([how.reasons[place] is None for place in range(made.at.size)])
    if not usable.any():
        return replace(none, reason=how.reasons[0])
    effects = _figures(found, made, found.effects)
    ways = np.column_stack([_figures(found, made, way) for way in _ways(found, summary, smallest_relevant)])
    shares, degrees = how.shares[:, :-1][:, usable], _degrees(how, usable)
    effects, ways = effects[usable], ways[usable]
    if effects.size * CLUSTERS_FOR_EACH > degrees:
        length = np.linalg.norm(ways, axis=0)
        turn = ways / np.where(length > 0, length, 1.0)
        turn = turn[:, : max(1, min(2, int(degrees // 2)))]
        shares, effects, ways = shares @ turn, effects @ turn, turn.T @ ways
    p, powers, tested = wald(effects, shares.T @ shares, degrees, ways)
    passed = p >= SIGNIFICANT and min(powers) >= POWER
    return PreTrend(
        p=p, periods=int(made.at.size), tested=tested, power_trend=powers[0], power_jump=powers[1], passed=passed
    )


def wald(effects: Floats, covariance: Floats, degrees: float, ways: Floats) -> tuple[float, list[float], int]:
    """Whether figures are all none.

    effects:    (q,)
    covariance: (q, q); where it is singular, what it does not tell of is left out (pseudo-inverse).
    degrees:    that the covariance is known with; infinite: chi-squared, otherwise Hotelling's T-squared as F.
    ways:       (q, w) how the figures would be if they were not none.
    returns:    p, the chance to see each of the ways at the 5 % level (0 to 1), and how many figures were tested.
    """
    scale = np.sqrt(np.diag(covariance))
    scale = np.where(scale > 0, scale, 1.0)
    inverse = np.linalg.pinv(covariance / np.outer(scale, scale), rcond=1e-9, hermitian=True)
    rank = round(float(np.trace(inverse @ (covariance / np.outer(scale, scale)))))
    far = float((effects / scale) @ inverse @ (effects / scale))
    away = [float((way / scale) @ inverse @ (way / scale)) for way in ways.T]
    if np.isinf(degrees):
        limit = float(chdtri(rank, SIGNIFICANT))
        return float(chdtrc(rank, far)), [float(1 - chndtr(limit, rank, one)) for one in away], rank
    rest = max(degrees - rank + 1, 1.0)
    limit = float(fdtri(rank, rest, 1 - SIGNIFICANT))
    seen = [float(1 - ncfdtr(rank, rest, one, limit)) for one in away]
    return float(fdtrc(rank, rest, far * rest / (degrees * rank))), seen, rank


def _degrees(how: Spread, usable: Bools) -> float:
    return float(how.degrees[:-1][usable].min())


def _before(found: GroupTimes) -> Recipe:
    """The parts by time since training that lie before it, without the base period."""
    made = recipe(found, Summary.TIME_SINCE)
    counted = np.array([one.before and not one.is_base for one in found.comparisons], dtype=bool)
    member = made.member & counted
    kept = member.any(axis=1)
    return replace(made, at=made.at[kept], member=member[kept], overall=np.ones(int(kept.sum()), dtype=bool))


def _figures(found: GroupTimes, made: Recipe, effects: Floats) -> Floats:
    return np.atleast_1d(follow(made, effects, found.sizes, found.group).parts)


def _ways(found: GroupTimes, summary: Summary, smallest_relevant: float) -> tuple[Floats, Floats]:
    """What a trend and a jump would do to each group-time effect, each worth the smallest effect that matters."""
    at, fixed = found.sums.periods, {one.cohort: one.base for one in found.comparisons if not one.before}
    last = {one.cohort: fixed.get(one.cohort, one.base) for one in found.comparisons}

    def would_be(one: Comparison, jump: bool) -> float:
        base = at[last[one.cohort]]
        if jump:
            return float(at[one.base] >= base) - float(at[one.period] >= base)
        return float(at[one.period] - at[one.base])

    trend, jump = (
        np.where(found.found, [would_be(one, jump) for one in found.comparisons], np.nan) for jump in (False, True)
    )
    size = float(follow(recipe(found, summary), trend, found.sizes, found.group).overall)
    return trend * (smallest_relevant / size if size > 0 else 0.0), jump * smallest_relevant
