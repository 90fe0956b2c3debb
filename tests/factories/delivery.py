"""A course under way: the small plan published at a jobcentre that knows everybody in it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.factories.people import a_jobcentre, a_team, an_employee
from tests.factories.problems import MONDAY, a_grant
from tests.factories.programmes import a_programme, a_variant
from tests.factories.small_plan import SESSIONS, the_plan, the_problem

from samklang.access.clock import today
from samklang.access.models import Person, Place
from samklang.core.planner.problem import Funding, Problem
from samklang.delivery.models import Course, Session
from samklang.people.commands import add_external
from samklang.people.enums import ExternalKind
from samklang.people.models import Employee
from samklang.planning.commands.publication import publish

NOW = datetime(2026, 8, 3, 9, tzinfo=UTC)
"""Well before the first session of the small plan, on a working day."""
NAMES = {"anne": "Anne Holm", "bo": "Bo Kjær", "camilla": "Camilla Ravn", "dorte": "Dorte Øst"}


def the_course(
    jobcentre: Place | None = None,
    *,
    monday: date = MONDAY,
    team: Place | None = None,
    trainer: bool = True,
    now: datetime | None = None,
    **changes: Any,
) -> Course:
    """Cohort 1 (Anne, Bo) on Monday and Wednesday, cohort 2 (Camilla, Dorte) on Tuesday and Thursday, with Tove.

    monday:  when it begins; pages that ask what time it is need one that lies ahead.
    trainer: whether Tove is known here, with an address and a course of her own to see.
    changes: to the problem.
    """
    jobcentre = jobcentre or a_jobcentre()
    team = team or a_team(jobcentre)
    known = set(Employee.objects.filter(jobcentre=jobcentre).values_list("number", flat=True))
    for number in NAMES.keys() - known:
        an_employee(team, name=NAMES[number], number=number, email=f"{number}.{jobcentre.pk}@example.org")
    if trainer:
        add_external(
            by=None, jobcentre=jobcentre, name="Tove", email=f"tove.{jobcentre.pk}@example.org",
            kind=ExternalKind.TRAINER, organisation="Tove Rådgivning", first_day=monday - timedelta(days=90),
            last_day=None,
        )  # fmt: skip
    problem = at(monday, the_problem(**changes))
    later = monday - MONDAY
    sessions = [replace(one, date=one.date + later) for one in SESSIONS]
    variant = a_variant(a_programme(problem, jobcentre=jobcentre), the_plan(problem, sessions))
    assert variant.approved, variant.violations
    publish(by=None, variant=variant, now=now or NOW + later)
    return Course.objects.select_related("programme__jobcentre").get(programme=variant.programme)


def at(monday: date, problem: Problem) -> Problem:
    """The small problem in another week, with a grant that covers it."""
    first, last = monday, monday + timedelta(days=4)
    grant = a_grant(share_percent=50, first_day=first - timedelta(days=30), last_day=last + timedelta(days=90))
    return replace(problem, first_day=first, last_day=last, funding=Funding(own_budget_ore=3_000_000, grants=(grant,)))


def person_called(course: Course, number: str) -> Person:
    """Somebody in the course by their number: "anne"."""
    return Person.objects.get(employee__number=number, employee__jobcentre=course.programme.jobcentre)


def session_of(course: Course, cohort: int, module: str = "start") -> Session:
    """One session of the course."""
    return Session.objects.select_related("course__programme__jobcentre").get(course=course, cohort=cohort, slot=module)


def the_coming_monday(weeks: int = 3) -> date:
    """A Monday some weeks ahead of the real day."""
    day = today()
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
