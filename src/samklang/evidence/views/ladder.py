"""The ladder of each programme: attended, knows, shows, does, felt, result; now, at the baseline, and on the way."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.metric import Metric, Rung
from samklang.core.words import Sentence, Value, render, say
from samklang.delivery.models import Course
from samklang.evidence.commands import ladder as commands
from samklang.evidence.forms.ladder import BaselineForm
from samklang.evidence.models import RungReading
from samklang.evidence.queries import ladder as queries
from samklang.evidence.queries.ladder import Moved, Step
from samklang.evidence.rules.evidence import run_evidence, see_evidence
from samklang.evidence.views.ladder_parts import (
    MEANS,
    answers_of,
    bounds_said,
    chain_cells,
    chain_of,
    period_of,
    rung_words,
    said,
)
from samklang.evidence.views.sections import sections
from samklang.method.shares import Estimate
from samklang.method.views.figure_parts import as_file, number_said
from samklang.web.answers import page, tell
from samklang.web.charts import Figure
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

MOVED: dict[Moved, Sentence] = {
    Moved.HIGHER: say("higher than the baseline"),
    Moved.LOWER: say("lower than the baseline"),
    Moved.CANNOT_TELL: say("cannot tell whether it has moved"),
    Moved.NO_BASELINE: say("no baseline"),
}


@login_required
@require_safe
def ladders(request: StaffRequest) -> HttpResponse:
    """Every course with its ladder in short."""
    require(see_evidence(request.user))
    day = today()
    shown = [(course, _rungs(course, day)) for course in queries.courses_seen(request.user)]
    context: dict[str, Any] = {"sections": sections(request, "evidence:ladders"), "shown": shown, "rungs": list(Rung)}
    response: HttpResponse = page(request, "evidence/ladders.html", context)
    return response


def _rungs(course: Course, day: Any) -> list[tuple[Sentence, list[dict[str, Any]]]]:
    """By rung in order: what it is called, and each of its figures in short."""
    steps = queries.ladder_of(course, day)
    return [
        (rung_words(rung), [_cell(step) for step in steps if step.rung is rung])
        for rung in Rung
        if rung is not Rung.RESULT
    ]


def _cell(step: Step) -> dict[str, Any]:
    return {"metric": step.metric, "said": said(step.found, step.metric), "n": number_said(step.found)}


@login_required
@require_safe
def ladder(request: StaffRequest, pk: int) -> HttpResponse:
    """One programme's: every rung with its figure, interval, number, period and source, and the way there."""
    course, day = _found(request, pk), today()
    steps = queries.ladder_of(course, day)
    baseline = queries.baseline_of(course)
    language = current_language()
    context: dict[str, Any] = {
        "course": course, "baseline": baseline, "above": _above(),
        "may_run": run_evidence(request.user, course.programme.jobcentre) is None,
        "rungs": [
            (rung_words(rung), MEANS[rung], [_shown(course, one, language) for one in steps if one.rung is rung])
            for rung in Rung
            if rung is not Rung.RESULT
        ],
        "result_words": rung_words(Rung.RESULT), "result_means": MEANS[Rung.RESULT],
        "answers": answers_of(request.user, course),
        "csv_url": reverse("evidence:ladder-file", args=[course.pk, "csv"]),
        "xlsx_url": reverse("evidence:ladder-file", args=[course.pk, "xlsx"]),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/ladder.html", context)
    return response


def _shown(course: Course, step: Step, language: str) -> dict[str, Any]:
    off = getattr(step.now, "off", None)
    return {
        "metric": step.metric, "off": off, "said": said(step.found, step.metric), "n": number_said(step.found),
        "has_figure": isinstance(step.found, Estimate), "bounds": bounds_said(step.found, step.metric),
        "period": step.period.words(language) if step.period else "", "moved": MOVED[step.moved],
        "is_moved": step.moved in {Moved.HIGHER, Moved.LOWER},
        "baseline": said(queries.found_in(step.baseline), step.metric) if step.baseline else "",
        "baseline_period": period_of(step.baseline).words(language) if step.baseline else "",
        "difference": bounds_said(step.difference, step.metric) if step.difference else "",
        "figure": _figure(course, step, language) if any(one.value is not None for one in step.chain) else None,
    }  # fmt: skip


def _figure(course: Course, step: Step, language: str) -> Figure:
    return Figure(
        say("{figure}: {place}", figure=render(step.metric.label, language), place=course.programme.title),
        chain_of(step.chain, step.metric, language),
        say("For each quarter a dot at the figure, and a line from the low to the high end of its 95 % interval."),
        [say("Quarter"), step.metric.label, say("95 % interval"), step.metric.n],
        [[period_of(one).words(language), *chain_cells(one, step.metric)] for one in step.chain],
        reverse("evidence:ladder-file", args=[course.pk, "csv"]) + f"?metric={step.metric.key}", step.metric.source,
        metric=step.metric.key,
    )  # fmt: skip


@login_required
@require_safe
def ladder_file(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """Every quarter of every figure, as it was read."""
    course, language = _found(request, pk), current_language()
    only = request.GET.get("metric", "")
    steps = [one for one in queries.ladder_of(course, today()) if only in {"", one.metric.key}]
    headings: list[Value] = [
        say("Rung"), say("Key figure"), say("Quarter"), say("The figure itself"), say("95 % interval"),
        say("Counted on"), say("Where it comes from"),
    ]  # fmt: skip
    rows = [_file_row(step.metric, row, language) for step in steps for row in step.chain]
    return as_file(ending, say("Ladder"), headings, rows, language)


def _file_row(metric: Metric, row: RungReading, language: str) -> list[Value]:
    return [
        rung_words(Rung(row.rung)), metric.label, period_of(row).words(language), *chain_cells(row, metric),
        metric.source,
    ]  # fmt: skip


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose the day that figures are compared from."""
    course, day = _found(request, pk), today()
    require(run_evidence(request.user, course.programme.jobcentre))
    held = queries.baseline_of(course)
    initial = {"day": held.day, "note": held.note} if held else {}
    form = BaselineForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.set_baseline(
            by=request.user, programme=course.programme, day=given["day"], note=given["note"], today=day, now=now()
        )
        tell(request, say("The baseline is set. Figures are now compared with the quarter before it."))
        return redirect("evidence:ladder", course.pk)

    title = say("Baseline of {programme}", programme=course.programme.title)
    around = FormPage(
        title, say("Set the baseline"), reverse("evidence:ladder", args=[course.pk]),
        [*_above(), (course.programme.title, reverse("evidence:ladder", args=[course.pk]))],
        say("Set it before you know how it goes. If it is changed later, the ledger says when and by whom."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def _found(request: StaffRequest, pk: int) -> Course:
    require(see_evidence(request.user))
    found: Course = get_object_or_404(queries.courses_seen(request.user), pk=pk)
    return found


def _above() -> list[tuple[Value, str]]:
    return [(say("Evidence"), reverse("evidence:evidence")), (say("Ladder"), reverse("evidence:ladders"))]
