"""Severity is what is left of a rater's levels when everybody's cases are taken into account."""

import numpy as np
import pytest
from tests.core.agreement.tables import a_round

from samklang.core.agreement import Table, Undefined, severity

STRICT = [-1.0, -0.4, 0.0, 0.2, 0.4, 0.8]


def test_strict_raters_lie_below_nought_and_come_in_the_tables_order():
    found = severity(a_round(np.random.default_rng(1), 6, 40, noise=0.5, strictness=STRICT))
    assert [one.name for one in found] == list(range(6))
    assert found[0].high < 0 < found[5].low
    assert sum(one.estimate for one in found) == pytest.approx(0, abs=1e-9)


def test_whoever_got_the_hard_cases_is_not_called_strict():
    rng = np.random.default_rng(2)
    cases = np.concatenate([np.full(15, 1.0), np.full(15, -1.0)])
    levels = 3 + cases + 0.1 * rng.standard_normal((4, 30))
    levels[0, :15] = np.nan
    levels[1, 15:] = np.nan
    found = severity(Table.of(levels))
    assert np.nanmean(levels[1]) - np.nanmean(levels[0]) > 1.9
    assert [abs(one.estimate) < 0.05 for one in found] == [True] * 4


def test_estimates_solve_the_full_mixed_models_equations():
    table = a_round(np.random.default_rng(3), 6, 25, strictness=STRICT, missing=0.2)
    found = np.array([one.estimate for one in severity(table)])
    rows, columns = np.nonzero(table.rated)
    levels = table.levels[rows, columns]
    of_rater, of_case = np.eye(6)[rows], np.eye(25)[columns]
    # Variances as the method of moments has them; then Henderson's equations with all cases and raters in them.
    both = np.hstack([of_case, of_rater])
    solved = np.linalg.lstsq(both, levels, rcond=None)[0]
    chance = ((levels - both @ solved) ** 2).sum() / (levels.size - 25 - 6 + 1)
    effects = solved[25:] - solved[25:].mean()
    middle = np.eye(6) - 1 / 6
    cases_out = np.eye(levels.size) - of_case @ np.linalg.inv(of_case.T @ of_case) @ of_case.T
    own = chance * np.diag(middle @ np.linalg.pinv(of_rater.T @ cases_out @ of_rater) @ middle)
    between = ((effects**2).sum() - own.sum()) / 5
    left = both.T @ both
    left[25:, 25:] += np.eye(6) * chance / between
    expected = np.linalg.solve(left, both.T @ levels)[25:]
    assert found == pytest.approx(expected, abs=1e-8)


def test_on_a_complete_table_it_is_the_raters_mean_drawn_towards_nought():
    table = a_round(np.random.default_rng(4), 5, 30, strictness=STRICT[:5])
    means = table.levels.mean(axis=1) - table.levels.mean()
    found = np.array([one.estimate for one in severity(table)])
    ratios = found / means
    assert ratios == pytest.approx(np.full(5, ratios[0]))
    assert 0.5 < ratios[0] < 1


def test_raters_who_differ_no_more_than_chance_are_all_at_nought():
    found = [severity(a_round(np.random.default_rng(seed), 5, 20, strictness=0.0)) for seed in range(5)]
    assert any(all(one.estimate == 0 for one in raters) for raters in found)
    assert all(one.low < 0 < one.high for raters in found for one in raters)


def test_items_that_err_together_do_not_count_as_more_cases():
    rng = np.random.default_rng(5)
    one = a_round(rng, 5, 20, strictness=STRICT[:5])
    twice = Table.of(np.hstack([one.levels, one.levels]), cases=[*one.cases, *one.cases])
    for once, again in zip(severity(one), severity(twice), strict=True):
        assert (again.ratings, again.cases) == (40, 20)
        assert again.high - again.low == pytest.approx(once.high - once.low, rel=0.25)


def test_nine_cases_are_too_few_for_one_and_not_for_the_others():
    levels = a_round(np.random.default_rng(6), 4, 20).levels.copy()
    levels[1, 9:] = np.nan
    found = severity(Table.of(levels))
    assert [one.reason for one in found] == [None, Undefined.TOO_FEW_CASES, None, None]
    assert found[1].estimate is None


def test_two_raters_have_no_severity():
    found = severity(a_round(np.random.default_rng(7), 2, 20))
    assert [one.reason for one in found] == [Undefined.TOO_FEW_RATERS] * 2


def test_raters_who_share_no_case_with_the_rest_have_no_common_scale():
    levels = np.full((7, 40), np.nan)
    levels[:4, :25] = a_round(np.random.default_rng(8), 4, 25).levels
    levels[4:, 25:] = a_round(np.random.default_rng(9), 3, 15).levels
    found = severity(Table.of(levels))
    assert [one.reason for one in found] == [None] * 4 + [Undefined.NOT_CONNECTED] * 3


def test_raters_who_always_say_the_same_are_at_nought_with_nothing_to_measure_chance_by():
    levels = np.repeat(np.tile([1.0, 2, 3, 4], 3)[None], 4, axis=0)
    found = [(one.estimate, one.low, one.reason) for one in severity(Table.of(levels))]
    assert found == [(0, None, Undefined.NO_VARIATION)] * 4


def test_nineteen_of_twenty_intervals_hold_the_raters_own_severity():
    rng = np.random.default_rng(10)
    held, of = 0, 0
    for _ in range(60):
        strictness = 0.4 * rng.standard_normal(8)
        levels = rng.standard_normal(20) + strictness[:, None] + 0.8 * rng.standard_normal((8, 20))
        for one, true in zip(severity(Table.of(levels)), strictness - strictness.mean(), strict=True):
            held += one.low <= true <= one.high
            of += 1
    assert held / of > 0.92
