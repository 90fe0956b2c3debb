"""Who is away when."""

from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from samklang.access.enums import Right
from samklang.access.queries import teams_for
from samklang.access.refusals import require
from samklang.people import rules
from samklang.people.forms.leave_calendar import LeaveCalendarForm
from samklang.people.queries import leave_calendar as calendar
from samklang.people.queries.teams import open_on
from samklang.web.answers import number_in
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def leave_calendar(request: StaffRequest) -> HttpResponse:
    """One team's month by day or three months by week, from the day shown."""
    require(rules.see_cover(request.user))
    seen = teams_for(request.user, Right.SEE_COVER)
    asked = request.GET.get("team", "")
    if asked:
        get_object_or_404(seen, pk=number_in(asked))
    teams = list(seen.filter(open_on(request.as_of)))
    if not teams:
        return render(request, "people/leave_calendar.html", {})
    form = LeaveCalendarForm(request.GET or None, teams=teams)
    team, by_week = form.chosen()
    window = calendar.quarter_of(request.as_of) if by_week else calendar.month_of(request.as_of)
    found = calendar.leave_calendar(request.user, team, *window, by_week=by_week, language=current_language())
    context = {
        "filter_form": form,
        "team": team,
        "by_week": by_week,
        "first_day": window[0],
        "last_day": window[1],
        "calendar": found,
        "earlier": _link(request, window[0] - timedelta(days=1)),
        "later": _link(request, window[1] + timedelta(days=1)),
        "may_edit": request.user.standing.may(Right.EDIT_STAFF, team.pk),
        "sees_staff": request.user.standing.may(Right.SEE_STAFF, team.pk),
    }
    return render(request, "people/leave_calendar.html", context)


def _link(request: StaffRequest, day: date) -> str:
    query = request.GET.copy()
    query["as_of"] = day.isoformat()
    return f"?{query.urlencode()}"
