"""Under a drawn order, what was before training is subtracted only as far as it helps."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.effects.did.made import by_hand, cells_of, kept, of_means, rollout

from samklang.core.effects.answers import Method, Undefined
from samklang.core.effects.cells import NEVER
from samklang.core.effects.did.random_order import efficient, random_order
from samklang.core.effects.plan import AnalysisPlan, Controls, Design, Summary

PLAN = AnalysisPlan(
    question="Does training help?", outcome="work", unit="office", cohort="first", period="quarter",
    smallest_relevant=0.1, design=Design.DRAWN, summary=Summary.SIMPLE,
)  # fmt: skip
ORDER = [3] * 5 + [4] * 7 + [6] * 6 + [NEVER] * 4


@pytest.mark.parametrize("controls", Controls)
@pytest.mark.parametrize("seed", range(5))
def test_it_is_what_whole_cohorts_and_their_covariances_give(seed, controls):
    means = np.random.default_rng(seed).standard_normal((22, 7)) + np.random.default_rng(9).standard_normal((22, 1))
    found = random_order(of_means(means, ORDER, people=3), replace(PLAN, controls=controls))
    value, _, part = by_hand(means, ORDER, controls)
    assert found.efficient.estimate == pytest.approx(value, abs=1e-12)
    assert found.subtracted == pytest.approx(part, rel=1e-10)
    assert (found.efficient.method, found.efficient.n, found.efficient.clusters) == (Method.NEYMAN, 22 * 7 * 3, 22)
    assert found.efficient.low < value < found.efficient.high


def test_with_two_periods_and_cohorts_the_three_are_known_formulas():
    rng = np.random.default_rng(4)
    means = rng.standard_normal((20, 2)) + 2 * rng.standard_normal((20, 1))
    found = random_order(of_means(means, [2] * 8 + [NEVER] * 12), PLAN)
    gap = means[:8].mean(axis=0) - means[8:].mean(axis=0)
    assert found.unadjusted.estimate == pytest.approx(gap[1], rel=1e-12)
    assert found.group_time.estimate == pytest.approx(gap[1] - gap[0], rel=1e-12)
    assert found.efficient.estimate == pytest.approx(gap[1] - found.subtracted * gap[0], rel=1e-12)
    welch = means[:8, 1].var(ddof=1) / 8 + means[8:, 1].var(ddof=1) / 12
    assert found.unadjusted.standard_error == pytest.approx(np.sqrt(welch), rel=1e-12)


@given(st.integers(0, 10**6))
def test_what_is_subtracted_makes_the_formula_smallest(seed):
    rng = np.random.default_rng(seed)
    means = rng.standard_normal((22, 7)) + rng.uniform(0, 3) * rng.standard_normal((22, 1))
    found = random_order(of_means(means, ORDER), PLAN)
    formula = np.sqrt(by_hand(means, ORDER, Controls.NOT_YET)[1])
    assert formula <= min(found.unadjusted.standard_error, found.group_time.standard_error) * (1 + 1e-12)


def test_with_many_units_the_error_is_the_formula():
    means = np.random.default_rng(3).standard_normal((22 * 60, 7)) + np.random.default_rng(4).standard_normal((1320, 1))
    found = efficient(of_means(means, ORDER * 60), PLAN)
    assert found.standard_error == pytest.approx(np.sqrt(by_hand(means, ORDER * 60, Controls.NOT_YET)[1]), rel=0.005)


def left_out_by_hand(means, cohorts):
    """The squared error, by leaving each unit out of its cohort and finding all anew, at weights that stand."""
    cohorts = np.array(cohorts)
    every = sorted(set(cohorts.tolist()))
    after, before = (np.zeros((len(every), means.shape[1])) for _ in range(2))
    size = np.array([(cohorts == one).sum() for one in every])
    pairs = [(k, t) for k, one in enumerate(every) for t in range(1, 8) if one <= t and max(every) > t]
    whole = sum(size[k] for k, _ in pairs)
    for k, time in pairs:
        against = np.array([size[j] if one > time else 0 for j, one in enumerate(every)])
        for weights, at in ((after, time), (before, int(every[k]) - 1)):
            weights[k, at - 1] += size[k] / whole
            weights[:, at - 1] -= size[k] / whole * against / against.sum()

    def estimate(rows):
        of = [means[rows][cohorts[rows] == one] for one in every]
        covariances = [np.cov(one.T) for one in of]
        spread = sum(b @ c @ b / n for b, c, n in zip(before, covariances, size, strict=True))
        together = sum(a @ c @ b / n for a, b, c, n in zip(after, before, covariances, size, strict=True))
        weights = after - together / spread * before
        return sum(w @ one.mean(axis=0) for w, one in zip(weights, of, strict=True))

    every_row = np.arange(len(means))
    whole_estimate = estimate(every_row)
    parts = [(estimate(every_row[every_row != unit]) - whole_estimate) ** 2 for unit in every_row]
    return sum(part * (n - 1) / n for part, n in zip(parts, size[np.searchsorted(every, cohorts)], strict=True))


@pytest.mark.parametrize("seed", range(3))
def test_the_error_is_that_of_leaving_each_unit_out(seed):
    means = np.random.default_rng(seed).standard_normal((22, 7)) + np.random.default_rng(9).standard_normal((22, 1))
    found = efficient(of_means(means, ORDER), PLAN)
    assert found.standard_error == pytest.approx(np.sqrt(left_out_by_hand(means, ORDER)), rel=1e-9)


@pytest.mark.parametrize("summary", Summary)
def test_without_noise_the_effect_is_found_exactly(summary):
    means = np.where(np.arange(1, 8)[None, :] >= np.array(ORDER)[:, None], 5.0, 2.0)
    found = random_order(of_means(means, ORDER), replace(PLAN, summary=summary))
    assert found.efficient.estimate == pytest.approx(3.0, abs=1e-12)
    assert (found.efficient.low, found.efficient.reason) == (None, Undefined.NO_VARIATION)


def test_strata_are_added_up_and_each_unit_counts_once():
    rng = np.random.default_rng(2)
    rows = [
        (f"c{unit:02}", cohort, period, rng.normal() + unit, stratum)
        for unit, cohort in enumerate(ORDER)
        for period in range(1, 8)
        for stratum in "ab"
        for _ in range(1 + unit % 3)
    ]
    one, other = (efficient(cells_of(table), PLAN) for table in (rows, [row[:4] for row in rows]))
    assert (one.estimate, one.low) == (pytest.approx(other.estimate), pytest.approx(other.low))
    assert (one.n, one.clusters) == (other.n, other.clusters)


def test_units_without_anybody_in_some_period_are_left_out_and_counted():
    cells = rollout(np.random.default_rng(5), ORDER, 7)
    holed = kept(cells, ~((cells.cluster == "c0001") & (cells.period == 2)))
    without = kept(cells, cells.cluster != "c0001")
    assert random_order(holed, PLAN) == replace(random_order(without, PLAN), left_out=1)


@pytest.mark.parametrize(
    ("cohorts", "reason"),
    [
        ([NEVER] * 12, Undefined.NOBODY_TREATED),
        ([99] * 12, Undefined.NOBODY_TREATED),
        ([3] * 12, Undefined.NO_CONTROLS),
        ([1] * 6 + [NEVER] * 6, Undefined.NO_BASE_PERIOD),
    ],
)
def test_where_nothing_can_be_compared_the_answer_says_why(cohorts, reason):
    found = random_order(rollout(np.random.default_rng(1), cohorts, 4), PLAN)
    for one in (found.efficient, found.unadjusted, found.group_time):
        assert (one.estimate, one.low, one.reason) == (None, None, reason)


@pytest.mark.parametrize(
    ("cohorts", "reason"),
    [([3] * 4 + [NEVER] * 5, Undefined.TOO_FEW_CLUSTERS), ([3] + [NEVER] * 11, Undefined.TOO_FEW_IN_COHORT)],
)
def test_too_few_have_a_figure_and_no_interval(cohorts, reason):
    found = efficient(rollout(np.random.default_rng(1), cohorts, 4), PLAN)
    assert found.estimate is not None
    assert (found.low, found.high, found.standard_error, found.reason) == (None, None, None, reason)


def test_no_rows_are_an_answer():
    assert efficient(cells_of([]), PLAN).reason is Undefined.NO_ROWS


def test_a_cluster_with_two_first_periods_was_not_drawn():
    with pytest.raises(ValueError, match="each cluster has one first period"):
        efficient(cells_of([("a", 2, 1, 0.0), ("a", NEVER, 1, 0.0), ("b", 2, 2, 0.0)]), PLAN)


@pytest.mark.slow
@pytest.mark.parametrize("each", [4, 15])
def test_intervals_hold_the_truth_as_often_as_they_say(each):
    """Effects differ between cohorts and times; the order is drawn anew each time."""
    rng, held, apart = np.random.default_rng(3), [], []
    for _ in range(1500):
        cohorts = rng.permutation([3.0] * each + [4.0] * each + [5.0] * each + [NEVER] * each)
        cells = rollout(rng, cohorts, 6, effect=lambda _, since: 0.5 * since, own=0.7)
        one = efficient(cells, replace(PLAN, summary=Summary.COHORT))
        held.append(one.low <= 0.5 <= one.high)
        apart.append(one.estimate - 0.5)
    assert 0.93 <= np.mean(held) <= 0.975
    assert abs(np.mean(apart)) < 4 * np.std(apart) / np.sqrt(len(apart))
