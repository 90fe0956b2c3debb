"""One figure from many: which effects count, what they weigh, and how far the figure may be from the truth."""

import numpy as np
import pytest
from tests.core.effects.did.made import cells_of, kept, rollout
from tests.core.effects.did.published import mpdta

from samklang.core.effects.answers import Method, Undefined
from samklang.core.effects.cells import NEVER
from samklang.core.effects.did import each, estimate_of, group_times, recipe, spread, weighted
from samklang.core.effects.did.few import quantile
from samklang.core.effects.did.summaries import adds, without_each
from samklang.core.effects.plan import Controls, Summary


def two_cohorts():
    """Two offices from 2 on, whose effect is 1 and then 3; one from 3 on, whose effect is 9; five never."""
    rows = [(name, 2, period, effect) for name in "ab" for period, effect in ((1, 0.0), (2, 1.0), (3, 3.0))]
    rows += [("c", 3, period, effect) for period, effect in ((1, 0.0), (2, 0.0), (3, 9.0))]
    rows += [(f"n{name}", NEVER, period, 0.0) for name in range(5) for period in (1, 2, 3)]
    return group_times(cells_of(rows))


@pytest.mark.parametrize(
    ("summary", "parts", "overall"),
    [
        (Summary.SIMPLE, {0: (2 * 1 + 2 * 3 + 9) / 5}, (2 * 1 + 2 * 3 + 9) / 5),
        (Summary.COHORT, {2: 2, 3: 9}, (2 * 2 + 9) / 3),
        (Summary.TIME_SINCE, {-2: 0, -1: 0, 0: (2 * 1 + 9) / 3, 1: 3}, ((2 * 1 + 9) / 3 + 3) / 2),
        (Summary.CALENDAR, {2: 1, 3: (2 * 3 + 9) / 3}, (1 + (2 * 3 + 9) / 3) / 2),
    ],
)
def test_each_summary_weighs_effects_as_it_says(summary, parts, overall):
    found = two_cohorts()
    made = recipe(found, summary)
    figures = weighted(found, made)
    assert dict(zip(made.at.tolist(), figures.parts.tolist(), strict=True)) == pytest.approx(parts)
    assert float(figures.overall) == pytest.approx(overall)


def test_in_balance_each_time_is_about_the_same_cohorts():
    found = two_cohorts()
    made = recipe(found, Summary.TIME_SINCE, balanced=1)
    assert dict(zip(made.at.tolist(), weighted(found, made).parts.tolist(), strict=True)) == {-1: 0, 0: 1, 1: 3}


def test_a_window_of_times_since_training_leaves_the_others_out():
    found = two_cohorts()
    made = recipe(found, Summary.SIMPLE, first=1)
    assert float(weighted(found, made).overall) == pytest.approx(3)


def test_a_summary_of_nothing_is_not_a_number_and_not_a_fault():
    found = group_times(cells_of([("a", NEVER, 1, 0.0), ("b", NEVER, 2, 1.0)]))
    for summary in Summary:
        made = recipe(found, summary)
        assert np.isnan(weighted(found, made).overall)
        assert spread(found, made).reasons[-1] is Undefined.TOO_FEW_CLUSTERS


@pytest.mark.parametrize("summary", Summary)
def test_leaving_one_out_of_many_says_the_same_as_influence_functions(summary):
    found = group_times(mpdta(), controls=Controls.NEVER)
    made = recipe(found, summary)
    apart = weighted(found, made).overall - without_each(found, made).overall
    by_formula = np.sqrt((adds(found, made)[1] ** 2).sum())
    assert np.sqrt((apart**2).sum()) == pytest.approx(by_formula, rel=0.04)


def of_cohorts(*cohorts, seed=1, periods=6):
    return group_times(rollout(np.random.default_rng(seed), cohorts, periods, people=4))


def figure(found, summary=Summary.COHORT):
    made = recipe(found, summary)
    how = spread(found, made)
    return estimate_of(float(weighted(found, made).overall), how, made.at.size, found.sums, confidence=0.95), how


def test_few_clusters_are_left_out_in_turn_and_many_are_not():
    few, how = figure(of_cohorts(*[3] * 6, *[4] * 6, *[NEVER] * 8))
    assert (few.method, few.clusters) == (Method.JACKKNIFE_T, 20)
    assert few.high - few.estimate == pytest.approx(quantile(0.975, how.degrees[-1]) * few.standard_error)
    many, _ = figure(of_cohorts(*[3] * 20, *[4] * 20, *[NEVER] * 20))
    assert many.method is Method.INFLUENCE
    assert many.high - many.estimate == pytest.approx(1.959964 * many.standard_error)


def test_a_small_cohort_among_many_clusters_is_left_out_in_turn_too():
    assert figure(of_cohorts(*[3] * 3, *[4] * 30, *[NEVER] * 30))[0].method is Method.JACKKNIFE_T


def test_two_trained_beside_eighteen_know_little_more_than_two():
    even = figure(of_cohorts(*[4] * 10, *[NEVER] * 10))[1].degrees[-1]
    uneven = figure(of_cohorts(*[4] * 2, *[NEVER] * 18))[1].degrees[-1]
    assert even == pytest.approx(18)
    assert uneven == pytest.approx((1 / 2 + 1 / 18) ** 2 / (1 / 4 + 1 / 18**2 / 17))


@pytest.mark.parametrize("clusters", range(2, 10))
def test_below_ten_clusters_there_is_a_figure_and_no_interval(clusters):
    cohorts = [3] * (clusters // 2) + [NEVER] * (clusters - clusters // 2)
    found, _ = figure(of_cohorts(*cohorts))
    assert (found.has_interval, found.reason, found.method) == (False, Undefined.TOO_FEW_CLUSTERS, Method.NONE)
    assert found.estimate is not None


def test_a_cohort_of_one_cluster_has_a_figure_and_no_interval_of_its_own():
    found = of_cohorts(3, *[4] * 5, *[NEVER] * 6)
    made = recipe(found, Summary.COHORT)
    how = spread(found, made)
    assert how.reasons == (Undefined.TOO_FEW_IN_COHORT, None, None)
    alone = estimate_of(float(weighted(found, made).parts[0]), how, 0, found.sums, confidence=0.95)
    assert alone.estimate is not None
    assert not alone.has_interval


def test_one_control_is_too_few_for_an_interval():
    assert figure(of_cohorts(*[4] * 12, NEVER))[0].reason is Undefined.TOO_FEW_IN_COHORT


def test_an_outcome_that_is_the_same_everywhere_has_no_interval():
    cells = cells_of([(f"c{unit}", 2 if unit < 8 else NEVER, period, 3.0) for unit in range(16) for period in (1, 2)])
    assert figure(group_times(cells))[0].reason is Undefined.NO_VARIATION


def test_every_group_time_effect_can_be_a_part_of_its_own():
    found = of_cohorts(*[3] * 6, *[4] * 6, *[NEVER] * 8)
    np.testing.assert_array_equal(weighted(found, each(found)).parts, found.effects)


def test_what_can_be_seen_grows_with_the_error():
    found, how = figure(of_cohorts(*[3] * 20, *[4] * 20, *[NEVER] * 20))
    assert found.detectable == pytest.approx((1.959964 + 0.841621) * how.errors[-1], rel=1e-6)


def test_order_of_rows_changes_no_interval():
    rng = np.random.default_rng(5)
    cells = rollout(rng, [3] * 4 + [4] * 4 + [NEVER] * 4, 6, people=4)
    mixed = kept(cells, rng.permutation(len(cells)))
    one, other = (figure(group_times(of))[0] for of in (cells, mixed))
    assert (one.low, one.high, one.p) == pytest.approx((other.low, other.high, other.p))
