"""Cells laid out for reckoning: a line for each cluster, cohort and stratum, with its periods side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samklang.core.effects.cells import NEVER, Cells

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NOTHING = 1e-10
"""What is left of a sum after taking all of it away, relative to the sum; anything below is rounding."""
AT_ONCE = 256
"""Clusters that are left out at once, so that memory stays small."""


@dataclass(frozen=True)
class Stack:
    """Sums per cohort, stratum and period; one such table, or one for each cluster that is left out."""

    weight: Floats
    """(…, cohorts, strata, periods)"""
    total: Floats

    @property
    def size(self) -> Floats:
        """How large each cohort is: its weight in a period, on average. (…, cohorts)"""
        periods = max(1, self.weight.shape[-1])
        size: Floats = self.weight.sum(axis=(-1, -2)) / periods
        return size


@dataclass(frozen=True)
class Sums:
    """All that an estimate is reckoned from.

    L lines, C clusters, G cohorts (ascending; whoever is never trained last), S strata, P periods.
    """

    clusters: NDArray[np.str_]
    cohorts: Floats
    periods: Ints
    strata: NDArray[np.str_]
    cluster: Ints
    """(L,) the place of the line's cluster, of its cohort and of its stratum in the lists above."""
    cohort: Ints
    stratum: Ints
    weight: Floats
    """(L, P)"""
    total: Floats
    rows: Ints
    """(L,) how many rows of the table."""
    early_rows: int = 0
    """Rows of those who were trained before there is a period to compare with; they are left out."""
    early_clusters: int = 0

    @classmethod
    def of(cls, cells: Cells, anticipation: int = 0) -> Sums:
        """Cells of one outcome as lines.

        anticipation: periods before training in which it may already work, 0 or more.
        returns:      whoever is trained only after the data counts as never trained; whoever is trained so early that
                      no period lies before is left out and counted.
        raises:       ValueError where a weight or total is not a finite number, or a weight is below 0.
        """
        if not (np.isfinite(cells.weight).all() and np.isfinite(cells.total).all()) or (cells.weight < 0).any():
            raise ValueError("Weights and totals of cells are finite numbers, and weights are 0 or more.")
        there = cells.weight > 0
        periods = np.unique(cells.period[there])
        if periods.size == 0:
            return cls._empty()
        cohort = np.where(cells.cohort > periods[-1] + anticipation, NEVER, cells.cohort)
        early = there & (cohort <= periods[0] + anticipation)
        kept = there & ~early
        clusters, cluster = np.unique(cells.cluster[kept], return_inverse=True)
        cohorts, group = np.unique(cohort[kept], return_inverse=True)
        strata, stratum = np.unique(cells.stratum[kept], return_inverse=True)
        line, places = _lines((cluster, group, stratum), (clusters.size, cohorts.size, strata.size))
        lines = places[0].size
        at = line * periods.size + np.searchsorted(periods, cells.period[kept])

        def table(column: Floats) -> Floats:
            flat: Floats = np.bincount(at, column[kept], minlength=lines * periods.size).astype(np.float64)
            return flat.reshape(lines, periods.size)

        return cls(
            clusters,
            cohorts,
            periods.astype(np.int64),
            strata,
            *places,
            table(cells.weight),
            table(cells.total),
            np.bincount(line, cells.n[kept], minlength=lines).astype(np.int64),
            early_rows=int(cells.n[early].sum()),
            early_clusters=int(np.setdiff1d(cells.cluster[early], clusters).size),
        )

    @classmethod
    def _empty(cls) -> Sums:
        none, places, names = np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.str_)
        return cls(names, none, places, names, places, places, places, np.zeros((0, 0)), np.zeros((0, 0)), places)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Cohorts, strata and periods."""
        return self.cohorts.size, self.strata.size, self.periods.size

    def whole(self) -> Stack:
        """The sums over all clusters."""
        return Stack(self._by_group(self.weight, slice(None)), self._by_group(self.total, slice(None)))

    def without_each(self) -> Iterator[Stack]:
        """The sums with one cluster left out, for each in order; (at most AT_ONCE, cohorts, strata, periods)."""
        whole = self.whole()
        order = np.argsort(self.cluster, kind="stable")
        ends = np.searchsorted(self.cluster[order], np.arange(self.clusters.size + 1))
        for first in range(0, self.clusters.size, AT_ONCE):
            last = min(first + AT_ONCE, self.clusters.size)
            lines = order[ends[first] : ends[last]]
            own = [self._by_cluster(column, lines, first, last - first) for column in (self.weight, self.total)]
            weight = whole.weight - own[0]
            weight[weight < NOTHING * whole.weight] = 0
            yield Stack(weight, whole.total - own[1])

    def _by_group(self, column: Floats, lines: slice) -> Floats:
        table = np.zeros(self.shape)
        np.add.at(table, (self.cohort[lines], self.stratum[lines]), column[lines])
        return table

    def _by_cluster(self, column: Floats, lines: Ints, first: int, many: int) -> Floats:
        table = np.zeros((many, *self.shape))
        table[self.cluster[lines] - first, self.cohort[lines], self.stratum[lines]] = column[lines]
        return table

    def by_cluster(self, column: Floats) -> Floats:
        """A figure of each line, summed within clusters: (L,) to (C,)."""
        summed: Floats = np.bincount(self.cluster, column, minlength=self.clusters.size).astype(np.float64)
        return summed


def _lines(groups: tuple[Ints, Ints, Ints], sizes: tuple[int, int, int]) -> tuple[Ints, tuple[Ints, Ints, Ints]]:
    """Each row's line, and each line's cluster, cohort and stratum; rows of the same three share a line."""
    shape = tuple(max(1, size) for size in sizes)
    lines, line = np.unique(np.ravel_multi_index(groups, shape), return_inverse=True)
    cluster, cohort, stratum = (place.astype(np.int64) for place in np.unravel_index(lines, shape))
    return line.astype(np.int64), (cluster, cohort, stratum)
