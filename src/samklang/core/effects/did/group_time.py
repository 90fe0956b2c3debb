"""Group-time effects: what training did to those who were first trained in one period, in another period.

For each cohort g and period t: how much further its mean moved from a base period to t than the mean of those who are
not trained yet. Means are ratios of sums, so that a panel and repeated cross-sections are one reckoning.

Strata are categories, and a model with a mean for each of them is saturated. Then adjusting the outcomes, weighting by
the chance of training, and doing both (doubly robust) are one and the same figure on a balanced panel; on
cross-sections this is the locally efficient one of the doubly robust. Nothing can be mis-specified, so there is nothing
to choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samklang.core.effects.answers import Undefined
from samklang.core.effects.cells import Cells
from samklang.core.effects.did.comparison import Comparison, Parts, compare
from samklang.core.effects.did.influence import influence_of
from samklang.core.effects.did.sums import Bools, Floats, Ints, Sums
from samklang.core.effects.plan import Base, Controls


@dataclass(frozen=True)
class GroupTimes:
    """All group-time effects of one outcome. K comparisons."""

    sums: Sums
    comparisons: tuple[Comparison, ...]
    effects: Floats
    """(K,) in the outcome's unit; not a number where `reasons` says why."""
    reasons: tuple[Undefined | None, ...]
    left_out: float
    """The share of the trained who are in strata without anybody to compare with, 0 to 1; they are left out."""
    reason: Undefined | None = None
    """Why there are none at all."""

    @property
    def since(self) -> Ints:
        """(K,) periods since training."""
        return np.array([one.since for one in self.comparisons], dtype=np.int64)

    @property
    def group(self) -> Ints:
        """(K,) the place of the comparison's cohort."""
        return np.array([one.cohort for one in self.comparisons], dtype=np.int64)

    @property
    def period(self) -> Ints:
        """(K,) the period itself, not its place."""
        return self.sums.periods[[one.period for one in self.comparisons]]

    @property
    def found(self) -> Bools:
        """(K,) where there is an effect."""
        there: Bools = np.isfinite(self.effects)
        return there

    @cached_property
    def sizes(self) -> Floats:
        """(G,) how large each cohort is."""
        return self.sums.whole().size

    @cached_property
    def influence(self) -> Floats:
        """What each cluster adds to each effect.

        returns: (C, K), in the outcome's unit; each column sums to 0, and the root of its sum of squares is the
                 effect's standard error, clustered. 0 where there is no effect, and for a base period.
        """
        stack = self.sums.whole()
        adds = np.zeros((self.sums.clusters.size, len(self.comparisons)))
        for place, one in enumerate(self.comparisons):
            if self.reasons[place] is None and not one.is_base:
                adds[:, place] = influence_of(self.sums, one, compare(stack, one))
        return adds

    @cached_property
    def without_each(self) -> tuple[Floats, Floats]:
        """The effects, (C, K), and the cohorts' sizes, (C, G), with each cluster left out in turn."""
        effects, sizes = [np.zeros((0, len(self.comparisons)))], [np.zeros((0, self.sums.cohorts.size))]
        for stack in self.sums.without_each():
            anew = [compare(stack, one).effect for one in self.comparisons]
            table = np.stack(anew, axis=-1) if anew else np.zeros((stack.size.shape[0], 0))
            effects.append(np.where(self.found, table, np.nan))
            sizes.append(stack.size)
        return np.concatenate(effects), np.concatenate(sizes)


def group_times(
    cells: Cells, *, controls: Controls = Controls.NOT_YET, base: Base = Base.UNIVERSAL, anticipation: int = 0
) -> GroupTimes:
    """All effects by cohort and period that the cells allow.

    cells:        of one outcome; in any order, cells of one group may come in several rows.
    anticipation: periods before training in which it may already work, 0 or more; the base period lies before them.
    returns:      in the order of cohorts and periods. Periods before training are there too: with the universal base
                  all of them, its own as exactly 0; with the varying base from the second period on.
    source:       Callaway & Sant'Anna (2021), J. Econometrics 225(2), 200-230; Sant'Anna & Zhao (2020), J. Econometrics
                  219(1), 101-122, for the strata. Checked against the R package did in tests/core/effects/did.
    """
    sums = Sums.of(cells, anticipation)
    comparisons = tuple(_comparisons(sums, controls, base, anticipation))
    stack = sums.whole()
    parts = [compare(stack, one) for one in comparisons]
    effects = np.array([float(part.effect) for part in parts])
    reasons = tuple(_why_not(part) for part in parts)
    left_out, reason = _left_out(comparisons, parts), _why_none(sums, comparisons, reasons)
    return GroupTimes(sums, comparisons, effects, reasons, left_out, reason)


def _comparisons(sums: Sums, controls: Controls, base: Base, anticipation: int) -> Iterator[Comparison]:
    for cohort, starts in enumerate(sums.cohorts):
        if not np.isfinite(starts):
            continue
        fixed = int(np.flatnonzero(sums.periods + anticipation < starts)[-1])
        for period, now in enumerate(sums.periods):
            before = bool(now + anticipation < starts)
            if base is Base.VARYING and period == 0:
                continue
            reference = period - 1 if base is Base.VARYING and before else fixed
            yield Comparison(
                cohort=cohort,
                period=period,
                base=reference,
                controls=_controls(sums, cohort, max(period, reference), controls, anticipation),
                since=int(now - starts),
                before=before,
            )


def _controls(sums: Sums, cohort: int, last: int, controls: Controls, anticipation: int) -> tuple[int, ...]:
    never = ~np.isfinite(sums.cohorts)
    if controls is Controls.NEVER:
        return tuple(np.flatnonzero(never).tolist())
    untouched = sums.cohorts > sums.periods[last] + anticipation
    untouched[cohort] = False
    return tuple(np.flatnonzero(never | untouched).tolist())


def _why_not(part: Parts) -> Undefined | None:
    if np.isfinite(part.effect):
        return None
    now, base = (weight.sum() for weight in part.weights[:2])
    if now == 0:
        return Undefined.NO_ROWS
    if base == 0:
        return Undefined.NO_BASE_PERIOD
    # A stratum without anybody on the other side is the same want as no other side at all.
    return Undefined.NO_CONTROLS


def _left_out(comparisons: Sequence[Comparison], parts: Sequence[Parts]) -> float:
    after = [part for one, part in zip(comparisons, parts, strict=True) if one.since >= 0 and np.isfinite(part.effect)]
    used = sum(float(part.weight.sum()) for part in after)
    there = sum(float(part.weights[0].sum() + part.weights[1].sum()) for part in after)
    return 0.0 if there == 0 else max(0.0, 1 - used / there)


def _why_none(sums: Sums, comparisons: Sequence[Comparison], reasons: Sequence[Undefined | None]) -> Undefined | None:
    after = [reason for one, reason in zip(comparisons, reasons, strict=True) if one.since >= 0]
    if None in after:
        return None
    if sums.periods.size == 0:
        return Undefined.NO_ROWS
    if not np.isfinite(sums.cohorts).any():
        return Undefined.NO_BASE_PERIOD if sums.early_rows else Undefined.NOBODY_TREATED
    if sums.clusters.size == 1:
        return Undefined.ONE_CLUSTER
    return Undefined.NO_CONTROLS if Undefined.NO_CONTROLS in after else (after[0] if after else Undefined.NO_ROWS)
