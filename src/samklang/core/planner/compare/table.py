"""Solve each variant, have it checked, and put them side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from samklang.core.planner import solve as engine
from samklang.core.planner.check import Verdict, check
from samklang.core.planner.compare.figures import Column, Figures, best_in, dominating, figures_of
from samklang.core.planner.compare.variant import Variant
from samklang.core.planner.forecast import SICKNESS_SHARE
from samklang.core.planner.plan import Plan
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Problem, faults_in
from samklang.core.planner.problem import document as problem_document
from samklang.core.words import Sentence, say


class Solver(Protocol):
    """What finds a plan; `solve.solve` is one."""

    def __call__(
        self,
        problem: Problem,
        *,
        time_limit_s: float,
        threads: int,
        seed: int,
        on_progress: Callable[[engine.Progress], None] | None = None,
        start_from: Plan | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Plan:
        """The best plan found, or Impossible."""


@dataclass(frozen=True)
class Row:
    """One variant's outcome. Either `plan` and `figures` are there, or `reason` says why not."""

    variant: Variant
    problem: Problem | None
    """The problem with the variant's changes; None where they cannot be made."""
    plan: Plan | None = None
    verdict: Verdict | None = None
    figures: Figures | None = None
    reason: Sentence | None = None
    proved: bool = False
    """Whether it is proved: that the plan is the best there is, or that there is none."""
    dominated_by: int | None = None
    """The place, from 0, of a variant that is at least as good in every column and better in one."""


@dataclass(frozen=True)
class Comparison:
    """The variants in the order asked for, and who is best in what."""

    rows: tuple[Row, ...]
    best: Mapping[Column, tuple[int, ...]]
    """The places of the best in each column; empty where no variant has a plan."""

    def worth_choosing(self) -> tuple[int, ...]:
        """The places of the variants with a plan that none of the others dominates."""
        return tuple(place for place, row in enumerate(self.rows) if row.figures and row.dominated_by is None)


def compare(
    problem: Problem,
    variants: Sequence[Variant],
    *,
    solve: Solver = engine.solve,
    time_limit_s: float,
    threads: int = 1,
    seed: int = 0,
    sickness_share: float = SICKNESS_SHARE,
    on_progress: Callable[[Variant, engine.Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Comparison:
    """Plan each variant of the problem and compare what comes out.

    A plan cut short by its time limit is compared as it is; `Row.proved` says whether a better one may exist, so a
    difference smaller than the gap of a level may be chance.

    time_limit_s: for each variant, in seconds.
    on_progress:  told which variant it is and what the solver reports.
    should_stop:  once it says so, variants not yet begun are named as not tried.
    returns:      a row for each variant, in their order; only plans the checker approves have figures.
    """

    def run(variant: Variant, changed: Problem) -> Plan:
        def tell(progress: engine.Progress) -> None:
            if on_progress is not None:
                on_progress(variant, progress)

        return solve(
            changed, time_limit_s=time_limit_s, threads=threads, seed=seed, on_progress=tell, should_stop=should_stop
        )

    rows = []
    for variant in variants:
        stopped = should_stop is not None and should_stop()
        rows.append(_untried(variant) if stopped else _tried(problem, variant, run, sickness_share))
    figures = [row.figures for row in rows]
    rows = [replace(row, dominated_by=dominating(place, figures)) for place, row in enumerate(rows)]
    return Comparison(tuple(rows), {column: best_in(column, figures) for column in Column})


def _untried(variant: Variant) -> Row:
    return Row(variant, None, reason=say("Stopped before this variant was tried."))


def _tried(problem: Problem, variant: Variant, run: Callable[[Variant, Problem], Plan], sickness_share: float) -> Row:
    try:
        changed = variant.applied(problem)
    except ValueError:
        return Row(variant, None, reason=say("Choose 1 to 200 cohorts of at least 1 person."), proved=True)
    fault = next(faults_in(changed), None)
    if fault is not None:
        return Row(variant, changed, reason=fault.what, proved=True)
    try:
        plan = run(variant, changed)
    except engine.Impossible as impossible:
        return Row(variant, changed, reason=impossible.reason, proved=impossible.proved)
    verdict = check(problem_document(changed), plan_document(plan))
    if not verdict.approved:
        why = say("The plan found was not approved: {why}", why=verdict.violations[0].what)
        return Row(variant, changed, verdict=verdict, reason=why)
    figures = figures_of(changed, plan, verdict, sickness_share=sickness_share)
    return Row(variant, changed, plan, verdict, figures, proved=figures.proved)
