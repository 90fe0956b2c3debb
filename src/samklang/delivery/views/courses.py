"""The list of courses, a course's own page, and a session's."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from samklang.access import clock
from samklang.access.enums import Right
from samklang.access.refusals import require
from samklang.core.words import Value, say
from samklang.delivery.models import Course, Session
from samklang.delivery.queries.courses import courses_for, listed, sessions_for
from samklang.delivery.queries.export import course_sheets
from samklang.delivery.queries.overview import overview, sessions_by_cohort
from samklang.delivery.rules import course as course_rules
from samklang.delivery.views.attendance_parts import attendance_of
from samklang.ledger.commands import record_reading
from samklang.web.answers import file_to_fetch, page
from samklang.web.downloads import xlsx
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

PER_PAGE = 25


@login_required
@require_safe
def courses(request: StaffRequest) -> HttpResponse:
    """Every course one sees, newest first."""
    require(course_rules.see_any_courses(request.user))
    text = str(request.GET.get("q", "")).strip()
    found = courses_for(request.user)
    context = {
        "any": found.exists(),
        "text": text,
        "page": Paginator(listed(found.filter(programme__title__icontains=text)), PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    response: HttpResponse = page(request, "delivery/courses.html", context)
    return response


def above_all() -> list[tuple[Value, str]]:
    """The way back to the list."""
    return [(say("Courses"), reverse("delivery:courses"))]


def above(course: Course) -> list[tuple[Value, str]]:
    """The way back to a course's page."""
    return [*above_all(), (course.programme.title, course.get_absolute_url())]


def parts(request: StaffRequest, course: Course) -> list[dict[str, Any]]:
    """The pages of a course, for its tabs."""
    runs = course_rules.run_course(request.user, course) is None
    whole = request.user.standing.may(Right.SEE_COURSES, course.programme.jobcentre_id)
    named: list[tuple[Value, str, bool]] = [
        (say("Overview"), "delivery:course", True),
        (say("Who sits where"), "delivery:seats", request.user.standing.may(Right.APPROVE_SEATS)),
        (say("Learning"), "delivery:effort", whole),
        (say("Certificates"), "delivery:certificates", False),
        (say("Forecast"), "delivery:forecast", True),
        (say("Mail"), "delivery:outbox", False),
        (say("Settings"), "delivery:settings", False),
    ]
    found = []
    for label, name, shown in named:
        url = reverse(name, args=[course.pk])
        if shown or runs:
            found.append({"label": label, "url": url, "current": request.path == url})
    return found


@login_required
@require_safe
def course(request: StaffRequest, pk: int) -> HttpResponse:
    """How the course goes: for who answers for it all of it at a glance, for team leaders their own people's seats."""
    found = get_object_or_404(courses_for(request.user), pk=pk)
    answers = request.user.standing.may(Right.SEE_COURSES, found.programme.jobcentre_id)
    context = {
        "course": found,
        "tabs": parts(request, found),
        "overview": overview(found, clock.now()) if answers else None,
        "cohorts": sessions_by_cohort(sessions_for(request.user).filter(course=found), clock.now()),
        "runs": course_rules.run_course(request.user, found) is None,
    }
    response: HttpResponse = page(request, "delivery/course.html", context)
    return response


@login_required
@require_safe
def course_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The course as a workbook, with the people one sees."""
    found = get_object_or_404(courses_for(request.user), pk=pk)
    place = found.programme.jobcentre
    record_reading("course-fetched", by=request.user, subject=found, about=None, place=place)
    sheets = course_sheets(request.user, found, clock.now(), current_language())
    return file_to_fetch(xlsx(sheets), f"{slugify(found.programme.title) or 'course'}.xlsx")


@login_required
@require_safe
def session(request: StaffRequest, pk: int) -> HttpResponse:
    """One session: when, where, and for who leads it, who takes part."""
    found: Session = get_object_or_404(sessions_for(request.user), pk=pk)
    leads = course_rules.lead_session(request.user, found) is None
    context = {"session": found, "leads": leads, **attendance_of(request.user, found, clock.now())}
    response: HttpResponse = page(request, "delivery/session.html", context)
    return response
