"""One indicator of a result: which levels are mixed up, which cases divide, and how agreement has moved over rounds."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from samklang.calibration import wording
from samklang.calibration.findings import CaseSpread, Findings, IndicatorFinding
from samklang.calibration.metrics import AGREEMENT
from samklang.calibration.models import Round, RoundCase
from samklang.calibration.pictures import Dot, dots
from samklang.calibration.queries.points import mixed_up, talked_through
from samklang.calibration.queries.results import course_of, round_cases
from samklang.calibration.reckoning import FEWEST_TO_SHOW
from samklang.calibration.views.results import (
    Line,
    as_csv,
    lines_of,
    rounded,
    with_findings,
)
from samklang.calibration.views.rounds import above
from samklang.core.words import Sentence, say
from samklang.core.words import render as in_words
from samklang.method.enums import Scale
from samklang.method.models import Anchor
from samklang.web.answers import page
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEAT_STEPS = 5
TIED = "\N{NO-BREAK SPACE}"


class Cell(NamedTuple):
    """How many, with the step of colour."""

    many: int
    step: int | None


class CaseLine(NamedTuple):
    """One case with its spread over the levels; no cells where so few rated it that somebody could be recognised."""

    row: RoundCase
    spread: CaseSpread
    title: str
    cells: Sequence[Cell]
    told: str
    """The same in a line, for counts that may be many."""
    apart: str
    key: int | None
    """None also where every round uses the case again, so that its key is not told."""


@login_required
@require_safe
def result_indicator(request: StaffRequest, pk: int, position: int) -> HttpResponse:
    """Everything the result says of one indicator."""
    round_, findings = with_findings(request, pk)
    line = _line(round_, findings, position)
    language = current_language()
    found = line.finding
    mixed = mixed_up(found)
    context = {
        "round": round_,
        "findings": findings,
        "line": line,
        "threshold": wording.figure(findings.threshold, language, 3),
        "levels": found.levels,
        "matrix": list(_matrix(found)),
        "mixed": mixed,
        "anchors": _anchors(line, mixed or ()),
        "cases": case_lines(round_, found),
        "is_choice": found.scale is Scale.CHOICE,
        "against_key": wording.key_told(found.against_key, language) if found.against_key else None,
        "separates": wording.separates_told(found.quality, language),
        "course": _course(round_, line),
        "fewest": FEWEST_TO_SHOW,
        "above": [*above(round_), (say("Result"), reverse("calibration:result", args=[pk]))],
    }
    response: HttpResponse = page(request, "calibration/result_indicator.html", context)
    return response


def _line(round_: Round, findings: Findings, position: int) -> Line:
    line = next((one for one in lines_of(round_, findings) if one.row.position == position), None)
    if line is None:
        raise Http404
    return line


def _matrix(found: IndicatorFinding) -> Iterator[tuple[int, list[Cell | None]]]:
    """Each level with how many pairs said it and each other level; the lower half, since a pair has no order."""
    if found.pairs is None:
        return
    most = max((many for row in found.pairs for many in row), default=0)
    for place, level in enumerate(found.levels):
        row = found.pairs[place]
        yield level, [Cell(many, _step(many, most)) if other <= place else None for other, many in enumerate(row)]


def _step(many: int, most: int) -> int | None:
    """0 to 4, by how many of the most."""
    return min(_HEAT_STEPS - 1, many * _HEAT_STEPS // most) if many and most else None


def _anchors(line: Line, levels: Sequence[int]) -> list[Anchor]:
    """The words of some levels."""
    found = Anchor.objects.filter(indicator=line.row.indicator_id, level__in=levels)
    return list(found.order_by("level"))


def case_lines(round_: Round, found: IndicatorFinding) -> list[CaseLine]:
    """The cases with their spread: those that divide most first, then those too few rated, in the round's order."""
    language = current_language()
    rows = round_cases(round_)
    ordered = sorted(found.cases, key=lambda one: (one.apart is None, -(one.apart or 0.0), rows[one.case].position))
    return [
        CaseLine(
            rows[one.case], one, rows[one.case].case.worded("title", language), spread_cells(found, one),
            spread_told(one), wording.figure(one.apart, language, 1),
            one.key if talked_through(rows[one.case]) else None,
        )
        for one in ordered
    ]  # fmt: skip


def spread_told(spread: CaseSpread) -> str:
    """«2 (3) · 3 (7)», each level that was given with by how many."""
    return " · ".join(f"{level}{TIED}({many})" for level, many in sorted((spread.counts or {}).items()))


def spread_cells(found: IndicatorFinding, spread: CaseSpread) -> list[Cell]:
    """How many gave each level."""
    if spread.counts is None:
        return []
    most = max(spread.counts.values(), default=0)
    return [Cell(many, _step(many, most)) for many in (spread.counts.get(level, 0) for level in found.levels)]


def _course(round_: Round, line: Line) -> Figure | None:
    """Agreement on the indicator in every round until this one; None where there is but one."""
    language = current_language()
    closed_at = round_.closed_at or timezone.now()
    course = course_of(round_.edition.framework, round_.kind, closed_at)
    found = [(one, of) for one, findings in course if (of := findings.of(line.finding.key)) is not None]
    if len(found) < 2:
        return None
    rows = [
        Dot(one.title, of.measure.estimate, of.measure.low, of.measure.high, of.verdict,
            said=in_words(wording.VERDICTS[of.verdict], language))
        for one, of in found
    ]  # fmt: skip
    return Figure(
        say("{indicator}: agreement in each round", indicator=line.name),
        mark_safe(dots(rows, course[-1][1].threshold, language)),  # noqa: S308 - drawn here of numbers and escaped labels
        say("Each round's agreement as a dot on its 95 % interval. The same figures stand in the table."),
        [say("Round"), say("Agreement"), say("95 % interval"), say("Raters"), say("Cases")],
        [
            [one.title, wording.figure(of.measure.estimate, language),
             wording.interval(of.measure.low, of.measure.high, language), of.measure.raters, of.measure.cases]
            for one, of in found
        ],
        reverse("calibration:result-course-file", args=[round_.pk, line.row.position]),
        say("Closed rounds of the same framework. The cases differ, so compare two rounds by what is said of change."),
        metric=AGREEMENT,
    )  # fmt: skip


@login_required
@require_safe
def result_levels_file(request: StaffRequest, pk: int, position: int) -> HttpResponse:
    """How many pairs said which two levels, as CSV."""
    round_, findings = with_findings(request, pk)
    line = _line(round_, findings, position)
    rows: list[list[Any]] = []
    if line.finding.pairs is not None:
        for place, level in enumerate(line.finding.levels):
            rows.extend(
                [line.finding.levels[other], level, line.finding.pairs[place][other]] for other in range(place + 1)
            )
    headings = [say("One level"), say("Other level"), say("Pairs of ratings")]
    return as_csv(headings, rows, _name(say("levels"), round_, position))


@login_required
@require_safe
def result_cases_file(request: StaffRequest, pk: int, position: int) -> HttpResponse:
    """The spread of each case, as CSV; empty where too few rated it."""
    round_, findings = with_findings(request, pk)
    found = _line(round_, findings, position).finding
    headings = [say("Case"), say("Raters"), say("Apart on average"), say("Key"), say("No ground"),
                *(say("Level {level}", level=level) for level in found.levels)]  # fmt: skip
    rows = [
        [one.title, one.spread.rated, rounded(one.spread.apart), one.key, one.spread.no_ground,
         *(cell.many for cell in one.cells)]
        for one in case_lines(round_, found)
    ]  # fmt: skip
    return as_csv(headings, rows, _name(say("cases"), round_, position))


@login_required
@require_safe
def result_course_file(request: StaffRequest, pk: int, position: int) -> HttpResponse:
    """Agreement in every round until this one, as CSV."""
    round_, findings = with_findings(request, pk)
    line = _line(round_, findings, position)
    course = course_of(round_.edition.framework, round_.kind, round_.closed_at or timezone.now())
    rows = [
        [one.title, timezone.localdate(one.closed_at), *map(rounded, (of.measure.estimate, of.measure.low,
         of.measure.high)), of.measure.raters, of.measure.cases]
        for one, findings in course
        if (of := findings.of(line.finding.key)) is not None and one.closed_at is not None
    ]  # fmt: skip
    headings = [say("Round"), say("Closed on"), say("Agreement"), say("Lower end"), say("Upper end"), say("Raters"),
                say("Cases")]  # fmt: skip
    return as_csv(headings, rows, _name(say("rounds"), round_, position))


def _name(what: Sentence, round_: Round, position: int) -> str:
    return f"{in_words(what, current_language())}-{round_.pk}-{position}"
