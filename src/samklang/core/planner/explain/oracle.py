"""Can these rules all be met? Yes, no or not found out, by counting, by building one plan, and by the exact model."""

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.explain.checks import findings
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.sketch import sketched
from samklang.core.planner.explain.switches import without
from samklang.core.planner.explain.view import View, eligible_ids
from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve.model import PlanModel, Scope
from samklang.core.planner.solve.start import first_state
from samklang.core.planner.solve.state import NOBODY, State, Tally

CELLS = 400
"""People times cohorts up to which the exact model is asked."""
WORK = 6.0
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


class Oracle:
    """Answers about one problem with some of its rules switched off; each question is answered once."""

    def __init__(self, problem: Problem, rules: Collection[Rule], limits: Limits) -> None:
        """`rules` are those that may be switched off; all others hold always."""
        self.problem, self.rules, self.limits = problem, frozenset(rules), limits
        self.known: dict[tuple[frozenset[Rule], frozenset[str] | None], Answer] = {}
        self.counted: dict[tuple[frozenset[Rule], frozenset[str] | None], bool] = {}

    def view(self, kept: Collection[Rule], people: Collection[str] | None = None) -> View:
        """The problem under the kept rules alone. people: those of the eligible who must be trained; None: all.

        Where "everyone must be trained" is not kept, nobody must.
        """
        relaxed = without(self.problem, self.rules - frozenset(kept))
        if not relaxed.everyone_must_be_trained:
            return View(relaxed, ())
        return View(relaxed, people)

    def disproved(self, kept: Collection[Rule], people: Collection[str] | None = None) -> bool:
        """Whether counting alone shows that the kept rules collide."""
        key = (frozenset(kept), None if people is None else frozenset(people))
        if key not in self.counted:
            self.counted[key] = next(findings(self.view(kept, people)), None) is not None
        return self.counted[key]

    def ask(self, kept: Collection[Rule], people: Collection[str] | None = None) -> Answer:
        """Whether there is a plan under the kept rules that trains those who must be."""
        key = (frozenset(kept), None if people is None else frozenset(people))
        if key in self.known:
            return self.known[key]
        if self.disproved(kept, people):
            answer = Answer.IMPOSSIBLE
        elif self.limits.left() <= 0:
            return Answer.UNKNOWN
        else:
            answer = decided(self.view(kept, people), self.limits)
        if answer is not Answer.UNKNOWN:
            self.known[key] = answer
        return answer


def decided(view: View, limits: Limits) -> Answer:
    """The answer to one question that counting has not settled: one plan built quickly, else the exact model.

    Where people are optional, first without the rules that ask for enough people, which is a smaller question; only if
    that has an answer and such rules are there, with everybody.
    """
    if not view.some_cohort:
        return Answer.POSSIBLE
    if view.all_must or not view.must_ids:
        return _exactly(_whole(view), limits)
    alone = _without_enough(view.small)
    answer = _exactly(alone, limits)
    if answer is not Answer.POSSIBLE or _nothing_asks_for_enough(view):
        return answer
    return _exactly(_whole(view), limits, view.must_ids)


def _nothing_asks_for_enough(view: View) -> bool:
    rules = view.problem.cohorts
    return rules.size_minimum <= 1 and rules.minimum <= 1


def _without_enough(problem: Problem) -> Problem:
    return replace(problem, cohorts=replace(problem.cohorts, minimum=0, size_minimum=1))


def _whole(view: View) -> Problem:
    return replace(view.problem, everyone_must_be_trained=view.all_must and bool(view.must_ids))


def _exactly(problem: Problem, limits: Limits, people: Collection[str] = ()) -> Answer:
    """Whether the problem has a plan, in which the people named have seats."""
    grid = Grid(problem)
    must = np.array([grid.people[person] for person in people], dtype=np.int64)
    if problem.everyone_must_be_trained:
        must = np.flatnonzero(grid.eligible)
    if is_plan(grid, sketched(grid, must), must):
        return Answer.POSSIBLE
    if len(eligible_ids(problem)) and is_plan(grid, first_state(grid, np.random.default_rng(limits.seed)), must):
        return Answer.POSSIBLE
    return asked_of_model(grid, must, limits)


def is_plan(grid: Grid, state: State, must: Ints) -> bool:
    """Whether a state that the search builds keeps every rule, and seats those who must be."""
    rules = grid.problem.cohorts
    seats = np.array(state.seats, dtype=np.int64)
    sizes = [int((seats == cohort).sum()) for cohort in range(len(state.places))]
    return (
        rules.minimum <= len(state.places) <= rules.maximum
        and all(rules.size_minimum <= size <= rules.size_maximum for size in sizes)
        and bool((seats[must] != NOBODY).all())
        and Tally(grid, state).sound
    )


def asked_of_model(grid: Grid, must: Ints, limits: Limits) -> Answer:
    """The exact model's answer, with crowded half-days added as they come up."""
    people = tuple(int(row) for row in np.flatnonzero(grid.eligible))
    rules = grid.problem.cohorts
    most = min(rules.maximum, len(people) // max(1, rules.size_minimum))
    if most == 0:
        return Answer.IMPOSSIBLE if len(must) or rules.minimum > 0 else Answer.POSSIBLE
    if len(people) * most > CELLS:
        return Answer.UNKNOWN
    crowded: set[tuple[int, int]] = set()
    for _ in range(REPEATS):
        if limits.left() <= 0:
            break
        status, state = _solved(grid, Scope(tuple(range(most)), people), must, crowded, limits)
        if status == cp_model.INFEASIBLE:
            return Answer.IMPOSSIBLE
        if state is not None and is_plan(grid, state, must):
            return Answer.POSSIBLE
        learnt = crowding(grid, state) - crowded if state is not None else set()
        if not learnt:
            break
        crowded |= learnt
    return Answer.UNKNOWN


def _solved(
    grid: Grid, scope: Scope, must: Ints, crowded: set[tuple[int, int]], limits: Limits
) -> tuple[cp_model.CpSolverStatus, State | None]:
    model = PlanModel(grid, State((), (NOBODY,) * len(grid.people)), scope, crowded)
    model.order_cohorts()
    for row in must:
        model.cp.add_exactly_one(model.seats_of(int(row)))
    solver = a_solver(limits)
    status = solver.solve(model.cp)
    return status, model.read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def crowding(grid: Grid, state: State) -> set[tuple[int, int]]:
    """The groups and half-days in which cohorts together take more people than the group and its temps can spare."""
    caps = np.array([group.temp_cap for group in grid.problem.groups], dtype=np.int64).reshape(-1, 1)
    over = np.nonzero(Tally(grid, state).temps > caps)
    return {(int(group), int(half)) for group, half in zip(*over, strict=True)}


def a_solver(limits: Limits, work: float = WORK) -> cp_model.CpSolver:
    """A solver that gives the same answer each time, unless the seconds run out first."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = limits.seed
    solver.parameters.max_deterministic_time = work
    solver.parameters.max_time_in_seconds = max(0.05, limits.left())
    solver.parameters.catch_sigint_signal = False
    return solver
