"""The order is drawn again, and the effect reckoned as if it had been so."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.effects.did.made import by_hand, cells_of, of_means, rollout

from samklang.core.effects.answers import Method, Undefined
from samklang.core.effects.cells import NEVER
from samklang.core.effects.did.draw import draw_order
from samklang.core.effects.did.random_order import efficient
from samklang.core.effects.did.randomisation import randomisation_test
from samklang.core.effects.plan import AnalysisPlan, Design, Summary

PLAN = AnalysisPlan(
    question="Does training help?", outcome="work", unit="office", cohort="first", period="quarter",
    smallest_relevant=0.1, design=Design.DRAWN, summary=Summary.SIMPLE,
)  # fmt: skip


def means_of(seed, units, periods=4):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((units, periods)) + rng.standard_normal((units, 1))


def by_going_through_all(means, trained_first, first=3):
    """p, by estimating anew for each choice of the trained among all units."""
    statistics = {}
    for chosen in combinations(range(len(means)), len(trained_first)):
        cohorts = [first if unit in chosen else NEVER for unit in range(len(means))]
        value, square, _ = by_hand(means, cohorts, PLAN.controls)
        statistics[chosen] = abs(value) / np.sqrt(square)
    here = statistics[tuple(trained_first)]
    return np.mean([one >= here * (1 - 1e-9) for one in statistics.values()])


@pytest.mark.parametrize("seed", range(3))
def test_it_is_what_estimating_anew_for_each_order_gives(seed):
    means = means_of(seed, 10)
    means[:4, 2:] += 0.8
    found = randomisation_test(of_means(means, [3] * 4 + [NEVER] * 6), PLAN)
    assert (found.orders, found.exact) == (210, True)
    assert found.estimate.p == pytest.approx(by_going_through_all(means, range(4)), abs=1e-12)
    whole = efficient(of_means(means, [3] * 4 + [NEVER] * 6), PLAN)
    assert found.estimate.estimate == pytest.approx(whole.estimate, abs=1e-12)


def test_the_interval_holds_the_constant_effects_that_are_not_rare():
    means = means_of(5, 10)
    found = randomisation_test(of_means(means, [3] * 4 + [NEVER] * 6), PLAN).estimate
    assert found.method is Method.RANDOMISATION
    for end, inwards in ((found.low, 1), (found.high, -1)):
        for step, rare in ((inwards * 1e-4, False), (-inwards * 1e-4, True)):
            left = means.copy()
            left[:4, 2:] -= end + step
            assert bool(by_going_through_all(left, range(4)) <= 0.05) is rare


def test_fewer_than_ten_clusters_get_an_interval_of_their_own():
    order = [3, 3, 4, 4, 5, 5, NEVER, NEVER]
    found = randomisation_test(rollout(np.random.default_rng(2), order, 6, effect=3.0, own=0.2, noise=0.2), PLAN)
    assert (found.orders, found.exact) == (2520, True)
    assert found.estimate.low < 3.0 < found.estimate.high
    assert found.estimate.low > 0
    assert found.estimate.p < 0.05
    assert (found.estimate.method, found.estimate.reason) == (Method.RANDOMISATION, None)


def test_where_every_order_is_common_there_is_no_interval():
    found = randomisation_test(rollout(np.random.default_rng(2), [3, 3, NEVER, NEVER], 4, effect=3.0), PLAN)
    assert (found.orders, found.estimate.low, found.estimate.high) == (6, None, None)
    assert found.estimate.reason is Undefined.TOO_FEW_CLUSTERS
    assert found.estimate.p >= 1 / 6


def test_many_orders_are_drawn_and_the_observed_one_counts():
    cells = rollout(np.random.default_rng(3), [3] * 10 + [4] * 10 + [NEVER] * 10, 5, effect=5.0)
    found = randomisation_test(cells, PLAN, draws=199, seed=4)
    assert (found.orders, found.exact, found.seed, found.estimate.p) == (200, False, 4, 1 / 200)
    assert found == randomisation_test(cells, PLAN, draws=199, seed=4)
    assert found.estimate.low != randomisation_test(cells, PLAN, draws=199, seed=5).estimate.low


def test_the_order_is_drawn_again_within_the_strata_it_was_drawn_in():
    """Three in each of three strata, one of them trained first: 27 orders instead of 84."""
    means = means_of(8, 9)
    cells = of_means(means, [3, NEVER, NEVER] * 3)
    within = {unit: f"s{number // 3}" for number, unit in enumerate(sorted(set(cells.cluster.tolist())))}
    assert randomisation_test(cells, PLAN).orders == 84
    assert randomisation_test(cells, PLAN, within=within).orders == 27
    with pytest.raises(ValueError, match="the stratum in which it was drawn"):
        randomisation_test(cells, PLAN, within={})


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.floats(-10, 10))
def test_an_effect_added_to_all_trained_moves_the_interval_by_as_much(seed, effect):
    means = means_of(seed, 9)
    cohorts = [3] * 3 + [4] * 3 + [NEVER] * 3
    moved = means + effect * (np.arange(1, 5)[None, :] >= np.array(cohorts)[:, None])
    one, other = (randomisation_test(of_means(table, cohorts), PLAN).estimate for table in (means, moved))
    assert other.low == pytest.approx(one.low + effect, abs=1e-4)
    assert other.high == pytest.approx(one.high + effect, abs=1e-4)


@pytest.mark.parametrize(
    ("cohorts", "reason"), [([NEVER] * 6, Undefined.NOBODY_TREATED), ([3] * 6, Undefined.NO_CONTROLS)]
)
def test_where_nothing_can_be_compared_the_answer_says_why(cohorts, reason):
    found = randomisation_test(rollout(np.random.default_rng(1), cohorts, 4), PLAN)
    assert (found.estimate.estimate, found.estimate.p, found.estimate.reason) == (None, None, reason)


def test_no_rows_and_no_variation_are_answers():
    assert randomisation_test(cells_of([]), PLAN).estimate.reason is Undefined.NO_ROWS
    flat = randomisation_test(of_means(np.ones((8, 4)), [3] * 4 + [NEVER] * 4), PLAN).estimate
    assert (flat.estimate, flat.p, flat.low, flat.reason) == (0.0, 1.0, None, Undefined.NO_VARIATION)


def test_too_few_draws_are_refused():
    with pytest.raises(ValueError, match="at least 19"):
        randomisation_test(cells_of([]), PLAN, draws=5)


@pytest.mark.slow
def test_a_drawn_order_without_effect_is_called_one_as_seldom_as_promised():
    """Seven offices, drawn by the project's own lot; outcomes with heavy tails; nothing to find, or 1 to find."""
    names, periods, alarms, held = [f"c{number:04}" for number in range(8)], 5, 0, 0
    rng = np.random.default_rng(6)
    for seed in range(400):
        drawn = draw_order(names, waves=(3, 2, 3), seed=seed)
        cohorts = [first for _, first in drawn.first_periods((3, 4, NEVER))]
        means = rng.standard_t(2, (8, periods)) + rng.standard_t(2, (8, 1))
        found = randomisation_test(of_means(means, cohorts), PLAN).estimate
        alarms += found.p <= 0.05
        moved = means + (np.arange(1, periods + 1)[None, :] >= np.array(cohorts)[:, None])
        other = randomisation_test(of_means(moved, cohorts), replace(PLAN, summary=Summary.COHORT)).estimate
        held += other.low <= 1 <= other.high
    assert alarms / 400 <= 0.05 + 2.6 * np.sqrt(0.05 * 0.95 / 400)
    assert held / 400 >= 0.95 - 2.6 * np.sqrt(0.05 * 0.95 / 400)
