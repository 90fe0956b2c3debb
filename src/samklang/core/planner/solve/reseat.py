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

TRIES = 40
"""Times a few cohorts are taken apart."""
MOST_APART = 5
"""Cohorts taken apart at once, at most."""
HARDER = 0.3
"""How much harder to seat a person counts as each time they are left out; 1 is somebody never free."""
NARROW = 5
"""The beam is so many times narrower than for a first plan: there are few to seat, and many tries."""


def more_seated(grid: Grid, state: State, rng: np.random.Generator) -> Iterator[State]:
    """The best state after each try: nearer to the cohorts and money there may be, more seated, or the same for less.

    Ends when everybody has a seat who can have one in any plan. Nothing comes where sessions are held already.

    rng: which cohorts are taken apart.
    """
    if grid.held:
        return
    able, harder = able_alone(grid), np.zeros(len(grid.people))
    rank = _rank(grid, state)
    for _ in range(TRIES):
        left = able & (np.array(state.seats, dtype=np.int64) == NOBODY)
        if not left.any() and rank[:2] == (0, 0):
            return
        harder[left] += HARDER
        again = _again(grid, state, left, harder, rng)
        if again is not None and (found := _rank(grid, again)) <= rank:
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
    grid: Grid, state: State, left: Bools, harder: NDArray[np.float64], rng: np.random.Generator
) -> State | None:
    """The state with some cohorts made again, as many or one more of them; None where too few people are in them."""
    rules, count = grid.problem.cohorts, len(state.places)
    if not count:
        return None
    apart = set(rng.choice(count, min(count, int(rng.integers(2, MOST_APART + 1))), replace=False).tolist())
    kept = _cohorts_of(state, [cohort for cohort in range(count) if cohort not in apart])
    people = sum(seat in apart for seat in state.seats) + int(left.sum())
    more = int(rng.integers(0, 2)) if count < rules.maximum else 0
    size = min(rules.size_maximum, -(-people // (len(apart) + more)))
    if size < rules.size_minimum:
        return None
    return state_of_cohorts(grid, cohorts_after(grid, rng, kept, size=size, harder=harder, narrow=NARROW))


def _cohorts_of(state: State, numbers: Sequence[int]) -> list[Cohort]:
    seats = np.array(state.seats, dtype=np.int64)
    return [
        Cohort(tuple(place for place in state.places[one] if place is not None), np.flatnonzero(seats == one))
        for one in numbers
    ]
