"""Who is trained and still here in two years, from what is known today. Numbers, no names."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from samklang.core.planner.forecast import Forecast, told
from samklang.core.words import Share, say
from samklang.delivery.queries.courses import courses_for
from samklang.delivery.queries.outlook import FEWEST_LEAVERS, Turnover, outlook_of
from samklang.delivery.views.courses import parts
from samklang.web.answers import page
from samklang.web.requests import StaffRequest

STEP_MONTHS = 3


@login_required
@require_safe
def forecast(request: StaffRequest, pk: int) -> HttpResponse:
    """Trained people today, turnover from the register, expiry dates, and the forecast with its interval."""
    course = get_object_or_404(courses_for(request.user), pk=pk)
    outlook = outlook_of(course, request.today)
    context = {
        "course": course,
        "tabs": parts(request, course),
        "outlook": outlook,
        "turnover": _said(outlook.turnover),
        "rows": _rows(outlook.forecast) if outlook.forecast else (),
        "told": told(outlook.forecast) if outlook.forecast else (),
    }
    response: HttpResponse = page(request, "delivery/forecast.html", context)
    return response


def _said(turnover: Turnover) -> object:
    if turnover.share is None:
        return say(
            "In the last two years fewer than {fewest} have left, or the register is too young, so nothing is reckoned "
            "from it. The forecast takes the usual share of municipal staff.",
            fewest=FEWEST_LEAVERS,
        )
    return say(
        "In the last two years {leavers} have left, over {years} years of work together: {share} a year "
        "(95 % interval {low} to {high}). Temps are not counted.",
        leavers=turnover.leavers, years=round(turnover.person_years), share=Share(turnover.share),
        low=Share(turnover.low or 0), high=Share(turnover.high or 0),
    )  # fmt: skip


def _rows(found: Forecast) -> list[tuple[int, int, int, int, Share | None]]:
    return [
        (
            one.month, round(one.trained.mean), round(one.trained.low), round(one.trained.high),
            None if one.share is None else Share(one.share),
        )
        for one in found.points if one.month % STEP_MONTHS == 0
    ]  # fmt: skip
