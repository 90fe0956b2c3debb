"""Effects where the order was drawn by lot: what was before training is subtracted only as far as it helps.

Under a drawn order the trained and those not yet trained were alike to begin with, so a comparison after training is
fair as it is. Subtracting the whole difference before training (as group-time effects do) brings in its noise; here as
much of it is subtracted as makes the error smallest.

Each unit of the draw counts once, however many people are in it: the lot was about units. The error is Neyman's, which
is on the safe side where effects differ between units, or where the lot was drawn within strata.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from samklang.core.effects.answers import FEWEST_CLUSTERS, FEWEST_IN_COHORT, POWER, Estimate, Method, Undefined
from samklang.core.effects.cells import NEVER, Cells
from samklang.core.effects.plan import AnalysisPlan
from samklang.core.effects.power.weights import Rollout, after_and_before

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUNDING = 1e-12


@dataclass(frozen=True)
class Panel:
    """U units, each with one first period and its mean in each of T periods."""

    units: NDArray[np.str_]
    place: Ints
    """(U,) each unit's cohort, as a place in the list of cohorts."""
    cohorts: Floats
    """(K,) first periods, ascending; NEVER last."""
    periods: Ints
    means: Floats
    """U x T"""
    rows: int
    left_out: int
    """Units without anybody in some period."""

    @classmethod
    def of(cls, cells: Cells) -> Panel:
        """Cells of clusters that are the units of the draw; strata are added up.

        raises: ValueError where a cluster has several first periods, or a figure is not finite.
        """
        if not (np.isfinite(cells.weight).all() and np.isfinite(cells.total).all()) or (cells.weight < 0).any():
            raise ValueError("Weights and totals of cells are finite numbers, and weights are 0 or more.")
        there = cells.weight > 0
        units, unit = np.unique(cells.cluster[there], return_inverse=True)
        periods, time = np.unique(cells.period[there], return_inverse=True)
        cohort = np.where(cells.cohort[there] > periods.max(initial=0), NEVER, cells.cohort[there])
        first = np.full(units.size, NEVER)
        first[unit] = cohort
        if not np.array_equal(first[unit], cohort):
            raise ValueError("In a drawn order each cluster has one first period.")
        weight, total = np.zeros((units.size, periods.size)), np.zeros((units.size, periods.size))
        np.add.at(weight, (unit, time), cells.weight[there])
        np.add.at(total, (unit, time), cells.total[there])
        whole = np.asarray((weight > 0).all(axis=1))
        cohorts, place = np.unique(first[whole], return_inverse=True)
        means = total[whole] / weight[whole]
        rows = int(cells.n[there][whole[unit]].sum())
        return cls(units[whole], place, cohorts, periods, means, rows, int((~whole).sum()))

    def by_cohort(self, figure: Floats) -> Floats:
        """(K,) a figure of each unit, summed within cohorts."""
        found: Floats = np.bincount(self.place, figure, minlength=self.cohorts.size).astype(np.float64)
        return found

    @property
    def nothing(self) -> float:
        """An error so small is rounding."""
        return ROUNDING * float(np.abs(self.means).max(initial=0.0))

    @property
    def sizes(self) -> Floats:
        """(K,) units in each cohort."""
        return np.bincount(self.place, minlength=self.cohorts.size).astype(np.float64)

    def rollout(self, plan: AnalysisPlan) -> Rollout:
        """The same with periods counted from 1."""
        first = np.where(np.isinf(self.cohorts), NEVER, np.searchsorted(self.periods, self.cohorts) + 1.0)
        return Rollout(first, self.sizes, self.periods.size, plan.summary, plan.controls, plan.anticipation)


@dataclass(frozen=True)
class Contrasts:
    """What each unit would bring to the comparison, whichever cohort it were drawn for: U x K each."""

    after: Floats
    before: Floats

    @classmethod
    def of(cls, outcomes: Floats, rollout: Rollout, effects: Floats) -> Contrasts:
        """outcomes: U x T; effects: K x T as `Rollout.effects`."""
        after, before = after_and_before(rollout, effects)
        return cls(outcomes @ after.T, outcomes @ before.T)


@dataclass(frozen=True, kw_only=True)
class RandomOrder:
    """The effect three ways; the efficient one is the answer, the others stand beside it."""

    efficient: Estimate
    unadjusted: Estimate
    """The comparison after training as it is."""
    group_time: Estimate
    """Less the whole of the same comparison before training."""
    subtracted: float | None = None
    """Which part of the comparison before training the efficient one subtracts; 1 would be all."""
    left_out: int = 0
    """Units without anybody in some period."""


def efficient(cells: Cells, plan: AnalysisPlan) -> Estimate:
    """The efficient estimate alone; see `random_order`."""
    return random_order(cells, plan).efficient


def random_order(cells: Cells, plan: AnalysisPlan) -> RandomOrder:
    """What training did, where its order was drawn.

    cells:   of one outcome; their clusters are the units of the draw. Only units with people in every period count.
    plan:    its summary, controls, anticipation and confidence.
    returns: the reason instead of figures where nothing can be compared; instead of an interval with fewer than ten
             units, or a cohort of one.
    raises:  ValueError where a cluster has several first periods, or a figure is not finite.
    source:  Roth & Sant'Anna (2023), J. Political Econ. Microecon. 1(4), 669-709: the plug-in estimator with
             one comparison before training. The error is Neyman's, without their refinement, with each unit
             left out in turn, so that it also holds what finding the part to subtract costs: with 16 units, simulated,
             the formula was a seventh too small. t with Satterthwaite's degrees: each cohort has its variance.
    """
    panel = Panel.of(cells)
    rollout = panel.rollout(plan)
    effects = rollout.effects() if panel.units.size else Undefined.NO_ROWS
    if isinstance(effects, Undefined):
        none = Estimate(reason=effects, confidence=plan.confidence, n=panel.rows, clusters=panel.units.size)
        return RandomOrder(efficient=none, unadjusted=none, group_time=none, left_out=panel.left_out)
    own = Contrasts.of(panel.means, rollout, effects)
    units = np.arange(panel.units.size)
    after, before = own.after[units, panel.place], own.before[units, panel.place]
    found = [_estimate(panel, after, before, part, plan.confidence) for part in (None, 0.0, 1.0)]
    return RandomOrder(
        efficient=found[0],
        unadjusted=found[1],
        group_time=found[2],
        subtracted=_best_part(panel, after, before),
        left_out=panel.left_out,
    )


def _within(panel: Panel, one: Floats, other: Floats) -> Floats:
    """(K,) each cohort's covariance of two figures of its units; the others' on average where it has one unit."""
    sizes, sums = panel.sizes, panel.by_cohort(_own(panel, one) * _own(panel, other))
    spare = max(1.0, (sizes - 1).sum())
    found: Floats = np.where(sizes > 1, sums / np.maximum(sizes - 1, 1), sums.sum() / spare)
    return found


def _own(panel: Panel, figure: Floats) -> Floats:
    """(U,) how far each unit lies from its cohort's mean."""
    found: Floats = figure - (panel.by_cohort(figure) / panel.sizes)[panel.place]
    return found


def _best_part(panel: Panel, after: Floats, before: Floats) -> float:
    """How much of the comparison before training to subtract."""
    spread = float((_within(panel, before, before) / panel.sizes).sum())
    together = float((_within(panel, after, before) / panel.sizes).sum())
    return together / spread if spread > panel.nothing**2 else 1.0


def _best_parts(panel: Panel, after: Floats, before: Floats) -> Floats:
    """(U,) the same with each unit left out in turn."""
    sizes = panel.sizes[panel.place]
    spread, together = (
        _without_each(panel, _own(panel, one), _own(panel, before), (_within(panel, one, before) / panel.sizes))
        for one in (before, after)
    )
    found: Floats = np.where(spread > panel.nothing**2, together / np.where(spread > 0, spread, 1.0), 1.0)
    return np.where(sizes > 1, found, _best_part(panel, after, before))


def _without_each(panel: Panel, one: Floats, other: Floats, whole: Floats) -> Floats:
    """(U,) the sum over cohorts of a covariance by size, with each unit left out of its own.

    one, other: (U,) as `_own`; whole: (K,) the covariances by size with all units.
    """
    sizes = panel.sizes[panel.place]
    here = whole[panel.place] * sizes
    rest = ((sizes - 1) * here - sizes / np.maximum(sizes - 1, 1) * one * other) / np.maximum(sizes - 2, 1)
    found: Floats = whole.sum() + np.where(sizes > 2, rest - here, 0.0) / sizes
    return found


def _estimate(panel: Panel, after: Floats, before: Floats, part: float | None, confidence: float) -> Estimate:
    """after, before: (U,) what each unit brings; part: of the latter to subtract, None for what serves best."""
    sizes, clusters = panel.sizes, panel.units.size
    share = _best_part(panel, after, before) if part is None else part
    brought = after - share * before
    value = float((panel.by_cohort(brought) / sizes).sum())
    parts = _squares(panel, after, before, part)
    error = sqrt(float(parts.sum()))
    used = panel.by_cohort(np.abs(brought)) > 0
    reason = None
    if clusters < FEWEST_CLUSTERS:
        reason = Undefined.ONE_CLUSTER if clusters < 2 else Undefined.TOO_FEW_CLUSTERS
    elif sizes[used].min(initial=np.inf) < FEWEST_IN_COHORT:
        reason = Undefined.TOO_FEW_IN_COHORT
    elif error <= panel.nothing:
        reason = Undefined.NO_VARIATION
    if reason is not None:
        return Estimate(estimate=value, confidence=confidence, n=panel.rows, clusters=clusters, reason=reason)
    degrees = parts.sum() ** 2 / (parts**2 / np.maximum(sizes - 1, 1)).sum()
    reach = float(stdtrit(degrees, (1 + confidence) / 2))
    return Estimate(
        estimate=value,
        low=value - reach * error,
        high=value + reach * error,
        standard_error=error,
        p=float(2 * stdtr(degrees, -abs(value) / error)),
        detectable=(reach + float(stdtrit(degrees, POWER))) * error,
        method=Method.NEYMAN,
        confidence=confidence,
        n=panel.rows,
        clusters=clusters,
    )


def _squares(panel: Panel, after: Floats, before: Floats, part: float | None) -> Floats:
    """(K,) what each cohort adds to the squared error: its units are left out in turn, and the part found anew.

    With a part that stands, this is Neyman's variance to the last digit.
    """
    sizes = panel.sizes[panel.place]
    share = _best_part(panel, after, before) if part is None else part
    shares = _best_parts(panel, after, before) if part is None else np.full(sizes.size, part)
    spare = np.maximum(sizes - 1, 1)
    fewer = [(panel.by_cohort(one) / panel.sizes).sum() - _own(panel, one) / spare for one in (after, before)]
    whole = (panel.by_cohort(after - share * before) / panel.sizes).sum()
    apart = fewer[0] - shares * fewer[1] - whole
    return panel.by_cohort(spare / sizes * apart**2)
