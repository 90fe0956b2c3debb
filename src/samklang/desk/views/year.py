"""The year ahead, month by month."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.desk.queries.year import year_of
from samklang.web.answers import page
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def year(request: StaffRequest) -> HttpResponse:
    """Every deadline the person has a part in, for twelve months."""
    months = year_of(request.user, today())
    due = [bool(one.deadlines) for one in months]
    return page(request, "desk/year.html", {"months": months, "any": any(due), "quiet": not all(due)})
