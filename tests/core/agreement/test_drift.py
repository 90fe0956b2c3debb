"""Drift is a move against the key over time, and a rater's own move since the licence."""

import numpy as np
import pytest

from samklang.core.agreement import Course, Round, Table, Undefined, drift, moved
from samklang.core.agreement.intervals import jackknife_error
from samklang.core.agreement.student import t_quantile

KEY = {case: float(1 + case % 5) for case in range(20)}


def a_round_at(at, bias, seed, raters=4, noise=0.4):
    rng = np.random.default_rng(seed)
    key = np.array(list(KEY.values()))
    return Round(at, Table.of(np.round(key + bias + noise * rng.standard_normal((raters, key.size)))), KEY)


def test_a_group_that_becomes_stricter_has_a_slope_below_nought():
    found = drift([a_round_at(month, -0.1 * month, month) for month in (9, 0, 3, 6)])
    assert found.bias.high < 0
    assert found.bias.slope == pytest.approx(-0.1, abs=0.03)
    assert [point.at for point in found.bias.rounds] == [0, 3, 6, 9]
    assert found.exact.slope < 0
    assert found.bias.rounds[0].ratings == 80


def test_a_steady_group_has_an_interval_about_nought():
    held = 0
    for seed in range(40):
        found = drift([a_round_at(month, 0, 10 * seed + month) for month in range(4)])
        held += found.bias.low <= 0 <= found.bias.high
    assert held >= 35


def test_the_slope_is_that_of_a_line_through_all_ratings():
    rounds = [a_round_at(month, 0.2 * month, month) for month in (0, 1, 5)]
    apart = [one.table.levels - np.array(list(KEY.values())) for one in rounds]
    times = np.repeat([one.at for one in rounds], 80)
    expected = np.polyfit(times, np.concatenate([one.ravel() for one in apart]), 1)[0]
    assert drift(rounds).bias.slope == pytest.approx(expected)
    later = [Round(one.at + 20_000, one.table, one.key) for one in rounds]
    assert drift(later).bias.slope == pytest.approx(expected)


def test_the_slopes_interval_leaves_out_one_case_of_one_round_at_a_time():
    rounds = [a_round_at(month, 0.1 * month, month) for month in (0, 4)]
    without = np.array(
        [
            drift(
                [Round(one.at, one.table.without_case(case) if one is left else one.table, KEY) for one in rounds]
            ).bias.slope
            for left in rounds
            for case in KEY
        ]
    )
    found = drift(rounds).bias
    reach = t_quantile(0.975, 38) * jackknife_error(without)
    assert (found.low, found.high) == (pytest.approx(found.slope - reach), pytest.approx(found.slope + reach))


def test_one_rater_can_be_asked_about():
    rounds = [a_round_at(month, 0, month) for month in (0, 6)]
    assert [point.ratings for point in drift(rounds, [2]).bias.rounds] == [20, 20]
    assert drift(rounds, ["nobody"]).bias.reason is Undefined.TOO_FEW_ROUNDS


def test_one_round_is_no_course():
    found = drift([a_round_at(3, 0, 1), a_round_at(3, 0, 2)]).bias
    assert (found.slope, found.reason) == (None, Undefined.TOO_FEW_ROUNDS)


def test_few_cases_have_a_slope_without_an_interval():
    rounds = [Round(at, Table.of([[1.0, 2], [2, 2]]), {0: 1, 1: 2}) for at in (0, 1)]
    found = drift(rounds).bias
    assert (found.slope, found.low, found.reason) == (0, None, Undefined.TOO_FEW_CASES)


def test_a_key_that_is_always_hit_leaves_nothing_to_measure_chance_by():
    rounds = [Round(at, Table.of(np.tile(list(KEY.values()), (3, 1))), KEY) for at in (0, 1)]
    assert (drift(rounds).exact.slope, drift(rounds).exact.reason) == (0, Undefined.NO_VARIATION)


def test_a_round_has_a_time():
    with pytest.raises(ValueError, match="has a time"):
        drift([a_round_at(float("nan"), 0, 1)])


@pytest.mark.parametrize(("bias", "course"), [(1.2, Course.MOVED), (-1.2, Course.MOVED), (0.0, Course.STEADY)])
def test_a_rater_has_moved_since_the_licence_or_not(bias, course):
    found = moved(a_round_at(0, 0, 1), [a_round_at(6, bias, 2), a_round_at(12, bias, 3)], 0)
    assert found.course is course
    assert found.ratings == (20, 40)
    assert found.low <= found.difference <= found.high


def test_a_small_move_within_a_wide_interval_cannot_be_told():
    found = moved(a_round_at(0, 0, 1, noise=2), [a_round_at(6, 0.3, 2, noise=2)], 0)
    assert (found.course, found.reason) == (Course.CANNOT_TELL, None)


def test_too_few_ratings_since_have_a_difference_and_no_course():
    later = a_round_at(6, 0, 2)
    few = Round(6, later.table.only_cases(range(9)), KEY)
    found = moved(a_round_at(0, 0, 1), [few], 0)
    assert (found.difference is None, found.low, found.reason) == (False, None, Undefined.TOO_FEW_CASES)
    assert moved(a_round_at(0, 0, 1), [], 0).reason is Undefined.NO_RATINGS


def test_the_smallest_relevant_move_is_above_nought():
    with pytest.raises(ValueError, match="above 0"):
        moved(a_round_at(0, 0, 1), [], 0, smallest_relevant=0)
