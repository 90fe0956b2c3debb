"""Seating more people than the first plan: never worse, within every rule, and the same for the same chance."""

import numpy as np
import pytest

from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Made
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.finish import Documents
from samklang.core.planner.solve.reseat import more_seated
from samklang.core.planner.solve.start import first_state
from samklang.core.planner.solve.state import Tally
from samklang.demo.jobcentres import ladder


@pytest.mark.parametrize("seed", [1, 3])
def test_no_try_seats_fewer_or_breaks_a_rule(seed: int) -> None:
    grid = Grid(ladder(30, seed))
    state = first_state(grid, np.random.default_rng(seed))
    tallies = [Tally(grid, later) for later in more_seated(grid, state, np.random.default_rng(seed))]
    assert all(tally.sound for tally in tallies)
    left_out = [tally.wishes[Wish.UNTRAINED] for tally in (Tally(grid, state), *tallies)]
    assert left_out == sorted(left_out, reverse=True)


def test_more_are_seated_in_a_small_town_than_by_the_first_plan_and_the_checker_approves() -> None:
    grid = Grid(ladder(30, 1))
    first = first_state(grid, np.random.default_rng(1))
    *_, last = more_seated(grid, first, np.random.default_rng(1))
    assert [Tally(grid, state).wishes[Wish.UNTRAINED] for state in (first, last)] == [2, 1]
    documents = Documents(grid)
    assert documents.judged(documents.plan(last, (), Made(), reasons=False)).approved


def test_the_same_chance_seats_the_same_people() -> None:
    grid = Grid(ladder(30, 1))
    first = first_state(grid, np.random.default_rng(1))
    one, other = (list(more_seated(grid, first, np.random.default_rng(2))) for _ in range(2))
    assert one == other
    assert one
