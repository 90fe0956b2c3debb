"""Effects by imputation: what the trained had, less what everything untrained would have led one to expect there.

A level for each line (cluster, cohort, stratum) and one for each period of a stratum are fitted on cells without
training; the trained cells are what they are above that. Every estimate is a fixed sum of cells, so that its error can
be reckoned from what each cluster adds to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.special import stdtr, stdtrit

from samklang.core.effects.answers import FEWEST_CLUSTERS, FEWEST_IN_COHORT, POWER, Estimate, Method, Undefined
from samklang.core.effects.cells import Cells
from samklang.core.effects.did.sums import Bools, Floats, Ints, Sums
from samklang.core.effects.plan import Summary
from samklang.core.effects.weighing import summary_weights

FEW = 50
"""Up to so many clusters each is left out in turn; above it the formula does as well, and faster."""
ROUNDING = 1e-12
"""A standard error that is this part of the largest mean is none."""


@dataclass(frozen=True, kw_only=True)
class Imputed:
    """The effect over all, and by time since training."""

    overall: Estimate
    times: tuple[int, ...] = ()
    """Periods since training, 0 for the first with it."""
    effects: tuple[Estimate, ...] = ()
    """One for each time."""
    left_out: int = 0
    """Rows of the trained that nothing untrained tells what to expect of."""


def imputation(
    cells: Cells,
    *,
    summary: Summary = Summary.SIMPLE,
    anticipation: int = 0,
    confidence: float = 0.95,
    one_level_per_cluster: bool = False,
    leave_out_up_to: int = FEW,
) -> Imputed:
    """What training did, by imputation.

    cells:        of one outcome, in any order.
    summary:      how the effects of cohorts and periods become the one figure.
    anticipation: periods before training in which it may already work; they count neither as trained nor untrained.
    one_level_per_cluster: whether all cohorts of a cluster's stratum share one level; otherwise each has its own.
    leave_out_up_to: clusters up to which each is left out in turn for the error; above it the formula does as well.
    returns:      the reason instead of figures where nothing can be imputed, and instead of an interval where there are
                  fewer than ten clusters, or a cohort with one.
    raises:       ValueError for cells that are not finite, or a confidence not between 0 and 1.
    source:       Borusyak, Jaravel & Spiess (2024), Rev. Econ. Stud. 91(6), 3253-3285: the estimate, and
                  the conservative error, with effects alike within a cohort's period. Few clusters are
                  left out in turn instead (MacKinnon, Nielsen & Webb 2023, J. Appl. Econ. 38(5), 671-694).
    """
    if not 0 < confidence < 1:
        raise ValueError("The confidence is between 0 and 1.")
    lines = _Lines.of(Sums.of(cells, anticipation), anticipation, one_level_per_cluster)
    if (reason := lines.reason) is not None:
        return Imputed(overall=Estimate(reason=reason, confidence=confidence, clusters=lines.sums.clusters.size))
    times = lines.times()
    asked = [lines.asked(summary), *(lines.asked_at(time) for time in times)]
    found = np.array([(weights * lines.above()).sum() for weights in asked])
    if lines.sums.clusters.size <= leave_out_up_to:
        method, squares = Method.JACKKNIFE_T, _by_leaving_out(lines, found, summary, times)
    else:
        method, squares = Method.INFLUENCE_T, np.array([(lines.adds(weights) ** 2).sum() for weights in asked])
    estimates = [
        _estimate(lines, weights, (float(value), float(square)), method=method, confidence=confidence)
        for weights, value, square in zip(asked, found, squares, strict=True)
    ]
    return Imputed(overall=estimates[0], times=times, effects=tuple(estimates[1:]), left_out=lines.left_out(cells))


@dataclass(frozen=True)
class _Lines:
    """L lines x P periods: who is untrained, whose expectation is known, and what it is."""

    sums: Sums
    untrained: Floats
    """L x P weights of cells without training; 0 elsewhere."""
    trained: Floats
    """L x P weights of trained cells that can be imputed; 0 elsewhere."""
    missed: Bools
    """L x P: trained, and nothing tells what to expect."""
    expected: Floats
    """L x P, without training; 0 where it is not known."""
    level: Ints
    """(L,) which lines share a level."""
    one_level_per_cluster: bool

    @classmethod
    def of(cls, sums: Sums, anticipation: int, one_level_per_cluster: bool) -> _Lines:
        start = sums.cohorts[sums.cohort][:, None]
        untrained = np.where(sums.periods < start - anticipation, sums.weight, 0.0)
        trained = np.where(sums.periods >= start, sums.weight, 0.0)
        level = sums.cluster if one_level_per_cluster else np.arange(sums.cluster.size)
        known = np.zeros(trained.shape, dtype=bool)
        expected = np.zeros(trained.shape)
        for stratum in range(sums.strata.size):
            here = np.flatnonzero(sums.stratum == stratum)
            fit = _Fit.of(untrained[here], level[here])
            known[here] = fit.reached()
            expected[here] = fit.solved(np.where(untrained[here] > 0, sums.total[here], 0.0))
        of_trained = np.where(known, trained, 0.0), (trained > 0) & ~known
        return cls(sums, untrained, *of_trained, expected * known, level, one_level_per_cluster)

    @property
    def reason(self) -> Undefined | None:
        if self.sums.weight.size == 0:
            return Undefined.NO_BASE_PERIOD if self.sums.early_rows else Undefined.NO_ROWS
        if self.trained.any():
            return None
        if self.missed.any():
            return Undefined.NO_CONTROLS
        return Undefined.NO_BASE_PERIOD if self.sums.early_rows else Undefined.NOBODY_TREATED

    def means(self) -> Floats:
        return self.sums.total / np.where(self.sums.weight > 0, self.sums.weight, 1.0)

    def above(self) -> Floats:
        """L x P: how far each cell lies above what was to be expected; 0 where there is no cell or nothing is known."""
        there = (self.trained > 0) | (self.untrained > 0)
        return np.where(there, self.means() - self.expected, 0.0)

    def times(self) -> tuple[int, ...]:
        return tuple(int(time) for time in np.unique(self._since()[self.trained > 0]))

    def asked(self, summary: Summary) -> Floats:
        """L x P: what each trained cell weighs in the one figure; they add up to 1."""
        sums = self.sums
        size = np.zeros((sums.cohorts.size, sums.periods.size))
        np.add.at(size, sums.cohort, self.trained)
        weights = summary_weights(summary, sums.cohorts, sums.periods, size)
        share = self.trained / np.where(size > 0, size, 1.0)[sums.cohort]
        found: Floats = weights[sums.cohort] * share
        return found

    def asked_at(self, time: int) -> Floats:
        """The same for the mean of all trained cells at a time since training; 0 where there is none."""
        these = np.where(self._since() == time, self.trained, 0.0)
        found: Floats = these / (these.sum() or 1.0)
        return found

    def _since(self) -> Floats:
        return self.sums.periods - self.sums.cohorts[self.sums.cohort][:, None]

    def without(self, cluster: int) -> _Lines:
        """The same without one cluster, fitted anew."""
        kept = np.flatnonzero(self.sums.cluster != cluster)
        by_line = {name: getattr(self.sums, name)[kept] for name in ("cluster", "cohort", "stratum", "total", "rows")}
        # Cells in which training may be anticipated are neither trained nor untrained; without weight they stay so.
        counted = self.untrained + self.trained + self.missed * self.sums.weight
        fewer = replace(self.sums, **by_line, weight=counted[kept])
        return _Lines.of(fewer, 0, self.one_level_per_cluster)

    def adds(self, asked: Floats) -> Floats:
        """(C,) what each cluster adds to an estimate: its squares add up to the conservative variance."""
        weights = asked.copy()
        for stratum in range(self.sums.strata.size):
            here = np.flatnonzero(self.sums.stratum == stratum)
            fit = _Fit.of(self.untrained[here], self.level[here])
            weights[here] -= self.untrained[here] * fit.solved(asked[here])
        left = self.above() - np.where(self.trained > 0, self._alike(asked), 0.0)
        return self.sums.by_cluster((weights * left).sum(axis=1))

    def _alike(self, asked: Floats) -> Floats:
        """L x P: the effect of the cell's cohort in its period, weighted as it makes the error smallest."""
        sums = self.sums
        shape = (sums.clusters.size, sums.cohorts.size, sums.periods.size)
        weight, effect = np.zeros(shape), np.zeros(shape)
        np.add.at(weight, (sums.cluster, sums.cohort), asked)
        np.add.at(effect, (sums.cluster, sums.cohort), asked * self.above())
        squares = (weight**2).sum(axis=0)
        mean = (weight * effect).sum(axis=0) / np.where(squares > 0, squares, 1.0)
        found: Floats = mean[sums.cohort]
        return found

    def sides(self, asked: Floats) -> tuple[int, int, int]:
        """How many clusters an estimate stands on: trained, untrained meanwhile, and in its smallest trained cohort."""
        sums, lines = self.sums, asked.any(axis=1)
        meanwhile = self.untrained[:, asked.any(axis=0)].any(axis=1)
        cohorts = [np.unique(sums.cluster[lines & (sums.cohort == one)]).size for one in np.unique(sums.cohort[lines])]
        return np.unique(sums.cluster[lines]).size, np.unique(sums.cluster[meanwhile]).size, min(cohorts)

    def left_out(self, cells: Cells) -> int:
        """Rows of trained cells without an expectation, with those who were trained from the start."""
        sums = self.sums
        if not self.missed.any():
            return sums.early_rows
        missed = {
            (sums.clusters[sums.cluster[line]], sums.cohorts[sums.cohort[line]], sums.periods[place],
             sums.strata[sums.stratum[line]])
            for line, place in zip(*np.nonzero(self.missed), strict=True)
        }  # fmt: skip
        rows = zip(cells.cluster, cells.cohort, cells.period, cells.stratum, cells.n, strict=True)
        return sums.early_rows + sum(int(row[-1]) for row in rows if row[:-1] in missed)


@dataclass(frozen=True)
class _Fit:
    """Weighted least squares of levels and periods on the untrained cells of one stratum."""

    untrained: Floats
    """levels x P weights"""
    level: Ints
    """(L,) each line's level."""
    inverse: Floats
    """P x P, of the normal equations once the levels are taken out."""

    @classmethod
    def of(cls, untrained: Floats, level: Ints) -> _Fit:
        place = np.unique(level, return_inverse=True)[1]
        weights = _by_level(untrained, place)
        normal = np.diag(weights.sum(axis=0)) - (weights / _or_one(weights)).T @ weights
        inverse: Floats = np.linalg.pinv(normal, hermitian=True, rcond=1e-11).astype(np.float64)
        return cls(weights, place, inverse)

    def solved(self, sides: Floats) -> Floats:
        """L x P: a line's and a period's coefficient added, which solve the normal equations.

        sides: L x P; their sums over a level and over a period are the right-hand sides.
        """
        of_each = _by_level(sides, self.level)
        lines, whole = of_each.sum(axis=1), _or_one(self.untrained)[:, 0]
        of_periods = self.inverse @ (of_each.sum(axis=0) - self.untrained.T @ (lines / whole))
        of_levels = (lines - self.untrained @ of_periods) / whole
        found: Floats = (of_levels[:, None] + of_periods[None, :])[self.level]
        return found

    def reached(self) -> Bools:
        """L x P: whether a chain of untrained cells joins the line and the period, so that what to expect is known."""
        levels, periods = self.untrained.shape
        rows, columns = np.nonzero(self.untrained)
        every = levels + periods
        graph = csr_array((np.ones(rows.size), (rows, levels + columns)), shape=(every, every))
        part = connected_components(graph, directed=False)[1]
        reached: Bools = (part[:levels, None] == part[None, levels:])[self.level]
        return reached


def _by_level(values: Floats, place: Ints) -> Floats:
    found = np.zeros((int(place.max(initial=-1)) + 1, values.shape[1]))
    np.add.at(found, place, values)
    return found


def _or_one(weights: Floats) -> Floats:
    whole = weights.sum(axis=1, keepdims=True)
    return np.where(whole > 0, whole, 1.0)


def _by_leaving_out(lines: _Lines, found: Floats, summary: Summary, times: tuple[int, ...]) -> Floats:
    """The variance of each estimate; not a number where one cluster less leaves nothing to estimate."""
    clusters = lines.sums.clusters.size
    if clusters < 2:
        return np.full(found.size, np.nan)
    others = np.full((clusters, found.size), np.nan)
    for cluster in range(clusters):
        rest = lines.without(cluster)
        above = rest.above()
        weights = [rest.asked(summary), *(rest.asked_at(time) for time in times)]
        others[cluster] = [(one * above).sum() if one.any() else np.nan for one in weights]
    squares: Floats = (clusters - 1) / clusters * ((others - found) ** 2).sum(axis=0)
    return squares


def _estimate(
    lines: _Lines, asked: Floats, found: tuple[float, float], *, method: Method, confidence: float
) -> Estimate:
    (value, square), clusters, rows = found, lines.sums.clusters.size, int(lines.sums.rows.sum())
    reason = _why_no_interval(lines, asked, square)
    if reason is not None:
        return Estimate(estimate=value, confidence=confidence, n=rows, clusters=clusters, reason=reason)
    trained, meanwhile, _ = lines.sides(asked)
    error, degrees = sqrt(square), _degrees(trained, meanwhile, clusters)
    reach = float(stdtrit(degrees, (1 + confidence) / 2))
    return Estimate(
        estimate=value,
        low=value - reach * error,
        high=value + reach * error,
        standard_error=error,
        p=float(2 * stdtr(degrees, -abs(value) / error)),
        detectable=(reach + float(stdtrit(degrees, POWER))) * error,
        method=method,
        confidence=confidence,
        n=rows,
        clusters=clusters,
    )


def _why_no_interval(lines: _Lines, asked: Floats, square: float) -> Undefined | None:
    clusters = lines.sums.clusters.size
    if clusters < FEWEST_CLUSTERS:
        return Undefined.ONE_CLUSTER if clusters < 2 else Undefined.TOO_FEW_CLUSTERS
    if min(lines.sides(asked)) < FEWEST_IN_COHORT or not np.isfinite(square):
        return Undefined.TOO_FEW_IN_COHORT
    size = np.abs(lines.means()).max()
    return Undefined.NO_VARIATION if sqrt(square) <= ROUNDING * size else None


def _degrees(trained: int, meanwhile: int, clusters: int) -> float:
    """The degrees of freedom of a difference between the means of two groups whose clusters vary alike.

    source: Satterthwaite (1946), Biometrics Bulletin 2(6), 110-114.
    """
    whole = (1 / trained + 1 / meanwhile) ** 2
    return min(clusters - 1.0, whole / (1 / trained**2 / (trained - 1) + 1 / meanwhile**2 / (meanwhile - 1)))
