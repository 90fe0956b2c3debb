"""Fewer at the counter, or a temp there: on as few half-days as the search finds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from samklang.core.calendar import HalfDay
from samklang.core.planner.explain.checks.finding import TO_DO, listed
from samklang.core.planner.explain.exact import Question, exact
from samklang.core.planner.explain.periods import times_told
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.trial import Trial
from samklang.core.planner.explain.ways.trying import Attempt
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.problem import CoverGroup, Minimum, Period, Problem
from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.finish import in_order
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.model import PlanModel
from samklang.core.planner.solve.search import WHOLE_MODEL_CELLS
from samklang.core.words import say, say_n

REARRANGED_CELLS = 700
"""People times cohorts up to which the whole plan is made anew."""
WORK = 8.0
"""CP-SAT's deterministic time for making the shortfall small."""


def fewer_at_the_counter(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """The half-days on which a group must do with fewer, or with temps."""
    number = next(place for place, one in enumerate(attempt.problem.groups) if one.id == rule.of)
    least = _least_short(attempt, number)
    if least is None:
        return
    trial, bound = least
    group, short = attempt.problem.groups[number], _short(attempt, trial, number)
    halves = {trial.grid.half_days[half]: int(count) for half, count in enumerate(short) if count}
    total = int(short.sum())
    if not halves:
        return
    proved = not group.temp_cap and total <= bound
    parts: dict[tuple[int, int], list[HalfDay]] = {}
    for half_day, count in halves.items():
        need = int(trial.grid.minimum[number, trial.grid.index[half_day]])
        parts.setdefault((need - count, need), []).append(half_day)
    fewer = tuple(
        say("{left} instead of {need} on {when}", left=left, need=need, when=listed(times_told(when), TO_DO))
        for (left, need), when in sorted(parts.items())
    )
    what = say("Accept at the counter of {group}: {fewer}.", group=group.name, fewer=fewer)
    yield WayOut(what, total, Unit.HALF_DAYS, proved, _with_fewer(attempt.problem, number, parts))
    what = say_n(
        "Get a temp for {group} on {when}.",
        "Get temps for {group}, {count} half-days in all: {when}.",
        total,
        group=group.name,
        when=listed(times_told(halves), TO_DO),
    )
    cap = group.temp_cap + max(halves.values())
    yield WayOut(what, total, Unit.HALF_DAYS, proved, _with_cap(attempt.problem, number, cap))


def _short(attempt: Attempt, trial: Trial, number: int) -> Ints:
    """H counts: how many the group lacks beyond the temps it may have now."""
    short: Ints = np.maximum(0, trial.tally.temps[number] - attempt.problem.groups[number].temp_cap)
    return short


def _least_short(attempt: Attempt, number: int) -> tuple[Trial, int] | None:
    """A plan in which the group may be short, and is so as seldom as was found; and how seldom it must be at least."""
    changed = _with_temps(attempt.problem, number)
    found = attempt.plan_of(changed, limits=attempt.turn.within(attempt.turn.left() / 2))
    starts = [trial for trial in (found, attempt.base) if trial is not None]
    tried = [_reseated(attempt, changed, trial, number) for trial in starts]
    known = [trial for trial in (found, *tried) if trial is not None]
    if not known:
        return None
    best = min(known, key=lambda trial: int(_short(attempt, trial, number).sum()))
    again, bound = _rearranged(attempt, changed, best, number)
    best = min((best, again or best), key=lambda trial: int(_short(attempt, trial, number).sum()))
    return best, bound


def _with_temps(problem: Problem, number: int) -> Problem:
    return _with_cap(problem, number, problem.groups[number].temp_cap + len(problem.people))


def _with_cap(problem: Problem, number: int, cap: int) -> Problem:
    return _with_group(problem, number, replace(problem.groups[number], temp_cap=cap))


def _with_fewer(problem: Problem, number: int, parts: Mapping[tuple[int, int], Sequence[HalfDay]]) -> Problem:
    """An exception for each half-day on which fewer are to do."""
    group = problem.groups[number]
    fewer = tuple(
        Minimum(Period(one.date, one.date, half=one.half), left)
        for (left, _), when in sorted(parts.items())
        for one in sorted(when)
    )
    return _with_group(problem, number, replace(group, exceptions=(*group.exceptions, *fewer)))


def _with_group(problem: Problem, number: int, group: CoverGroup) -> Problem:
    return replace(problem, groups=(*problem.groups[:number], group, *problem.groups[number + 1 :]))


def _reseated(attempt: Attempt, changed: Problem, trial: Trial, number: int) -> Trial | None:
    """The same sessions with everybody seated so that the group is short as seldom as can be."""
    cohorts = tuple(range(len(trial.state.places)))
    people = _eligible(changed)
    if not cohorts or len(people) * len(cohorts) > WHOLE_MODEL_CELLS:
        return None
    return _least(attempt, changed, trial, Scope(cohorts, people, keep_sessions=True), number)[0]


def _rearranged(attempt: Attempt, changed: Problem, trial: Trial, number: int) -> tuple[Trial | None, int]:
    """The whole plan made anew for the same, from the best known, where it is small enough; and what is proved."""
    people = _eligible(changed)
    most = max(len(trial.state.places), min(changed.cohorts.maximum, len(people) // changed.cohorts.size_minimum))
    if len(people) * most > REARRANGED_CELLS:
        return None, 0
    return _least(attempt, changed, trial, Scope(tuple(range(most)), people), number)


def _eligible(problem: Problem) -> tuple[int, ...]:
    return tuple(int(row) for row in np.flatnonzero(Grid(problem).eligible))


def _least(attempt: Attempt, changed: Problem, trial: Trial, scope: Scope, number: int) -> tuple[Trial | None, int]:
    grid = Grid(changed)

    def temps(model: PlanModel) -> Expr:
        return sum(count for (group, *_), count in model.cover.temps.items() if group == number)

    must = np.array(scope.people if changed.everyone_must_be_trained else (), dtype=np.int64)
    start = trial.state if scope.keep_sessions else in_order(grid, trial.state)
    found = exact(grid, Question(start, scope, must, temps, WORK), attempt.turn)
    if found.state is None:
        return None, 0
    return replace(trial, grid=grid, state=found.state), found.bound
