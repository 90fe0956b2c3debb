"""The search box: people, teams and programmes by a few letters."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samklang.desk.queries.finds import finds_for
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def search(request: StaffRequest) -> HttpResponse:
    """What the person may see that holds every word, by area."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    groups = finds_for(request.user, text, request.today)
    return render(request, "desk/search.html", {"text": text, "groups": groups, "found": any(g.finds for g in groups)})
