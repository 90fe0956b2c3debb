"""Courses in which seats are asked for, offered and changed."""

from typing import Any

from tests.factories.delivery import person_called, the_course
from tests.factories.people import a_jobcentre, a_team, an_employee
from tests.factories.problems import a_group, people

from samklang.access.models import Person, Place
from samklang.core.planner import plan as plans
from samklang.core.planner.check import check
from samklang.core.planner.problem import Cohorts
from samklang.delivery.enums import SeatState
from samklang.delivery.models import Course
from samklang.planning.queries import holding

TWO_TO_THREE = Cohorts(minimum=1, maximum=2, size_minimum=1, size_maximum=3)
"""Cohorts of up to three: one seat is free in each."""
TWO_ONLY = Cohorts(minimum=1, maximum=2, size_minimum=2, size_maximum=2)
"""Cohorts of two, no more and no fewer: nobody can go without somebody else coming."""


def a_course_with_more(team: Place | None = None, **changes: Any) -> Course:
    """The small course with Erik and Freja in its plan too, who have no seat; one seat is free in each cohort."""
    team = team or a_team(a_jobcentre())
    for number, name in (("erik", "Erik Ås"), ("freja", "Freja Lund")):
        an_employee(team, number=number, name=name, email=f"{number}.{team.pk}@example.org")
    given = {"people": people(6), "cohorts": TWO_TO_THREE, "groups": (a_group(minimum=2),), **changes}
    return the_course(team.parent, team=team, **given)


def team_of(course: Course) -> Place:
    """The team in which everybody of the small course works."""
    return person_called(course, "anne").employee.engagements.get().team


def cohorts_of(course: Course) -> dict[str, int]:
    """Who sits where, by the number they have in the register."""
    seats = course.seats.filter(state=SeatState.HELD).select_related("person__employee")
    return {one.person.employee.number: one.cohort for one in seats}


def named(course: Course, *numbers: str) -> list[Person]:
    """Several people of the course."""
    return [person_called(course, number) for number in numbers]


def plan_is_approved(course: Course) -> bool:
    """What the checker says of the plan that holds, asked anew; and whether seats are as it has them."""
    variant = holding(course.programme).variant
    plan = plans.from_document(variant.document)
    same = {one.person: one.cohort for one in plan.seats} == cohorts_of(course)
    return same and check(variant.version.document, variant.document).approved


def with_approval(course: Course) -> Course:
    """The same course, in which managers approve seats."""
    Course.objects.filter(pk=course.pk).update(needs_approval=True)
    course.refresh_from_db()
    return course
