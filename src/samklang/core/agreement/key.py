"""How levels stand to the agreed key: how often the same, how often within one, and how far above or below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from samklang.core.agreement.answers import FEWEST_CASES, Figure, Method, Undefined
from samklang.core.agreement.estimators import NOTHING
from samklang.core.agreement.intervals import Found, jackknife_bounds, jackknife_error
from samklang.core.agreement.ratings import Floats, Ints, Name, Table
from samklang.core.agreement.student import share_bounds, t_quantile


@dataclass(frozen=True)
class Bound:
    """A share or a mean with its interval."""

    figure: Figure
    estimate: float | None
    low: float | None
    high: float | None
    method: Method
    confidence: float
    ratings: int
    cases: int
    reason: Undefined | None = None


@dataclass(frozen=True)
class KeyMatch:
    """Ratings beside the key."""

    ratings: int
    cases: int
    exact: Bound
    """Share of ratings on the key's own level."""
    within_one: Bound
    """Share of ratings at most one level from it."""
    weighted: Bound
    """Cohen's kappa with quadratic weights between rating and key: 1 is the key itself, 0 is chance, and somebody who
    always gives one level is at 0 however near that lies to most keys."""
    bias: Bound
    """Mean of the rating less the key, in levels; below 0 is stricter than the key. The interval has no width where
    every rating lies as far from its key as every other."""


def match_key(
    levels: Sequence[float | None], key: Sequence[float | None], *, confidence: float = 0.95, step: float = 1.0
) -> KeyMatch:
    """One rater's levels beside the key's, case by case.

    levels, key: as long; None or NaN where there is none, and then the case counts for nothing.
    step:        how far a level is from the next, above 0.
    returns:     exact intervals for the two shares, t for the mean, and the jackknife's t for the weighted figure.
    raises:      ValueError where lengths differ or a level is infinite.
    source:      Cohen (1968), Psychological Bulletin 70(4), 213-220, for the weighted kappa.
    """
    given, agreed = (np.array(list(one), dtype=np.float64) for one in (levels, key))
    if given.shape != agreed.shape:
        raise ValueError("There is one key for each level.")
    if np.isinf(given).any() or np.isinf(agreed).any():
        raise ValueError("A level is a finite number, or missing.")
    there = ~np.isnan(given) & ~np.isnan(agreed)
    return _matched(given[there], agreed[there], np.arange(int(there.sum())), confidence, step)


def match_table(table: Table, key: Mapping[Name, float], *, confidence: float = 0.95, step: float = 1.0) -> KeyMatch:
    """All raters' levels beside the key's. Intervals stand on the cases, of which there are fewer than ratings.

    key: the level of each case, by name; cases without one count for nothing.
    """
    agreed = np.array([key.get(name, np.nan) for name in table.cases], dtype=np.float64)
    there = table.rated & ~np.isnan(agreed)
    rows, columns = np.nonzero(there)
    places = {name: place for place, name in enumerate(dict.fromkeys(table.cases))}
    case = np.array([places[table.cases[column]] for column in columns], dtype=np.intp)
    return _matched(table.levels[rows, columns], agreed[columns], case, confidence, step)


def _matched(given: Floats, agreed: Floats, case: Ints, confidence: float, step: float) -> KeyMatch:
    apart = given - agreed
    return KeyMatch(
        ratings=apart.size,
        cases=int(np.unique(case).size),
        exact=_share(np.abs(apart) <= step * 1e-9, case, confidence),
        within_one=_share(np.abs(apart) <= step * (1 + 1e-9), case, confidence),
        weighted=_weighted(given, agreed, case, confidence),
        bias=_mean(apart, case, confidence, Figure.MEAN),
    )


def _share(hit: NDArray[np.bool_], case: Ints, confidence: float) -> Bound:
    """A share of ratings: exact where every case has one rating or all ratings are alike, otherwise t over cases."""
    found = _mean(hit.astype(np.float64), case, confidence, Figure.SHARE)
    if found.estimate is None:
        return found
    if found.cases == hit.size or found.estimate in (0, 1):
        low, high = share_bounds(round(found.estimate * found.cases), found.cases, confidence)
        return replace(found, low=low, high=high, method=Method.EXACT, reason=None)
    if found.low is None or found.high is None:
        return found
    return replace(found, low=max(0.0, found.low), high=min(1.0, found.high))


def _mean(values: Floats, case: Ints, confidence: float, figure: Figure) -> Bound:
    """A mean of ratings with t over the cases they belong to; no interval below two cases."""
    cases, place = np.unique(case, return_inverse=True)
    blank = Bound(figure, None, None, None, Method.JACKKNIFE_T, confidence, values.size, cases.size)
    if not values.size:
        return replace(blank, reason=Undefined.NO_RATINGS)
    mean = float(values.mean())
    if cases.size < 2:
        return replace(blank, estimate=mean, reason=Undefined.TOO_FEW_CASES)
    without = (values.sum() - np.bincount(place, values)) / (values.size - np.bincount(place))
    reach = t_quantile((1 + confidence) / 2, cases.size - 1) * jackknife_error(without)
    return replace(blank, estimate=mean, low=mean - reach, high=mean + reach)


def _weighted(given: Floats, agreed: Floats, case: Ints, confidence: float) -> Bound:
    """Cohen's kappa with quadratic weights between raters and key, on the jackknife's scale."""
    cases, place = np.unique(case, return_inverse=True)
    blank = Bound(Figure.WEIGHTED_KAPPA, None, None, None, Method.JACKKNIFE_T, confidence, given.size, cases.size)
    if not given.size:
        return replace(blank, reason=Undefined.NO_RATINGS)
    middle = agreed.mean()
    given, agreed = given - middle, agreed - middle
    columns = (np.ones_like(given), (given - agreed) ** 2, given, agreed, given**2 + agreed**2)
    of_case = np.stack([np.bincount(place, column) for column in columns])
    whole = of_case.sum(axis=1)
    estimate = float(_kappa(whole))
    if np.isnan(estimate):
        return replace(blank, reason=Undefined.NO_VARIATION)
    if cases.size < FEWEST_CASES:
        return replace(blank, estimate=estimate, reason=Undefined.TOO_FEW_CASES)
    bounds = jackknife_bounds(Found(estimate, _kappa(whole[:, None] - of_case), -1.0, confidence))
    if bounds is None:
        return replace(blank, estimate=estimate, reason=Undefined.ONE_CASE_DECIDES)
    return replace(blank, estimate=estimate, low=bounds.low, high=bounds.high, method=bounds.method)


def _kappa(sums: Floats) -> Floats:
    """From the number of ratings and the sums of squared differences, levels given, levels agreed, and all squares."""
    ratings, apart, given, agreed, squares = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        by_chance = squares - 2 * given * agreed / ratings
        kappa: Floats = np.where(by_chance > NOTHING * np.maximum(squares, 1), 1 - apart / by_chance, np.nan)
    return kappa
