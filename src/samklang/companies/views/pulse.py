"""What companies answered, for staff: by quarter, where enough have answered. Nobody's name, and no company's."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.enums import Purpose
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.companies.enums import Understood
from samklang.companies.forms.figures import QuarterFilter
from samklang.companies.metrics import RECOMMEND
from samklang.companies.models import Entrance
from samklang.companies.queries.companies import entrance_of
from samklang.companies.queries.figures import teams_of
from samklang.companies.queries.pulse import Answers, PulseResult, QuarterResult, pulse_of
from samklang.companies.rules.company import run_companies, see_companies
from samklang.companies.views.sections import sections
from samklang.core.words import Value, say, with_values
from samklang.method.shares import Estimate, Lack
from samklang.method.suppression import SMALLEST_GROUP
from samklang.method.views.figure_parts import (
    SCORES,
    as_file,
    drawn,
    mean_bounds_said,
    mean_said,
    number_said,
    share_bounds_said,
    share_said,
)
from samklang.web.answers import page
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEADINGS: tuple[Value, ...] = (
    say("Mean, 1 to 10"), say("95 % interval"), say("Gave 9 or 10"), say("Gave 1 to 6"), say("Answers"),
)  # fmt: skip
_IN_TIME: dict[bool, Value] = {True: say("Answered within the promise"), False: say("Answered later than promised")}
_UNDERSTOOD: dict[str, Value] = {
    Understood.YES: say("Need understood"), Understood.PARTLY: say("Need partly understood"),
    Understood.NO: say("Need not understood"),
}  # fmt: skip


class _Pulse(NamedTuple):
    """What one sees; the teams are those one sees apart."""

    entrance: Entrance | None
    refusal: Refusal | None
    result: PulseResult
    teams: Sequence[tuple[Value, int | None]]


def _pulse(request: StaffRequest) -> _Pulse:
    """Raises NotAllowed."""
    by = request.user
    require(see_companies(by))
    entrance = entrance_of(by.municipality_id)
    nothing = PulseResult([], [])
    if entrance is None:
        return _Pulse(None, None, nothing, [])
    refusal = refusal_to_measure(entrance.jobcentre, Purpose.COMPANY_PULSE, today())
    if refusal is not None:
        return _Pulse(entrance, refusal, nothing, [])
    teams: list[tuple[Value, int | None]] = []
    if run_companies(by, by.municipality_id) is None:
        teams = [*((one.name, one.pk) for one in teams_of(by.municipality)), (say("No team"), None)]
    return _Pulse(entrance, None, pulse_of(entrance, today()), teams)


@login_required
@require_safe
def pulse(request: StaffRequest) -> HttpResponse:
    """The course over the quarters, and one of them in full."""
    seen = _pulse(request)
    form = QuarterFilter(request.GET, quarters=[one.quarter for one in seen.result.quarters])
    chosen = next((one for one in seen.result.quarters if one.quarter.key == form.asked()), None)
    context: dict[str, Any] = {
        "sections": sections(request, "companies:figures"), "filter_form": form, "entrance": seen.entrance,
        "refusal": seen.refusal, "figure": _figure(seen.result), "chosen": chosen, "least": SMALLEST_GROUP,
        "waiting": [(one, one.quarter.words(current_language())) for one in seen.result.waiting],
        "xlsx_url": reverse("companies:pulse-file", args=["xlsx"]), "headings": _HEADINGS,
    }  # fmt: skip
    if chosen is not None:
        context |= {
            "name": chosen.quarter.words(current_language()), "rows": list(_rows(chosen, seen.teams)),
            "rate": share_said(chosen.rate), "rate_n": number_said(chosen.rate),
            "too_few": isinstance(chosen.all.mean, Lack), "sooner": _sooner(chosen),
        }  # fmt: skip
    response: HttpResponse = page(request, "companies/pulse.html", context)
    return response


@login_required
@require_safe
def pulse_file(request: StaffRequest, ending: str) -> HttpResponse:
    """All quarters that are shown, as XLSX or CSV. What was written is not in it."""
    seen, language = _pulse(request), current_language()
    require(seen.refusal)
    rows = [
        [one.quarter.words(language), name, *cells]
        for one in seen.result.quarters
        for name, cells in _rows(one, seen.teams)
    ]
    return as_file(ending, say("Company pulse"), [say("Quarter"), say("Whose answers"), *_HEADINGS], rows, language)


def _figure(result: PulseResult) -> Figure | None:
    """Oldest first; nothing where no quarter can be shown."""
    quarters, language = list(reversed(result.quarters)), current_language()
    if not any(isinstance(one.all.mean, Estimate) for one in quarters):
        return None
    return Figure(
        say("How likely companies are to recommend us, mean of 1 to 10"),
        drawn([(one.quarter.short(language), one.all.mean) for one in quarters], SCORES, language),
        say("For each quarter a dot at the mean, and a line from the low to the high end of its 95 % interval."),
        [say("Quarter"), *_HEADINGS], [[one.quarter.words(language), *_cells(one.all)] for one in quarters],
        reverse("companies:pulse-file", args=["csv"]), say("companies that answered the link in their mail"),
        metric=RECOMMEND,
    )  # fmt: skip


def _rows(one: QuarterResult, teams: Sequence[tuple[Value, int | None]]) -> Iterator[tuple[Value, list[Value]]]:
    """All, then by promise, by being understood, and by team in the order of the places: this is no ranking."""
    yield say("All answers"), _cells(one.all)
    if isinstance(one.all.mean, Lack):
        return
    yield from ((name, _cells(one.in_time[key])) for key, name in _IN_TIME.items() if key in one.in_time)
    yield from ((name, _cells(one.understood[key])) for key, name in _UNDERSTOOD.items() if key in one.understood)
    yield from ((name, _cells(one.teams[key])) for name, key in teams if key in one.teams)


def _cells(found: Answers) -> list[Value]:
    return [
        mean_said(found.mean), mean_bounds_said(found.mean), _share(found.high), _share(found.low),
        number_said(found.mean),
    ]  # fmt: skip


def _share(found: Estimate | Lack) -> Value:
    """With its interval, in one cell; nothing where the mean already says why."""
    if isinstance(found, Lack):
        return ""
    return say("{share} ({bounds})", share=share_said(found), bounds=share_bounds_said(found))


def _sooner(one: QuarterResult) -> Value:
    """What the difference between answered in time and later tells, in a sentence; nothing where too few answered."""
    found = one.sooner
    if isinstance(found, Lack):
        return ""
    given: dict[str, Value] = {
        "points": abs(round(found.value * 100)), "low": round(found.low * 100), "high": round(found.high * 100)
    }  # fmt: skip
    if found.low <= 0 <= found.high:
        said = say("Between those answered in time and those answered later the share of 9 and 10 differs by {points}"
                   " percentage points (95 % interval {low} to {high}). That may be chance.")  # fmt: skip
    elif found.value > 0:
        said = say("Among those answered in time the share of 9 and 10 is {points} percentage points higher (95 %"
                   " interval {low} to {high}). It does not tell that the one comes from the other.")  # fmt: skip
    else:
        said = say("Among those answered in time the share of 9 and 10 is {points} percentage points lower (95 %"
                   " interval {low} to {high}). It does not tell that the one comes from the other.")  # fmt: skip
    return with_values(said, **given)
