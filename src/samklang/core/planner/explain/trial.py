"""The planner's own search, asked for one thing only: a plan that leaves as few people untrained as possible."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from samklang.core.chance import stream
from samklang.core.planner.explain.exact import Limits, is_plan
from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Person, Problem, Wish, WishLevel
from samklang.core.planner.solve.beginning import state_of
from samklang.core.planner.solve.ordered import first_kept
from samklang.core.planner.solve.search import SMALL_CELLS, Search, Terms
from samklang.core.planner.solve.state import NOBODY, State, Tally


@dataclass(frozen=True)
class Trial:
    """A plan of a problem, approved by the checker, perhaps with people left out."""

    grid: Grid
    state: State
    plan: Plan
    least: int
    """Proved: no plan leaves fewer untrained."""

    @property
    def untrained(self) -> tuple[Person, ...]:
        """The eligible people without a seat."""
        rows = np.flatnonzero(self.grid.eligible)
        return tuple(self.grid.problem.people[row] for row in rows if self.state.seats[row] == NOBODY)

    @property
    def proved(self) -> bool:
        """Whether fewer untrained is impossible."""
        return len(self.untrained) <= self.least

    @property
    def tally(self) -> Tally:
        """What the plan comes to."""
        return Tally(self.grid, self.state)


def fewest_untrained(
    problem: Problem, limits: Limits, start: Plan | None = None, then: Sequence[Wish] = ()
) -> Trial | None:
    """A plan with as few untrained as was found; None where not even the smallest plan keeps the rules.

    start: a plan to begin with, where it fits the problem. then: wishes to be made small after that, in order.
    """
    order = (Wish.UNTRAINED, *then)
    asked = replace(problem, everyone_must_be_trained=False, wishes=tuple(WishLevel(wish) for wish in order))
    search = _begun(asked, limits, start) or _begun(_with_few_cohorts(asked), limits, start)
    if search is None or search.best is None or search.plan is None:
        return None
    search.run()
    return Trial(search.grid, search.best.state, search.plan, search.bounds.get(Wish.UNTRAINED, 0))


def trains_everyone(problem: Problem, trial: Trial | None) -> bool:
    """Whether a trial of the problem is a plan of it that leaves nobody untrained."""
    if trial is None:
        return False
    grid = Grid(problem)
    return is_plan(grid, trial.state, np.flatnonzero(grid.eligible))


def _with_few_cohorts(problem: Problem) -> Problem:
    return replace(problem, cohorts=replace(problem.cohorts, minimum=0))


def _begun(problem: Problem, limits: Limits, start: Plan | None) -> Search | None:
    grid = Grid(problem)
    small = int(grid.eligible.sum()) * problem.cohorts.maximum <= SMALL_CELLS
    threads = 1 if small else limits.threads  # the whole model on several threads may give one of several answers
    terms = Terms(max(0.1, limits.left()), threads, limits.seed, None, lambda: False)
    search = Search(grid, terms, stream(limits.seed, "explain"), time.perf_counter())
    given = state_of(grid, start) if start is not None else None
    if given is not None and is_plan(grid, given, np.zeros(0, dtype=np.int64)) and search.accept(given, 0):
        return search
    first = first_kept(grid, np.random.default_rng(limits.seed), limits.left())
    for state in (first, State((), (NOBODY,) * len(grid.people))):
        if is_plan(grid, state, np.zeros(0, dtype=np.int64)) and search.accept(state, 0):
            return search
    return None
