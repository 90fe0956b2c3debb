"""Why a plan is as it is: what stands in the way of somebody's other cohort, of a session's other date, of a wish."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from tests.factories.explained import an_approved_plan, staff, told
from tests.factories.problems import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    a_group,
    a_module,
    a_period,
    a_room,
    a_trainer,
    people,
    random_problem,
)
from tests.factories.small_plan import SESSIONS, instead, the_plan, the_problem
from tests.oracles.brute_force import best_plan, is_plan

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.explain import Unknown, why_person, why_session, why_wish
from samklang.core.planner.explain.dates import others
from samklang.core.planner.explain.standing import Standing
from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.problem import (
    Absence,
    AvoidedPeriod,
    Cohorts,
    Duty,
    Funding,
    Period,
    Problem,
    Wish,
    WishLevel,
)

BOTH_TRAINERS_ONE_AWAY = (
    a_trainer(modules=("start", "videre")),
    a_trainer("uffe", modules=("start", "videre"), max_days=0),
)


def test_somebody_who_could_move_is_told_what_it_would_cost():
    problem = the_problem()
    assert told(why_person(problem, an_approved_plan(problem), "anne")) == [
        "Anne Holm is in cohort 1, with 2 people in it.",
        "Anne Holm meets for “Start” on 7 September 2026 in the morning and “Videre” on 9 September 2026 in the"
        " morning.",
        "Anne Holm could also be in cohort 2, but then: teams and roles less evenly spread (by 2).",
    ]


def test_a_move_that_changes_nothing_is_said_to_change_nothing():
    problem = the_problem(wishes=(WishLevel(Wish.FINISH),))
    sentences = told(why_person(problem, an_approved_plan(problem), "anne"))
    assert sentences[-1] == "Anne Holm could as well be in cohort 2: no wish comes out otherwise."


def test_a_move_that_would_be_better_is_admitted():
    problem = the_problem(
        people=staff(anne={"peer": "camilla"}), wishes=(WishLevel(Wish.PAIRS), WishLevel(Wish.SPREAD))
    )
    assert told(why_person(problem, an_approved_plan(problem), "anne"))[-2:] == [
        "Anne Holm and Camilla Ravn practise together and are not in the same cohort.",
        "Anne Holm could also be in cohort 2, and it would be better: 1 more pair together and teams and roles less"
        " evenly spread (by 2). A longer search may find that.",
    ]


def test_absence_and_bookings_that_keep_somebody_from_a_cohort_are_named():
    problem = the_problem(
        absences=(Absence("anne", a_period(TUESDAY)),), duties=(Duty("bo", a_period(THURSDAY), what="Retsmøde"),)
    )
    plan = an_approved_plan(problem)
    assert told(why_person(problem, plan, "anne"))[-1] == (
        "Not in cohort 2: Anne Holm is not at work on 8 September 2026 in the morning, when cohort 2 has “Start”."
    )
    assert told(why_person(problem, plan, "bo"))[-1] == (
        "Not in cohort 2: Bo Kjær is booked on 10 September 2026 in the morning, when cohort 2 has “Videre”."
    )


def test_the_colleagues_whose_sessions_keep_somebody_from_a_cohort_are_named():
    problem = the_problem(groups=(a_group(minimum=2),))
    assert told(why_person(problem, an_approved_plan(problem), "anne"))[-2:] == [
        "Not in cohort 2: Team Rødding must keep 2 on 8 September 2026 in the morning, and can spare no more when"
        " cohort 2 has “Start”.",
        "Of Team Rødding, in a session on 8 September 2026 in the morning: Camilla Ravn and Dorte Øst.",
    ]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"cohorts": Cohorts(1, 2, size_minimum=1, size_maximum=2)}, "Cohort 2 is full with 2 people."),
        (
            {"cohorts": Cohorts(1, 2, size_minimum=2, size_maximum=6)},
            "Cohort 1 would be too small: it must have at least 2 people.",
        ),
        (
            {"cohorts": Cohorts(1, 2, size_minimum=1, size_maximum=6, team_cap=2)},
            "Cohort 2 already has 2 people from Team Rødding, the most allowed.",
        ),
        ({"rooms": (a_room(capacity=2), a_room("loftet"))}, "Salen holds only 2."),
    ],
)
def test_sizes_caps_and_rooms_that_keep_somebody_from_a_cohort_are_named(changes: dict[str, Any], why: str):
    problem = the_problem(**changes)
    assert told(why_person(problem, an_approved_plan(problem), "anne"))[-1] == f"Not in cohort 2: {why}"


def test_a_move_between_cohorts_that_meet_at_once_takes_nobody_more_from_the_counter():
    at_once = (
        *SESSIONS[:2],
        replace(SESSIONS[2], date=MONDAY, trainer="uffe", room="loftet"),
        replace(SESSIONS[3], date=SESSIONS[1].date, trainer="uffe", room="loftet"),
    )
    problem = the_problem(people=people(5), groups=(a_group(minimum=1),))
    plan = an_approved_plan(problem, sessions=at_once, seats={"anne": 1, "bo": 1, "camilla": 2, "dorte": 2})
    assert told(why_person(problem, plan, "anne"))[-1].startswith("Anne Holm could also be in cohort 2, but then: ")
    assert told(why_person(problem, plan, "erik"))[1].startswith("Team Rødding must keep 1 on 7 September 2026")


def test_a_move_that_there_is_no_money_for_says_so():
    group = a_group(minimum=2, temp_cap=1, temp_cost_ore=1)
    problem = the_problem(groups=(group,), funding=Funding(own_budget_ore=4_040_000))
    plan = an_approved_plan(problem)
    assert told(why_person(problem, plan, "anne"))[-1] == "Not in cohort 2: There is no money for it."


def test_somebody_without_a_seat_gets_every_reason():
    problem = the_problem(
        absences=(Absence("dorte", a_period(MONDAY)), Absence("dorte", a_period(THURSDAY, half=Half.MORNING))),
        cohorts=Cohorts(1, 2, size_minimum=1, size_maximum=2),
    )
    plan = an_approved_plan(problem, seats={"anne": 1, "bo": 1, "camilla": 2})
    assert told(why_person(problem, plan, "dorte"))[1:] == [
        "Dorte Øst is not at work on 7 September 2026 in the morning, when cohort 1 has “Start”.",
        "Cohort 1 is full with 2 people.",
        "Dorte Øst is not at work on 10 September 2026 in the morning, when cohort 2 has “Videre”.",
    ]


def test_those_who_are_not_to_be_trained_are_told_so():
    both = ("start", "videre")
    problem = the_problem(people=staff(bo={"to_train": False}, dorte={"done_modules": both}))
    plan = an_approved_plan(problem, seats={"anne": 1, "camilla": 2})
    assert told(why_person(problem, plan, "bo")) == ["Bo Kjær is not down to be trained."]
    assert told(why_person(problem, plan, "dorte")) == ["Dorte Øst has done all the modules already."]


def test_modules_done_before_are_told():
    problem = the_problem(people=staff(anne={"done_modules": ("start",)}))
    assert "Anne Holm has done “Start” already." in told(why_person(problem, an_approved_plan(problem), "anne"))


def test_whole_teams_stay_together():
    problem = the_problem(cohorts=Cohorts(1, 2, size_minimum=1, size_maximum=6, composition="whole_teams"))
    plan = the_plan(problem, seats={"anne": 1, "bo": 1, "camilla": 1, "dorte": 1}, sessions=SESSIONS)
    assert told(why_person(problem, plan, "anne"))[-1] == (
        "Not in cohort 2: The people of Team Rødding are to stay together, and Bo Kjær is in cohort 1."
    )


# -- why a session ----------------------------------------------------------------------------------------------------


def test_the_other_dates_of_a_session_are_told_with_what_blocks_each():
    problem = the_problem(
        last_day=THURSDAY,
        absences=(Absence("anne", a_period(TUESDAY)),),
        groups=(a_group(minimum=1, exceptions=()),),
        duties=(Duty("camilla", a_period(THURSDAY, half=Half.AFTERNOON), what="Retsmøde"),),
        avoided=(AvoidedPeriod(Period(weekdays=(Weekday.WEDNESDAY,), half=Half.AFTERNOON), "Teammøde"),),
    )
    sentences = told(why_session(problem, an_approved_plan(problem), 1, "videre"))
    assert sentences[:3] == [
        "Cohort 1 has “Videre” on 9 September 2026 in the morning with Tove in Salen; 2 people come.",
        "On 3 of the programme's 4 working dates all 2 who come are free.",
        "The best other time is 10 September 2026 in the afternoon, and it would be better: 10,000 kr. cheaper. A"
        " longer search may find that.",
    ]
    assert "Not on 8 September 2026: Anne Holm is not free." in sentences
    assert "Not on 7 September 2026: too near to, or too far from, the cohort's other sessions." in sentences


def test_a_session_whose_group_would_fall_below_its_minimum_says_so():
    problem = the_problem(
        last_day=THURSDAY, groups=(a_group(minimum=2),), modules=(a_module(), a_module("videre", gap_max_days=2))
    )
    sentences = told(why_session(problem, an_approved_plan(problem), 1, "videre"))
    assert "Not on 8 September 2026 in the morning: Team Rødding would have 0 at the counter and needs 2." in sentences


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"trainers": (a_trainer(modules=("start", "videre")),)}, "no trainer is free"),
        ({"rooms": (a_room(),)}, "no room is free that holds 2"),
        ({"rooms": (a_room(), a_room("loftet", capacity=1))}, "no room is free that holds 2"),
        (
            {"rooms": (a_room(site="Vejen"), a_room("loftet", site="Brørup")), "trainers": BOTH_TRAINERS_ONE_AWAY},
            "no free trainer can be in a free room that day, or the money does not suffice",
        ),
    ],
)
def test_a_date_on_which_trainer_or_room_is_taken_says_which(changes: dict[str, Any], why: str):
    """Cohort 2 meets on Tuesday morning; cohort 1's last session could otherwise be there."""
    problem = the_problem(**changes)
    sentences = told(why_session(problem, an_approved_plan(problem), 1, "videre"))
    assert any(
        one.startswith("Not on 8 September 2026 in the morning") and one.endswith(f": {why}.") for one in sentences
    )


def test_a_session_that_has_been_held_is_not_changed_any_more():
    held = instead(0, attended=("anne", "bo"))
    problem = the_problem()
    plan = the_plan(problem, held)
    assert told(why_session(problem, plan, 1, "start")) == [
        "Cohort 1 had “Start” on 7 September 2026; that is not changed any more."
    ]


# -- why a wish -------------------------------------------------------------------------------------------------------


def test_what_is_not_known_is_answered_with_the_nearest():
    problem = the_problem()
    plan = an_approved_plan(problem)
    with pytest.raises(Unknown, match=r"“Ane Holm” is not known here. The nearest are Anne Holm \(anne\)"):
        why_person(problem, plan, "Ane Holm")
    with pytest.raises(Unknown, match="The plan has no cohort 3; it has 1 and 2"):
        why_session(problem, plan, 3, "start")
    with pytest.raises(Unknown, match=r"“vidre” is not known here. The nearest are Videre \(videre\)"):
        why_session(problem, plan, 1, "vidre")
    with pytest.raises(Unknown, match="“pairs” is not known here"):
        why_wish(replace(problem, wishes=(WishLevel(Wish.COST),)), plan, Wish.PAIRS)


# -- held against trying everything -----------------------------------------------------------------------------------


def a_best_plan(seed: int) -> tuple[Problem, Plan] | None:
    """A small random problem and its best plan, if it has one with a session."""
    problem = random_problem(Random(seed))
    plan = best_plan(problem)
    return (problem, plan) if plan is not None and plan.sessions else None


def renumbered(sessions: Sequence[Session], seats: dict[str, int]) -> tuple[list[Session], dict[str, int]]:
    """Cohorts in order of their first date."""
    first = {
        number: min(one.date for one in sessions if one.cohort == number) for number in {s.cohort for s in sessions}
    }
    number = {old: new for new, old in enumerate(sorted(first, key=lambda one: (first[one], one)), 1)}
    return (
        [replace(one, cohort=number[one.cohort]) for one in sessions],
        {person: number[cohort] for person, cohort in seats.items()},
    )


@pytest.mark.parametrize("seed", range(80))
def test_somebody_is_kept_from_a_cohort_exactly_where_no_plan_has_them_there(seed: int):
    found = a_best_plan(seed)
    if found is None:
        return
    problem, plan = found
    standing, seats = Standing(problem, plan), {seat.person: seat.cohort for seat in plan.seats}
    for person in problem.people:
        row = standing.row(person.id)
        for cohort in plan.cohort_numbers():
            if standing.grid.eligible[row] and seats.get(person.id) != cohort:
                allowed = is_plan(problem, plan.sessions, {**seats, person.id: cohort})
                assert (standing.block(row, cohort - 1) is None) == allowed, (person.id, cohort)


@pytest.mark.parametrize("seed", range(80))
def test_a_date_is_open_exactly_where_a_plan_has_the_session_there(seed: int):
    found = a_best_plan(seed)
    if found is None:
        return
    problem, plan = found
    standing, seats = Standing(problem, plan), {seat.person: seat.cohort for seat in plan.seats}
    for session in plan.sessions:
        module = standing.module(session.module)
        for other in others(standing, session.cohort - 1, module):
            at = standing.grid.half_days[standing.grid.slots[module][other.slot].halves[0]]
            rest = [one for one in plan.sessions if one != session]
            allowed = any(
                is_plan(
                    problem,
                    *renumbered([*rest, replace(session, date=at.date, half=at.half, trainer=t, room=r)], seats),
                )
                for t in (trainer.id for trainer in problem.trainers)
                for r in (room.id for room in problem.rooms)
            )
            assert (other.after is not None) == allowed, (session, at, other.why)
