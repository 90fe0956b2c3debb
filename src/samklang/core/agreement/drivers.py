"""What raters disagree on: which items, which cases, which two levels, and whose ratings lie apart.

Everything comes in the order in which names first appear, never by size, so that no list ranks people.
"""

from dataclasses import dataclass

import numpy as np

from samklang.core.agreement.answers import Metric
from samklang.core.agreement.drawing import leave_one_rater_out
from samklang.core.agreement.estimators import alpha_of
from samklang.core.agreement.ratings import Floats, Name, Ratings, Table
from samklang.core.agreement.sums import differences, sums_of


@dataclass(frozen=True)
class Part:
    """An item's or a case's part of all disagreement."""

    name: Name
    pairs: int
    """Pairs of ratings of one case on one item by two raters."""
    share: float | None
    """Of all disagreement seen, 0 to 1; None where nobody disagreed on anything."""


@dataclass(frozen=True)
class LevelPair:
    """Two levels that were given to one case on one item."""

    lower: float
    upper: float
    pairs: int
    share: float | None
    """Of all disagreement seen, 0 to 1; None where nobody disagreed on anything."""


@dataclass(frozen=True)
class RaterPart:
    """What one rater does to agreement. For that rater, and for whoever licenses raters; for nobody else."""

    name: Name
    ratings: int
    """Ratings of something that somebody else rated too."""
    deviation: float | None
    """How far the rater's levels lie above the others' mean on the same case and item; below 0 is stricter."""
    without: float | None
    """Alpha of the others, over all items; None where it has no figure."""
    moves: float | None
    """Alpha with the rater less alpha without; below 0 the rater makes agreement smaller."""


@dataclass(frozen=True)
class Drivers:
    """All parts of the disagreement in some ratings."""

    items: tuple[Part, ...]
    cases: tuple[Part, ...]
    level_pairs: tuple[LevelPair, ...]
    """Every two different levels, lowest first; also those never given together."""
    levels: tuple[float, ...]
    confusion: tuple[tuple[float, ...], ...]
    """Krippendorff's coincidences: how often two levels met, rows and columns as `levels`; symmetric, and a row's sum
    is how many ratings of that level somebody could compare."""
    raters: tuple[RaterPart, ...]


def drivers(ratings: Ratings, metric: Metric) -> Drivers:
    """Where the disagreement lies.

    Disagreement is counted as alpha counts it, each item by its own levels: the differences of all pairs of ratings of
    one case on one item, a pair counting less the more ratings there are. For the ordinal metric the difference is the
    share of the item's ratings between two levels, squared, so that items with many ratings do not weigh more by that.

    raises: ValueError for the ratio metric with negative levels.
    source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, step B, for the coincidences.
    """
    scale = np.unique(ratings.level)
    seen = np.zeros((len(ratings.items), len(ratings.cases)))
    pairs = np.zeros_like(seen, dtype=np.int64)
    met = np.zeros((scale.size, scale.size))
    apart = np.zeros_like(met)
    times = np.zeros_like(met)
    for place, item in enumerate(ratings.items):
        sums = sums_of(ratings.of_item(item), scale)
        far = _differences(sums.counts[:, sums.pairs > 0].sum(axis=1), scale, metric)
        weight = np.where(sums.pairs > 0, 1 / np.maximum(sums.ratings - 1, 1), 0.0)
        seen[place] = weight * np.einsum("ku,kl,lu->u", sums.counts, far, sums.counts)
        pairs[place] = np.rint(sums.pairs / 2)
        together = np.einsum("ku,lu->klu", sums.counts, sums.counts) - np.einsum(
            "kl,ku->klu", np.eye(scale.size), sums.counts
        )
        met += together @ weight
        apart += far * (together @ weight)
        times += together.sum(axis=2)
    return Drivers(
        items=_parts(ratings.items, pairs.sum(axis=1), seen.sum(axis=1)),
        cases=_parts(ratings.cases, pairs.sum(axis=0), seen.sum(axis=0)),
        level_pairs=_level_pairs(scale, times, apart),
        levels=tuple(scale.tolist()),
        confusion=tuple(map(tuple, met.tolist())),
        raters=_rater_parts(ratings, metric),
    )


def _differences(counts: Floats, scale: Floats, metric: Metric) -> Floats:
    """How far levels are apart on an item with these ratings; for ordinal as shares of the ratings, squared."""
    if metric is not Metric.ORDINAL:
        return differences(scale, metric)
    ranks = (np.cumsum(counts) - counts / 2) / max(1.0, float(counts.sum()))
    far: Floats = (ranks[:, None] - ranks[None, :]) ** 2
    return far


def _share(part: float, whole: float) -> float | None:
    return float(part / whole) if whole > 0 else None


def _parts(names: tuple[Name, ...], pairs: Floats, seen: Floats) -> tuple[Part, ...]:
    whole = float(seen.sum())
    return tuple(
        Part(name, int(count), _share(part, whole)) for name, count, part in zip(names, pairs, seen, strict=True)
    )


def _level_pairs(scale: Floats, times: Floats, apart: Floats) -> tuple[LevelPair, ...]:
    whole = float(apart.sum()) / 2
    return tuple(
        LevelPair(
            float(scale[low]), float(scale[high]), round(times[low, high]), _share(float(apart[low, high]), whole)
        )
        for low in range(scale.size)
        for high in range(low + 1, scale.size)
    )


def _rater_parts(ratings: Ratings, metric: Metric) -> tuple[RaterPart, ...]:
    """What each rater does, over all items; raters who share nothing with others have no figures."""
    table = ratings.pooled().rated_part
    if not table.raters:
        return tuple(RaterPart(name, 0, None, None, None) for name in ratings.raters)
    sums, estimator = sums_of(table), alpha_of(metric)
    whole = float(estimator(sums, np.ones((len(table.cases), 1)))[0])
    without = dict(zip(table.raters, leave_one_rater_out(table, sums, estimator).tolist(), strict=True))
    counts, deviations = _deviations(table)
    found = {}
    for row, name in enumerate(table.raters):
        left = without[name] if counts[row] else whole
        known = not np.isnan(left)
        found[name] = RaterPart(
            name,
            int(counts[row]),
            float(deviations[row]) if counts[row] else None,
            left if known else None,
            whole - left if known and not np.isnan(whole) else None,
        )
    return tuple(found.get(name, RaterPart(name, 0, None, None, None)) for name in ratings.raters)


def _deviations(table: Table) -> tuple[Floats, Floats]:
    """For each rater how many ratings others share, and their mean distance from the others' mean."""
    rated = table.rated
    levels = np.where(rated, table.levels, 0.0)
    others = rated.sum(axis=0) - 1
    shared = rated & (others > 0)
    mean_of_others = (levels.sum(axis=0) - levels) / np.maximum(others, 1)
    counts = shared.sum(axis=1)
    far = np.where(shared, levels - mean_of_others, 0.0).sum(axis=1)
    return counts.astype(np.float64), far / np.maximum(counts, 1)
