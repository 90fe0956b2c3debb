"""A first plan that keeps the drawn order where it is a rule: the dates of the quick one, everybody seated anew."""

from collections import Counter
from dataclasses import replace

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.finish import in_order
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.model import PlanModel
from samklang.core.planner.solve.start import first_state
from samklang.core.planner.solve.state import State, Tally

CELLS = 2_000
"""People times cohorts up to which everybody may sit anywhere; above it only near their turn."""
NEAR = 2
"""Cohorts before and after one's turn."""
WORK = 1.0
"""CP-SAT's deterministic time for a seating: some two seconds where there are many people."""


def first_kept(grid: Grid, rng: np.random.Generator, seconds: float) -> State:
    """A first state, in the drawn order where that is a rule, unless no seating was found that keeps it.

    rng: breaks ties between equally good calendars; the same generator gives the same state.
    seconds: for the seating, at most; it ends by its own work long before, unless there is next to no time.
    """
    state = first_state(grid, rng)
    if not grid.problem.keep_drawn_order or Tally(grid, state).wishes[Wish.ORDER] == 0:
        return state
    return _seated_anew(grid, in_order(grid, state), seconds) or state


def _seated_anew(grid: Grid, state: State, seconds: float) -> State | None:
    """The sessions as they are, and as many people as was found seated on them in the drawn order."""
    people = tuple(int(row) for row in np.flatnonzero(grid.eligible))
    scope = Scope(tuple(range(len(state.places))), people, keep_sessions=True)
    if len(people) * len(state.places) > CELLS:
        scope = replace(scope, seats=_near_their_turn(grid, state, people))
    model = PlanModel(grid, state, scope, _shared(grid, state))
    model.minimise(Wish.UNTRAINED, {})
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = WORK
    solver.parameters.max_time_in_seconds = max(0.2, seconds)
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model.cp)
    return model.read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def _shared(grid: Grid, state: State) -> set[tuple[int, int]]:
    """Every group with the half-days in which several cohorts are in session: together they must not take too many."""
    sessions = Counter(
        half for _, module, place in Tally(grid, state).sessions for half in grid.slots[module][place.slot].halves
    )
    return {(group, half) for half, count in sessions.items() if count > 1 for group in range(len(grid.members))}


def _near_their_turn(grid: Grid, state: State, people: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
    """For each person the cohorts about where their turn comes; who is not in the draw may sit about where they do."""
    count = len(state.places)
    drawn = sorted((row for row in people if grid.waves[row]), key=lambda row: (grid.waves[row], row))
    turn = {row: place * count // len(drawn) for place, row in enumerate(drawn)}
    middle = {row: turn.get(row, max(0, state.seats[row])) for row in people}
    return {row: tuple(range(max(0, at - NEAR), min(count, at + NEAR + 1))) for row, at in middle.items()}
