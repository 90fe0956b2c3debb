"""The coefficients for many replicates at once. Inside this room NaN says that a replicate has no figure; it never
leaves it (see `coefficients`)."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from samklang.core.agreement.answers import Metric
from samklang.core.agreement.ratings import Floats
from samklang.core.agreement.sums import Sums, differences

Estimator: TypeAlias = Callable[[Sums, Floats], Floats]
"""From sums and weights of columns (U x B; how often each counts) to B figures."""
Quadratic: TypeAlias = Callable[[Floats, Floats], Floats]
"""From counts (K x ...) and their sum (...) to the sum of differences over all ordered pairs of those ratings (...)."""

NOTHING = 1e-12
"""Disagreement by chance, as a share of the most there could be, below which it is nothing but rounding."""


def alpha_of(metric: Metric) -> Estimator:
    """Krippendorff's alpha by his metric."""
    if metric is Metric.ORDINAL:
        return ordinal_alpha

    def estimator(sums: Sums, weights: Floats) -> Floats:
        quadratic, most = _of_scale(metric, tuple(sums.scale.tolist()))
        return _alpha(quadratic, most, sums, weights)

    return estimator


@lru_cache(64)
def _of_scale(metric: Metric, levels: tuple[float, ...]) -> tuple[Quadratic, float]:
    """The sum of differences over pairs, and the largest difference; kept, because replicates come in many portions."""
    scale = np.array(levels)
    return quadratic_of(metric, scale), _most(differences(scale, metric))


def quadratic_of(metric: Metric, scale: Floats) -> Quadratic:
    """The sum of differences over pairs, by the shortest way for the metric."""
    if metric is Metric.NOMINAL:
        return lambda counts, ratings: ratings**2 - np.einsum("k...,k...->...", counts, counts)
    if metric is Metric.INTERVAL and scale.size:
        # Counted from the middle of the scale, so that nothing large is subtracted from something as large.
        moments = np.stack([scale - scale.mean(), (scale - scale.mean()) ** 2])
        return lambda counts, ratings: _squares(ratings, *_mixed(moments, counts))
    return _pairs_by(differences(scale, metric))


def _squares(ratings: Floats, levels: Floats, squares: Floats) -> Floats:
    """From the number of ratings, the sum of their levels and that of the squares."""
    total: Floats = 2 * (ratings * squares - levels**2)
    return total


def _pairs_by(apart: Floats) -> Quadratic:
    return lambda counts, _: np.einsum("k...,k...->...", _mixed(apart, counts), counts)


def alpha_by(apart: Floats, sums: Sums, weights: Floats) -> Floats:
    """Alpha by any fixed differences between levels, K x K."""
    return _alpha(_pairs_by(apart), _most(apart), sums, weights)


def _alpha(quadratic: Quadratic, most: float, sums: Sums, weights: Floats) -> Floats:
    """Alpha by fixed differences.

    A case's pairs of ratings count together as much as it has ratings, so each pair counts ratings / pairs; without
    copies of raters that is Krippendorff's 1 / (m - 1). By chance any two ratings may meet, but none its own copies.
    """
    shared = weights * _aligned(sums.shared)
    counts = _over_columns(shared, sums.counts)
    seen = _sum(shared, _pair_weight(sums) * quadratic(sums.counts, sums.ratings))
    total = counts.sum(axis=0)
    return _beyond_chance(seen, quadratic(counts, total), most, total, _chance_pairs(shared, sums, total))


def ordinal_alpha(sums: Sums, weights: Floats) -> Floats:
    """Alpha by Krippendorff's ordinal metric.

    His difference between two levels, the ratings between them and half of those on either, is the difference of the
    levels' mid-ranks in the replicate; squares of ranks are then all that must be summed. Ranks are counted from their
    mean and as shares of the ratings, so that nothing large is subtracted from something as large.
    """
    shared = weights * _aligned(sums.shared)
    counts = _over_columns(shared, sums.counts)
    total = counts.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        ranks = (np.cumsum(counts, axis=0) - counts / 2) / total - 0.5
    pair_weight = shared * _aligned(_pair_weight(sums))
    squares = (_over_columns(pair_weight * _aligned(sums.ratings), sums.counts) * ranks**2).sum(axis=0)
    ranks_of_columns = sums.counts.T @ ranks if sums.counts.ndim == 2 else np.einsum("kub,kb->ub", sums.counts, ranks)
    seen = 2 * (squares - (pair_weight * ranks_of_columns**2).sum(axis=0))
    chance = 2 * total * (counts * ranks**2).sum(axis=0)
    return _beyond_chance(seen, chance, 1.0, total, _chance_pairs(shared, sums, total))


def percent_by(agreeing: Floats, sums: Sums, weights: Floats) -> Floats:
    """The mean over cases of the share of pairs that agree (by weights, K x K)."""
    apart = np.einsum("k...,k...->...", _mixed(1 - agreeing, sums.counts), sums.counts)
    shared = weights * _aligned(sums.shared)
    with np.errstate(invalid="ignore", divide="ignore"):
        seen: Floats = 1 - _sum(shared, np.where(sums.pairs > 0, apart / sums.pairs, 0.0)) / shared.sum(axis=0)
    return seen


def level_shares(sums: Sums, weights: Floats) -> Floats:
    """How often each level is used, K x B: the mean over rated cases of its share in the case."""
    ratings = _aligned(sums.ratings)
    rated = weights * (ratings > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares: Floats = _over_columns(rated / np.where(ratings > 0, ratings, 1.0), sums.counts)
        shares /= rated.sum(axis=0)
    return shares


def fleiss_by(agreeing: Floats, sums: Sums, weights: Floats) -> Floats:
    """Fleiss' kappa, by Gwet's weights and for any number of ratings a case."""
    shares = level_shares(sums, weights)
    return _kappa(percent_by(agreeing, sums, weights), ((agreeing @ shares) * shares).sum(axis=0))


def ac_by(agreeing: Floats, sums: Sums, weights: Floats) -> Floats:
    """Gwet's AC1 (unweighted) and AC2."""
    shares, levels = level_shares(sums, weights), sums.scale.size
    if levels < 2:
        return np.full(weights.shape[1], np.nan)
    chance = agreeing.sum() * (shares * (1 - shares)).sum(axis=0) / (levels * (levels - 1))
    return _kappa(percent_by(agreeing, sums, weights), chance)


def _kappa(seen: Floats, chance: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        figure: Floats = np.where(1 - chance > NOTHING, (seen - chance) / (1 - chance), np.nan)
    return figure


def _beyond_chance(seen: Floats, chance: Floats, most: float, total: Floats, pairs: Floats) -> Floats:
    """1 less disagreement seen per rating by disagreement of any two ratings.

    seen:   sum over cases of the differences of pairs, each pair counting ratings / pairs.
    chance: sum of the differences of all ordered pairs of ratings, of any two cases; `pairs` is how many those are.
    most:   the largest difference there is.
    total:  ratings.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        figure: Floats = np.where(chance > NOTHING * most * total**2, 1 - seen * pairs / (total * chance), np.nan)
    return figure


def _chance_pairs(shared: Floats, sums: Sums, total: Floats) -> Floats:
    """Ordered pairs of ratings that are not copies of one."""
    pairs: Floats = total**2 - _sum(shared, sums.ratings**2 - sums.pairs)
    return pairs


def _most(apart: Floats) -> float:
    return float(apart.max(initial=0.0))


def _pair_weight(sums: Sums) -> Floats:
    """U (x B): how much a pair counts in its case; 0 where there is none."""
    there = sums.pairs > 0
    if there.all():
        return sums.ratings / sums.pairs
    return np.where(there, sums.ratings / np.where(there, sums.pairs, 1.0), 0.0)


def _mixed(factors: Floats, counts: Floats) -> Floats:
    """Factors, L x K, times counts, K x ...; not by the library for large matrices, whose threads only wait here."""
    mixed: Floats = np.einsum("lk,k...->l...", factors, counts)
    return mixed


def _aligned(values: Floats) -> Floats:
    """Values of columns, U or U x B, so that they can be multiplied with weights, U x B."""
    return values[:, None] if values.ndim == 1 else values


def _over_columns(weights: Floats, counts: Floats) -> Floats:
    """The counts of all columns together, K x B."""
    together: Floats = counts @ weights if counts.ndim == 2 else np.einsum("kub,ub->kb", counts, weights)
    return together


def _sum(weights: Floats, values: Floats) -> Floats:
    """Weighted sum over columns, B."""
    total: Floats = values @ weights if values.ndim == 1 else np.einsum("ub,ub->b", weights, values)
    return total
