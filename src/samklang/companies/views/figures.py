"""The figures of the company door: by period, and by team for whoever runs the entrance. Nobody's name."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import now, today
from samklang.access.models import Place
from samklang.access.refusals import require
from samklang.companies import metrics
from samklang.companies.forms.figures import AskedFigures, FiguresFilter
from samklang.companies.queries.answer_hours import median_hours
from samklang.companies.queries.companies import entrance_of
from samklang.companies.queries.figures import Counted, Told, counted, teams_of
from samklang.companies.rules.company import run_companies, see_companies
from samklang.companies.views.sections import sections
from samklang.core.words import Value, render, say
from samklang.method.periods import Period
from samklang.method.shares import Estimate, Lack
from samklang.method.suppression import SMALLEST_GROUP
from samklang.method.views.figure_parts import (
    SHARES,
    as_file,
    drawn,
    number_said,
    share_bounds_said,
    share_said,
)
from samklang.web.answers import page
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_NOBODY = say("No team")


class _Wanted(NamedTuple):
    """What one sees: the figures, the form that chose them, and the teams where one sees those."""

    asked: AskedFigures
    form: FiguresFilter
    teams: Sequence[Place]
    figures: Sequence[Counted]


def _wanted(request: StaffRequest) -> _Wanted:
    """Raises NotAllowed."""
    by = request.user
    require(see_companies(by))
    teams = teams_of(by.municipality) if run_companies(by, by.municipality_id) is None else []
    form = FiguresFilter(request.GET, today=today(), teams=teams)
    asked = form.asked()
    return _Wanted(asked, form, teams, counted(by.municipality, asked.periods, now()))


@login_required
@require_safe
def figures(request: StaffRequest) -> HttpResponse:
    """Each figure with its course, and the teams beside each other in the last period."""
    wanted = _wanted(request)
    context = {
        "sections": sections(request, "companies:figures"), "filter_form": wanted.form,
        "shown": [_shown(request, wanted, one) for one in wanted.figures], "least": SMALLEST_GROUP,
        "place": wanted.asked.team or request.user.municipality, "period": _last(wanted.asked),
        "hours": _hours(request, wanted), "print_url": _url(request, "companies:figures-print"),
        "csv_url": _url(request, "companies:figures-file", "csv"), "sees_teams": bool(wanted.teams),
        "xlsx_url": _url(request, "companies:figures-file", "xlsx"),
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/figures.html", context)
    return response


@login_required
@require_safe
def figures_print(request: StaffRequest) -> HttpResponse:
    """The same as tables with everything unfolded, for paper."""
    wanted = _wanted(request)
    context = {
        "shown": [_shown(request, wanted, one) for one in wanted.figures], "least": SMALLEST_GROUP,
        "place": wanted.asked.team or request.user.municipality, "period": _last(wanted.asked), "day": today(),
        "hours": _hours(request, wanted), "sees_teams": bool(wanted.teams),
        "back": _url(request, "companies:figures"),
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/figures_print.html", context)
    return response


@login_required
@require_safe
def figures_file(request: StaffRequest, ending: str) -> HttpResponse:
    """Every figure, place and period that one sees, as XLSX or CSV; one figure where one is asked for."""
    wanted, language = _wanted(request), current_language()
    only = request.GET.get("metric", "")
    rows = [row for one in wanted.figures if only in {"", one.metric.key} for row in _file_rows(request, wanted, one)]
    headings: list[Value] = [
        say("Key figure"), say("Where"), say("Period"), say("From"), say("To"), say("Share"), say("Interval from"),
        say("Interval to"), say("Reached"), say("Of"), say("Counted apart"), say("Apart is"),
    ]  # fmt: skip
    return as_file(ending, say("Company figures"), headings, rows, language)


def _url(request: StaffRequest, name: str, *given: str, **more: str) -> str:
    """The same question at another address."""
    kept = {key: value for key, value in request.GET.items() if key in FiguresFilter.base_fields and value}
    query = urlencode({**kept, **more})
    return reverse(name, args=given) + (f"?{query}" if query else "")


def _last(asked: AskedFigures) -> Value:
    """The newest period shown, in words."""
    return _named(asked.periods[-1])


def _named(period: Period) -> Value:
    words = period.words(current_language())
    return say("{period} so far", period=words) if period.last_day >= today() else words


def _hours(request: StaffRequest, wanted: _Wanted) -> Value:
    """The median time to an answer in the last period, where the share beside it is shown."""
    kept = next(one for one in wanted.figures if one.metric.key == metrics.ANSWER_KEPT)
    entrance, period = entrance_of(request.user.municipality_id), wanted.asked.periods[-1]
    if entrance is None or isinstance(_told(kept, period, wanted.asked.team).estimate, Lack):
        return ""
    found = median_hours(entrance, period, wanted.asked.team)
    return "" if found is None else Decimal(f"{found:.1f}")


def _told(figure: Counted, period: Period, team: Place | None) -> Told:
    if team is None:
        return figure.whole[period]
    return figure.teams.get((period, team.pk), Told(Lack.NOTHING, None))


def _shown(request: StaffRequest, wanted: _Wanted, figure: Counted) -> dict[str, Any]:
    """One figure as the page takes it."""
    language, periods, team = current_language(), wanted.asked.periods, wanted.asked.team
    course = [(one, _told(figure, one, team)) for one in periods]
    newest = course[-1][1]
    headings: list[Value] = [say("Period"), say("Share"), say("95 % interval"), say("Reached"), say("Of")]
    if figure.metric.apart:
        headings.append(figure.metric.apart)
    picture = Figure(
        say("{figure}: {place}", figure=render(figure.metric.label, language),
            place=(team or request.user.municipality).name),
        drawn([(one.short(language), told.estimate) for one, told in course], SHARES, language),
        say("For each period a dot at the share, and a line from the low to the high end of its 95 % interval."),
        headings, [[_named(one), *_cells(figure, told)] for one, told in course],
        _url(request, "companies:figures-file", "csv", metric=figure.metric.key), figure.metric.source,
        metric=figure.metric.key,
    )  # fmt: skip
    return {
        "metric": figure.metric, "figure": picture, "share": share_said(newest.estimate), "tally": newest.tally,
        "bounds": share_bounds_said(newest.estimate), "n": number_said(newest.estimate),
        "has_some": any(isinstance(told.estimate, Estimate) for _, told in course),
        "lack": newest.estimate if isinstance(newest.estimate, Lack) else None,
        "teams": list(_team_rows(wanted, figure, periods[-1])) if wanted.teams else [],
    }  # fmt: skip


def _cells(figure: Counted, told: Told) -> list[Value]:
    tally = told.tally
    counts: list[Value] = [tally.reach, tally.of] if tally else ["", ""]
    apart: list[Value] = ([tally.apart] if tally else [""]) if figure.metric.apart else []
    return [share_said(told.estimate), share_bounds_said(told.estimate), *counts, *apart]


def _team_rows(wanted: _Wanted, figure: Counted, period: Period) -> Iterator[tuple[Value, list[Value]]]:
    """In the order of the places, never by the figure: this is no ranking."""
    named: list[tuple[Value, int | None]] = [*((one.name, one.pk) for one in wanted.teams), (_NOBODY, None)]
    for name, number in named:
        if (told := figure.teams.get((period, number))) is not None:
            yield name, _cells(figure, told)


def _file_rows(request: StaffRequest, wanted: _Wanted, figure: Counted) -> Iterator[list[Value]]:
    places: list[tuple[Value, int | None, bool]] = [(request.user.municipality.name, None, True)]
    if wanted.teams:
        places += [*((one.name, one.pk, False) for one in wanted.teams), (_NOBODY, None, False)]
    for period in wanted.asked.periods:
        for name, number, whole in places:
            told = figure.whole[period] if whole else figure.teams.get((period, number))
            if told is not None:
                yield [figure.metric.label, name, *_file_cells(figure, period, told)]


def _file_cells(figure: Counted, period: Period, told: Told) -> list[Value]:
    found, tally, days = told.estimate, told.tally, [period.first_day.isoformat(), period.last_day.isoformat()]
    if isinstance(found, Lack) or tally is None:
        return [_named(period), *days, share_said(found), "", "", "", "", "", ""]
    figures = [Decimal(f"{one:.3f}") for one in (found.value, found.low, found.high)]
    apart: list[Value] = [tally.apart, figure.metric.apart] if figure.metric.apart else ["", ""]
    return [_named(period), *days, *figures, tally.reach, tally.of, *apart]
