"""Every coefficient as a function of sums per case: how many gave which level, and how many pairs there are.

A replicate (a case left out, a case drawn twice) only changes how often a case counts, so thousands of replicates are a
few matrix products. Where raters are drawn too, the counts themselves change, and come from one product more.
"""

from dataclasses import dataclass

import numpy as np

from samklang.core.agreement.answers import Metric, Weights
from samklang.core.agreement.ratings import Floats, Ints, Table


@dataclass(frozen=True, eq=False)
class Sums:
    """What is known of each column (a case, or a case and an item). K are levels, U columns, B replicates.

    The arrays have B last where raters were drawn, so that a replicate has counts of its own, and no B otherwise.
    """

    scale: Floats
    """The K levels, lowest first."""
    counts: Floats
    """K x U (x B): ratings of each level, each counted as often as its rater was drawn."""
    ratings: Floats
    """U (x B): ratings of each column; also 1 x B where all columns have as many."""
    pairs: Floats
    """U (x B), or 1 x B: ordered pairs of ratings by two different raters; a rater drawn twice makes no pair with the
    copy."""
    cluster: Ints
    """U: to which case each column belongs, from 0."""
    clusters: int

    @property
    def shared(self) -> Floats:
        """U (x B): 1 where two different raters have rated it, else 0."""
        return (self.pairs > 0).astype(np.float64)

    def per_column(self, cases: Floats) -> Floats:
        """Weights of cases, clusters x B, as weights of columns, U x B."""
        return cases[self.cluster]


def sums_of(table: Table, levels: Floats | None = None) -> Sums:
    """The sums of a table, each rater counted once.

    levels: the whole scale; the levels that were used where it is None.
    raises: ValueError where a rating lies outside the scale.
    """
    scale = scale_of(table, levels)
    counts = (table.levels == scale[:, None, None]).sum(axis=1).astype(np.float64)
    ratings = counts.sum(axis=0)
    cluster, clusters = clusters_of(table)
    return Sums(scale, counts, ratings, ratings * (ratings - 1), cluster, clusters)


def scale_of(table: Table, levels: Floats | None) -> Floats:
    """The levels to count by; ValueError where a rating is none of those stated."""
    used = table.scale
    if levels is None:
        return used
    scale = np.unique(np.asarray(levels, dtype=np.float64))
    outside = np.setdiff1d(used, scale)
    if outside.size:
        raise ValueError(f"Ratings lie outside the scale: {', '.join(f'{level:g}' for level in outside)}.")
    return scale


def clusters_of(table: Table) -> tuple[Ints, int]:
    """For each column the place of its case among the different cases, and how many those are."""
    places = {name: place for place, name in enumerate(dict.fromkeys(table.cases))}
    return np.array([places[name] for name in table.cases], dtype=np.intp), len(places)


def differences(scale: Floats, metric: Metric) -> Floats:
    """Krippendorff's squared differences between levels, for the metrics that do not depend on the ratings.

    returns: K x K, 0 on the diagonal.
    raises:  ValueError for the ratio metric with negative levels.
    source:  Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, step C.
    """
    apart: Floats = scale[:, None] - scale[None, :]
    if metric is Metric.NOMINAL:
        nominal: Floats = (apart != 0).astype(np.float64)
        return nominal
    if metric is Metric.RATIO:
        if (scale < 0).any():
            raise ValueError("The ratio metric needs levels of 0 or more.")
        together = scale[:, None] + scale[None, :]
        apart = apart / np.where(together == 0, 1.0, together)
    squares: Floats = np.square(apart)
    return squares


def weights_of(scale: Floats, weights: Weights) -> Floats:
    """Gwet's weights: how much two levels agree.

    returns: K x K, 1 on the diagonal, 0 (or 1 where there is one level) for the two ends of the scale.
    raises:  ValueError for ratio weights with negative levels.
    source:  Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 3.
    """
    places = np.arange(scale.size, dtype=np.float64)
    if weights is Weights.UNWEIGHTED:
        return np.eye(scale.size)
    if scale.size < 2:
        return np.ones((scale.size, scale.size))
    if weights is Weights.ORDINAL:
        between = np.abs(places[:, None] - places[None, :])
        apart = between * (between + 1)
    elif weights is Weights.RATIO:
        apart = differences(scale, Metric.RATIO)
    else:
        apart = np.abs(scale[:, None] - scale[None, :]) ** _POWER[weights]
    agreeing: Floats = 1 - apart / apart.max()
    return agreeing


_POWER = {Weights.LINEAR: 1.0, Weights.QUADRATIC: 2.0, Weights.RADICAL: 0.5}
