"""Who sees courses under way, and who runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.delivery.models import Course, Session


def see_any_courses(by: Person) -> Refusal | None:
    """Whoever sees courses somewhere."""
    if by.standing.may(Right.SEE_COURSES):
        return None
    return Refusal(say("You do not see the courses. Your own dates stand on the page “My courses”."))


def run_course(by: Person | None, course: Course) -> Refusal | None:
    """Whoever runs courses at the jobcentre. by: None is the house itself."""
    if by is None or by.standing.may(Right.RUN_COURSES, course.programme.jobcentre_id):
        return None
    place = course.programme.jobcentre.name
    return Refusal(say("You do not run courses at {place}. Ask the programme lead.", place=place))


def lead_session(by: Person | None, session: Session) -> Refusal | None:
    """Whoever teaches the session, and whoever runs the course."""
    if by is not None and session.trainer_id == by.pk:
        return None
    return run_course(by, session.course)
