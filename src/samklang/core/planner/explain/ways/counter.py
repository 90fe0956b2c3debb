"""Fewer at the counter, or a temp there: on as few half-days as the search finds."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from samklang.core.planner.explain.checks.finding import listed
from samklang.core.planner.explain.oracle import a_solver, is_plan
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.trial import Trial
from samklang.core.planner.explain.ways.trying import Attempt
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve.model import PlanModel, Scope
from samklang.core.planner.solve.search import WHOLE_MODEL_CELLS
from samklang.core.words import Value, say, say_n

WORK = 8.0
"""CP-SAT's deterministic time for making the shortfall small."""


def fewer_at_the_counter(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """The half-days on which a group must do with fewer, or with temps."""
    number = next(place for place, one in enumerate(attempt.problem.groups) if one.id == rule.of)
    changed = _with_temps(attempt.problem, number)
    trial = attempt.plan_of(changed)
    if trial is None:
        return
    trial = _least_short(attempt, changed, trial, number)
    grid, group = trial.grid, attempt.problem.groups[number]
    short = np.maximum(0, trial.tally.temps[number] - group.temp_cap)
    halves = [int(half) for half in np.flatnonzero(short)]
    total = int(short.sum())
    if not halves:
        return
    parts: dict[tuple[int, int], list[Value]] = {}
    for half in halves:
        need = int(grid.minimum[number, half])
        parts.setdefault((need - int(short[half]), need), []).append(grid.half_days[half])
    fewer = tuple(
        say("{left} instead of {need} on {when}", left=left, need=need, when=listed(when))
        for (left, need), when in sorted(parts.items())
    )
    yield WayOut(
        say("Accept at the counter of {group}: {fewer}.", group=group.name, fewer=fewer), total, Unit.HALF_DAYS
    )
    when = listed([grid.half_days[half] for half in halves])
    what = say_n(
        "Get a temp for {group} on {when}.",
        "Get temps for {group}, {count} half-days in all: {when}.",
        total,
        group=group.name,
        when=when,
    )
    yield WayOut(what, total, Unit.HALF_DAYS)


def _with_temps(problem: Problem, number: int) -> Problem:
    group = problem.groups[number]
    more = replace(group, temp_cap=group.temp_cap + len(problem.people))
    return replace(problem, groups=(*problem.groups[:number], more, *problem.groups[number + 1 :]))


def _least_short(attempt: Attempt, changed: Problem, trial: Trial, number: int) -> Trial:
    """The same sessions with people seated so that the group is short as seldom as can be; the trial where none is."""
    grid = Grid(changed)
    people = tuple(int(row) for row in np.flatnonzero(grid.eligible))
    cohorts = tuple(range(len(trial.state.places)))
    if len(people) * len(cohorts) > WHOLE_MODEL_CELLS:
        return trial
    model = PlanModel(grid, trial.state, Scope(cohorts, people, keep_sessions=True))
    for row in people:
        if changed.everyone_must_be_trained:
            model.cp.add_exactly_one(model.seats_of(row))
    model.cp.minimize(sum(count for (group, *_), count in model.cover.temps.items() if group == number))
    solver = a_solver(attempt.turn, WORK)
    if model.cp.validate() or solver.status_name(solver.solve(model.cp)) not in {"OPTIMAL", "FEASIBLE"}:
        return trial
    state = model.read(solver)
    must = np.array(people if changed.everyone_must_be_trained else (), dtype=np.int64)
    better = replace(trial, grid=grid, state=state)
    return better if is_plan(grid, state, must) and better.tally.temps[number].sum() < _temps(trial, number) else trial


def _temps(trial: Trial, number: int) -> int:
    return int(trial.tally.temps[number].sum())
