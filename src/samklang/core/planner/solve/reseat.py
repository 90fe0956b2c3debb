"""More people seated than the first plan has: a few cohorts are taken apart and made again, those left out first.

Quick and never proved, as the first plan. Where many cohorts run side by side it finds a seat for everybody who can be
seated sooner than the exact model does, which sees only a few cohorts at a time.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from samklang.core.planner.grid import Bools, Grid
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.bounds import able_alone
from samklang.core.planner.solve.start import Cohort, cohorts_after, state_of_cohorts
from samklang.core.planner.solve.state import NOBODY, State, Tally

TRIES = 60
"""Times a few cohorts are taken apart."""
PATIENCE = 10
"""Tries without help before there may be one cohort more; and before it is left, once everybody has a seat."""
MOST_APART = 5
"""Cohorts taken apart at once, at most."""
HARDER = 0.3
"""How much harder to seat a person counts as each time they are left out; 1 is somebody never free."""
NARROW = 5
"""The beam is so many times narrower than for a first plan: there are few to seat, and many tries."""


def more_seated(grid: Grid, state: State, rng: np.random.Generator) -> Iterator[State]:
    """The best state after each try: nearer to the cohorts and money there may be, more seated, or the same for less.

    While somebody is left out who could be seated in some plan: first with as many cohorts, later with one more at a
    time. After that with one fewer, while it gets cheaper. Nothing comes where sessions are held already.

    rng: which cohorts are taken apart.
    """
    if grid.held:
        return
    able, harder = able_alone(grid), np.zeros(len(grid.people))
    rank, idle, may_grow = _rank(grid, state), 0, False
    for _ in range(TRIES):
        left = able & (np.array(state.seats, dtype=np.int64) == NOBODY)
        if idle >= PATIENCE and not left.any():
            return
        harder[left] += HARDER
        may_grow = may_grow or idle >= PATIENCE
        more = int(rng.integers(0, 2)) * may_grow if left.any() else -1
        again = _again(grid, state, left, harder, rng, more=more)
        idle += 1
        if again is not None and (found := _rank(grid, again)) <= rank:
            if found[:3] < rank[:3] or (found < rank and not left.any()):
                idle = 0
            state, rank = again, found
        yield state


def _rank(grid: Grid, state: State) -> tuple[int, int, int, int]:
    """Cohorts too few, øre too much, people left out, cost; lower is better."""
    tally, problem = Tally(grid, state), grid.problem
    budget = problem.funding.own_budget_ore
    return (
        max(0, problem.cohorts.minimum - len(state.places)),
        0 if budget is None else max(0, tally.own_ore - budget),
        tally.wishes[Wish.UNTRAINED],
        tally.cost_ore,
    )


def _again(
    grid: Grid, state: State, left: Bools, harder: NDArray[np.float64], rng: np.random.Generator, *, more: int
) -> State | None:
    """The state with some cohorts made again, `more` of them than before; None where they would be too small."""
    rules, count = grid.problem.cohorts, len(state.places)
    apart = set(rng.choice(count, min(count, int(rng.integers(2, MOST_APART + 1))), replace=False).tolist())
    new = len(apart) + (more if rules.minimum <= count + more <= rules.maximum else 0)
    people = sum(seat in apart for seat in state.seats) + int(left.sum())
    size = min(rules.size_maximum, -(-people // max(1, new)))
    if not count or size < rules.size_minimum:
        return None
    kept = _cohorts_of(state, [cohort for cohort in range(count) if cohort not in apart])
    return state_of_cohorts(grid, cohorts_after(grid, rng, kept, size=size, harder=harder, narrow=NARROW))


def _cohorts_of(state: State, numbers: Sequence[int]) -> list[Cohort]:
    seats = np.array(state.seats, dtype=np.int64)
    return [
        Cohort(tuple(place for place in state.places[one] if place is not None), np.flatnonzero(seats == one))
        for one in numbers
    ]
