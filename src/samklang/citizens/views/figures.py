"""What citizens answered: by quarter for a jobcentre, and by team for those who see teams. Nobody's name."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.enums import Purpose, Right
from samklang.access.models import Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.citizens.enums import DoorKind
from samklang.citizens.forms.feedback import CitizenFiguresFilter
from samklang.citizens.queries.figures import (
    NO_TEAM,
    Counted,
    Told,
    counted,
    jobcentres_seen,
    quarters_over,
    teams_seen,
)
from samklang.citizens.rules.feedback import see_figures
from samklang.citizens.views.sections import sections
from samklang.citizens.views.trend_parts import trends
from samklang.core.words import Value, render, say
from samklang.method.enums import Span
from samklang.method.periods import Period, around, following
from samklang.method.shares import Estimate, Lack
from samklang.method.suppression import SMALLEST_GROUP
from samklang.method.views.figure_parts import SHARES, as_file, drawn, number_said, share_bounds_said, share_said
from samklang.web.answers import number_in, page
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEADINGS: list[Value] = [say("Share"), say("95 % interval"), say("Answers")]
_NOBODY = say("No team")
_KINDS: dict[DoorKind, Value] = {DoorKind.LINK: say("By link"), DoorKind.POSTER: say("By code on the wall")}


class _Wanted(NamedTuple):
    """What one sees. teams: in the order of their names, never by the figure."""

    places: Sequence[Place]
    place: Place
    refusal: Refusal | None
    quarters: Sequence[Period]
    quarter: Period
    teams: Sequence[tuple[Value, int]]
    figures: Sequence[Counted]


def _wanted(request: StaffRequest) -> _Wanted:
    """Raises NotAllowed, and Http404 for a jobcentre that one does not see."""
    by, day = request.user, today()
    require(see_figures(by))
    places = list(jobcentres_seen(by))
    asked = request.GET.get("place", "")
    place = next((one for one in places if not asked or one.pk == number_in(asked)), None)
    if place is None:
        raise Http404
    refusal, quarters = refusal_to_measure(place, Purpose.CITIZEN_FEEDBACK, day), quarters_over(day)
    quarter = next((one for one in quarters if one.key == request.GET.get("quarter")), quarters[-1])
    teams: list[tuple[Value, int]] = [(one.name, one.pk) for one in teams_seen(by, place)]
    if by.standing.may(Right.SEE_CONVERSATIONS, place.pk):
        teams.append((_NOBODY, NO_TEAM))
    return _Wanted(places, place, refusal, quarters, quarter, teams, [] if refusal else counted(place, day))


@login_required
@require_safe
def figures(request: StaffRequest) -> HttpResponse:
    """Each figure with its course, the teams beside each other in one quarter, and what else is told of groups."""
    wanted, day = _wanted(request), today()
    running = around(day, Span.QUARTER)
    context: dict[str, Any] = {
        "sections": sections(request, "citizens:figures"), "place_seen": wanted.place, "refusal": wanted.refusal,
        "filter_form": CitizenFiguresFilter(
            places=wanted.places, place=wanted.place, quarters=wanted.quarters[::-1], quarter=wanted.quarter
        ),
        "quarter": wanted.quarter.words(current_language()), "shown": [_shown(wanted, one) for one in wanted.figures],
        "least": SMALLEST_GROUP, "headings": _HEADINGS,
        "trends": trends(request, _place_of_trends(request, wanted.place), day),
        "xlsx_url": _url(wanted, "xlsx"), "csv_url": _url(wanted, "csv"),
        "next_quarter": running.words(current_language()), "next_day": following(running).first_day,
    }  # fmt: skip
    response: HttpResponse = page(request, "citizens/figures.html", context)
    return response


def _place_of_trends(request: StaffRequest, place: Place) -> Place:
    """The jobcentre; for a leader who sees one team apart, that team."""
    whole = request.user.standing.may(Right.SEE_CONVERSATIONS, place.pk)
    return place if whole else teams_seen(request.user, place).first() or place


@login_required
@require_safe
def figures_file(request: StaffRequest, ending: str) -> HttpResponse:
    """Every figure, group and quarter that one sees, as XLSX or CSV; one figure where one is asked for."""
    wanted, language = _wanted(request), current_language()
    require(wanted.refusal)
    only = request.GET.get("metric", "")
    rows = [row for one in wanted.figures if only in {"", one.metric.key} for row in _file_rows(wanted, one)]
    headings: list[Value] = [
        say("Key figure"), say("Whose answers"), say("Quarter"), say("Share"), say("Interval from"), say("Interval to"),
        say("Reached"), say("Answers"),
    ]  # fmt: skip
    return as_file(ending, say("What citizens answer"), headings, rows, language)


def _url(wanted: _Wanted, ending: str, **more: str) -> str:
    query = urlencode({"place": wanted.place.pk, **more})
    return f"{reverse('citizens:figures-file', args=[ending])}?{query}"


def _shown(wanted: _Wanted, figure: Counted) -> dict[str, Any]:
    language = current_language()
    course = [(period, found.whole) for period, found in figure.quarters.items()]
    here = figure.quarters[wanted.quarter]
    picture = Figure(
        say("{figure}: {place}", figure=render(figure.metric.label, language), place=wanted.place.name),
        drawn([(one.short(language), told.estimate) for one, told in course], SHARES, language),
        say("For each quarter a dot at the share, and a line from the low to the high end of its 95 % interval."),
        [say("Quarter"), *_HEADINGS], [[one.words(language), *_cells(told)] for one, told in course],
        _url(wanted, "csv", metric=figure.metric.key), figure.metric.source, metric=figure.metric.key,
    )  # fmt: skip
    return {
        "metric": figure.metric, "figure": picture, "reach": here.whole.reach, "n": number_said(here.whole.estimate),
        "share": share_said(here.whole.estimate), "bounds": share_bounds_said(here.whole.estimate),
        "lack": here.whole.estimate.value if isinstance(here.whole.estimate, Lack) else "",
        "has_some": any(isinstance(told.estimate, Estimate) for _, told in course),
        "rows": [(name, _cells(told)) for name, told in _groups(wanted, figure, wanted.quarter)],
    }  # fmt: skip


def _groups(wanted: _Wanted, figure: Counted, quarter: Period) -> Iterator[tuple[Value, Told]]:
    """Teams that have been answered about, then links and codes where both can be shown."""
    found = figure.quarters[quarter]
    yield from ((name, found.teams[number]) for name, number in wanted.teams if number in found.teams)
    yield from ((name, found.kinds[kind]) for kind, name in _KINDS.items() if kind in found.kinds)


def _cells(told: Told) -> list[Value]:
    return [share_said(told.estimate), share_bounds_said(told.estimate), number_said(told.estimate)]


def _file_rows(wanted: _Wanted, figure: Counted) -> Iterator[list[Value]]:
    for quarter, found in figure.quarters.items():
        for name, told in [(wanted.place.name, found.whole), *_groups(wanted, figure, quarter)]:
            yield [figure.metric.label, name, quarter.words(current_language()), *_file_cells(told)]


def _file_cells(told: Told) -> list[Value]:
    found = told.estimate
    if isinstance(found, Lack) or told.reach is None:
        return [share_said(found), "", "", "", ""]
    return [*(Decimal(f"{one:.3f}") for one in (found.value, found.low, found.high)), told.reach, found.n]
