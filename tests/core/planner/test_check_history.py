"""Sessions that have been held are history: what no longer applies to them, and what still counts."""

from dataclasses import replace

import pytest
from tests.factories.problems import (
    FRIDAY,
    MONDAY,
    TUESDAY,
    WEDNESDAY,
    a_group,
    a_module,
    a_period,
    a_room,
    a_trainer,
    people,
)
from tests.factories.small_plan import BOTH, SEATS, SESSIONS, rules_broken, the_plan, the_problem, verdict_on

from samklang.core.calendar import Half
from samklang.core.planner.plan import TempUse
from samklang.core.planner.problem import Absence, AvoidedPeriod, ClosedDay, Cohorts

START, VIDERE = a_module("start", cost_per_person_ore=10_000), a_module("videre", gap_max_days=3)
PRESENT = {1: ("anne", "bo"), 2: ("camilla", "dorte")}


def held(*modules: str, first=PRESENT[1]):
    """The sessions, those of the modules named held with everybody there; `first` were at the very first."""
    sessions = [replace(one, attended=PRESENT[one.cohort]) if one.module in modules else one for one in SESSIONS]
    return (replace(sessions[0], attended=first), *sessions[1:])


@pytest.mark.parametrize(
    "since",
    [
        {"absences": (Absence("anne", a_period(MONDAY), "sick"),)},
        {
            "people": tuple(
                replace(one, employed_from=None, patterns=()) if one.id == "bo" else one for one in people(4)
            )
        },
        {"groups": (a_group(minimum=4),)},
        {"closed_days": (ClosedDay(MONDAY),)},
        {"first_day": TUESDAY.replace(day=9)},
        {"trainers": (a_trainer(modules=("videre",)),)},
        {"trainers": (a_trainer(modules=BOTH, half_days=("wed-am", "thu-am")),)},
        {"trainers": (a_trainer(modules=BOTH, busy=(a_period(MONDAY, TUESDAY),)),)},
        {"trainers": (a_trainer(modules=BOTH, first_day=TUESDAY.replace(day=9)),)},
        {"trainers": (a_trainer(modules=BOTH, max_days=2),)},
        {"rooms": (a_room(busy=(a_period(MONDAY, TUESDAY),)),)},
        {"modules": (replace(START, halves=(Half.AFTERNOON,)), VIDERE)},
    ],
)
def test_what_changed_since_a_session_was_held_is_no_matter(since):
    problem = the_problem(**since)
    sessions = held(*BOTH) if {"people", "groups"} & set(since) else held("start")
    assert rules_broken(problem, the_plan(problem)) != set()
    assert rules_broken(problem, the_plan(problem, sessions)) == set()


def test_a_room_that_turned_out_too_small_is_no_matter_once_the_session_is_held():
    problem = the_problem(rooms=(a_room(capacity=1), a_room("loftet")))
    sessions = [one if one.module == "start" else replace(one, room="loftet") for one in held("start")]
    assert rules_broken(problem, the_plan(problem, sessions)) == set()


def test_those_in_a_session_that_has_been_held_are_not_away_from_the_counter():
    problem = the_problem(groups=(a_group(minimum=2),))
    points = {(one.date, one.half): one.away for one in verdict_on(problem, the_plan(problem, held())).cover}
    assert (points.get((MONDAY, "am"), 0), points[TUESDAY, "am"]) == (0, 2)


def test_those_who_were_there_have_done_the_module():
    problem = the_problem(absences=(Absence("dorte", a_period(TUESDAY)),))
    assert rules_broken(problem, the_plan(problem, held())) == {"presence"}
    assert rules_broken(problem, the_plan(problem, held(first=("anne", "bo", "dorte")))) == set()


def test_those_who_were_not_there_go_to_the_module_with_another_cohort():
    problem = the_problem(absences=(Absence("bo", a_period(TUESDAY)),))
    moved = {**SEATS, "bo": 2}
    assert rules_broken(problem, the_plan(problem, held(), moved)) == set()
    assert rules_broken(problem, the_plan(problem, held(first=("anne",)), moved)) == {"presence"}


def test_somebody_without_a_seat_may_have_been_there():
    problem = the_problem()
    without_bo = {person: cohort for person, cohort in SEATS.items() if person != "bo"}
    assert rules_broken(problem, the_plan(problem, held(), without_bo)) == set()


def test_the_days_from_a_held_session_to_the_next_count_but_not_between_two_held_ones():
    problem = the_problem(modules=(START, replace(VIDERE, gap_min_days=3)))
    assert rules_broken(problem, the_plan(problem, held("start"))) == {"gap"}
    assert rules_broken(problem, the_plan(problem, held(*BOTH))) == set()


def test_each_cohort_has_every_module_once_whether_held_or_not():
    problem = the_problem()
    again = replace(SESSIONS[0], date=FRIDAY, room="loftet")
    assert rules_broken(problem, the_plan(problem, (*held(), again))) == {"module-twice"}
    assert rules_broken(problem, the_plan(problem, held()[:3])) == {"module-missing"}


def test_a_held_session_costs_what_it_costs_for_those_who_were_there():
    problem = the_problem()
    assert verdict_on(problem, the_plan(problem, held())).cost_ore == 4_040_000
    fewer = the_plan(problem, held(first=("anne",)))
    assert (rules_broken(problem, fewer), verdict_on(problem, fewer).cost_ore) == ({"module-missed"}, 4_030_000)
    unpaid = tuple(one for one in fewer.payments if one.date != MONDAY)
    assert rules_broken(problem, replace(fewer, payments=unpaid)) == {"module-missed", "payment-sum"}


def test_what_has_been_held_is_moved_and_avoided_no_more():
    problem = the_problem(
        people=people(4, conversations_per_half_day=2), avoided=(AvoidedPeriod(a_period(MONDAY, TUESDAY)),)
    )
    before, after = (verdict_on(problem, the_plan(problem, sessions)) for sessions in (SESSIONS, held()))
    assert (before.approved, before.levels["continuity"], before.levels["avoid"]) == (True, 16, 2)
    assert (after.approved, after.levels["continuity"], after.levels["avoid"]) == (True, 12, 1)


def test_temps_of_a_held_session_are_history_too_and_still_cost():
    temps = (TempUse("roedding", MONDAY, Half.MORNING, 2),)
    group = a_group(minimum=0, temp_cap=1, temp_cost_ore=500)
    problem = the_problem(groups=(group,), closed_days=(ClosedDay(MONDAY),))
    assert rules_broken(problem, the_plan(problem, held(), temps=temps)) == set()
    assert verdict_on(problem, the_plan(problem, held(), temps=temps)).cost_ore == 4_041_000
    problem = the_problem(groups=(group,))
    assert rules_broken(problem, the_plan(problem, SESSIONS, temps=temps)) == {"temp-cap"}


def test_cohorts_keep_their_numbers_once_a_session_has_been_held():
    problem = the_problem(modules=(START, replace(VIDERE, gap_max_days=4)))
    later = (replace(SESSIONS[0], date=WEDNESDAY), replace(SESSIONS[1], date=FRIDAY))
    assert rules_broken(problem, the_plan(problem, (*later, *SESSIONS[2:]))) == {"cohort-order"}
    assert (
        rules_broken(problem, the_plan(problem, (*later, replace(SESSIONS[2], attended=PRESENT[2]), SESSIONS[3])))
        == set()
    )


def test_a_cohort_that_has_begun_may_shrink_below_the_smallest_size():
    problem = the_problem(cohorts=Cohorts(minimum=1, maximum=2, size_minimum=2, size_maximum=3))
    without_bo = {person: cohort for person, cohort in SEATS.items() if person != "bo"}
    assert rules_broken(problem, the_plan(problem, SESSIONS, without_bo)) == {"cohort-size"}
    assert rules_broken(problem, the_plan(problem, held(), without_bo)) == set()


@pytest.mark.parametrize("cohorts", [Cohorts(size_minimum=1, size_maximum=1), Cohorts(size_minimum=1, team_cap=1)])
def test_a_cohort_that_has_finished_keeps_the_size_it_had(cohorts):
    problem = the_problem(cohorts=cohorts)
    assert rules_broken(problem, the_plan(problem, held("start"))) in ({"cohort-size"}, {"team-cap"})
    assert rules_broken(problem, the_plan(problem, held(*BOTH))) == set()


def test_a_session_that_was_held_leaves_trainer_and_room_to_another_in_the_same_half_day():
    problem = the_problem(modules=(START, replace(VIDERE, gap_max_days=4)))
    together = (replace(held()[0]), SESSIONS[1], replace(SESSIONS[2], date=MONDAY), SESSIONS[3])
    assert rules_broken(problem, the_plan(problem, together)) == set()


def test_nobody_stays_in_a_cohort_that_has_held_without_them_a_module_they_need():
    problem = the_problem(people=people(4))
    sessions = held("start", first=("anne",))
    assert rules_broken(problem, the_plan(problem, sessions)) == {"module-missed"}
