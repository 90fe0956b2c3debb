"""What a closed round showed: how far people agree, on what they do not, and how it has moved. Nobody is named."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from samklang.calibration import commands, rules, wording
from samklang.calibration.findings import Findings, IndicatorFinding
from samklang.calibration.metrics import AGREEMENT
from samklang.calibration.models import Round, RoundIndicator
from samklang.calibration.pictures import Dot, dots
from samklang.calibration.queries.results import (
    findings_of,
    own_rater,
    results_for,
    round_indicators,
)
from samklang.calibration.reckoning import FEWEST_TO_SHOW
from samklang.calibration.views.rounds import above
from samklang.core.words import Sentence, Value, say
from samklang.core.words import render as in_words
from samklang.core.workbook.exporting import delimited
from samklang.method.enums import Scale
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_COEFFICIENTS = {
    Scale.LEVEL: say("Krippendorff's alpha, ordinal"),
    Scale.COUNT: say("Krippendorff's alpha, ratio"),
    Scale.CHOICE: say("Krippendorff's alpha, nominal"),
}


class Line(NamedTuple):
    """One indicator with what was found of it."""

    row: RoundIndicator
    finding: IndicatorFinding
    name: str
    url: str
    verdict: Sentence
    badge: str
    agreement: str
    """The figure with its interval."""
    change: Sentence | None
    change_word: Sentence | None
    more_cases: int | None


def closed_round(request: StaffRequest, pk: int) -> Round:
    """A closed round whose result the person sees. Raises Http404."""
    found: Round = get_object_or_404(results_for(request.user), pk=pk)
    return found


@login_required
@require_safe
def result(request: StaffRequest, pk: int) -> HttpResponse:
    """The result; while it is being reckoned a page that says so, and renews itself."""
    round_ = closed_round(request, pk)
    findings = findings_of(round_)
    if findings is None:
        return _being_reckoned(request, round_)
    if request.htmx:
        return HttpResponseClientRefresh()
    lines = lines_of(round_, findings)
    context = {
        "round": round_,
        "findings": findings,
        "in_short": wording.in_short(findings),
        "lines": lines,
        "figure": _figure(round_, findings, lines),
        "few_to_show": findings.people < FEWEST_TO_SHOW,
        "fewest": FEWEST_TO_SHOW,
        "overall": _overall(round_, findings),
        "changes": [line for line in lines if line.change is not None],
        "own": own_rater(request.user, round_) is not None,
        "leads": rules.lead_calibration(request.user, round_.jobcentre) is None,
        "above": above(round_),
    }
    response: HttpResponse = page(request, "calibration/result.html", context)
    return response


def _overall(round_: Round, findings: Findings) -> Sentence | None:
    if findings.overall is None:
        return None
    return wording.overall_told(findings.overall, round_.smallest_relevant, current_language())


def _being_reckoned(request: StaffRequest, round_: Round) -> HttpResponse:
    context = {
        "round": round_,
        "above": above(round_),
        "may_ask": rules.reckon_again(request.user, round_, reckoned=False) is None,
    }
    if request.htmx:
        return render(request, "calibration/_reckoning.html", context)
    response: HttpResponse = page(request, "calibration/reckoning.html", context)
    return response


@login_required
@require_POST
def reckoning(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for the result once more, where it has not come."""
    round_ = closed_round(request, pk)
    commands.reckon_again(by=request.user, round_=round_, now=timezone.now())
    tell(request, say("The result has been asked for again."))
    return redirect("calibration:result", pk)


def lines_of(round_: Round, findings: Findings) -> list[Line]:
    """Every indicator of the round with what was found, in the round's order."""
    language = current_language()
    rows = {one.pk: one for one in round_indicators(round_)}
    found = [(rows[one.indicator], one) for one in findings.indicators if one.indicator in rows]
    return [
        Line(
            row, one, row.indicator.worded("name", language),
            reverse("calibration:result-indicator", args=[round_.pk, row.position]),
            wording.VERDICTS[one.verdict], wording.BADGES[one.verdict],
            wording.measure_told(one.measure, language),
            wording.change_told(one.change, round_.smallest_relevant, language) if one.change else None,
            wording.CHANGES[one.change.verdict] if one.change else None,
            wording.more_cases(one, findings.threshold),
        )
        for row, one in found
    ]  # fmt: skip


def _figure(round_: Round, findings: Findings, lines: Sequence[Line]) -> Figure:
    language = current_language()
    return Figure(
        say("How far you agree, indicator by indicator"),
        # Drawn here of numbers and escaped labels.
        mark_safe(dots([_dot(line, language) for line in lines], findings.threshold, language)),  # noqa: S308
        say(
            "Each indicator's agreement as a dot on its 95 % interval. The dashed line is {threshold}, the least by "
            "which you may judge each other. The same figures stand in the table.",
            threshold=wording.figure(findings.threshold, language, 3),
        ),
        [say("Indicator"), *_HEADINGS],
        [[line.name, *_cells(line, language)] for line in lines],
        reverse("calibration:result-file", args=[round_.pk]),
        say("{title}, {raters} raters, {cases} cases; Krippendorff's alpha with jackknife intervals.",
            title=round_.title, raters=findings.people, cases=findings.cases),
        metric=AGREEMENT,
    )  # fmt: skip


_HEADINGS = [say("Agreement"), say("95 % interval"), say("Raters"), say("Cases"), say("Verdict"), say("Before")]


def _cells(line: Line, language: str) -> list[Value]:
    found, change = line.finding.measure, line.finding.change
    return [
        wording.figure(found.estimate, language), wording.interval(found.low, found.high, language), found.raters,
        found.cases, line.verdict, wording.figure(change.before if change else None, language),
    ]  # fmt: skip


def _dot(line: Line, language: str) -> Dot:
    found = line.finding
    return Dot(
        label=f"{line.row.position}. {line.name}",
        estimate=found.measure.estimate, low=found.measure.low, high=found.measure.high, verdict=found.verdict,
        before=_before(found), said=in_words(line.verdict, language),
    )  # fmt: skip


def _before(found: IndicatorFinding) -> tuple[float, float, float] | None:
    change = found.change
    if change is None or change.before is None or change.before_low is None or change.before_high is None:
        return None
    return change.before, change.before_low, change.before_high


@login_required
@require_safe
def result_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The figures of all indicators as CSV."""
    round_, findings = with_findings(request, pk)
    language = current_language()
    headings = [say("Number"), say("Indicator"), say("Coefficient"), say("Agreement"), say("Lower end"),
                say("Upper end"), say("Raters"), say("Cases"), say("Verdict"), say("Change"), say("Change, lower end"),
                say("Change, upper end"), say("Change, verdict")]  # fmt: skip
    rows = []
    for line in lines_of(round_, findings):
        found, change = line.finding.measure, line.finding.change
        rows.append([
            line.row.position, line.name, in_words(_COEFFICIENTS[line.finding.scale], language),
            *map(rounded, (found.estimate, found.low, found.high)), found.raters, found.cases,
            in_words(line.verdict, language),
            *(map(rounded, (change.difference, change.low, change.high)) if change else (None, None, None)),
            in_words(wording.CHANGES[change.verdict], language) if change else None,
        ])  # fmt: skip
    name = in_words(say("agreement"), language)
    return as_csv(headings, rows, f"{name}-{round_.pk}")


def with_findings(request: StaffRequest, pk: int) -> tuple[Round, Findings]:
    """The round and its result. Raises Http404 where there is none yet."""
    round_ = closed_round(request, pk)
    findings = findings_of(round_)
    if findings is None:
        raise Http404
    return round_, findings


def as_csv(headings: Iterable[Sentence], rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """A table to fetch."""
    language = current_language()
    content = delimited([in_words(one, language) for one in headings], rows)
    return file_to_fetch(content, f"{name}.csv")


def rounded(value: float | None) -> float | None:
    """As many digits as a figure of agreement can bear."""
    return None if value is None else round(value, 4)
