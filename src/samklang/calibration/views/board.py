"""The disagreement board: what divides, talked through and settled in a wording that the next round tests."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from samklang.access.refusals import require
from samklang.calibration import commands, rules, wording
from samklang.calibration.enums import Target
from samklang.calibration.findings import Findings, IndicatorFinding, Verdict
from samklang.calibration.models import Point, Round, RoundCase
from samklang.calibration.queries.points import divided, mixed_up, most_divided, points_of, talked_through
from samklang.calibration.queries.results import (
    anchors_of,
    case_words,
    findings_of,
    next_round,
    reasons_of,
    round_cases,
    round_indicators,
)
from samklang.calibration.sheet import MOST_LINES, SheetPoint, Spoken, excerpt, sheet_pdf
from samklang.calibration.told import told
from samklang.calibration.views.results import with_findings
from samklang.calibration.views.rounds import above
from samklang.core.words import Sentence, Value, say
from samklang.core.words import render as in_words
from samklang.web.answers import file_to_fetch, number_in, page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


class Card(NamedTuple):
    """One point as the board shows it."""

    point: Point
    name: str
    verdict: Sentence | None
    badge: str
    agreement: str
    target: Value
    tested: Sentence | None


class Candidate(NamedTuple):
    """An indicator that divides and is not on the board."""

    position: int
    name: str
    verdict: Sentence
    badge: str


@login_required
@require_safe
def board(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything on the board of a round, and for the leader what could be put up."""
    round_, findings = with_findings(request, pk)
    points = list(points_of(round_))
    tested_by = next_round(round_)
    tested = findings_of(tested_by) if tested_by else None
    after = (tested, tested_by.smallest_relevant) if tested and tested_by else None
    leads = rules.write_board(request.user, round_) is None
    context = {
        "round": round_,
        "cards": [_card(point, findings, after) for point in points],
        "candidates": _candidates(round_, findings, points) if leads else [],
        "next": tested_by if tested else None,
        "leads": leads,
        "draft": next((point.edition for point in points if point.edition and point.edition.is_draft), None),
        "above": [*above(round_), (say("Result"), reverse("calibration:result", args=[pk]))],
    }
    response: HttpResponse = page(request, "calibration/board.html", context)
    return response


def _card(point: Point, findings: Findings, after: tuple[Findings, float] | None) -> Card:
    """after: what the next round showed, and the smallest change that matters in it."""
    language = current_language()
    indicator = point.indicator.indicator
    found = findings.of(indicator.key)
    return Card(
        point, indicator.worded("name", language), wording.VERDICTS[found.verdict] if found else None,
        wording.BADGES[found.verdict] if found else "plain",
        wording.measure_told(found.measure, language) if found else "–",
        str(Target(point.target).label) if point.target else "",
        wording.tested_told(found, after[0].of(indicator.key), after[1], language) if found and after else None,
    )  # fmt: skip


def _candidates(round_: Round, findings: Findings, points: Sequence[Point]) -> list[Candidate]:
    language = current_language()
    there = {point.indicator_id for point in points}
    rows = {one.pk: one for one in round_indicators(round_)}
    found = [one for one in divided(findings) if one.indicator in rows and one.indicator not in there]
    return [
        Candidate(
            rows[one.indicator].position, rows[one.indicator].indicator.worded("name", language),
            wording.VERDICTS[one.verdict], wording.BADGES[one.verdict],
        )
        for one in found
    ]  # fmt: skip


@login_required
@require_POST
def new_points(request: StaffRequest, pk: int) -> HttpResponse:
    """Put up the indicators chosen, or all on which it is sure that people do not agree."""
    round_, findings = with_findings(request, pk)
    require(rules.write_board(request.user, round_))
    wanted = {number_in(one) for one in request.POST.getlist("indicator")}
    chosen = [one for one in divided(findings) if one.verdict is Verdict.DIVIDED] if not wanted else findings.indicators
    rows = {one.pk: one for one in round_indicators(round_)}
    cases = round_cases(round_)
    about = {
        rows[one.indicator]: _case_of(one, cases)
        for one in chosen
        if one.indicator in rows and (not wanted or rows[one.indicator].position in wanted)
    }
    made = commands.put_up_points(by=request.user, round_=round_, about=about)
    if made:
        tell(request, say("The board is ready to be talked through."))
    return redirect("calibration:board", pk)


def _case_of(found: IndicatorFinding, cases: Mapping[int, RoundCase]) -> RoundCase | None:
    """The case that divides most, to talk it through on; none that every round uses, since talk would give it away."""
    return next((cases[one.case] for one in most_divided(found) if talked_through(cases[one.case])), None)


@login_required
@require_safe
def sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """The facilitator's sheet as a PDF: what is not settled yet, or where all is, everything."""
    round_, findings = with_findings(request, pk)
    points = list(points_of(round_))
    open_points = [one for one in points if one.settled_at is None] or points
    surest = {one.key: place for place, one in enumerate(divided(findings))}
    open_points.sort(key=lambda one: (surest.get(one.indicator.indicator.key, len(surest)), one.indicator.position))
    language = current_language()
    made = [_sheet_point(one, findings) for one in open_points]
    content = sheet_pdf(round_.title, made, language, timezone.now())
    name = in_words(say("agree-on-the-words"), language)
    return file_to_fetch(content, f"{name}-{round_.pk}.pdf")


def _sheet_point(point: Point, findings: Findings) -> SheetPoint:
    language = current_language()
    indicator = point.indicator.indicator
    finding = findings.of(indicator.key)
    mixed = (mixed_up(finding) if finding else None) or ()
    key = reasons_of([point.case]).get((point.case.case_id, indicator.key)) if point.case else None
    spreads = finding.cases if finding and point.case else ()
    anchors = anchors_of(point.indicator)
    return SheetPoint(
        name=indicator.worded("name", language),
        looks_for=indicator.worded("looks_for", language),
        case=point.case.case.worded("title", language) if point.case else "",
        lines=_excerpt(point, key.lines if key else ()),
        finding=finding,
        spread=next((one for one in spreads if one.case == point.case_id), None),
        anchors=[(row.level, row.worded("text", language)) for row in anchors if row.level in mixed],
        one=point.one,
        other=point.other,
        agreed=point.worded("agreed", language),
        key=f"{key.level}: {key.worded('reason', language)}" if key else "",
    )


def _excerpt(point: Point, resting: Sequence[int]) -> list[Spoken]:
    """The lines the key rests on with those around them, or the beginning of what is told."""
    language = current_language()
    if point.case is None:
        return []
    lines = told(point.round.edition.framework.key, case_words(point.case))
    if not lines:
        return [Spoken("", excerpt(point.case.case.worded("text", language)))]
    near = [one for one in lines if any(abs(one.line.number - number) <= 1 for number in resting)] or lines
    return [Spoken(one.speaker or "", one.line.worded("text", language)) for one in near[:MOST_LINES]]
