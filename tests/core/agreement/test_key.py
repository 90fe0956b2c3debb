"""Levels beside the key, the quality of an item, and the licence rule."""

import numpy as np
import pytest
from tests.core.agreement.tables import a_round

from samklang.core.agreement import (
    Demand,
    LicenceTerms,
    Method,
    Metric,
    Table,
    Undefined,
    components,
    judge,
    match_key,
    match_table,
    quality,
    reliability,
)
from samklang.core.agreement.intervals import Found, jackknife_bounds

KEY = [1, 2, 3, 4, 5, 2, 4, 2, 1, 4, 5, 3, 3, 2, 4, 1, 5, 3, 2, 4]


def kappa(given, agreed):
    """Cohen's kappa with quadratic weights from its definition."""
    given, agreed = np.asarray(given, dtype=float), np.asarray(agreed, dtype=float)
    return 1 - ((given - agreed) ** 2).mean() / ((given[:, None] - agreed[None, :]) ** 2).mean()


def test_shares_bias_and_weighted_kappa_are_counted_case_by_case():
    given = [2, *KEY[1:4], 3, *KEY[5:]]
    found = match_key(given, KEY)
    assert (found.ratings, found.cases) == (20, 20)
    assert (found.exact.estimate, found.within_one.estimate) == (18 / 20, 19 / 20)
    assert found.bias.estimate == pytest.approx(-1 / 20)
    assert found.weighted.estimate == pytest.approx(kappa(given, KEY))
    assert found.exact.method is Method.EXACT
    assert found.weighted.low < found.weighted.estimate < found.weighted.high <= 1


def test_the_weighted_kappas_interval_leaves_out_one_case_at_a_time():
    given = [2, 3, *KEY[2:10], 3, *KEY[11:19], 5]
    found = match_key(given, KEY).weighted
    without = np.array([kappa(np.delete(given, case), np.delete(KEY, case)) for case in range(20)])
    expected = jackknife_bounds(Found(kappa(given, KEY), without, -1.0, 0.95))
    assert (found.low, found.high) == (pytest.approx(expected.low), pytest.approx(expected.high))


def test_cases_without_a_level_or_a_key_count_for_nothing():
    assert match_key([1, None, 3, 4], [1, 2, float("nan"), 4]).ratings == 2


def test_always_the_middle_is_within_one_of_most_keys_and_no_agreement():
    found = match_key([3] * 20, KEY)
    assert found.within_one.estimate == 14 / 20
    assert found.weighted.estimate == pytest.approx(0, abs=1e-12)


def test_nothing_to_compare_says_so():
    found = match_key([], [])
    assert {one.reason for one in (found.exact, found.within_one, found.weighted, found.bias)} == {Undefined.NO_RATINGS}
    assert match_key([3] * 12, [3] * 12).weighted.reason is Undefined.NO_VARIATION
    assert match_key(KEY[:9], KEY[:9]).weighted.reason is Undefined.TOO_FEW_CASES


@pytest.mark.parametrize(("levels", "key", "words"), [([1, 2], [1], "one key"), ([float("inf")], [1], "finite")])
def test_levels_that_do_not_fit_are_refused(levels, key, words):
    with pytest.raises(ValueError, match=words):
        match_key(levels, key)


def test_many_raters_stand_on_the_cases_they_share():
    table = Table.of(np.tile(np.array(KEY, dtype=float), (8, 1)) + np.eye(8, 20))
    found = match_table(table, dict(enumerate(KEY)))
    assert (found.ratings, found.cases) == (160, 20)
    assert found.exact.estimate == pytest.approx(152 / 160)
    assert found.exact.method is Method.JACKKNIFE_T
    alone = match_key(table.levels.ravel().tolist(), KEY * 8)
    assert found.bias.estimate == pytest.approx(alone.bias.estimate)


def test_an_item_that_separates_nothing_is_told_from_one_that_does():
    rng = np.random.default_rng(1)
    good = quality(a_round(rng, 8, 30, noise=0.4, strictness=0.1), Metric.ORDINAL, key=dict.fromkeys(range(30), 3.0))
    useless = quality(Table.of(3.0 + (rng.random((8, 30)) < 0.1)), Metric.ORDINAL)
    assert good.separates.low > 0.5
    assert useless.separates.high < 0.4
    assert (good.key.cases, useless.key) == (30, None)


def test_reliability_without_a_case_is_that_of_the_table_without_it():
    table = a_round(np.random.default_rng(2), 6, 14, missing=0.3)
    without = np.array([reliability(table.without_case(case)).estimate for case in table.cases])
    expected = np.sqrt(13 / 14 * ((without - without.mean()) ** 2).sum())
    assert reliability(table).standard_error == pytest.approx(expected, rel=1e-7)


def test_variances_of_an_incomplete_table_are_the_models_own():
    rng = np.random.default_rng(3)
    levels = rng.standard_normal(4000) + 0.5 * rng.standard_normal((12, 1)) + 0.7 * rng.standard_normal((12, 4000))
    levels[rng.random(levels.shape) < 0.6] = np.nan
    found = components(Table.of(levels))
    assert float(found.cases[0]) == pytest.approx(1, rel=0.1)
    assert float(found.chance[0]) == pytest.approx(0.49, rel=0.05)


def test_a_table_that_falls_apart_without_one_case_has_no_interval():
    levels = np.full((6, 21), np.nan)
    rng = np.random.default_rng(4)
    levels[:3, :10] = a_round(rng, 3, 10).levels
    levels[3:, 11:] = a_round(rng, 3, 10).levels
    levels[:, 10] = [2, 3, 2, 3, 3, 4]
    found = reliability(Table.of(levels))
    assert (found.cases, found.low, found.reason) == (21, None, Undefined.ONE_CASE_DECIDES)


def test_a_rater_on_the_key_is_licensed_with_every_figure():
    found = judge(KEY, KEY)
    assert (found.granted, found.reasons, found.cases, found.months) == (True, (), 20, 12)
    assert [check.demand for check in found.checks] == [Demand.CASES, Demand.WITHIN_ONE, Demand.WEIGHTED, Demand.BIAS]


@pytest.mark.parametrize(
    ("levels", "why"),
    [
        ([3] * 20, {Demand.WITHIN_ONE, Demand.WEIGHTED}),
        ([level + 1 for level in KEY], {Demand.BIAS}),
        ([6 - level for level in KEY], {Demand.WITHIN_ONE, Demand.WEIGHTED}),
        (KEY[:11] + [None] * 9, {Demand.CASES}),
        ([None] * 20, set(Demand) - {Demand.EXACT}),
    ],
)
def test_each_demand_refuses_with_its_own_figure(levels, why):
    found = judge(levels, KEY)
    assert found.granted is False
    assert {check.demand for check in found.reasons} >= why


def test_the_bound_decides_and_not_the_figure():
    given = [*KEY[:17], 5, 2, 1]
    found = judge(given, KEY, LicenceTerms(min_weighted=None, max_bias=None))
    within_one = found.checks[1]
    assert (within_one.figure, within_one.demanded, within_one.met) == (0.9, 0.8, False)
    assert within_one.bound < 0.8
    assert judge(given * 20, KEY * 20, LicenceTerms(min_weighted=None, max_bias=None)).granted is True


def test_ten_right_of_ten_are_not_enough_and_forty_are():
    terms = LicenceTerms(min_cases=5)
    assert judge(KEY[:8], KEY[:8], terms).granted is False
    assert judge(KEY * 2, KEY * 2, terms).granted is True


def test_demands_that_are_not_made_are_not_checked():
    terms = LicenceTerms(min_within_one=None, min_weighted=None, max_bias=None, min_exact=0.3, min_cases=10, months=6)
    found = judge(KEY, KEY, terms)
    assert [check.demand for check in found.checks] == [Demand.CASES, Demand.EXACT]
    assert found.months == 6


def test_a_habit_or_a_guess_is_next_to_never_licensed():
    rng = np.random.default_rng(5)
    granted = 0
    for _ in range(300):
        key = rng.integers(1, 6, 20)
        granted += judge(rng.integers(1, 6, 20).tolist(), key.tolist()).granted
        granted += judge(rng.integers(2, 5, 20).tolist(), key.tolist()).granted
    assert granted <= 1
