"""Sessions: each module once, in step, at its time of day, on open days, all free. Each rule broken alone."""

from dataclasses import replace
from datetime import date

import pytest
from tests.factories.problems import FRIDAY, FULL_TIME, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, a_module, a_period, people
from tests.factories.small_plan import SESSIONS, a_session, instead, rules_broken, the_plan, the_problem, verdict_on

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.problem import Absence, ClosedDay, Duty, Pattern, Period

SATURDAY = date(2026, 9, 12)


def modules(start: dict[str, object] | None = None, videre: dict[str, object] | None = None):
    """The two modules of the small plan, each with changes."""
    return a_module("start", **(start or {})), a_module("videre", **{"gap_max_days": 3, **(videre or {})})


def test_each_cohort_has_every_module():
    problem = the_problem()
    assert rules_broken(problem, the_plan(problem, SESSIONS[:3])) == {"module-missing"}


def test_each_cohort_has_every_module_once():
    problem = the_problem()
    again = a_session(2, "videre", FRIDAY)
    assert rules_broken(problem, the_plan(problem, (*SESSIONS, again))) == {"module-twice"}


def test_half_a_day_lies_in_a_half_the_module_allows():
    problem = the_problem(modules=modules({"halves": (Half.AFTERNOON,)}))
    afternoons = [one if one.module == "videre" else replace(one, half=Half.AFTERNOON) for one in SESSIONS]
    assert rules_broken(problem, the_plan(problem)) == {"module-half"}
    assert rules_broken(problem, the_plan(problem, afternoons)) == set()


def test_a_whole_day_starts_in_the_morning():
    problem = the_problem(modules=modules({"length": 2, "halves": (Half.AFTERNOON,)}))
    assert rules_broken(problem, the_plan(problem)) == set()
    assert rules_broken(problem, the_plan(problem, instead(0, half=Half.AFTERNOON))) == {"module-half"}


@pytest.mark.parametrize(
    ("days", "broken"), [({"gap_min_days": 3}, {"gap"}), ({"gap_max_days": 1}, {"gap"}), ({}, set())]
)
def test_modules_lie_neither_too_close_nor_too_far_apart(days, broken):
    problem = the_problem(modules=modules(videre=days))
    assert rules_broken(problem, the_plan(problem)) == broken


def test_modules_are_held_in_their_order():
    problem = the_problem()
    swapped = [replace(one, module={"start": "videre", "videre": "start"}[one.module]) for one in SESSIONS]
    verdict = verdict_on(problem, the_plan(problem, swapped))
    assert {one.rule for one in verdict.violations} == {"gap"}
    assert verdict.violations[0].sessions == ((1, "start"), (1, "videre"))
    assert str(verdict.violations[0].what) == (
        "“Videre” of cohort 1 lies -2 days after the module before; it must be from 1 to 3."
    )


@pytest.mark.parametrize("day", [MONDAY.replace(day=4), date(2026, 9, 14)])
def test_sessions_lie_in_the_programmes_period(day):
    problem = the_problem(modules=modules(videre={"gap_max_days": 60}))
    place = 0 if day < MONDAY else 3
    assert rules_broken(problem, the_plan(problem, instead(place, date=day))) == {"horizon"}


def test_sessions_lie_on_no_closed_day():
    problem = the_problem(closed_days=(ClosedDay(TUESDAY, "personaledag"),))
    assert rules_broken(problem, the_plan(problem)) == {"closed-day"}


def test_sessions_lie_on_no_saturday():
    problem = the_problem(last_day=SATURDAY, modules=modules(videre={"gap_max_days": 7}))
    broken = rules_broken(problem, the_plan(problem, instead(3, date=SATURDAY)))
    assert broken == {"closed-day", "trainer-half-day"}


@pytest.mark.parametrize(
    "absence",
    [
        a_period(MONDAY),
        a_period(MONDAY, FRIDAY, half=Half.MORNING),
        Period(weekdays=(Weekday.MONDAY,)),
        Period(last_day=MONDAY),
    ],
)
def test_nobody_goes_who_is_absent(absence):
    problem = the_problem(absences=(Absence("anne", absence, "sick"),))
    verdict = verdict_on(problem, the_plan(problem))
    assert {one.rule for one in verdict.violations} == {"presence"}
    assert verdict.violations[0].people == ("anne",)
    assert verdict.violations[0].sessions == ((1, "start"),)
    assert str(verdict.violations[0].what) == (
        "Anne Holm is not at work on 7 September 2026 in the morning, at “Start” of cohort 1."
    )


@pytest.mark.parametrize("absence", [a_period(TUESDAY), a_period(MONDAY, FRIDAY, half=Half.AFTERNOON)])
def test_an_absence_at_another_time_is_no_matter(absence):
    problem = the_problem(absences=(Absence("anne", absence, "sick"),))
    assert rules_broken(problem, the_plan(problem)) == set()


@pytest.mark.parametrize(
    ("anne", "broken"),
    [
        ({"patterns": (Pattern(("mon-pm", "wed-am")),)}, {"presence"}),
        ({"patterns": (Pattern(("mon-am", "wed-am")),)}, set()),
        ({"patterns": ()}, {"presence"}),
        ({"patterns": (Pattern(("tue-am",)), *FULL_TIME)}, set()),
        ({"patterns": (*FULL_TIME, Pattern(("tue-am",), first_day=WEDNESDAY))}, {"presence"}),
        ({"patterns": (*FULL_TIME, Pattern(("tue-am",), first_day=THURSDAY))}, set()),
        ({"patterns": (Pattern(("mon-am",), last_day=TUESDAY), Pattern(("wed-am",), first_day=WEDNESDAY))}, set()),
        ({"employed_from": TUESDAY}, {"presence"}),
        ({"employed_to": TUESDAY}, {"presence"}),
        ({"employed_from": MONDAY, "employed_to": WEDNESDAY}, set()),
    ],
)
def test_nobody_goes_outside_the_hours_they_work(anne, broken):
    first, *others = people(4)
    problem = the_problem(people=(replace(first, **anne), *others))
    assert rules_broken(problem, the_plan(problem)) == broken


@pytest.mark.parametrize("at_counter", [True, False])
def test_nobody_goes_who_is_on_a_fixed_duty(at_counter):
    problem = the_problem(duties=(Duty("bo", a_period(WEDNESDAY), "telefonvagt", counts_as_cover=at_counter),))
    verdict = verdict_on(problem, the_plan(problem))
    assert [(one.rule, one.people, one.sessions) for one in verdict.violations] == [
        ("fixed-duty", ("bo",), ((1, "videre"),))
    ]


def test_a_movable_duty_keeps_nobody_away():
    problem = the_problem(duties=(Duty("bo", a_period(WEDNESDAY), "samtaler", movable=True, conversations=4),))
    verdict = verdict_on(problem, the_plan(problem))
    assert (verdict.approved, verdict.levels["continuity"]) == (True, 4)


def test_a_whole_day_asks_for_everybodys_afternoon_too():
    problem = the_problem(
        modules=modules({"length": 2}), absences=(Absence("dorte", a_period(TUESDAY, half=Half.AFTERNOON)),)
    )
    assert rules_broken(problem, the_plan(problem)) == {"presence"}
