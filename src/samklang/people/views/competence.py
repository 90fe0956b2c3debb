"""What the coming months take from the teams."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samklang.access.refusals import require
from samklang.core.words import say_n
from samklang.people import rules
from samklang.people.queries.competence import MONTHS
from samklang.people.queries.competence import competence_at_risk as at_risk
from samklang.web.answers import number_in
from samklang.web.requests import StaffRequest

A_MONTH = timedelta(days=365) / 12


@login_required
@require_safe
def competence_at_risk(request: StaffRequest) -> HttpResponse:
    """Who leaves or goes on long leave, team by team, and what the team then has left."""
    require(rules.see_staff(request.user))
    asked = number_in(request.GET.get("months", ""))
    months = asked if asked in MONTHS else MONTHS[0]
    until = request.as_of + A_MONTH * months
    context = {
        "found": at_risk(request.user, request.as_of, until),
        "until": until,
        "tabs": [_tab(request, count, current=count == months) for count in MONTHS],
    }
    return render(request, "people/competence.html", context)


def _tab(request: StaffRequest, count: int, *, current: bool) -> dict[str, object]:
    query = request.GET.copy()
    query["months"] = str(count)
    label = say_n("{count} month", "{count} months", count)
    return {"label": label, "url": f"?{query.urlencode()}", "current": current}
