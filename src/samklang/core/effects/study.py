"""One study from its frozen plan and its cells to an answer: figure, interval, verdict, and what may be said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samklang.core.effects.answers import Answer, Estimate, Method, Undefined
from samklang.core.effects.by_lot import by_lot, draw_kept
from samklang.core.effects.cells import Cells
from samklang.core.effects.did.bands import DRAWS, band
from samklang.core.effects.did.few import estimate_of, spread
from samklang.core.effects.did.group_time import GroupTimes, group_times
from samklang.core.effects.did.pre_trend import PreTrend, pre_trend
from samklang.core.effects.did.summaries import Recipe, each, recipe, weighted
from samklang.core.effects.notes import notes
from samklang.core.effects.plan import AnalysisPlan, Design, Summary
from samklang.core.effects.verdicts import Passed, benjamini_hochberg, enough_clusters, holm, may_say_caused, verdict
from samklang.core.words import Sentence, say


class NotAnswered(Exception):
    """The question cannot be answered as it is put; `reason` says what to do."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Part:
    """One point of a picture: its interval is part of a band that holds all points of the picture at once."""

    at: int
    """The time since training, or the cohort's first period."""
    estimate: Estimate
    is_base: bool = False
    """The point that the others are compared with: exactly 0, without uncertainty."""
    alone: Estimate | None = None
    """The same point with the interval that it has where it alone is asked about; None for the base."""


@dataclass(frozen=True, kw_only=True)
class GroupTime:
    """One row of the table of cohorts and periods; the band is over the whole table."""

    cohort: int
    period: int
    estimate: Estimate
    is_base: bool = False
    before: bool = False
    """Whether training cannot have worked yet, so that this should be none."""


@dataclass(frozen=True, kw_only=True)
class Further:
    """An outcome beside the primary one."""

    outcome: str
    estimate: Estimate
    corrected: float | None = None
    """Its chance, p, corrected for how many were looked at: Holm where stated beforehand, otherwise Benjamini and
    Hochberg."""
    planned: bool
    """Whether it was stated beforehand; otherwise it is a hint and no result, and is labelled so."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """All that one plan came to."""

    plan: AnalysisPlan
    answer: Answer
    since: tuple[Part, ...]
    """By time since training, those before it too."""
    cohorts: tuple[Part, ...]
    group_times: tuple[GroupTime, ...]
    pre_trend: PreTrend
    passed: Passed
    draw_was_kept: bool
    secondary: tuple[Further, ...] = ()
    exploring: tuple[Further, ...] = ()
    compared: Estimate
    """The figure from group-time effects. After a drawn order that was kept it stands beside the primary one, which is
    then the efficient estimator's; otherwise it is the primary one."""
    randomised: Estimate | None = None
    """After a drawn order that was kept: what drawing the order again shows; with fewer than ten clusters, the primary
    figure."""


def answer(
    plan: AnalysisPlan, cells: Cells | Mapping[str, Cells], *, frozen_hash: str,
    draw_was_kept: bool | None = None, draws: int = DRAWS,
) -> Result:  # fmt: skip
    """Answer the plan's question.

    cells:         of the primary outcome, or of all outcomes by name; one that is missing beside the primary one is
                   answered with why.
    frozen_hash:   what the plan's hash was when it was frozen, before any outcome was read.
    draw_was_kept: for a drawn order, whether everybody was trained when it said. None: looked up in the cells, which
                   can be done where the cluster is the unit; otherwise it counts as not kept.
    draws:         of bands and of a drawn order, 200 or more; the plan's seed decides them.
    returns:       an answer for any cells; where there is no figure it says why.
    raises:        NotAnswered where the plan is not the frozen one, or the primary outcome has no cells.
    """
    by_name = _frozen_only(plan, cells, frozen_hash)
    main = by_name[plan.outcome]
    kept = draw_kept(plan, main) if draw_was_kept is None else draw_was_kept
    found = _group_times(main, plan)
    compared, lot = _summarised(found, plan), by_lot(plan, main, kept=kept, draws=draws)
    primary = compared if lot is None else lot.primary
    since = _parts(found, recipe(found, Summary.TIME_SINCE), plan, draws)
    tested = pre_trend(found, summary=plan.summary, smallest_relevant=plan.smallest_relevant)
    passed = Passed(_band_clear(since, primary), tested.passed, _enough(found))
    said = notes(plan, found, primary, tested, passed, kept=kept, suppressed=main.suppressed)
    return Result(
        plan=plan,
        answer=_answer(plan, main, primary, said, may_say_caused(plan.design, passed, draw_was_kept=kept)),
        since=since,
        cohorts=_parts(found, recipe(found, Summary.COHORT), plan, draws),
        group_times=_table(found, plan, draws),
        pre_trend=tested,
        passed=passed,
        draw_was_kept=plan.design is Design.DRAWN and kept,
        compared=compared,
        randomised=None if lot is None else lot.randomised,
        secondary=_further(plan.secondary, by_name, plan, kept=kept, planned=True),
        exploring=_further(plan.exploring, by_name, plan, kept=kept, planned=False),
    )


def _answer(plan: AnalysisPlan, main: Cells, primary: Estimate, said: tuple[Sentence, ...], may: bool) -> Answer:
    return Answer(
        plan_hash=plan.hash,
        primary=primary,
        verdict=verdict(primary, smallest_relevant=plan.smallest_relevant, higher_is_better=plan.higher_is_better),
        may_say_caused=may,
        engine=main.source,
        seed=plan.seed,
        suppressed=main.suppressed,
        notes=said,
    )


def _frozen_only(plan: AnalysisPlan, cells: Cells | Mapping[str, Cells], frozen_hash: str) -> Mapping[str, Cells]:
    """The cells by outcome. Raises NotAnswered where the plan is not the frozen one or its outcome is missing."""
    if plan.hash != frozen_hash:
        raise NotAnswered(
            say(
                "The plan has been changed since it was frozen, so its answer would prove nothing. Read the frozen "
                "plan, or freeze this one as a new study before its outcome is read."
            )
        )
    by_name = {plan.outcome: cells} if isinstance(cells, Cells) else cells
    if plan.outcome not in by_name:
        raise NotAnswered(say("The table has no outcome called {name}, which the plan asks about.", name=plan.outcome))
    return by_name


def _group_times(cells: Cells, plan: AnalysisPlan) -> GroupTimes:
    return group_times(cells, controls=plan.controls, base=plan.base, anticipation=plan.anticipation)


def _summarised(found: GroupTimes, plan: AnalysisPlan) -> Estimate:
    """The one figure of the plan's summary."""
    rows, clusters = int(found.sums.rows.sum()), found.sums.clusters.size
    if found.reason is not None:
        return Estimate(confidence=plan.confidence, n=rows, clusters=clusters, reason=found.reason)
    made = recipe(found, plan.summary)
    how, value = spread(found, made), float(weighted(found, made).overall)
    return estimate_of(value, how, made.at.size, found.sums, confidence=plan.confidence)


def _figure(cells: Cells, plan: AnalysisPlan, kept: bool) -> Estimate:
    """The figure of one outcome beside the primary one, reckoned as the primary one is."""
    lot = by_lot(plan, cells, kept=kept, draws=DRAWS)
    return _summarised(_group_times(cells, plan), plan) if lot is None else lot.primary


def _parts(found: GroupTimes, made: Recipe, plan: AnalysisPlan, draws: int) -> tuple[Part, ...]:
    base = {one.since for one in found.comparisons if one.is_base}
    of_base = [at in base and not _others(found, member) for at, member in zip(made.at, made.member, strict=True)]
    how, values = spread(found, made), np.atleast_1d(weighted(found, made).parts)
    estimates = _in_band(found, made, of_base, plan, draws)
    return tuple(
        Part(
            at=int(at),
            estimate=estimates[place],
            is_base=of_base[place],
            alone=None
            if of_base[place]
            else estimate_of(float(values[place]), how, place, found.sums, confidence=plan.confidence),
        )
        for place, at in enumerate(made.at)
    )


def _others(found: GroupTimes, member: np.ndarray) -> bool:
    """Whether a part has anything in it beside base periods."""
    return any(not found.comparisons[place].is_base for place in np.flatnonzero(member))


def _in_band(
    found: GroupTimes, made: Recipe, of_base: Sequence[bool], plan: AnalysisPlan, draws: int
) -> list[Estimate]:
    how, values = spread(found, made), np.atleast_1d(weighted(found, made).parts)
    chosen = np.append(np.isfinite(values) & ~np.array(of_base, dtype=bool), False)
    around = band(how, chosen, confidence=plan.confidence, seed=plan.seed, draws=draws)
    estimates = []
    for place, value in enumerate(values):
        if of_base[place]:
            rows, clusters = int(found.sums.rows.sum()), found.sums.clusters.size
            exact = Estimate(estimate=0.0, low=0.0, high=0.0, confidence=plan.confidence, n=rows, clusters=clusters)
            estimates.append(exact)
            continue
        far = None if around is None or how.reasons[place] else around.chance_beyond(value / how.errors[place])
        critical = None if around is None else around.critical
        estimates.append(
            estimate_of(float(value), how, place, found.sums, confidence=plan.confidence, critical=critical, chance=far)
        )
    return estimates


def _table(found: GroupTimes, plan: AnalysisPlan, draws: int) -> tuple[GroupTime, ...]:
    of_base = [one.is_base and there for one, there in zip(found.comparisons, found.found, strict=True)]
    estimates = _in_band(found, each(found), of_base, plan, draws)
    return tuple(
        GroupTime(
            cohort=int(found.sums.cohorts[one.cohort]),
            period=int(found.sums.periods[one.period]),
            estimate=estimate if reason is None else _none(estimate, reason),
            is_base=one.is_base,
            before=one.before,
        )
        for one, estimate, reason in zip(found.comparisons, estimates, found.reasons, strict=True)
    )


def _none(estimate: Estimate, reason: Undefined) -> Estimate:
    return Estimate(confidence=estimate.confidence, n=estimate.n, clusters=estimate.clusters, reason=reason)


def _band_clear(since: Sequence[Part], primary: Estimate) -> bool:
    """Whether the band lies on the primary figure's side of none in some period after training."""
    up = (primary.estimate or 0.0) > 0
    bands = [part.estimate for part in since if part.at >= 0 and part.estimate.method is Method.SIMULTANEOUS]
    return any((one.low or 0.0) > 0 if up else (one.high or 0.0) < 0 for one in bands)


def _enough(found: GroupTimes) -> bool:
    """Whether there are ten clusters, and two in each cohort that is trained or compared with."""
    used = [one for one in found.comparisons if one.since >= 0]
    cohorts = {one.cohort for one in used} | {place for one in used for place in one.controls}
    counts = [int(np.unique(found.sums.cluster[found.sums.cohort == cohort]).size) for cohort in cohorts]
    return enough_clusters(found.sums.clusters.size, min(counts, default=0))


def _further(
    names: Sequence[str], by_name: Mapping[str, Cells], plan: AnalysisPlan, *, kept: bool, planned: bool
) -> tuple[Further, ...]:
    missing = Estimate(confidence=plan.confidence, reason=Undefined.NO_ROWS)
    estimates = [_figure(by_name[name], plan, kept) if name in by_name else missing for name in names]
    known = [place for place, estimate in enumerate(estimates) if estimate.p is not None]
    correct = holm if planned else benjamini_hochberg
    corrected = dict(zip(known, correct([estimates[place].p or 0.0 for place in known]), strict=True))
    return tuple(
        Further(outcome=name, estimate=estimate, corrected=corrected.get(place), planned=planned)
        for place, (name, estimate) in enumerate(zip(names, estimates, strict=True))
    )
