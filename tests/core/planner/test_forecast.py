"""The forecast against what can be worked out by hand: survivors, binomial intervals, leave, fade and refill."""

from dataclasses import replace
from itertools import pairwise
from math import comb, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samklang.core.planner.forecast import Assumptions, Known, expected_trained, forecast, monthly, told
from samklang.core.words import render

NO_LEAVE = Assumptions(leave_share=0, sickness_share=0)
FEW = 60
"""Replications where the test does not lean on averages."""


def binomial_quantile(n: int, p: float, q: float) -> int:
    """The smallest k with P(X <= k) >= q."""
    below = 0.0
    for k in range(n + 1):
        below += comb(n, k) * p**k * (1 - p) ** (n - k)
        if below >= q:
            return k
    return n


def test_of_a_hundred_trained_sixty_four_are_expected_after_two_years_at_twenty_percent():
    assert isclose(expected_trained(100, [], Assumptions(), 24), 64)
    assert isclose(expected_trained(100, [], Assumptions(), 12), 80)
    assert isclose(100 * (1 - monthly(0.2)) ** 24, 64)


def test_the_simulated_mean_lies_within_monte_carlo_error_of_the_exact_one_in_every_month():
    completions = [(2, 30), (5, 40)]
    given_ = Assumptions(leave_share=0.2, leave_months=6)
    points = forecast(100, 20, completions, given_, replications=4000).points
    for point in points:
        exact = expected_trained(20, completions, given_, point.month)
        assert point.trained.error is not None
        assert abs(point.trained.mean - exact) < 4.5 * point.trained.error + 1e-9, point.month


def test_the_interval_is_the_binomial_one_where_only_leaving_is_left_to_chance():
    last = forecast(100, 100, [], NO_LEAVE, replications=8000).points[24].trained
    for simulated, q in ((last.low, 0.05), (last.median, 0.5), (last.high, 0.95)):
        assert abs(simulated - binomial_quantile(100, 0.64, q)) <= 1


def test_the_scenarios_bracket_the_assumed_turnover():
    seen = forecast(100, 100, [], Assumptions(), replications=1000)
    assert abs(seen.low_turnover.trained[24].mean - 100 * 0.9**2) < 1
    assert abs(seen.high_turnover.trained[24].mean - 100 * 0.67**2) < 1
    assert (seen.low_turnover.turnover, seen.high_turnover.turnover) == (0.10, 0.33)


def test_at_work_leaves_out_long_leave_and_sickness():
    point = forecast(400, 400, [], Assumptions(turnover=0, leave_share=0.1), replications=2000).points[12]
    assert abs(point.at_work.mean - 400 * 0.9 * (1 - 11 / 227)) < 1
    assert point.trained.mean == 400


def test_the_share_on_leave_stays_what_it_is():
    still = Assumptions(turnover=0, leave_share=0.2, leave_months=5, sickness_share=0)
    points = forecast(300, 300, [], still, replications=1000).points
    assert all(abs(point.at_work.mean - 240) < 1.5 for point in points)


def test_the_same_seed_gives_the_same_forecast_and_another_seed_another():
    first, again, other = (
        forecast(50, 10, [(3, 30)], Assumptions(), seed=seed, replications=FEW) for seed in (7, 7, 8)
    )
    assert first == again
    assert first.points != other.points


def test_nobody_and_nobody_trained_are_ordinary_answers():
    empty = forecast(0, 0, [], Assumptions(), goal=0.8, replications=FEW)
    assert (empty.points[24].trained.mean, empty.points[24].share) == (0, None)
    assert (empty.points[24].skill_kept, empty.points[24].gain_sd) == (None, None)
    assert empty.refill is not None
    assert (empty.refill.people, empty.refill.best_share) == (None, None)
    untrained = forecast(10, 0, [], Assumptions(), replications=FEW).points[24]
    assert (untrained.trained.mean, untrained.share, untrained.skill_kept) == (0, 0, None)
    assert untrained.gain_sd is not None
    assert untrained.gain_sd.mean == 0


def test_one_replication_has_no_standard_error():
    assert forecast(5, 5, [], Assumptions(), replications=1).points[3].trained.error is None


@pytest.mark.parametrize(
    ("numbers", "further", "says"),
    [
        ((10, 11, []), {}, "11 trained and 0 planned are more than the staff of 10"),
        ((10, 5, [(3, 6)]), {}, "5 trained and 6 planned are more than the staff of 10"),
        ((-1, 0, []), {}, "from 0"),
        ((10, -1, []), {}, "from 0"),
        ((10, 0, [(-1, 2)]), {}, "from 0"),
        ((10, 0, [(1, -2)]), {}, "from 0"),
        ((10, 0, []), {"months": 121}, "0 to 120"),
        ((10, 0, []), {"replications": 0}, "from 1"),
        ((10, 0, []), {"goal": 0.0}, "above 0"),
        ((10, 0, []), {"goal": 1.01}, "at most 1"),
        ((10, 0, []), {"goal": float("nan")}, "at most 1"),
        ((10, 0, []), {"known": [Known()]}, "1 people are known of a staff of 10"),
    ],
)
def test_numbers_that_cannot_be_are_refused(numbers, further, says):
    with pytest.raises(ValueError, match=says):
        forecast(*numbers, Assumptions(), **further)


@pytest.mark.parametrize(
    "wrong", [{"turnover": 1.0}, {"turnover": float("nan")}, {"leave_share": 0.6}, {"gain_sd": 0.0}]
)
def test_assumptions_outside_their_range_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Assumptions(**wrong)


def test_nobody_leaves_without_turnover_and_the_plan_trains_all():
    still = Assumptions(turnover=0, leave_share=0)
    points = forecast(30, 10, [(2, 12), (4, 8)], still, replications=FEW).points
    assert [points[month].trained.low for month in (0, 1, 2, 3, 4, 24)] == [10, 10, 22, 22, 30, 30]
    assert points[24].trained.high == 30


def test_a_vacant_post_is_filled_with_an_untrained_newcomer_who_is_counted_after_the_ramp_up():
    leaves = [Known(trained=True, leaves=3)]
    given_ = Assumptions(turnover=0, leave_share=0, vacancy_months=2, ramp_up_months=6)
    points = forecast(1, 1, [], given_, known=leaves, replications=FEW).points
    assert [point.trained.mean for point in points[:5]] == [1, 1, 1, 0, 0]
    newcomers = [point.newcomers.mean for point in points]
    assert newcomers[:12] == [0] * 11 + [1], "leaves in 3, the post is filled in 5, full load in 11"


def test_a_known_leaver_goes_in_that_month_in_every_replication_and_chance_does_not_take_them_before():
    known = [Known(trained=True, leaves=12)] * 5 + [Known(trained=True)] * 5
    points = forecast(10, 10, [], Assumptions(turnover=0.9), known=known, replications=400).points
    assert points[11].trained.low >= 5
    assert points[12].trained.mean < 1.5


def test_a_temp_whose_last_day_is_known_leaves_no_post_behind():
    known = [Known(trained=True), Known(trained=True, leaves=4, refilled=False)]
    points = forecast(2, 2, [], replace(NO_LEAVE, turnover=0), known=known, replications=FEW).points
    assert [(points[month].posts, points[month].share) for month in (3, 4, 24)] == [(2, 1), (1, 1), (1, 1)]
    assert points[24].newcomers.mean == 0


def test_one_who_comes_later_has_no_post_before():
    known = [Known(trained=True), Known(starts=3, completes=5), Known(starts=4, trained=True)]
    points = forecast(3, 1, [], replace(NO_LEAVE, turnover=0), known=known, replications=FEW).points
    assert [(point.posts, point.trained.mean) for point in points[:7]] == [
        (1, 1),
        (1, 1),
        (1, 1),
        (2, 1),
        (3, 2),
        (3, 3),
        (3, 3),
    ]


def test_known_leave_keeps_a_trained_person_from_work_and_not_from_being_trained_and_employed():
    known = [Known(trained=True, leave=((2, 4), (7, None)))]
    points = forecast(1, 1, [], replace(NO_LEAVE, turnover=0), known=known, replications=FEW, months=8).points
    assert [point.at_work.mean for point in points] == [1, 1, 0, 0, 0, 1, 1, 0, 0]
    assert all(point.trained.mean == 1 for point in points)


def test_who_is_on_leave_by_chance_misses_the_course():
    given_ = Assumptions(turnover=0, leave_share=0.3, leave_months=3)
    trained = forecast(200, 0, [(12, 200)], given_, replications=500).points[12].trained
    assert abs(trained.mean - expected_trained(0, [(12, 200)], given_, 12)) < 1
    assert 139 < trained.mean < 143


@pytest.mark.parametrize(
    ("follow_ups", "months", "shape", "kept"),
    [
        (0, 0, "levelling", 1),
        (0, 6, "levelling", 0.46 / 0.76),
        (0, 6, "straight", 0.46 / 0.76),
        (0, 12, "levelling", (0.46 / 0.76) ** 2),
        (0, 12, "straight", 0.16 / 0.76),
        (0, 24, "straight", 0),
        (1.5, 6, "straight", 1 - 0.135 / 0.76),
        (3, 24, "levelling", 1),
        (3, 24, "straight", 1),
        (8, 24, "straight", 1),
    ],
)
def test_skill_fades_as_studied_and_follow_ups_keep_it(follow_ups, months, shape, kept):
    assert isclose(Assumptions(follow_ups=follow_ups, fade_shape=shape).kept(months), kept, abs_tol=1e-12)


def test_skill_kept_is_an_average_over_the_trained_and_not_a_head_count():
    still = Assumptions(turnover=0, leave_share=0, months_since_training=6)
    points = forecast(20, 10, [(6, 10)], still, replications=FEW).points
    of_the_old, of_the_new = still.kept(12), still.kept(0)
    assert points[6].skill_kept is not None
    assert points[6].gain_sd is not None
    assert isclose(points[6].skill_kept.mean, (of_the_old + of_the_new) / 2)
    assert isclose(points[6].gain_sd.mean, 0.76 * (of_the_old + of_the_new) / 2)
    assert points[6].trained.mean == 20


def test_refill_is_spread_evenly_over_the_courses_after_the_plan():
    slow = Assumptions(turnover=0, leave_share=0, refill_per_half_year=7, refill_every_months=2)
    points = forecast(100, 0, [(1, 10)], slow, replications=FEW, months=13).points
    gained = [after.trained.mean - before.trained.mean for before, after in pairwise(points)]
    assert gained == [10, 0, 3, 0, 2, 0, 2, 0, 3, 0, 2, 0, 2]


def test_refill_begins_after_the_plan_and_leaves_alone_those_on_leave_and_known_leavers():
    known = [Known(completes=3), Known(leave=((0, None),)), Known(leaves=8), Known()]
    given_ = Assumptions(turnover=0, leave_share=0, refill_per_half_year=60, refill_every_months=1, vacancy_months=1)
    points = forecast(4, 0, [], given_, known=known, replications=FEW, months=10).points
    assert [point.trained.mean for point in points] == [0, 0, 0, 1, 2, 2, 2, 2, 2, 3, 3], (
        "the newcomer comes in month 9"
    )
    assert {point.posts for point in points} == {4}


def test_a_newcomer_who_has_been_trained_is_not_counted_among_the_untrained():
    given_ = Assumptions(turnover=0, leave_share=0, vacancy_months=0, ramp_up_months=1, refill_per_half_year=6)
    points = forecast(1, 0, [], given_, known=[Known(leaves=1)], replications=FEW, months=4).points
    assert [(point.trained.mean, point.newcomers.mean) for point in points] == [(0, 0), (0, 0), (0, 1), (1, 0), (1, 0)]


def test_more_follow_ups_than_enough_keep_no_more():
    enough, more = (Assumptions(follow_ups=follow_ups).fade_half_year_sd for follow_ups in (3, 26))
    assert enough == more == pytest.approx(-0.03)


def test_the_refill_found_holds_the_goal_and_one_less_does_not():
    plan = {"staff": 60, "trained_now": 60, "completions": []}
    for goal in (0.7, 0.85):
        found = forecast(**plan, assumptions=Assumptions(), goal=goal, replications=300).refill
        assert found is not None
        assert found.people is not None
        for people, holds in ((found.people, True), (found.people - 1, False)):
            tried = forecast(**plan, assumptions=Assumptions(refill_per_half_year=people), replications=300)
            assert all(point.share >= goal - 1e-9 for point in tried.points) is holds, (goal, people)
        assert found.low is not None
        assert found.low < found.people < (found.surely or 10**9)


def test_no_refill_holds_what_vacancies_and_leave_make_impossible_and_the_best_is_told():
    found = forecast(100, 0, [(1, 100)], Assumptions(turnover=0.33), goal=0.89, months=24, replications=200)
    assert found.refill is not None
    assert (found.refill.people, found.refill.surely, found.refill.from_month) == (None, None, 1)
    assert 0.85 < (found.refill.best_share or 0) < 0.89
    assert "No refill keeps 89 % of the posts trained" in render(told(found)[-1], "en").replace("\xa0", " ")


def test_a_goal_above_what_the_plan_reaches_is_not_for_a_refill_to_hold():
    found = forecast(100, 20, [], Assumptions(), goal=0.8, replications=200)
    assert found.refill is not None
    assert found.refill.people is None
    assert render(told(found)[-1], "en").startswith("A refill keeps what the plan has reached, and before its first")


def test_no_refill_is_needed_where_nobody_leaves():
    found = forecast(10, 10, [], Assumptions(turnover=0, leave_share=0), goal=1.0, replications=FEW).refill
    assert found is not None
    assert (found.people, found.surely, found.best_share) == (0, 0, 1)


def test_a_plan_that_outlasts_the_horizon_has_no_month_to_hold():
    found = forecast(10, 0, [(12, 10)], Assumptions(), goal=0.8, months=6, replications=FEW)
    assert found.refill is not None
    assert (found.refill.people, found.refill.best_share) == (None, None)
    assert "not over within 6 months" in render(told(found)[-1], "en")


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(st.integers(0, 25), st.integers(0, 25)),
    st.tuples(st.floats(0, 0.6), st.floats(0, 0.39)),
    st.floats(0, 0.5),
    st.integers(0, 5),
)
def test_more_turnover_never_leaves_more_trained_where_nobody_is_refilled(people, turnovers, leave, vacancy):
    (now, later), (turnover, more) = people, turnovers
    given_ = Assumptions(turnover=turnover, leave_share=leave, vacancy_months=vacancy)
    calm, busy = (
        forecast(now + later + 3, now, [(4, later)], one, replications=20, months=9).points
        for one in (given_, replace(given_, turnover=turnover + more))
    )
    assert all(after.trained.mean <= before.trained.mean for before, after in zip(calm, busy, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 30), st.floats(0, 0.9), st.integers(0, 30), st.integers(0, 30), st.sampled_from([1, 2, 3, 6]))
def test_more_refill_never_leaves_fewer_trained(now, turnover, people, more, every):
    given_ = Assumptions(turnover=turnover, refill_per_half_year=people, refill_every_months=every)
    small, large = (
        forecast(30, now, [], one, replications=20, months=14).points
        for one in (given_, replace(given_, refill_per_half_year=people + more))
    )
    assert all(after.trained.mean >= before.trained.mean for before, after in zip(small, large, strict=True))
    assert all(after.newcomers.mean <= before.newcomers.mean for before, after in zip(small, large, strict=True))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 40), st.floats(0, 0.9), st.integers(0, 12), st.floats(0, 0.5), st.integers(0, 40))
def test_nothing_leaves_its_range(staff, turnover, vacancy, leave, refill):
    given_ = Assumptions(turnover=turnover, vacancy_months=vacancy, leave_share=leave, refill_per_half_year=refill)
    for point in forecast(staff, staff // 2, [(3, staff // 4)], given_, replications=10, months=12).points:
        for one in (point.trained, point.at_work, point.newcomers):
            assert 0 <= one.low <= one.median <= one.high <= staff
        assert point.at_work.mean <= point.trained.mean
        assert point.trained.mean + point.newcomers.mean <= staff + 1e-9
        assert point.skill_kept is None or 0 <= point.skill_kept.mean <= 1 + 1e-12


def test_a_forecast_tells_its_figures_with_their_interval_and_their_ground():
    said = [render(one, "en") for one in told(forecast(100, 100, [], Assumptions(), goal=0.7, replications=2000))]
    assert said[0].startswith("After 24 months, 64 of 100 posts are expected to be held by somebody trained (56 to 72")
    assert "2,000" in said[0]
    assert said[1].replace("\xa0", " ") == (
        "This is with a yearly turnover of 20 %. With 10 % it is 81, with 33 % it is 45."
    )
    assert "not a count of people" in said[3]
    assert said[4].startswith("Train ")
    assert render(told(forecast(0, 0, [], Assumptions(), replications=2))[0], "en") == (
        "There are no posts to forecast for."
    )
