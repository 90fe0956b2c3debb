"""Seating more people than the first plan: never worse, within every rule, and the same for the same chance."""

from random import Random

import numpy as np
import pytest
from tests.factories.problems import random_problem

from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Made
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.finish import Documents
from samklang.core.planner.solve.reseat import more_seated
from samklang.core.planner.solve.start import first_state
from samklang.core.planner.solve.state import Tally
from samklang.demo.jobcentres import ladder


@pytest.mark.parametrize("seed", range(12))
def test_each_try_seats_as_many_and_keeps_the_rules(seed: int) -> None:
    grid = Grid(random_problem(Random(seed)))
    state = first_state(grid, np.random.default_rng(seed))
    left_out, sound = Tally(grid, state).wishes[Wish.UNTRAINED], Tally(grid, state).sound
    for later in more_seated(grid, state, np.random.default_rng(seed)):
        tally = Tally(grid, later)
        assert tally.sound or not sound
        if sound:
            assert tally.wishes[Wish.UNTRAINED] <= left_out
            left_out = tally.wishes[Wish.UNTRAINED]


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
