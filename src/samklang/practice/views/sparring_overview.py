"""That sparring takes place, for those who lead; and who is away from the counter when."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.clock import now, today
from samklang.access.enums import Right
from samklang.access.refusals import Refusal, require
from samklang.core.words import say
from samklang.method.suppression import SMALLEST_GROUP
from samklang.practice.queries import sparring_overview as queries
from samklang.practice.rules import sparring as rules
from samklang.practice.views.sections import sections
from samklang.web.answers import page
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def sparring_overview(request: StaffRequest) -> HttpResponse:
    """Counts of teams by month, and the coming dates for whoever mans the counter."""
    if not request.user.standing.may(Right.SEE_CONVERSATIONS):
        require(Refusal(say("How much sparring takes place is seen by those who lead, and by the works council.")))
    moment = now()
    coming = [
        (one, rules.runs(request.user, one) and rules.change_sparring(request.user, one, moment) is None)
        for one in queries.coming_for(request.user, moment)
    ]
    context: dict[str, Any] = {
        "sections": sections(request, "practice:sparring-overview"), "coming": coming, "smallest": SMALLEST_GROUP,
        "overview": queries.overview_for(request.user, today()),
        "mans": request.user.standing.may(Right.SEE_STAFF) or request.user.standing.may(Right.EDIT_STAFF),
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/sparring_overview.html", context)
    return response
