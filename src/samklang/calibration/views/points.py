"""One point of the board: what divides and on which case, the two readings, and the wording agreed on."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.refusals import require
from samklang.calibration import commands, rules, wording
from samklang.calibration.commands.point import Talk
from samklang.calibration.enums import Target
from samklang.calibration.forms.point import PointForm
from samklang.calibration.models import Point
from samklang.calibration.queries.points import concepts_of, mixed_up, most_divided, points_for, talked_through
from samklang.calibration.queries.results import anchors_of, case_words, findings_of, reasons_of, round_cases
from samklang.calibration.reckoning import FEWEST_TO_SHOW
from samklang.calibration.told import told
from samklang.calibration.views.result_indicators import case_lines
from samklang.calibration.views.rounds import above
from samklang.core.words import Value, say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

CASES_SHOWN = 5


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def point(request: StaffRequest, pk: int) -> HttpResponse:
    """One point: read by all who see the result, written by the leader until it is settled."""
    found = get_object_or_404(points_for(request.user), pk=pk)
    refused = rules.change_point(request.user, found)
    context = {**_context(found), "leads": rules.write_board(request.user, found.round) is None}
    if refused is not None:
        if request.method == "POST":
            require(refused)
        response: HttpResponse = page(request, "calibration/point.html", context)
        return response
    form = _form(request, found)

    def do() -> HttpResponse:
        return _written(request, found, form.talk())

    around = FormPage(
        context["title"], say("Save"), reverse("calibration:board", args=[found.round_id]), context["above"],
        template="calibration/point.html",
    )  # fmt: skip
    return form_page(request, form, around, do, **{name: context[name] for name in context.keys() - {"title", "above"}})


def _form(request: StaffRequest, found: Point) -> PointForm:
    cases = [one for one in round_cases(found.round).values() if talked_through(one)]
    return PointForm(
        sent(request), point=found, cases=cases, anchors=anchors_of(found.indicator),
        concepts=concepts_of(found.round),
    )  # fmt: skip


def _written(request: StaffRequest, found: Point, talk: Talk) -> HttpResponse:
    commands.write_point(by=request.user, point=found, talk=talk)
    if "settle" not in request.POST:
        tell(request, say("Saved."))
        return redirect("calibration:point", found.pk)
    commands.settle_point(by=request.user, point=found, now=timezone.now())
    undo = reverse("calibration:point-unsettling", args=[found.pk])
    tell(request, say("The wording stands in the draft of the method. Publish the draft when the board is done."),
         undo_url=undo)  # fmt: skip
    return redirect("calibration:board", found.round_id)


def _context(found: Point) -> dict[str, Any]:
    """What divides, as the result has it."""
    language = current_language()
    indicator = found.indicator.indicator
    name = indicator.worded("name", language)
    board = reverse("calibration:board", args=[found.round_id])
    ways: list[tuple[Value, str]] = [*above(found.round), (say("Disagreement board"), board)]
    context: dict[str, Any] = {
        "title": name, "point": found, "indicator": indicator, "above": ways, "fewest": FEWEST_TO_SHOW,
        "target": Target(found.target).label if found.target else "", "case": None,
    }  # fmt: skip
    findings = findings_of(found.round)
    finding = findings.of(indicator.key) if findings else None
    if finding is not None:
        dividing = {one.case for one in most_divided(finding)[:CASES_SHOWN]} | {found.case_id}
        mixed = mixed_up(finding)
        context |= {
            "verdict": wording.VERDICTS[finding.verdict],
            "badge": wording.BADGES[finding.verdict],
            "levels": finding.levels,
            "scale": finding.scale.value,
            "cases": [one for one in case_lines(found.round, finding) if one.row.pk in dividing],
            "mixed": mixed,
            "anchors": [one for one in anchors_of(found.indicator) if one.level in (mixed or ())],
        }
    if found.case is not None:
        key = reasons_of([found.case]).get((found.case.case_id, indicator.key))
        lines = told(found.round.edition.framework.key, case_words(found.case), marked=key.lines if key else ())
        context |= {"case": found.case.case, "lines": lines, "key": key}
    return context


@login_required
@require_POST
def point_unsettling(request: StaffRequest, pk: int) -> HttpResponse:
    """The draft says again what it said before."""
    found = get_object_or_404(points_for(request.user), pk=pk)
    commands.unsettle_point(by=request.user, point=found)
    tell(request, say("The draft of the method says again what it said before."))
    return redirect("calibration:point", pk)


@login_required
@require_POST
def point_removal(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the indicator off the board."""
    found = get_object_or_404(points_for(request.user), pk=pk)
    commands.take_down_point(by=request.user, point=found)
    tell(request, say("“{name}” was taken off the board.", name=found.indicator.indicator.worded("name",
         current_language())))  # fmt: skip
    return redirect("calibration:board", found.round_id)
