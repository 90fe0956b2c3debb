"""The page one meets first."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.delivery.queries.courses import own_dates
from samklang.desk.queries.needs import needs_of
from samklang.handbook.progress import tour_to_offer
from samklang.people.queries import engagement_on
from samklang.web.requests import StaffRequest

AHEAD = timedelta(days=120)
"""How far ahead one's own course dates are shown."""


@require_safe
def start(request: StaffRequest) -> HttpResponse:
    """What waits for whoever is signed in; where there is nobody who could be, how Samklang is set up."""
    if not request.user.is_authenticated and not Person.objects.exists():
        return redirect("setup:setup")
    return _own_start(request)


@login_required
def _own_start(request: StaffRequest) -> HttpResponse:
    """What needs the person today, their own course dates, and where they work."""
    employee = getattr(request.user, "employee", None)
    context = {
        "needs": needs_of(request.user, request.today),
        "dates": own_dates(request.user, request.today, request.today + AHEAD),
        "employee": employee,
        "engagement": engagement_on(employee, request.today) if employee else None,
        "standing": request.user.standing,
        "offered_tour": tour_to_offer(request),
        "imports": request.user.standing.may(Right.IMPORT_STAFF),
    }
    return render(request, "desk/start.html", context)
