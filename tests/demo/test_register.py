"""The constructed jobcentres stand in the register as they were drawn, and the same for the same seed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.core.planner.problem import HALF_DAY_NAMES, Problem, document
from samklang.demo import cast
from samklang.demo.jobcentres import ringkobing_skjern, vejen
from samklang.demo.register import Register, fill
from samklang.ledger.models import Entry
from samklang.ledger.queries import verify
from samklang.people.models import CoverNeed, Employee, Engagement, External, Leave
from samklang.people.queries.planning_source import register_as_document

pytestmark = pytest.mark.django_db
TOWNS = {
    "Ringkøbing-Skjern": (ringkobing_skjern, cast.RINGKOBING_SKJERN),
    "Vejen": (vejen, cast.VEJEN),
}


def the_town(name: str, seed: int = 2027) -> tuple[Problem, Register]:
    make, town = TOWNS[name]
    problem = make(seed)
    return problem, fill(problem, town, seed)


def _week(patterns: list[dict], day: date) -> set[str]:
    """The half-days worked on a day's weekday, read from the patterns of a document."""
    held = [one for one in patterns if (one["first_day"] or "") <= day.isoformat() <= (one["last_day"] or "9999-12-31")]
    names = {name for name in HALF_DAY_NAMES if name.startswith(day.strftime("%a").lower())}
    return names & set(held[-1]["half_days"]) if held else set()


def test_what_the_register_says_for_a_plan_is_what_the_problem_says():
    problem, register = the_town("Ringkøbing-Skjern")
    drawn = document(problem)
    said = register_as_document(None, register.jobcentre, problem.first_day, problem.last_day)
    theirs = {one["id"]: one for one in said["people"]}
    assert set(theirs) == {one["id"] for one in drawn["people"]}
    for person in drawn["people"]:
        found = theirs[person["id"]]
        assert [found[name] for name in ("name", "role", "site", "is_temp", "stands_in_for")] == [
            person[name] for name in ("name", "role", "site", "is_temp", "stands_in_for")
        ]
        first_day = max(problem.first_day, date.fromisoformat(person["employed_from"] or "1900-01-01"))
        for days in range(0, (problem.last_day - first_day).days, 9):
            day = first_day + timedelta(days=days)
            assert _week(found["patterns"], day) == _week(person["patterns"], day)
    assert {(one["name"], one["minimum"], one["skill"]) for one in said["groups"]} == {
        (one["name"], one["minimum"], one["skill"]) for one in drawn["groups"]
    }


def test_vejen_has_everybody_their_leave_and_one_person_in_each_role():
    problem, register = the_town("Vejen")
    assert Employee.objects.count() == len(problem.people) == 100
    whole_days = [one for one in problem.absences if not one.period.half]
    assert Leave.objects.count() == len(whole_days)
    assert CoverNeed.objects.count() == len(problem.groups) + sum(len(group.exceptions) for group in problem.groups)
    assert set(register.cast) == set(Role)
    assert all(person.email and person.email.endswith(".example") for person in register.cast.values())


def test_whoever_is_partly_away_works_fewer_half_days_meanwhile():
    problem, register = the_town("Vejen")
    (partly,) = {one.person: one.period for one in problem.absences if one.period.half}.items()
    employee, period = register.employees[partly[0]], partly[1]
    before, during, after = (
        Engagement.objects.filter(employee=employee).on(day).get()
        for day in (
            period.first_day - timedelta(days=1),
            period.first_day,
            period.last_day + timedelta(days=1),
        )
    )
    assert {name[4:] for name in during.week()} == {"am"}
    assert before.half_days == after.half_days != during.half_days


def test_nobody_of_the_demo_can_sign_in_before_passwords_are_given():
    the_town("Ringkøbing-Skjern")
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_the_same_seed_gives_the_same_register_and_every_write_stands_in_the_ledger():
    def as_told() -> list[tuple]:
        rows = Engagement.objects.order_by("employee__number", "first_day")
        return list(
            rows.values_list("employee__number", "employee__person__email", "team__name", "first_day", "half_days")
        )

    the_town("Ringkøbing-Skjern")
    first = as_told()
    assert verify().whole
    assert Entry.objects.filter(deed="employee-added").count() == Employee.objects.count()
    External.objects.all().delete()
    Engagement.objects.all().delete()
    Leave.objects.all().delete()
    Employee.objects.all().delete()
    Person.objects.all().delete()
    make, town = TOWNS["Ringkøbing-Skjern"]
    fill(make(2027), replace(town, name="En anden by"), 2027)
    assert as_told() == first
