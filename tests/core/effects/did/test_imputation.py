"""What training did, against what everything untrained would have led one to expect."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.effects.did.made import castle, cells_of, kept, of_means, rollout

from samklang.core.effects.answers import Method, Undefined
from samklang.core.effects.cells import NEVER
from samklang.core.effects.did.imputation import imputation
from samklang.core.effects.plan import Summary


def test_the_castle_laws_as_two_others_reckon_them():
    """ImputationDiD of diff-diff 3.13.0 (its fit stops at 1e-10); did2s of pyfixest 0.60.0 says 0.07980165."""
    found = imputation(castle())
    printed = [0.071070609609, 0.092884457392, 0.076773006356, 0.100185181366, 0.050246880401, 0.095840858976]
    assert found.overall.estimate == pytest.approx(0.079801547193, abs=1e-10)
    assert found.times == (0, 1, 2, 3, 4, 5)
    assert [one.estimate for one in found.effects] == pytest.approx(printed, abs=1e-10)
    assert (found.overall.n, found.overall.clusters, found.left_out) == (550, 50, 0)


def test_the_errors_of_the_castle_laws_without_cohorts_of_one_state():
    """ImputationDiD of diff-diff 3.13.0, clustered by state, effects alike in a cohort's year."""
    cells = castle()
    found = imputation(kept(cells, ~np.isin(cells.cohort, [2005, 2009])), leave_out_up_to=0)
    printed = [0.0623650225323, 0.0660546425094, 0.0797255328350, 0.0833818811181, 0.0782769112266]
    assert (found.overall.method, found.overall.clusters) == (Method.INFLUENCE_T, 48)
    assert found.overall.estimate == pytest.approx(0.079956464689, abs=1e-10)
    assert found.overall.standard_error == pytest.approx(0.0658197532747, abs=1e-12)
    assert [one.standard_error for one in found.effects] == pytest.approx(printed, abs=1e-12)


def test_a_cohort_of_one_state_has_a_figure_and_no_interval():
    found = imputation(castle())
    assert (found.overall.low, found.overall.reason) == (None, Undefined.TOO_FEW_IN_COHORT)


def dense(cells, asked, one_level_per_cluster=False):
    """The same with a column for each level and period, and everything solved at once."""
    lines = [
        (cluster if one_level_per_cluster else (cluster, cohort, stratum), stratum)
        for cluster, cohort, stratum in zip(cells.cluster, cells.cohort, cells.stratum, strict=True)
    ]
    times = list(zip(cells.period.tolist(), cells.stratum.tolist(), strict=True))
    names = [*sorted(set(lines), key=str), *sorted(set(times), key=str)]
    columns = np.zeros((len(cells), len(names)))
    for row, (line, time) in enumerate(zip(lines, times, strict=True)):
        columns[row, names.index(line)] = columns[row, names.index(time)] = 1
    outcome, untrained, root = cells.total / cells.weight, cells.period < cells.cohort, np.sqrt(cells.weight)
    fitted = np.linalg.lstsq((columns * root[:, None])[untrained], (outcome * root)[untrained], rcond=None)[0]
    weight = np.where(untrained, 0.0, cells.weight * asked(cells))
    return (weight * (outcome - columns @ fitted)).sum() / weight.sum()


def a_messy_table(seed):
    """Two strata, clusters with several cohorts, other numbers of people everywhere, holes."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"c{cluster:02}", cohort, period, rng.normal() + cluster / 5, stratum)
        for cluster in range(14)
        for stratum in ("a", "b")
        for cohort in rng.choice([3, 4, 5, NEVER], 2, replace=False)
        for period in range(1, 7)
        if period <= 2 or rng.random() < 0.8
        for _ in range(rng.integers(1, 6))
    ]
    return cells_of(
        [*rows, *((f"n{c}", NEVER, p, float(c + p), s) for c in range(2) for p in range(1, 7) for s in "ab")]
    )


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_lines_and_sums_give_what_a_column_for_each_level_gives(seed, together):
    cells = a_messy_table(seed)
    found = imputation(cells, one_level_per_cluster=together, leave_out_up_to=0)
    assert found.overall.estimate == pytest.approx(dense(cells, lambda c: np.ones(len(c)), together), abs=1e-9)
    for time, effect in zip(found.times, found.effects, strict=True):
        there = dense(cells, lambda c, time=time: (c.period - c.cohort == time) * 1.0, together)
        assert effect.estimate == pytest.approx(there, abs=1e-9)


def test_without_noise_the_effect_is_found_exactly_however_it_grows():
    cohorts = [3] * 4 + [4] * 4 + [6] * 4
    cells = rollout(np.random.default_rng(1), cohorts, 6, effect=lambda cohort, since: cohort + since, noise=0.0)
    found = imputation(cells, summary=Summary.COHORT)
    # The last cohort begins when nobody is left to compare with, and is left out.
    assert found.overall.estimate == pytest.approx((3 + 1 + 4 + 0.5) / 2, abs=1e-9)
    assert [one.estimate for one in found.effects] == pytest.approx([3.5, 4.5, 5.0], abs=1e-9)
    assert (found.times, found.left_out) == ((0, 1, 2), 12)
    # The third time stands on one cohort, whose clusters all show the same.
    assert found.effects[2].reason is Undefined.NO_VARIATION


@given(st.integers(0, 10**6), st.floats(-5, 5), st.floats(0.1, 10))
def test_other_units_and_a_trend_for_all_change_only_what_they_should(seed, shift, scale):
    cohorts = [3] * 4 + [4] * 4 + [NEVER] * 4
    means = np.random.default_rng(seed).standard_normal((12, 6))
    trend = np.arange(6) * shift + np.arange(12)[:, None]
    one = imputation(of_means(means, cohorts)).overall
    other = imputation(of_means(means * scale + trend, cohorts)).overall
    assert other.estimate == pytest.approx(scale * one.estimate, abs=1e-7)
    assert other.standard_error == pytest.approx(scale * one.standard_error, abs=1e-7)
    assert one.low < one.estimate < one.high


def test_periods_in_which_training_may_be_anticipated_count_on_neither_side():
    cohorts = [4] * 6 + [NEVER] * 6
    means = np.random.default_rng(3).standard_normal((12, 6))
    spoilt = means.copy()
    spoilt[:6, 2] += 100
    found = [imputation(of_means(one, cohorts), anticipation=1).overall for one in (means, spoilt)]
    assert found[0] == found[1]
    assert imputation(of_means(means, cohorts)).overall != found[0]


def test_the_order_of_cells_does_not_matter():
    cells = a_messy_table(7)
    shuffled = kept(cells, np.random.default_rng(1).permutation(len(cells)))
    assert imputation(cells) == imputation(shuffled)


@pytest.mark.parametrize(
    ("cohorts", "reason"),
    [
        ([NEVER] * 12, Undefined.NOBODY_TREATED),
        ([9] * 12, Undefined.NOBODY_TREATED),
        ([3] * 12, Undefined.NO_CONTROLS),
        ([1] * 12, Undefined.NO_BASE_PERIOD),
        ([1] * 6 + [NEVER] * 6, Undefined.NO_BASE_PERIOD),
    ],
)
def test_where_nothing_can_be_imputed_the_answer_says_why(cohorts, reason):
    found = imputation(of_means(np.random.default_rng(1).standard_normal((12, 4)), cohorts))
    assert (found.overall.estimate, found.overall.low, found.overall.reason) == (None, None, reason)
    assert (found.times, found.effects) == ((), ())


def test_no_rows_are_an_answer():
    assert imputation(cells_of([])).overall.reason is Undefined.NO_ROWS


def test_fewer_than_ten_clusters_have_a_figure_and_no_interval():
    found = imputation(rollout(np.random.default_rng(1), [3] * 4 + [NEVER] * 5, 4)).overall
    assert (found.low, found.reason) == (None, Undefined.TOO_FEW_CLUSTERS)
    assert found.estimate is not None


def test_a_confidence_out_of_range_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        imputation(castle(), confidence=1.0)


@pytest.mark.slow
@pytest.mark.parametrize(("each", "people"), [(5, 1), (20, 1)])
def test_intervals_hold_the_truth_as_often_as_they_say(each, people):
    rng, held = np.random.default_rng(11), []
    for _ in range(400):
        cohorts = [3] * each + [4] * each + [5] * each + [NEVER] * each
        cells = rollout(rng, cohorts, 6, effect=lambda _, since: 0.5 * since, people=people)
        one = imputation(cells, summary=Summary.COHORT).overall
        held.append(one.low <= (0.75 + 0.5 + 0.25) / 3 <= one.high)
    assert 0.925 <= np.mean(held) <= 0.98
