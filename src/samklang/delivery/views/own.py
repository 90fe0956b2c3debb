"""One's own courses: when and where, and what waits for an answer."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samklang.access import clock
from samklang.delivery.queries.courses import own_participations, own_teaching
from samklang.delivery.queries.own_seats import seats_context
from samklang.delivery.views.attendance_parts import own_attendance
from samklang.delivery.views.tasks import waiting
from samklang.web.answers import page
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def own_courses(request: StaffRequest) -> HttpResponse:
    """One's own dates, to take part in or to teach; nobody else's."""
    now = clock.now()
    going, teaching = own_participations(request.user), own_teaching(request.user)
    context = {
        "coming": going.filter(session__ends__gte=now),
        "past": going.filter(session__ends__lt=now).order_by("-session__begins", "pk"),
        "teaching": teaching.filter(ends__gte=now),
        "taught": teaching.filter(ends__lt=now).order_by("-begins", "pk"),
    }
    context |= own_attendance(request.user, now)
    context |= seats_context(request.user, now)
    context |= waiting(request)
    response: HttpResponse = page(request, "delivery/own_courses.html", context)
    return response
