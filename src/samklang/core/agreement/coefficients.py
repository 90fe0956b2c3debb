"""How far raters agree: Krippendorff's alpha, Gwet's AC1 and AC2, Fleiss' kappa and percent, each with its interval."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from samklang.core.agreement.answers import (
    FEWEST_CASES,
    FEWEST_RATERS,
    Coefficient,
    Figure,
    Method,
    Metric,
    Undefined,
    Weights,
)
from samklang.core.agreement.drawing import leave_one_rater_out, replicates
from samklang.core.agreement.estimators import Estimator, ac_by, alpha_by, alpha_of, fleiss_by, percent_by
from samklang.core.agreement.intervals import (
    JACKKNIFE,
    Bounds,
    Found,
    Interval,
    Jackknife,
    Linearised,
    TwoWay,
    drawn_bounds,
    jackknife_bounds,
    leave_one_out,
    linearised_bounds,
    rated_cases,
)
from samklang.core.agreement.linearised import (
    Contributions,
    ac_contributions,
    alpha_contributions,
    fleiss_contributions,
    linearised_error,
    percent_contributions,
)
from samklang.core.agreement.ratings import Floats, Table
from samklang.core.agreement.sums import Sums, sums_of, weights_of


def alpha(
    table: Table, metric: Metric, *, levels: Iterable[float] | None = None, interval: Interval = JACKKNIFE
) -> Coefficient:
    """Krippendorff's alpha: 1 less the disagreement seen, as a share of that between any two ratings.

    levels:   the whole scale, to refuse ratings outside it; alpha itself does not depend on levels nobody used.
    interval: how the interval is made; see `intervals`. Gwet's linearised error belongs to weights, so alpha by
              Krippendorff's metric has the jackknife's instead, and says so.
    returns:  no unit, at most 1, 0 is chance; see `Coefficient` for when there is no figure or no interval.
    raises:   ValueError where a rating lies outside the scale, or is negative for the ratio metric.
    source:   Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; his 4 x 12 table in
              tests/core/agreement/published.py.
    """
    table = table.rated_part
    sums = sums_of(table, _scale(levels))
    return _answer(_Asked(table, sums, Figure.ALPHA, metric, alpha_of(metric), at_least=2), interval)


def gwet_alpha(
    table: Table, weights: Weights, *, levels: Iterable[float] | None = None, interval: Interval = JACKKNIFE
) -> Coefficient:
    """Alpha with Gwet's weights in the place of Krippendorff's differences.

    Unweighted it is alpha by the nominal metric, quadratic by the interval and ratio by the ratio metric; with ordinal
    weights it is not alpha by the ordinal metric.

    levels:  the whole scale; unused levels count for ordinal weights, and unused ends for all.
    raises:  ValueError as `alpha`.
    source:  Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.; worked table as above.
    """
    table = table.rated_part
    sums = sums_of(table, _scale(levels))
    agreeing = weights_of(sums.scale, weights)
    estimator = partial(alpha_by, 1 - agreeing)
    linear = partial(alpha_contributions, agreeing)
    return _answer(_Asked(table, sums, Figure.GWET_ALPHA, weights, estimator, at_least=2, linear=linear), interval)


def percent_agreement(
    table: Table,
    weights: Weights = Weights.UNWEIGHTED,
    *,
    levels: Iterable[float] | None = None,
    interval: Interval = JACKKNIFE,
) -> Coefficient:
    """The mean over shared cases of the share of pairs of ratings that agree, with nothing taken off for chance.

    returns: 0 to 1. Raters who all always use one level agree by 1, which says nothing.
    raises:  ValueError as `alpha`.
    source:  Gwet (2014), chapter 2; worked table as above.
    """
    return _weighted(table, Figure.PERCENT, weights, levels, interval)


def fleiss_kappa(
    table: Table,
    weights: Weights = Weights.UNWEIGHTED,
    *,
    levels: Iterable[float] | None = None,
    interval: Interval = JACKKNIFE,
) -> Coefficient:
    """Fleiss' kappa, with any number of ratings a case.

    returns: no unit, at most 1, 0 is chance.
    raises:  ValueError as `alpha`.
    source:  Fleiss (1971), Psychological Bulletin 76(5), 378-382; for missing ratings and weights Gwet (2014); worked
             tables as above.
    """
    return _weighted(table, Figure.FLEISS, weights, levels, interval)


def ac1(table: Table, *, levels: Iterable[float] | None = None, interval: Interval = JACKKNIFE) -> Coefficient:
    """Gwet's AC1: as Fleiss' kappa, but chance is that of raters unsure of few cases, so that one very common level
    does not make it small.

    levels:  the whole scale; unused levels count.
    raises:  ValueError as `alpha`.
    source:  Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), 29-48; worked table above.
    """
    return _weighted(table, Figure.AC1, Weights.UNWEIGHTED, levels, interval)


def ac2(
    table: Table, weights: Weights, *, levels: Iterable[float] | None = None, interval: Interval = JACKKNIFE
) -> Coefficient:
    """Gwet's AC2: AC1 with weights, so that near levels agree in part.

    levels:  the whole scale; unused levels count.
    raises:  ValueError as `alpha`.
    source:  Gwet (2014), chapter 3; worked table as above.
    """
    return _weighted(table, Figure.AC2, weights, levels, interval)


@dataclass(frozen=True, eq=False)
class _Asked:
    """A table with the coefficient asked of it."""

    table: Table
    sums: Sums
    figure: Figure
    measure: Metric | Weights
    estimator: Estimator
    at_least: int
    """Ratings a case needs to count for anything in the coefficient."""
    linear: Contributions | None = None


def _weighted(
    table: Table, figure: Figure, weights: Weights, levels: Iterable[float] | None, interval: Interval
) -> Coefficient:
    """A coefficient that counts every rated case, by Gwet's weights."""
    table = table.rated_part
    sums = sums_of(table, _scale(levels))
    agreeing = weights_of(sums.scale, weights)
    estimator, linear = _BY_WEIGHTS[figure]
    asked = _Asked(
        table, sums, figure, weights, partial(estimator, agreeing), at_least=1, linear=partial(linear, agreeing)
    )
    return _answer(asked, interval)


def _scale(levels: Iterable[float] | None) -> Floats | None:
    return None if levels is None else np.array(list(levels), dtype=np.float64)


def _answer(asked: _Asked, interval: Interval) -> Coefficient:
    """The figure with its interval, or why there is none."""
    sums = asked.sums
    shared = sums.pairs > 0
    raters = int(asked.table.rated[:, shared].any(axis=1).sum())
    cases = int(np.unique(sums.cluster[shared]).size)
    blank = Coefficient(
        figure=asked.figure,
        measure=asked.measure,
        method=_METHOD[type(interval)],
        confidence=interval.confidence,
        raters=raters,
        cases=cases,
        pairs=round(sums.pairs.sum() / 2),
        replicates=interval.replicates if isinstance(interval, TwoWay) else None,
    )
    if not cases:
        return replace(blank, reason=why_no_pairs(asked.table))
    estimate = float(np.minimum(1.0, asked.estimator(sums, np.ones((len(asked.table.cases), 1)))[0]))
    if np.isnan(estimate):
        return replace(blank, reason=Undefined.NO_VARIATION)
    if raters < FEWEST_RATERS or cases < FEWEST_CASES:
        few = Undefined.TOO_FEW_RATERS if raters < FEWEST_RATERS else Undefined.TOO_FEW_CASES
        return replace(blank, estimate=estimate, reason=few)
    bounds = _bounds(asked, estimate, interval)
    return with_bounds(blank, estimate, bounds)


def with_bounds(blank: Coefficient, estimate: float, bounds: Bounds | None) -> Coefficient:
    """The coefficient with its interval; without one where a single case makes the figure."""
    if bounds is None:
        return replace(blank, estimate=estimate, reason=Undefined.ONE_CASE_DECIDES)
    return replace(
        blank,
        estimate=estimate,
        low=bounds.low,
        high=bounds.high,
        standard_error=bounds.standard_error,
        method=bounds.method,
    )


def why_no_pairs(table: Table) -> Undefined:
    """Why no case of the table was rated by two."""
    raters = int(table.rated.any(axis=1).sum())
    return (Undefined.NO_RATINGS, Undefined.ONE_RATER)[raters] if raters < 2 else Undefined.NO_PAIRS


def _bounds(asked: _Asked, estimate: float, interval: Interval) -> Bounds | None:
    """The interval as it was asked for."""
    sums, shared = asked.sums, asked.sums.pairs > 0
    floor = _FLOOR.get(asked.figure, -1 / (float(sums.ratings[shared].mean()) - 1))
    counting = rated_cases(asked.table, asked.at_least)
    found = Found(estimate, leave_one_out(sums, asked.estimator, counting), floor, interval.confidence)
    match interval:
        case Linearised() if asked.linear is not None:
            error = linearised_error(asked.linear(sums), sums.cluster[sums.ratings >= asked.at_least])
            return linearised_bounds(estimate, error, counting.size - 1, interval.confidence)
        case TwoWay():
            drawn = replicates(asked.table, sums, asked.estimator, interval.chance, interval.replicates)
            return drawn_bounds(found, drawn, leave_one_rater_out(asked.table, sums, asked.estimator))
    return jackknife_bounds(found)


_METHOD: dict[type, Method] = {
    Jackknife: Method.JACKKNIFE_T,
    TwoWay: Method.TWO_WAY_BOOTSTRAP,
    Linearised: Method.LINEARISED,
}
_BY_WEIGHTS: dict[Figure, tuple[Callable[[Floats, Sums, Floats], Floats], Callable[[Floats, Sums], Floats]]] = {
    Figure.PERCENT: (percent_by, percent_contributions),
    Figure.FLEISS: (fleiss_by, fleiss_contributions),
    Figure.AC1: (ac_by, ac_contributions),
    Figure.AC2: (ac_by, ac_contributions),
}
_FLOOR = {Figure.PERCENT: 0.0, Figure.AC1: -1.0, Figure.AC2: -1.0}
"""The least a coefficient can be; those that are not named can be -1 / (ratings a case - 1)."""
