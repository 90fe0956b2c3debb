"""Why a wish is not fulfilled further: what each one's answer tells."""

from dataclasses import replace

from tests.factories.explained import an_approved_plan, staff, told
from tests.factories.problems import (
    MONDAY,
    a_group,
    a_period,
    a_trainer,
)
from tests.factories.small_plan import the_problem

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.explain import why_wish
from samklang.core.planner.plan import Level
from samklang.core.planner.problem import (
    Absence,
    AvoidedPeriod,
    Cohorts,
    Duty,
    Period,
    Wish,
    WishLevel,
)

BOTH_TRAINERS_ONE_AWAY = (
    a_trainer(modules=("start", "videre")),
    a_trainer("uffe", modules=("start", "videre"), max_days=0),
)


def test_a_broken_pair_is_told_with_what_keeps_each_from_the_other():
    problem = the_problem(groups=(a_group(minimum=2),), people=staff(anne={"peer": "camilla"}))
    assert told(why_wish(problem, an_approved_plan(problem), Wish.PAIRS)) == [
        "1 pair is apart. How much better it could be is not known.",
        "Anne Holm and Camilla Ravn are apart. Anne Holm cannot join cohort 2: Team Rødding must keep 2 on 8 September"
        " 2026 in the morning, and can spare no more when cohort 2 has “Start”. Camilla Ravn cannot join cohort 1: Team"
        " Rødding must keep 2 on 7 September 2026 in the morning, and can spare no more when cohort 1 has “Start”.",
    ]


def test_the_cost_is_told_by_heading_and_by_who_pays():
    problem = the_problem(cohorts=Cohorts(2, 2, size_minimum=1, size_maximum=6))
    assert told(why_wish(problem, an_approved_plan(problem), Wish.COST)) == [
        "The cost is 40,400 kr. in all. How much better it could be is not known.",
        "40,000 kr. is for trainers.",
        "400 kr. is for materials.",
        "Grants pay 20,200 kr., and 20,200 kr. is own money.",
        "One cohort fewer is not allowed: there must be 2.",
        "On 4 dates a trainer is paid for the whole day and teaches half of it.",
    ]


def test_one_cohort_fewer_is_refused_for_want_of_seats():
    problem = the_problem(cohorts=Cohorts(1, 2, size_minimum=1, size_maximum=3))
    assert "One cohort fewer would need 4 seats in each for the 4 people; the most allowed is 3." in told(
        why_wish(problem, an_approved_plan(problem), Wish.COST)
    )


def test_a_proved_bound_is_told():
    problem = the_problem()
    plan = replace(an_approved_plan(problem), levels=(Level(Wish.COST, 4_040_000, 2_020_000), Level(Wish.FINISH, 3, 3)))
    assert told(why_wish(problem, plan, Wish.COST))[0] == (
        "The cost is 40,400 kr. in all. Proved: it cannot come below 20,200 kr. without giving up a wish before it."
    )
    assert told(why_wish(problem, plan, Wish.FINISH))[0] == (
        "The last session is on 10 September 2026. Nothing better is possible without giving up a wish before it."
    )


def test_the_untrained_are_told_one_by_one():
    problem = the_problem(absences=(Absence("dorte", Period()),))
    plan = an_approved_plan(problem, seats={"anne": 1, "bo": 1, "camilla": 2})
    assert told(why_wish(problem, plan, Wish.UNTRAINED)) == [
        "1 person is untrained. How much better it could be is not known.",
        "Dorte Øst is away for the whole programme.",
    ]


def test_sessions_at_unwanted_times_are_told_with_the_best_date_instead():
    problem = the_problem(
        avoided=(AvoidedPeriod(Period(weekdays=(Weekday.THURSDAY,)), "Torsdage er travle", 2),),
        wishes=(WishLevel(Wish.AVOID), WishLevel(Wish.FINISH)),
    )
    assert told(why_wish(problem, an_approved_plan(problem), Wish.AVOID)) == [
        "The unwanted half-days used weigh 2. How much better it could be is not known.",
        "Cohort 2 has “Videre” on 10 September 2026 in the morning (Torsdage er travle). 9 September 2026 in the"
        " morning instead: less at unwanted times (by 2) and the last session 1 day earlier.",
    ]


def test_the_last_session_is_told_with_what_blocks_earlier_dates():
    problem = the_problem(absences=(Absence("dorte", Period(weekdays=(Weekday.WEDNESDAY,))),))
    assert told(why_wish(problem, an_approved_plan(problem), Wish.FINISH)) == [
        "The last session is on 10 September 2026. How much better it could be is not known.",
        "The last is cohort 2 with “Videre” on 10 September 2026 in the morning.",
        "Not on 7 September 2026 and 8 September 2026: too near to, or too far from, the cohort's other sessions.",
        "Not on 9 September 2026: Dorte Øst is not free.",
    ]


def test_the_sessions_that_move_most_conversations_are_told():
    problem = the_problem(
        people=staff(anne={"conversations_per_half_day": 3}),
        duties=(Duty("anne", a_period(MONDAY, half=Half.AFTERNOON), movable=True, conversations=1),),
        wishes=(WishLevel(Wish.CONTINUITY),),
    )
    assert told(why_wish(problem, an_approved_plan(problem), Wish.CONTINUITY)) == [
        "6 conversations are to be moved. How much better it could be is not known.",
        "“Start” for cohort 1 moves 3 conversations. 7 September 2026 in the afternoon instead: 2 fewer conversations"
        " to be moved.",
        "“Videre” for cohort 1 moves 3 conversations. No open date around it is better.",
    ]


def test_uneven_spread_is_told_with_the_counts():
    problem = the_problem(wishes=(WishLevel(Wish.SPREAD),))
    plan = an_approved_plan(problem, seats={"anne": 1, "bo": 1, "camilla": 1, "dorte": 2})
    assert told(why_wish(problem, plan, Wish.SPREAD)) == [
        "The differences in spread add up to 2. How much better it could be is not known.",
        "Team Rødding is spread 3 and 1 over the cohorts; a difference of 0 is the least there can be.",
    ]


# -- asked about what is not there ------------------------------------------------------------------------------------
