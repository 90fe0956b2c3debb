"""What stands around the pages of learning in use: the course's tabs, or the way back for whoever only teaches."""

from typing import Any

from django.urls import reverse

from samklang.access.enums import Right
from samklang.core.words import Value, say
from samklang.delivery.models import Course
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.courses import above, parts
from samklang.delivery.views.tasks import above as above_own
from samklang.web.requests import StaffRequest

PARTS: tuple[tuple[Value, str], ...] = (
    (say("Effort"), "delivery:effort"),
    (say("Knowledge"), "delivery:course-knowledge"),
    (say("Evaluations"), "delivery:evaluations"),
    (say("Material"), "delivery:materials"),
    (say("Follow-ups"), "delivery:touches"),
)
"""The pages of how a course's learning goes: label and address."""


def around_course(request: StaffRequest, course: Course) -> dict[str, Any]:
    """course, tabs, the pages above, and whether the person sees it, answers for all of it, runs it, teaches in it."""
    sees = courses_for(request.user).filter(pk=course.pk).exists()
    whole = request.user.standing.may(Right.SEE_COURSES, course.programme.jobcentre_id)
    taught = course.sessions.filter(trainer=request.user).exists()
    return {
        "course": course,
        "sees": sees,
        "whole": whole,
        "runs": course_rules.run_course(request.user, course) is None,
        "teaches": taught,
        "tabs": _with_learning(request, parts(request, course), course) if sees else [],
        "learning_tabs": _pages(request, course) if whole or taught else [],
        "above": above(course) if sees else above_own(),
    }


def _pages(request: StaffRequest, course: Course) -> list[dict[str, Any]]:
    pages = [(label, reverse(name, args=[course.pk])) for label, name in PARTS]
    return [{"label": label, "url": url, "current": request.path.startswith(url)} for label, url in pages]


def _with_learning(request: StaffRequest, tabs: list[dict[str, Any]], course: Course) -> list[dict[str, Any]]:
    """The course's tabs; that of learning stands for all of its pages."""
    first = reverse(PARTS[0][1], args=[course.pk])
    within = any(one["current"] for one in _pages(request, course))
    return [{**one, "current": within} if one["url"] == first else one for one in tabs]
