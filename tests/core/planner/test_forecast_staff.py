"""The forecast's staff as a problem and a plan know it: who is trained, who finishes when, who is known to leave."""

from dataclasses import replace
from datetime import date

import pytest

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.forecast import Assumptions, Known, forecast_plan, from_plan
from samklang.core.planner.plan import Plan, Seat, Session
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    Absence,
    Module,
    Pattern,
    Period,
    Person,
    Problem,
    Room,
    Team,
    Trainer,
)

TODAY = date(2026, 8, 31)


def a_person(name: str, **facts: object) -> Person:
    return Person(id=name, name=name, team="t", patterns=(Pattern(HALF_DAY_NAMES),), **facts)


def a_problem(*people: Person, absences: tuple[Absence, ...] = ()) -> Problem:
    return Problem(
        title="A programme of two modules",
        first_day=date(2026, 9, 1),
        last_day=date(2026, 12, 18),
        teams=(Team("t", "The team"),),
        people=people,
        modules=(Module("one", "First"), Module("two", "Second")),
        trainers=(Trainer("x", "X", ("one", "two")),),
        rooms=(Room("r", "R", 20),),
        absences=absences,
    )


def a_plan(*seats: Seat, attended: tuple[str, ...] | None = None) -> Plan:
    return Plan(
        title="",
        problem="",
        sessions=(
            Session(1, "one", date(2026, 9, 7), Half.MORNING, "x", "r", attended),
            Session(1, "two", date(2026, 9, 30), Half.MORNING, "x", "r"),
            Session(2, "one", date(2026, 10, 1), Half.MORNING, "x", "r"),
            Session(2, "two", date(2026, 11, 16), Half.MORNING, "x", "r"),
        ),
        seats=seats,
    )


def known(person: Person, plan: Plan | None = None, absences: tuple[Absence, ...] = (), today: date = TODAY) -> Known:
    (one,) = from_plan(a_problem(person, absences=absences), plan, today=today).known
    return one


def test_the_plan_says_who_finishes_in_which_month():
    people = [a_person(name) for name in "abcde"]
    plan = a_plan(Seat("a", 1), Seat("b", 1), Seat("c", 2))
    start = from_plan(a_problem(*people, a_person("f", done_modules=("one", "two"))), plan, today=TODAY)
    assert (start.staff, start.trained_now, start.completions) == (6, 1, ((1, 2), (3, 1)))
    assert [one.completes for one in start.known] == [1, 1, 3, None, None, None]


def test_without_a_plan_nobody_is_going_to_be_trained():
    start = from_plan(a_problem(a_person("a"), a_person("b")), None, today=TODAY)
    assert (start.staff, start.trained_now, start.completions) == (2, 0, ())


def test_only_those_to_be_trained_and_those_trained_are_staff_of_the_forecast():
    people = [
        a_person("clerk", to_train=False),
        a_person("trained clerk", to_train=False, done_modules=("one", "two")),
        a_person("gone", employed_to=date(2026, 8, 30), done_modules=("one", "two")),
        a_person("last day today", employed_to=TODAY),
    ]
    start = from_plan(a_problem(*people), None, today=TODAY)
    assert (start.staff, start.trained_now) == (2, 1)
    assert start.known[1].leaves == 1


@pytest.mark.parametrize(("done", "completes"), [((), 1), (("one",), 1), (("two",), 1), (("one", "two"), None)])
def test_modules_done_are_not_waited_for(done, completes):
    one = known(a_person("a", done_modules=done), a_plan(Seat("a", 1)))
    assert (one.completes, one.trained) == (completes, len(done) == 2)


def test_a_module_done_lets_a_person_finish_before_their_cohort():
    assert known(a_person("a", done_modules=("two",)), a_plan(Seat("a", 2))).completes == 2
    assert known(a_person("a"), a_plan(Seat("a", 2))).completes == 3


def test_who_was_there_has_the_module_and_who_was_not_does_not_finish_by_this_plan():
    plan = a_plan(Seat("a", 1), Seat("b", 1), attended=("a",))
    today = date(2026, 9, 10)
    assert known(a_person("a"), plan, today=today).completes == 1
    assert known(a_person("b"), plan, today=today).completes is None
    assert known(a_person("a", done_modules=("two",)), plan, today=today).trained


def test_a_session_that_has_passed_without_a_record_is_taken_as_held():
    assert known(a_person("a"), a_plan(Seat("a", 1)), today=date(2026, 10, 15)).completes == 0


@pytest.mark.parametrize(
    ("last_day", "month"),
    [
        (date(2026, 9, 29), 1),
        (date(2026, 9, 30), 2),
        (date(2026, 10, 1), 2),
        (date(2027, 2, 27), 6),
        (date(2027, 2, 28), 7),
        (date(9999, 12, 31), 95681),
    ],
)
def test_a_leaver_is_gone_at_the_first_month_end_after_their_last_day(last_day, month):
    assert known(a_person("a", employed_to=last_day)).leaves == month


@pytest.mark.parametrize(
    ("first_day", "month"), [(date(2020, 1, 1), 0), (TODAY, 0), (date(2026, 9, 30), 1), (date(2026, 10, 1), 2)]
)
def test_one_who_comes_is_there_at_the_first_month_end_from_their_first_day(first_day, month):
    assert known(a_person("a", employed_from=first_day)).starts == month


def test_a_temp_with_a_last_day_leaves_no_post_and_others_do():
    last = date(2026, 12, 31)
    assert [known(one).refilled for one in (a_person("a", employed_to=last), a_person("a", is_temp=True))] == [True] * 2
    assert not known(a_person("a", is_temp=True, employed_to=last)).refilled


@pytest.mark.parametrize(
    ("kind", "period", "months"),
    [
        ("maternity", Period(date(2026, 8, 1), date(2027, 1, 30)), ((0, 4),)),
        ("maternity", Period(date(2026, 8, 1), date(2027, 1, 31)), ((0, 5),)),
        ("maternity", Period(date(2026, 10, 1), date(2027, 6, 30)), ((2, 10),)),
        ("leave", Period(), ((0, None),)),
        ("sick", Period(date(2026, 9, 2), None), ((1, None),)),
        ("sick", Period(date(2026, 9, 10), date(2026, 10, 7)), ((1, 1),)),
        ("sick", Period(date(2026, 9, 10), date(2026, 10, 6)), ()),
        ("holiday", Period(date(2026, 9, 10), date(2026, 12, 6)), ()),
        ("leave", Period(date(2026, 1, 1), date(2026, 8, 30)), ()),
        ("other", Period(date(2026, 9, 1), date(2026, 12, 30), weekdays=(Weekday.MONDAY,)), ()),
        ("other", Period(date(2026, 9, 1), date(2026, 12, 30), half=Half.MORNING), ()),
    ],
)
def test_only_leave_of_four_weeks_or_more_on_all_days_is_long_leave(kind, period, months):
    assert known(a_person("a"), absences=(Absence("a", period, kind),)).leave == months


def test_the_forecast_of_a_plan_uses_all_that_is_known():
    people = (
        a_person("trained", done_modules=("one", "two")),
        a_person("planned"),
        a_person("leaver", employed_to=date(2026, 10, 15)),
        a_person("on leave", done_modules=("one", "two")),
    )
    problem = a_problem(*people, absences=(Absence("on leave", Period(TODAY, date(2026, 12, 31)), "maternity"),))
    plan = a_plan(Seat("planned", 2), Seat("leaver", 1))
    still = Assumptions(turnover=0, leave_share=0, sickness_share=0, vacancy_months=1, ramp_up_months=2)
    seen = forecast_plan(problem, plan, still, today=TODAY, months=6, replications=5)
    assert (seen.staff, seen.trained_now, seen.to_be_trained) == (4, 2, 2)
    assert [point.trained.mean for point in seen.points] == [2, 3, 2, 3, 3, 3, 3]
    assert [point.at_work.mean for point in seen.points] == [1, 2, 1, 2, 2, 3, 3]
    assert [point.newcomers.mean for point in seen.points] == [0, 0, 0, 0, 0, 1, 1]
    assert replace(seen, seed=1) != seen
