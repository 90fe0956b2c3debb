"""Where one lies oneself: one's own levels beside the others' and the key. For the rater's own eyes, nobody else's."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.calibration import wording
from samklang.calibration.findings import CaseSpread, Findings, OwnFigure, RaterFinding
from samklang.calibration.models import CaseKey, Rater, RoundCase
from samklang.calibration.queries.points import talked_through
from samklang.calibration.queries.results import own_levels, own_rater, reasons_of, round_cases
from samklang.calibration.reckoning import FEWEST_TO_SHOW
from samklang.calibration.views.result_indicators import spread_told
from samklang.calibration.views.results import Line, lines_of, with_findings
from samklang.calibration.views.rounds import above
from samklang.core.words import Sentence, say
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

CASES_A_PAGE = 5


class OwnLine(NamedTuple):
    """One indicator with the person's own figures; None where no case had a key."""

    line: Line
    figure: OwnFigure | None
    said: Sentence | None
    agreement: str
    interval: str


class OwnAnswer(NamedTuple):
    """One indicator of one case: own level, what the others said, and the key with its reason."""

    name: str
    own: int | None
    others: str
    shown: bool
    key: int | None
    reason: str

    @property
    def away(self) -> bool:
        """Whether it differs from the key."""
        return self.own is not None and self.key is not None and self.own != self.key


class OwnCase(NamedTuple):
    """One case with what the person said of it."""

    row: RoundCase
    title: str
    answers: Sequence[OwnAnswer]
    key_told: bool
    """Whether its key is told: not where every round uses the case again."""


@login_required
@require_safe
def own_result(request: StaffRequest, pk: int) -> HttpResponse:
    """One's own standing in a closed round; 404 where one has not rated in it."""
    round_, findings = with_findings(request, pk)
    rater = own_rater(request.user, round_)
    if rater is None:
        raise Http404
    lines = lines_of(round_, findings)
    mine = findings.raters.get(rater.number)
    cases = list(round_cases(round_).values())
    shown = Paginator(cases, CASES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "round": round_,
        "own": [_own_line(line, mine) for line in lines],
        "severity": wording.severity_told(mine, current_language()) if mine else None,
        "page": shown,
        "cases": _own_cases(rater, lines, findings, list(shown.object_list)),
        "fewest": FEWEST_TO_SHOW,
        "above": [*above(round_), (say("Result"), reverse("calibration:result", args=[pk]))],
    }
    response: HttpResponse = page(request, "calibration/own_result.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _own_line(line: Line, mine: RaterFinding | None) -> OwnLine:
    language = current_language()
    figure = mine.by_indicator.get(line.finding.key) if mine else None
    if figure is None:
        return OwnLine(line, None, None, "–", "–")
    return OwnLine(
        line, figure, wording.own_told(figure, language), wording.figure(figure.agreement, language),
        wording.interval(figure.low, figure.high, language),
    )  # fmt: skip


def _own_cases(rater: Rater, lines: Sequence[Line], findings: Findings, cases: Sequence[RoundCase]) -> list[OwnCase]:
    language = current_language()
    levels, reasons = own_levels(rater, cases), reasons_of(cases)
    spreads = {(one.indicator, spread.case): spread for one in findings.indicators for spread in one.cases}
    return [
        OwnCase(
            row, row.case.worded("title", language),
            [_answer(line, row, levels, spreads, reasons) for line in lines], talked_through(row),
        )
        for row in cases
    ]  # fmt: skip


def _answer(
    line: Line,
    row: RoundCase,
    levels: Mapping[tuple[int, int], int | None],
    spreads: Mapping[tuple[int, int], CaseSpread],
    reasons: Mapping[tuple[int, str], CaseKey],
) -> OwnAnswer:
    spread = spreads.get((line.finding.indicator, row.pk))
    key = reasons.get((row.case_id, line.finding.key)) if talked_through(row) else None
    return OwnAnswer(
        name=line.name,
        own=levels.get((row.pk, line.finding.indicator)),
        others=spread_told(spread) if spread else "",
        shown=spread is not None and spread.counts is not None,
        key=key.level if key else None,
        reason=key.worded("reason", current_language()) if key else "",
    )
