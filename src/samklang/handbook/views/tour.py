"""The guided tour: offered, gone from stop to stop, left, and begun again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.commands.tour import end_tour
from samklang.access.enums import Role
from samklang.access.words import said
from samklang.core.words import say
from samklang.handbook.progress import go_to_stop, leave_tour, tour_under_way
from samklang.handbook.tours import TOURS, tours_for
from samklang.web.answers import asked_for, go, number_in, tell
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tour(request: StaffRequest) -> HttpResponse:
    """The tours of the person's roles; sent with one of them, its first stop."""
    offered = tours_for(request.user.standing.roles)
    chosen = next((role for role in offered if role == request.POST.get("role")), None)
    if request.method == "POST" and chosen:
        return _at(request, chosen, 0)
    shown = [(role, said(role), TOURS[role]) for role in offered]
    status = 422 if request.method == "POST" else 200
    context = {"tours": shown, "under_way": tour_under_way(request), "not_chosen": status == 422}
    return render(request, "handbook/tour.html", context, status=status)


@login_required
@require_POST
def stops(request: StaffRequest) -> HttpResponse:
    """Go to the stop with the number sent, from 0; where none is, the tour is over."""
    under_way = tour_under_way(request)
    if under_way is None:
        return redirect("handbook:tour")
    at = number_in(request.POST.get("at", ""))
    if at is not None and at < len(under_way.stops):
        return _at(request, under_way.role, at)
    return _ended(request, finished=True)


@login_required
@require_POST
def ending(request: StaffRequest) -> HttpResponse:
    """Leave the tour, or say no to it; it is not offered again."""
    return _ended(request, finished=False)


def _at(request: StaffRequest, role: Role, at: int) -> HttpResponse:
    return redirect(go_to_stop(request, role, at).stop.route)


def _ended(request: StaffRequest, *, finished: bool) -> HttpResponse:
    leave_tour(request)
    end_tour(person=request.user, at=timezone.now(), finished=finished)
    if finished:
        tell(request, say("That was the tour. You can begin it again from the handbook at any time."))
    else:
        tell(request, say("You have left the tour. You can begin it again from the handbook at any time."))
    return go(asked_for(request, default="/"))
