"""The wishes as the checker counts them, and what a plan may say of them."""

from dataclasses import replace

import pytest
from tests.factories.problems import FRIDAY, MONDAY, WEDNESDAY, a_module, a_period, people
from tests.factories.small_plan import SEATS, instead, rules_broken, the_plan, the_problem, verdict_on

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.plan import Level
from samklang.core.planner.problem import AvoidedPeriod, Cohorts, Duty, Period, Wish, WishLevel


def staff(**changes: dict[str, object]):
    """The four of the small plan, each with the changes named for them."""
    return tuple(replace(one, **changes.get(one.id, {})) for one in people(4))


def levels_of(problem, *decisions):
    """The recount for an approved plan."""
    verdict = verdict_on(problem, the_plan(problem, *decisions))
    assert verdict.approved, [str(one) for one in verdict.violations]
    return verdict.levels


def test_a_plan_says_the_value_each_wish_has():
    problem = the_problem()
    plan = the_plan(problem)
    for place, level in enumerate(plan.levels):
        wrong = (*plan.levels[:place], replace(level, value=level.value + 1), *plan.levels[place + 1 :])
        assert rules_broken(problem, replace(plan, levels=wrong)) == {"level"}


def test_a_plan_says_no_wish_twice():
    problem = the_problem()
    plan = the_plan(problem)
    assert rules_broken(problem, replace(plan, levels=(*plan.levels, plan.levels[0]))) == {"level-twice"}


def test_a_plan_may_speak_of_some_wishes_only():
    problem = the_problem()
    plan = the_plan(problem)
    assert rules_broken(problem, replace(plan, levels=plan.levels[1:])) == set()
    assert rules_broken(problem, replace(plan, levels=())) == set()


def test_a_plan_may_speak_of_wishes_the_problem_leaves_out_if_they_are_true():
    problem = the_problem(wishes=(WishLevel(Wish.FINISH),))
    plan = the_plan(problem)
    assert rules_broken(problem, replace(plan, levels=(*plan.levels, Level(Wish.AVOID, 0)))) == set()
    assert rules_broken(problem, replace(plan, levels=(*plan.levels, Level(Wish.AVOID, 1)))) == {"level"}


def test_no_bound_lies_above_the_value():
    problem = the_problem()
    plan = the_plan(problem)
    cost = plan.levels[1]
    proved = (plan.levels[0], replace(cost, bound=cost.value), *plan.levels[2:])
    beyond = (plan.levels[0], replace(cost, bound=cost.value + 1), *plan.levels[2:])
    assert rules_broken(problem, replace(plan, levels=proved)) == set()
    assert rules_broken(problem, replace(plan, levels=beyond)) == {"bound"}


def test_untrained_are_the_eligible_without_a_seat():
    problem = the_problem(people=staff(anne={"to_train": False}))
    assert levels_of(problem, instead(0), {"bo": 1, "camilla": 2})["untrained"] == 1


def test_continuity_counts_ordinary_conversations_in_each_half_day_of_the_sessions_one_goes_to():
    problem = the_problem(
        modules=(a_module("start", length=2), a_module("videre", gap_max_days=3)),
        people=staff(
            anne={"conversations_per_half_day": 3}, bo={"conversations_per_half_day": 5, "done_modules": ("start",)}
        ),
    )
    assert levels_of(problem)["continuity"] == 3 * 3 + 5


def test_movable_duties_replace_ordinary_conversations_in_the_half_days_they_cover():
    anne = {"conversations_per_half_day": 3}
    duties = (
        Duty("anne", a_period(MONDAY, FRIDAY, half=Half.MORNING), movable=True, conversations=7),
        Duty("anne", a_period(WEDNESDAY), movable=True, conversations=1),
        Duty("anne", a_period(MONDAY, half=Half.AFTERNOON), movable=True, conversations=100),
        Duty("bo", a_period(FRIDAY), conversations=100),
    )
    assert levels_of(the_problem(people=staff(anne=anne), duties=duties))["continuity"] == 7 + 8
    none = (Duty("anne", a_period(MONDAY), movable=True, conversations=0),)
    assert levels_of(the_problem(people=staff(anne=anne), duties=none))["continuity"] == 0 + 3


@pytest.mark.parametrize(
    ("peers", "seats", "apart"),
    [
        ({"anne": "bo"}, SEATS, 0),
        ({"anne": "camilla"}, SEATS, 1),
        ({"anne": "camilla", "camilla": "anne"}, SEATS, 1),
        ({"anne": "camilla", "camilla": "bo", "bo": "dorte"}, SEATS, 3),
        ({"anne": "dorte"}, {"anne": 1, "bo": 1, "camilla": 2}, 1),
        ({"anne": "dorte"}, {"bo": 1, "camilla": 2}, 0),
        ({"anne": "anne"}, SEATS, 0),
    ],
)
def test_pairs_are_counted_once_where_one_is_seated_and_they_are_not_together(peers, seats, apart):
    problem = the_problem(people=staff(**{person: {"peer": peer} for person, peer in peers.items()}))
    assert levels_of(problem, instead(0), seats)["pairs"] == apart


def test_a_peer_who_is_not_to_be_trained_makes_no_pair():
    problem = the_problem(people=staff(anne={"peer": "dorte"}, dorte={"to_train": False}))
    assert levels_of(problem, instead(0), {"anne": 1, "bo": 1, "camilla": 2})["pairs"] == 0


@pytest.mark.parametrize(("composition", "spread"), [("mixed", 2 + 2), ("whole_teams", 2)])
def test_spread_counts_roles_and_where_teams_are_mixed_teams(composition, spread):
    from_job = {"role": "job"}
    problem = the_problem(
        people=staff(anne=from_job, bo=from_job),
        cohorts=Cohorts(minimum=1, maximum=2, size_minimum=1, composition=composition),
        last_day=FRIDAY,
    )
    seats = {"anne": 1, "bo": 1}
    counted = verdict_on(problem, the_plan(problem, instead(0), seats))
    assert counted.levels["spread"] == spread
    assert {one.rule for one in counted.violations} == {"cohort-size"}


def test_spread_over_one_cohort_is_none():
    problem = the_problem()
    assert levels_of(problem, instead(0)[:2], dict.fromkeys(SEATS, 1))["spread"] == 0


def test_finish_counts_calendar_days_to_the_last_session():
    problem = the_problem(first_day=MONDAY.replace(day=4), cohorts=Cohorts(minimum=0, size_minimum=1))
    assert levels_of(problem)["finish"] == 6
    assert levels_of(problem, (), {})["finish"] == 0


def test_avoid_counts_the_weight_of_every_avoided_period_in_every_half_day_with_a_session():
    avoided = (
        AvoidedPeriod(Period(weekdays=(Weekday.MONDAY,)), weight=5),
        AvoidedPeriod(a_period(MONDAY, WEDNESDAY, half=Half.MORNING)),
        AvoidedPeriod(a_period(FRIDAY), weight=100),
    )
    problem = the_problem(modules=(a_module("start", length=2), a_module("videre", gap_max_days=3)), avoided=avoided)
    assert levels_of(problem)["avoid"] == 2 * 5 + 3
