"""What a study came to: reckoned by its frozen plan, its sentence first, the picture, the file, the page to print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now
from samklang.core.effects.study import NotAnswered
from samklang.core.words import Sentence, Share, Value, render, say, written
from samklang.evidence.commands import study_answers as commands
from samklang.evidence.documents import sentence_in
from samklang.evidence.enums import Unit
from samklang.evidence.models import Study, StudyAnswer
from samklang.evidence.pictures.event_study import Point, event_study
from samklang.evidence.pictures.frame import Scale, round_marks
from samklang.evidence.queries import studies as queries
from samklang.evidence.rules import studies as rules
from samklang.evidence.study_words import amount, in_unit
from samklang.evidence.views.studies import above_study, found_study
from samklang.evidence.views.study_parts import facts_of
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.charts import Figure
from samklang.web.downloads import csv_lines
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEADINGS = (say("Periods since training"), say("Effect"), say("Low end of the band"), say("High end of the band"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The newest answer; POST reckons it."""
    found = found_study(request, pk)
    if request.method == "POST":
        try:
            commands.answer_study(by=request.user, study=found, now=now())
            tell(request, say("The study is answered."))
        except NotAnswered as wrong:
            tell(request, wrong.reason, level=40)
        return redirect("evidence:study-answer", pk)
    file = queries.file_in_force(found)
    may = file is not None and rules.answer(request.user, found, file, is_as_frozen=True) is None
    made = list(queries.answers_of(found))
    newest = made[0] if made else None
    context = {
        "study": found, "above": above_study(found), "file": file, "may_reckon": may, "earlier": made[1:],
        **(parts_of(found, newest) if newest else {}),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/study_answer.html", context)
    return response


@login_required
@require_safe
def study_report(request: StaffRequest, pk: int) -> HttpResponse:
    """The answer with everything that was decided beforehand, to print."""
    found = found_study(request, pk)
    newest = queries.answers_of(found).first()
    if newest is None:
        raise Http404
    context = {
        "study": found, "above": above_study(found), "report": True, **parts_of(found, newest),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/study_report.html", context)
    return response


@login_required
@require_safe
def study_answer_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The figures of the picture as CSV."""
    found = found_study(request, pk)
    newest = queries.answers_of(found).first()
    if newest is None:
        raise Http404
    language = current_language()
    rows = [[written(cell, language) for cell in row] for row in [_HEADINGS, *_rows(found, newest)]]
    return file_to_fetch("".join(csv_lines(rows)).encode(), f"studie-{found.pk}.csv")


def parts_of(found: Study, made: StudyAnswer) -> dict[str, Any]:
    """Everything the page of an answer shows."""
    document = made.document
    result = document["result"]
    answer, primary = result["answer"], result["answer"]["primary"]
    units = queries.units_of(found).count()
    return {
        "made": made, "sentence": sentence_in(document["sentence"]), "verdict": made.verdict,
        "notes": [sentence_in(one) for one in answer["notes"]],
        "deviations": [sentence_in(one) for one in document["deviations"]],
        "estimate": _amount(found, primary["estimate"]), "low": _amount(found, primary["low"]),
        "high": _amount(found, primary["high"]), "detectable": _amount(found, primary["detectable"]),
        "confidence": Share(primary["confidence"]), "clusters": primary["clusters"], "cases": document["cases"],
        "method": primary["method"], "figure": _figure(found, made), "pre_trend": _pre_trend(result["pre_trend"]),
        "facts": facts_of(found, units), "secondary": result["secondary"], "exploring": result["exploring"],
    }  # fmt: skip


def _amount(found: Study, value: float | None) -> Sentence | None:
    return amount(value, found.unit) if value is not None else None


def _pre_trend(tested: Mapping[str, Any]) -> Sentence:
    """What the periods before training show, in words."""
    if tested["p"] is None:
        return say("Whether the groups went alike before training cannot be tested here.")
    if tested["passed"]:
        return say("Before training the groups went alike, and a difference that matters would have been seen.")
    if tested["p"] < 0.05:
        return say("Before training the groups did not go alike, so the comparison may be wrong.")
    power = min(tested["power_trend"] or 0.0, tested["power_jump"] or 0.0)
    return say(
        "Before training no difference was seen between the groups, but one that matters would have been seen only "
        "with a chance of {power}.", power=Share(power),
    )  # fmt: skip


def _rows(found: Study, made: StudyAnswer) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for part in made.document["result"]["since"]:
        one = part["estimate"]
        ends = [one["estimate"], one["low"], one["high"]]
        rows.append([part["at"], *("–" if each is None else in_unit(each, found.unit) for each in ends)])
    return rows


def _figure(found: Study, made: StudyAnswer) -> Figure | None:
    """The effect by time since training, with its band; None where there is nothing to draw."""
    points = []
    times = 100 if found.unit == Unit.PERCENTAGE_POINTS else 1
    for part in made.document["result"]["since"]:
        one = part["estimate"]
        if one["estimate"] is not None:
            low, high = (None if one[name] is None else one[name] * times for name in ("low", "high"))
            points.append(Point(part["at"], one["estimate"] * times, None, None, low, high))
    if not points:
        return None
    ends = [each for one in points for each in (one.value, one.band_low, one.band_high, 0.0) if each is not None]
    spare = 0.08 * (max(ends) - min(ends)) or 1.0
    lowest, highest = min(ends) - spare, max(ends) + spare
    language = current_language()
    marks = [(one, written(int(one) if one == int(one) else one, language)) for one in round_marks(lowest, highest)]
    picture = event_study(
        points, Scale(lowest, highest, marks), up_name=str(found.get_unit_display()),
        across_name=render(_HEADINGS[0], language),
    )  # fmt: skip
    return Figure(
        title=say("The effect by time since training"),
        picture=mark_safe(picture),  # noqa: S308 - drawn here, with every word escaped
        alternative=say("A point for each period before and after training with its band. The table says the same."),
        headings=_HEADINGS, rows=_rows(found, made), csv_url=reverse("evidence:study-answer-file", args=[found.pk]),
        source=say("The study's frozen plan and the outcomes loaded for it"), metric="effect",
    )  # fmt: skip
