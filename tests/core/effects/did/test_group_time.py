"""Effects by cohort and period: what is compared with what, and what comes out of cells that allow little."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.core.effects.did.made import cells_of, kept, rollout
from tests.core.effects.did.published import mpdta

from samklang.core.effects.answers import Undefined
from samklang.core.effects.cells import NEVER
from samklang.core.effects.did import group_times
from samklang.core.effects.plan import Base, Controls


def by_name(found):
    """Effects by cohort and period."""
    pairs = [(int(found.sums.cohorts[one.cohort]), int(found.sums.periods[one.period])) for one in found.comparisons]
    return dict(zip(pairs, found.effects.tolist(), strict=True))


def reasons(found):
    pairs = [(int(found.sums.cohorts[one.cohort]), int(found.sums.periods[one.period])) for one in found.comparisons]
    return dict(zip(pairs, found.reasons, strict=True))


FOUR = [("a", 2, 1, 1.0), ("a", 2, 2, 5.0), ("a", 2, 3, 7.0), ("b", 3, 1, 2.0), ("b", 3, 2, 3.0), ("b", 3, 3, 9.0)]


def test_an_effect_is_how_much_further_the_trained_moved_than_those_not_yet_trained():
    found = by_name(group_times(cells_of(FOUR)))
    assert found[2, 1] == 0
    assert found[2, 2] == (5 - 1) - (3 - 2)
    assert np.isnan(found[2, 3])


def test_the_varying_base_is_the_period_before_and_the_universal_one_the_last_before_training():
    rows = [("a", 4, period, outcome) for period, outcome in enumerate((1.0, 2.0, 4.0, 9.0), 1)]
    rows += [("b", NEVER, period, 0.0) for period in range(1, 5)]
    cells = cells_of(rows)
    assert by_name(group_times(cells, base=Base.UNIVERSAL)) == {(4, 1): -3, (4, 2): -2, (4, 3): 0, (4, 4): 5}
    assert by_name(group_times(cells, base=Base.VARYING)) == {(4, 2): 1, (4, 3): 2, (4, 4): 5}


def test_with_anticipation_the_base_lies_before_it_and_those_who_await_training_are_no_controls():
    rows = [(name, cohort, period, 0.0) for name, cohort in (("a", 3), ("b", 4), ("c", 5)) for period in range(1, 6)]
    found = group_times(cells_of(rows), anticipation=1)
    third = [one for one in found.comparisons if found.sums.cohorts[one.cohort] == 3]
    assert {int(found.sums.periods[one.base]) for one in third} == {1}
    assert [sorted(found.sums.cohorts[list(one.controls)].tolist()) for one in third] == [[4, 5], [4, 5], [5], [], []]
    assert [one.before for one in third] == [True, False, False, False, False]


def test_whoever_is_trained_after_the_data_counts_as_never_trained():
    later = cells_of([*FOUR, ("c", 9, 1, 0.0), ("c", 9, 2, 1.0), ("c", 9, 3, 1.0)])
    never = cells_of([*FOUR, ("c", NEVER, 1, 0.0), ("c", NEVER, 2, 1.0), ("c", NEVER, 3, 1.0)])
    found = group_times(later, controls=Controls.NEVER)
    np.testing.assert_array_equal(found.effects, group_times(never, controls=Controls.NEVER).effects)
    assert np.isfinite(found.effects).all()


def test_whoever_is_trained_from_the_first_period_is_left_out_and_counted():
    early = [("e", 1, period, 50.0) for period in (1, 2, 3)]
    found = group_times(cells_of([*FOUR, *early]))
    assert (found.sums.early_rows, found.sums.early_clusters) == (3, 1)
    np.testing.assert_array_equal(found.effects, group_times(cells_of(FOUR)).effects)


def test_trained_in_a_category_of_their_own_are_left_out_and_their_share_is_told():
    rows = [(*row, "x") for row in FOUR] + [("a", 2, period, 100.0 * period, "y") for period in (1, 2, 3)]
    found = group_times(cells_of(rows))
    assert by_name(found)[2, 2] == (5 - 1) - (3 - 2)
    assert found.left_out == pytest.approx(0.5)


UNCOMPARED = {
    "no rows": ([], Undefined.NO_ROWS),
    "nobody is trained": ([("a", NEVER, 1, 0.0), ("b", NEVER, 2, 1.0)], Undefined.NOBODY_TREATED),
    "all are trained at once": ([(u, 2, t, t) for u in "ab" for t in (1, 2)], Undefined.NO_CONTROLS),
    "all are trained from the start": ([(u, 1, t, t) for u in "ab" for t in (1, 2)], Undefined.NO_BASE_PERIOD),
    "one cluster": ([("a", 2, 1, 0.0), ("a", 2, 2, 1.0)], Undefined.ONE_CLUSTER),
    "one period": ([("a", 2, 2, 0.0), ("b", NEVER, 2, 1.0)], Undefined.NO_BASE_PERIOD),
}


@pytest.mark.parametrize("name", UNCOMPARED)
def test_where_nothing_can_be_compared_the_answer_is_why(name):
    rows, reason = UNCOMPARED[name]
    found = group_times(cells_of(rows))
    assert found.reason is reason
    assert not np.isfinite(found.effects).any() or all(one.since < 0 for one in found.comparisons)
    assert np.isfinite(found.influence).all()


def test_periods_that_are_missing_have_reasons_of_their_own():
    found = reasons(group_times(cells_of([row for row in FOUR if row[:3] != ("a", 2, 1)])))
    assert found == {
        (2, 1): Undefined.NO_ROWS,
        (2, 2): Undefined.NO_BASE_PERIOD,
        (2, 3): Undefined.NO_BASE_PERIOD,
        (3, 1): Undefined.NO_CONTROLS,
        (3, 2): Undefined.NO_CONTROLS,
        (3, 3): Undefined.NO_CONTROLS,
    }


def test_weights_and_totals_that_are_not_finite_are_refused():
    cells = cells_of(FOUR)
    with pytest.raises(ValueError, match="finite numbers"):
        group_times(replace(cells, total=np.where(cells.period == 2, np.inf, cells.total)))


def test_what_clusters_add_sums_to_nothing_and_is_the_change_when_one_is_left_out():
    """Leaving a cluster out of many changes an effect by what it adds, but for the next order."""
    found = group_times(mpdta(), controls=Controls.NEVER)
    np.testing.assert_allclose(found.influence.sum(axis=0), 0, atol=1e-12)
    effects, _ = found.without_each
    apart = found.effects - effects
    np.testing.assert_allclose(apart, found.influence, atol=0.06 * np.abs(found.influence).max())


@settings(max_examples=25, deadline=None)
@given(some.integers(0, 10_000), some.floats(-1e3, 1e3), some.floats(0.01, 1e3))
def test_order_names_shift_and_scale_of_the_outcome_do_what_they_should(seed, shift, times):
    rng = np.random.default_rng(seed)
    cells = rollout(rng, [3] * 3 + [4] * 3 + [NEVER] * 4, 5, effect=1.0, people=3)
    whole = group_times(cells)
    order = rng.permutation(len(cells))
    np.testing.assert_allclose(group_times(kept(cells, order)).effects, whole.effects, atol=1e-12)
    renamed = replace(cells, cluster=np.char.add("z", cells.cluster), stratum=np.full(len(cells), "one"))
    np.testing.assert_allclose(group_times(renamed).effects, whole.effects, atol=1e-12)
    moved = group_times(replace(cells, total=times * (cells.total + shift * cells.weight)))
    np.testing.assert_allclose(moved.effects, times * whole.effects, atol=1e-8 * times)
    np.testing.assert_allclose(moved.influence, times * whole.influence, atol=1e-8 * times)


@settings(max_examples=15, deadline=None)
@given(some.integers(0, 10_000))
def test_cells_that_come_in_parts_are_the_same_as_whole_ones(seed):
    rng = np.random.default_rng(seed)
    cells = rollout(rng, [3] * 3 + [4] * 3 + [NEVER] * 4, 5, people=4)
    part = rng.integers(1, 4, len(cells))
    halves = [replace(cells, n=n, weight=n.astype(float), total=cells.total * n / 4) for n in (part, 4 - part)]
    together = replace(cells, **{k: np.concatenate([h.columns()[k] for h in halves]) for k in cells.columns()})
    np.testing.assert_allclose(group_times(together).effects, group_times(cells).effects, atol=1e-12)
    np.testing.assert_allclose(group_times(together).influence, group_times(cells).influence, atol=1e-12)
