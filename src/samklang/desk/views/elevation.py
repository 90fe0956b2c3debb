"""An administrator opens records for a time, ends it, and others see who did."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access import commands, rules
from samklang.access.enums import Right
from samklang.access.models import Place
from samklang.access.queries import places_for
from samklang.access.queries.elevation import elevations_for
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import render, say
from samklang.desk.forms.elevation import ElevationForm
from samklang.desk.views.shown import shown
from samklang.web.answers import asked_for, go, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ROWS = 25


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def elevation(request: StaffRequest) -> HttpResponse:
    """Open the records of a place; and who has done so, where, why and for how long."""
    require(rules.see_elevations(request.user))
    form = None
    if request.user.standing.may(Right.ELEVATE):
        places = places_for(request.user, Right.ELEVATE).select_related("parent")
        form = ElevationForm(request.POST or None, places=places)
        if request.method == "POST" and form.is_valid() and _opened(request, form):
            return redirect("elevation")
    elif request.method == "POST":
        require(rules.elevate(request.user, Place(pk=0), "", 0))
    found = Paginator(elevations_for(request.user), _ROWS).get_page(request.GET.get("page"))
    return shown(request, "desk/elevation.html", {"found": found, "now": timezone.now(), "form": form}, form=form)


def _opened(request: StaffRequest, form: ElevationForm) -> bool:
    try:
        opened = commands.elevate(by=request.user, **form.cleaned_data)
    except NotAllowed as refused:
        form.add_error(None, render(refused.refusal.reason, current_language()))
        return False
    tell(
        request,
        say("The records of {place} are open to you. What you read stands in the ledger.", place=opened.place.name),
    )
    return True


@login_required
@require_POST
def elevation_ending(request: StaffRequest, pk: int) -> HttpResponse:
    """End one's own before its time."""
    running = get_object_or_404(request.user.elevations, pk=pk)
    commands.end_elevation(by=request.user, elevation=running)
    tell(request, say("The records are closed to you again."))
    return go(asked_for(request, default="/"))
