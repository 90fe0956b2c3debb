"""Outcomes of a study: when training reached whom, templates, a file sent, looked at, kept, taken back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.words import say, say_n, written
from samklang.core.workbook.issues import Misread
from samklang.evidence.commands import studies as plan_commands
from samklang.evidence.commands import study_answers
from samklang.evidence.commands import study_files as commands
from samklang.evidence.documents import sentence_in
from samklang.evidence.enums import FileForm
from samklang.evidence.forms.study_plans import OutcomesForm, TrainingForm
from samklang.evidence.models import Study, StudyFile
from samklang.evidence.public.periods import words
from samklang.evidence.queries import studies as queries
from samklang.evidence.queries.study_training import training_known
from samklang.evidence.rules import studies as rules
from samklang.evidence.rules.evidence import run_evidence
from samklang.evidence.study_columns import headings
from samklang.evidence.study_periods import period_at, periods_of
from samklang.evidence.study_plan import first_period, label_of
from samklang.evidence.views.studies import above_study, found_study
from samklang.web.answers import UNPROCESSABLE, file_to_fetch, page, tell
from samklang.web.downloads import csv_lines, xlsx
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_data(request: StaffRequest, pk: int) -> HttpResponse:
    """What has been loaded, the templates, and a new file."""
    found = found_study(request, pk)
    require(run_evidence(request.user, found.jobcentre))
    form = OutcomesForm(sent(request), request.FILES if request.method == "POST" else None)
    faults: list[Any] = []
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            read = commands.read_study_file(
                by=request.user, study=found, name=file.name, content=file.read(), today=today(), now=now()
            )
            return redirect("evidence:study-file", found.pk, read.pk)
        except Misread as wrong:
            language = current_language()
            form.add_error("file", f"{written(wrong.what, language)} {written(wrong.instead, language)}")
        except commands.Faulty as wrong:
            faults = wrong.faults
            refuse(form, "file", say("Nothing was loaded. Put right what stands below, and send the file again."))
    last_day = queries.last_day_of(found) or today()
    may = plan_commands.may_measure(found, today())
    context = {
        "study": found, "above": above_study(found), "faults": faults, "files": queries.files_of(found),
        "refusal": rules.load_outcomes(request.user, found, last_day, today(), may_measure=may),
        "in_force": queries.file_in_force(found), "people": queries.are_people(found),
        "may_write": rules.write_training(request.user, found) is None,
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/study_data.html", context, form=form)
    if faults:
        response.status_code = UNPROCESSABLE
    return response


@login_required
@require_safe
def study_template(request: StaffRequest, pk: int, form: str, ending: str) -> HttpResponse:
    """The columns to fill in, with the study's teams and periods; members of staff are not listed."""
    found = found_study(request, pk)
    require(run_evidence(request.user, found.jobcentre))
    if form not in FileForm.values or ending not in ("csv", "xlsx") or found.first_day is None:
        raise Http404
    language = current_language()
    top = headings(FileForm(form), language)
    whole = periods_of(found.first_day, found.steps, found.periods)
    names = [""] if queries.are_people(found) else [label_of(one) for one in queries.units_of(found)]
    rows = [[name, words(one, language), *[""] * (len(top) - 2)] for name in names for one in whole]
    name = f"studie-{found.pk}-{form}.{ending}"
    if ending == "csv":
        return file_to_fetch("".join(csv_lines([top, *rows])).encode(), name)
    return file_to_fetch(xlsx([(found.title, top, rows)]), name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_training(request: StaffRequest, pk: int) -> HttpResponse:
    """The day on which training reached each team; or all of them as they were drawn."""
    found = found_study(request, pk)
    require(rules.write_training(request.user, found))
    units = list(queries.units_of(found))
    by_lot = bool(found.drawn_at)
    if request.method == "POST" and by_lot and "as_drawn" in request.POST:
        commands.write_training(by=request.user, study=found, days=_as_drawn(found))
        tell(request, say("Training is written down as it was drawn."))
        return redirect("evidence:study-data", found.pk)
    shown = [] if queries.are_people(found) else units
    form = TrainingForm(sent(request), units=shown, known=training_known(found, units))

    def do() -> HttpResponse:
        count = commands.write_training(by=request.user, study=found, days=form.days())
        tell(request, say_n("The day of {count} unit is saved.", "The days of {count} units are saved.", count))
        return redirect("evidence:study-data", found.pk)

    data = reverse("evidence:study-data", args=[found.pk])
    around = FormPage(
        say("When training reached whom"), say("Save"), data, [*above_study(found), (say("Outcomes"), data)],
        say("Leave the day blank where training has not come. What attendance tells is filled in."),
        template="evidence/study_training.html",
    )  # fmt: skip
    known = len(study_answers.days_of_training(found, units))
    return form_page(
        request, form, around, do, study=found, by_lot=by_lot, people=queries.are_people(found), count=len(units),
        known=known,
    )  # fmt: skip


def _as_drawn(found: Study) -> dict[int, Any]:
    """The first day of the period that each unit was drawn for."""
    days: dict[int, Any] = {}
    for one in queries.units_of(found):
        number = first_period(found, one.wave)
        there = found.first_day is not None and number is not None
        days[one.pk] = period_at(found.first_day, found.steps, number).first_day if there else None  # type: ignore[arg-type]  # they are there
    return days


def _found_file(request: StaffRequest, pk: int, file: int) -> StudyFile:
    """One of the study's files. Raises Http404, and NotAllowed for whoever does not run evidence there."""
    found = found_study(request, pk)
    require(run_evidence(request.user, found.jobcentre))
    rows = StudyFile.objects.select_related("study__jobcentre__parent", "study__programme")
    there: StudyFile = get_object_or_404(rows, pk=file, study=found)
    return there


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def study_file(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """What was read: how many cases in each period, and nothing of how they went; keep it or not."""
    found = _found_file(request, pk, file)
    if request.method == "POST":
        commands.keep_study_file(by=request.user, file=found, now=now())
        tell(request, say("The file is in use."), undo_url=reverse("evidence:study-file-back", args=[pk, file]))
        return redirect("evidence:study-answer", pk)
    counts: Counter[int] = Counter()
    for period, n in zip(found.cells["period"], found.cells["n"], strict=True):
        counts[period] += n
    study, language = found.study, current_language()
    whole = periods_of(study.first_day, study.steps, study.periods) if study.first_day else []
    data = reverse("evidence:study-data", args=[pk])
    context = {
        "study": study, "file": found, "above": [*above_study(study), (say("Outcomes"), data)],
        "rows": [(words(one, language), counts[number]) for number, one in enumerate(whole, start=1)],
        "cases": sum(counts.values()), "units": len(set(found.cells["unit"])),
        "trained": len(found.cells.get("trained", {})), "notes": [sentence_in(one) for one in found.notes],
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/study_file.html", context)
    return response


@login_required
@require_POST
def study_file_dropping(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """It is not kept."""
    commands.drop_study_file(by=request.user, file=_found_file(request, pk, file))
    tell(request, say("The file was not taken into use, and nothing of it is kept."))
    return redirect("evidence:study-data", pk)


@login_required
@require_POST
def study_file_back(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """Nothing rests on it any more."""
    commands.take_back_study_file(by=request.user, file=_found_file(request, pk, file), now=now())
    undo = reverse("evidence:study-file-again", args=[pk, file])
    tell(request, say("The file is taken back, and its answer is no longer shown."), undo_url=undo)
    return redirect("evidence:study-data", pk)


@login_required
@require_POST
def study_file_again(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """It is in use again."""
    commands.bring_back_study_file(by=request.user, file=_found_file(request, pk, file))
    tell(request, say("The file is in use."))
    return redirect("evidence:study-data", pk)
