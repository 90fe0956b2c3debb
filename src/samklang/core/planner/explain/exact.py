"""The exact model asked for a plan, or for the plan in which something is least."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.plan import Made
from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.finish import Documents
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.model import PlanModel
from samklang.core.planner.solve.state import NOBODY, State, Tally

CELLS = 400
"""People times cohorts up to which the exact model is asked."""
WORK = 3.0
"""CP-SAT's deterministic time for one question."""
REPEATS = 20
"""How often a question is asked again with what was learnt about crowded half-days."""


class Answer(Enum):
    """Whether there is a plan; both yes and no are proved."""

    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Limits:
    """How long to ask, how wide, and with which chance."""

    until: float
    """`time.perf_counter()` at which to give up."""
    threads: int = 2
    seed: int = 0

    def left(self) -> float:
        """Seconds until then."""
        return self.until - time.perf_counter()

    def within(self, seconds: float) -> "Limits":
        """The same, for so many seconds at most."""
        return replace(self, until=min(self.until, time.perf_counter() + seconds))


@dataclass(frozen=True)
class Question:
    """What the model is asked: where to start, what may change, who must have a seat, and what is to be least."""

    start: State
    scope: Scope
    must: Ints
    least: Callable[[PlanModel], Expr] | None = None
    work: float = WORK


@dataclass(frozen=True)
class Found:
    """A plan, or none; `bound` is proved: nothing comes below it."""

    answer: Answer
    state: State | None = None
    bound: int = 0


def exact(grid: Grid, question: Question, limits: Limits) -> Found:
    """The model's answer. Half-days in which cohorts together take too many are ruled out as they come up."""
    crowded: set[tuple[int, int]] = set()
    for _ in range(REPEATS):
        if limits.left() <= 0:
            break
        status, state, bound = _solved(grid, question, crowded, limits)
        if status == cp_model.INFEASIBLE:
            return Found(Answer.IMPOSSIBLE)
        if state is None:
            break
        if is_plan(grid, state, question.must):
            return Found(Answer.POSSIBLE, state, bound)
        learnt = crowding(grid, state) - crowded
        if not learnt:
            break
        crowded |= learnt
    return Found(Answer.UNKNOWN)


def _solved(
    grid: Grid, question: Question, crowded: set[tuple[int, int]], limits: Limits
) -> tuple[cp_model.CpSolverStatus, State | None, int]:
    model = PlanModel(grid, question.start, question.scope, crowded)
    if not question.scope.keep_sessions:
        model.order_cohorts()
    for row in question.must:
        model.cp.add_exactly_one(model.seats_of(int(row)))
    if question.least is not None:
        model.cp.minimize(question.least(model))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # gives the same answer each time, unless the seconds run out first
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_deterministic_time = question.work
    solver.parameters.max_time_in_seconds = max(0.05, limits.left())
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return status, None, 0
    bound = math.ceil(solver.best_objective_bound - 1e-6) if question.least is not None else 0
    return status, model.read(solver), bound


def is_plan(grid: Grid, state: State, must: Ints) -> bool:
    """Whether the checker approves a state as a plan of the grid's problem, and those who must be have seats."""
    rules = grid.problem.cohorts
    seats = np.array(state.seats, dtype=np.int64)
    sizes = [int((seats == cohort).sum()) for cohort in range(len(state.places))]
    return (
        rules.minimum <= len(state.places) <= rules.maximum
        and all(rules.size_minimum <= size <= rules.size_maximum for size in sizes)
        and bool((seats[must] != NOBODY).all())
        and Tally(grid, state).sound
        and _approved(grid, state)
    )


def _approved(grid: Grid, state: State) -> bool:
    documents = Documents(grid)
    return documents.judged(documents.plan(state, (), Made(), reasons=False)).approved


def nobody_seated(grid: Grid) -> State:
    """The state without cohorts."""
    return State((), (NOBODY,) * len(grid.people))


def crowding(grid: Grid, state: State) -> set[tuple[int, int]]:
    """The groups and half-days in which cohorts together take more people than the group and its temps can spare."""
    caps = np.array([group.temp_cap for group in grid.problem.groups], dtype=np.int64).reshape(-1, 1)
    over = np.nonzero(Tally(grid, state).temps > caps)
    return {(int(group), int(half)) for group, half in zip(*over, strict=True)}
