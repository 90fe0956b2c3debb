"""What simple counting finds: each hindrance is named with its numbers, and rests on rules that are all needed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.factories.problems import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    a_grant,
    a_group,
    a_module,
    a_period,
    a_person,
    a_problem,
    a_room,
    a_team,
    a_trainer,
    people,
)

from samklang.core.calendar import Half, HalfDay, Weekday
from samklang.core.planner.explain import Conflict, explain_impossible
from samklang.core.planner.explain.periods import period_told, times_told
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    Absence,
    ClosedDay,
    Cohorts,
    Duty,
    Funding,
    Minimum,
    Pattern,
    Period,
    Problem,
)

THURSDAYS = ("thu-am", "thu-pm")
NOT_THURSDAYS = tuple(half for half in HALF_DAY_NAMES if half not in THURSDAYS)


def the_conflict(problem: Problem, **changes: Any) -> Conflict:
    """The conflict found where everyone must be trained."""
    conflict = explain_impossible(problem, **{"everyone": True, "time_limit_s": 20, **changes})
    assert conflict is not None
    return conflict


def rules_of(conflict: Conflict) -> list[str]:
    """The colliding rules in English."""
    assert conflict.minimal
    return [str(rule) for rule in conflict.rules]


def test_a_problem_with_a_plan_has_no_conflict():
    assert explain_impossible(a_problem(), time_limit_s=20) is None
    assert explain_impossible(a_problem(), time_limit_s=20, everyone=True) is None


def test_a_module_that_nobody_teaches_is_named():
    conflict = the_conflict(a_problem(modules=(a_module(), a_module("videre", name="Videre"))))
    assert str(conflict.why) == "No trainer can teach “Videre”. Find one, or write it among what a trainer teaches."
    assert rules_of(conflict) == ["Everyone must be trained.", "“Videre” is taught by nobody."]


def test_a_trainer_without_a_day_left_is_named_with_the_rules_that_took_the_days():
    trainer = a_trainer(half_days=THURSDAYS)
    conflict = the_conflict(a_problem(trainers=(trainer,), closed_days=(ClosedDay(THURSDAY, "Personaledag"),)))
    assert str(conflict.why) == (
        "Tove can teach “Start”, but from 7 September 2026 to 11 September 2026 there is not a half-day left when"
        " closing days and their own bookings are taken out."
    )
    assert rules_of(conflict) == [
        "Everyone must be trained.",
        "Tove can teach only Thursday.",
        "The last day is 11 September 2026.",
        "Closed on 10 September 2026 (Personaledag).",
    ]


def test_a_room_that_is_booked_all_the_time_is_named():
    conflict = the_conflict(a_problem(rooms=(a_room(busy=(Period(),)),)))
    assert str(conflict.why) == (
        "From 7 September 2026 to 11 September 2026 no room is free for a half-day, so “Start” cannot be held."
    )
    assert rules_of(conflict) == ["Everyone must be trained.", "Salen is booked all the time."]


def test_gaps_that_no_dates_satisfy_are_named_with_the_dates():
    modules = (a_module(), a_module("videre", gap_min_days=5))
    conflict = the_conflict(a_problem(modules=modules, trainers=(a_trainer(modules=("start", "videre")),)))
    assert str(conflict.why) == (
        "“Videre” must come 5 to 60 days after “Start”, but no two dates of theirs lie so: “Start” can be held on"
        " 5 dates from 7 September 2026 to 11 September 2026 and “Videre” on 5 dates from 7 September 2026 to 11"
        " September 2026."
    )
    assert rules_of(conflict) == [
        "Everyone must be trained.",
        "“Videre” must come 5 to 60 days after “Start”.",
        "The last day is 11 September 2026.",
    ]
    assert "Let “Videre” come already 4 days after “Start”." in [str(way.what) for way in conflict.ways_out]


def test_too_few_seats_are_counted():
    conflict = the_conflict(a_problem(people=people(5), cohorts=Cohorts(1, 2, size_minimum=1, size_maximum=2)))
    assert str(conflict.why) == "5 people must be trained, but 2 cohorts of 2 hold 4: 1 too few."
    assert rules_of(conflict) == [
        "Everyone must be trained.",
        "There may be at most 2 cohorts.",
        "A cohort may have at most 2 people.",
    ]
    ways = [str(way.what) for way in conflict.ways_out]
    assert "Let a cohort have up to 3 people." in ways
    assert "Hold one more cohort, 3 in all." in ways
    assert ways[-2].endswith("for a later programme. Nobody fewer will do.")


def test_too_few_people_for_the_smallest_cohort_are_counted():
    cohorts = Cohorts(1, 2, size_minimum=6, size_maximum=8)
    conflict = the_conflict(a_problem(cohorts=cohorts), everyone=False)
    assert str(conflict.why) == "A cohort takes at least 6 people, and only 4 people are to be trained."
    assert rules_of(conflict) == ["There must be at least 1 cohort.", "A cohort must have at least 6 people."]
    assert [str(way.what) for way in conflict.ways_out] == [
        "Let a cohort have as few as 4 people.",
        "Be content with 0 cohorts.",
    ]


def test_a_number_that_cannot_be_divided_into_cohorts_is_named():
    cohorts = Cohorts(0, 3, size_minimum=4, size_maximum=5)
    conflict = the_conflict(a_problem(people=people(7), cohorts=cohorts))
    assert str(conflict.why) == "7 people cannot be divided into 0 to 3 cohorts of 4 to 5."
    assert rules_of(conflict) == [
        "Everyone must be trained.",
        "A cohort may have at most 5 people.",
        "A cohort must have at least 4 people.",
    ]


def test_a_team_larger_than_the_largest_cohort_is_named_where_teams_stay_together():
    cohorts = Cohorts(1, 3, size_minimum=1, size_maximum=3, composition="whole_teams")
    conflict = the_conflict(a_problem(cohorts=cohorts))
    assert (
        str(conflict.why) == "Team Rødding has 4 people to be trained, all in one cohort, but a cohort holds at most 3."
    )
    assert "The people of one team must all be in the same cohort." in rules_of(conflict)
    assert "Let the people of a team be in different cohorts." in [str(way.what) for way in conflict.ways_out]


def test_a_team_cap_that_leaves_part_of_the_team_out_is_counted():
    conflict = the_conflict(a_problem(teams=(a_team(cohort_cap=1),), people=people(3)))
    assert str(conflict.why) == (
        "Team Rødding has 3 people to be trained, but with at most 1 of them in each cohort 2 cohorts take 2."
    )
    assert rules_of(conflict)[1:] == [
        "There may be at most 2 cohorts.",
        "At most 1 person from Team Rødding may be in one cohort.",
    ]
    assert "Let up to 2 people from Team Rødding be in one cohort." in [str(way.what) for way in conflict.ways_out]


def test_a_room_smaller_than_the_smallest_cohort_is_named():
    rooms, cohorts = (a_room(capacity=3),), Cohorts(1, 2, size_minimum=4, size_maximum=6)
    conflict = the_conflict(a_problem(rooms=rooms, cohorts=cohorts))
    assert str(conflict.why) == "A cohort is at least 4 people, but the largest room for “Start” (Salen) holds 3."
    assert "Salen holds 3." in rules_of(conflict)
    assert "Find a room for 4 people in place of Salen." in [str(way.what) for way in conflict.ways_out]


def test_rooms_too_small_for_all_the_cohorts_together_are_counted():
    cohorts = Cohorts(1, 1, size_minimum=1, size_maximum=6)
    conflict = the_conflict(a_problem(rooms=(a_room(capacity=3),), cohorts=cohorts))
    assert str(conflict.why) == "4 people must have “Start”, but 1 cohort in Salen, which holds 3, has too few seats."
    assert rules_of(conflict)[1:] == ["There may be at most 1 cohort.", "Salen holds 3."]


def test_too_few_trainer_days_for_the_fewest_cohorts_are_counted():
    cohorts = Cohorts(1, 4, size_minimum=1, size_maximum=2)
    trainer = a_trainer(max_days=1)
    conflict = the_conflict(a_problem(modules=(a_module(length=2),), trainers=(trainer,), cohorts=cohorts))
    assert str(conflict.why) == (
        "At least 2 cohorts are needed, and “Start” takes 4 half-days of teaching then. With Tove there are 2."
    )
    assert rules_of(conflict)[1:] == ["A cohort may have at most 2 people.", "Tove can teach on at most 1 date."]
    assert "Agree on one more date with Tove, 2 in all." in [str(way.what) for way in conflict.ways_out]


def test_somebody_on_leave_for_the_whole_programme_is_named():
    absence = Absence("bo", Period(MONDAY - timedelta(days=30), FRIDAY + timedelta(days=300)), "maternity")
    conflict = the_conflict(a_problem(absences=(absence,)))
    assert str(conflict.why) == (
        "Bo Kjær is away from the first day of the programme to the last, 7 September 2026 to 11 September 2026."
    )
    assert rules_of(conflict) == [
        "Everyone must be trained, Bo Kjær too.",
        "Bo Kjær is away from 8 August 2026 to 8 July 2027.",
    ]
    assert [(str(way.what), way.size, way.proved) for way in conflict.ways_out] == [
        ("Leave Bo Kjær for a later programme. Nobody fewer will do.", 1, True)
    ]


def test_somebody_who_is_never_free_when_a_module_can_be_held_is_named():
    staff = (*people(3), a_person("dorte", name="Dorte Øst", patterns=(Pattern(NOT_THURSDAYS),)))
    conflict = the_conflict(a_problem(people=staff, trainers=(a_trainer(half_days=THURSDAYS),)))
    assert str(conflict.why) == "Dorte Øst is not free on any date on which “Start” can be held (1 in all)."
    assert rules_of(conflict) == [
        "Everyone must be trained, Dorte Øst too.",
        "Tove can teach only Thursday.",
        "Working hours of Dorte Øst: not at work Thursday.",
    ]
    assert "Agree with Dorte Øst to work on" in " ".join(str(way.what) for way in conflict.ways_out)


def test_duties_that_take_all_the_dates_are_named():
    duty = Duty("bo", a_period(MONDAY, FRIDAY), what="telefonvagt")
    conflict = the_conflict(a_problem(duties=(duty,)))
    assert rules_of(conflict)[1:] == [
        "The last day is 11 September 2026.",
        "Bo Kjær is booked: “telefonvagt” from 7 September 2026 to 11 September 2026.",
    ]
    ways = [str(way.what) for way in conflict.ways_out]
    assert any(way.startswith("Free Bo Kjær from other bookings on ") for way in ways)


def test_a_meeting_that_several_have_is_one_rule():
    duties = tuple(Duty(person.id, a_period(MONDAY, FRIDAY), what="Temauge") for person in people(4))
    conflict = the_conflict(a_problem(duties=duties))
    assert "“Temauge” is booked for 4 people from 7 September 2026 to 11 September 2026." in rules_of(conflict)


def test_a_team_that_can_spare_nobody_on_the_only_weekday_of_a_module_is_named():
    weeks = FRIDAY + timedelta(days=21)
    group = a_group(exceptions=(Minimum(Period(weekdays=(Weekday.THURSDAY,)), 3),))
    staff = (
        *people(3),
        a_person("dorte", name="Dorte Øst", patterns=(Pattern(NOT_THURSDAYS),), done_modules=("start",)),
    )
    conflict = the_conflict(
        a_problem(people=staff, last_day=weeks, groups=(group,), trainers=(a_trainer(half_days=THURSDAYS),))
    )
    assert str(conflict.why) == (
        "Team Rødding needs 3 at the counter every Thursday, when “Start” can be held, and has at most 3 there then:"
        " none of Anne Holm, Bo Kjær and Camilla Ravn can be spared."
    )
    assert rules_of(conflict) == [
        "Everyone must be trained, Anne Holm too.",
        "Team Rødding must have at least 3 at the counter every Thursday.",
        "Tove can teach only Thursday.",
        "Working hours of Dorte Øst: not at work Thursday.",
    ]
    ways = {str(way.what): (way.size, way.proved) for way in conflict.ways_out}
    accept = next(way for way in ways if way.startswith("Accept at the counter of Team Rødding: "))
    assert ways[accept] == (3, True)


def test_a_group_that_can_spare_too_few_in_all_is_counted():
    problem = a_problem(groups=(a_group(minimum=3),), cohorts=Cohorts(1, 2, size_minimum=1, size_maximum=6))
    conflict = the_conflict(problem)
    assert str(conflict.why) == (
        "Team Rødding has 4 people who must have “Start”, but with 2 cohorts it can spare only 2 of them in all, even"
        " on the best dates."
    )
    assert rules_of(conflict)[1:] == [
        "Team Rødding must have at least 3 at the counter.",
        "There may be at most 2 cohorts.",
    ]


@pytest.mark.parametrize(
    ("funding", "why", "rules"),
    [
        (
            Funding(own_budget_ore=900_000),
            "The grants pay at most 0 kr. of it, and the own budget is 9,000 kr.: 1,000 kr. too little.",
            ["There is 9,000 kr. of own money."],
        ),
        (
            Funding(own_budget_ore=300_000, grants=(a_grant(amount_ore=600_000),)),
            "The grants pay at most 6,000 kr. of it, and the own budget is 3,000 kr.: 1,000 kr. too little.",
            ["There is 3,000 kr. of own money.", "Kompetencepuljen has 6,000 kr. to give."],
        ),
        (
            Funding(own_budget_ore=300_000, grants=(a_grant(share_percent=60),)),
            "The grants pay at most 6,000 kr. of it, and the own budget is 3,000 kr.: 1,000 kr. too little.",
            ["There is 3,000 kr. of own money.", "Kompetencepuljen pays at most 60 % of a cost."],
        ),
    ],
)
def test_money_below_the_cheapest_possible_cost_is_counted(funding: Funding, why: str, rules: list[str]):
    conflict = the_conflict(a_problem(modules=(a_module(length=2),), funding=funding))
    assert str(conflict.why).replace("\xa0", " ") == f"Training 4 people costs 10,000 kr. at the least. {why}"
    assert [rule.replace("\xa0", " ") for rule in rules_of(conflict)] == ["Everyone must be trained.", *rules]
    money = next(way for way in conflict.ways_out if way.unit == "ore")
    assert money.size == 100_000


def test_a_grant_whose_window_has_closed_pays_nothing():
    late = replace(a_grant(), first_day=FRIDAY + timedelta(days=1))
    conflict = the_conflict(a_problem(modules=(a_module(length=2),), funding=Funding(own_budget_ore=0, grants=(late,))))
    assert (
        str(conflict.why)
        .replace("\xa0", " ")
        .endswith("The grants pay at most 0 kr. of it, and the own budget is 0 kr.: 10,000 kr. too little.")
    )
    assert rules_of(conflict)[1:] == [
        "There is 0 kr. of own money.",
        "Kompetencepuljen pays only for dates from 12 September 2026 to 31 December 2026.",
        "The last day is 11 September 2026.",
    ]


def test_absences_are_told_by_their_dates_weekdays_and_halves():
    period = Period(MONDAY, FRIDAY, (Weekday.MONDAY, Weekday.TUESDAY, Weekday.WEDNESDAY))
    conflict = the_conflict(
        a_problem(
            absences=(Absence("bo", period, "leave"), Absence("bo", a_period(THURSDAY, FRIDAY), "holiday")),
            last_day=FRIDAY,
        )
    )
    assert rules_of(conflict)[-1] == (
        "Bo Kjær is away from 7 September 2026 to 11 September 2026 every Monday, Tuesday and Wednesday and from 10"
        " September 2026 to 11 September 2026."
    )
    ways = [str(way.what) for way in conflict.ways_out]
    assert any(way.startswith("Agree with Bo Kjær to be at work on ") for way in ways)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(), "all the time"),
        (a_period(MONDAY), "on 7 September 2026"),
        (Period(first_day=MONDAY), "from 7 September 2026 on"),
        (Period(last_day=MONDAY), "until 7 September 2026"),
        (Period(half=Half.MORNING), "every morning"),
        (a_period(MONDAY, FRIDAY, half=Half.AFTERNOON), "from 7 September 2026 to 11 September 2026 every afternoon"),
        (Period(weekdays=(Weekday.FRIDAY,), half=Half.AFTERNOON), "every Friday afternoon"),
    ],
)
def test_a_period_is_told_as_people_say_it(period: Period, words: str):
    assert str(period_told(period)) == words


def test_half_days_that_fill_a_date_are_told_as_the_date():
    morning, afternoon = (HalfDay(MONDAY, half) for half in Half)
    assert times_told([afternoon, HalfDay(THURSDAY, Half.MORNING), morning]) == [
        MONDAY,
        HalfDay(THURSDAY, Half.MORNING),
    ]
