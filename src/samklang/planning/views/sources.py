"""Where a programme's rules come from: a workbook that is read at once, the staff register, an earlier version."""

import csv
import tempfile
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.planner.plan import in_every_language
from samklang.core.planner.problem import Problem, document
from samklang.core.words import render, say, say_n
from samklang.core.workbook import Issue, template, write
from samklang.planning import commands, rules
from samklang.planning.forms.programme import WorkbookForm
from samklang.planning.intake import problem_from, too_large
from samklang.planning.models import Programme
from samklang.planning.queries import latest_version, programmes_for, version_of
from samklang.planning.views.programmes import above
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

KEPT_S = 3_600
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _issues_key(person: Person, programme: Programme) -> str:
    return f"planning-issues-{programme.pk}-{person.pk}"


def _remember(person: Person, programme: Programme, issues: tuple[Issue, ...]) -> None:
    """Keep what was found in the file for an hour, for whoever sent it and nobody else."""
    told = [
        {
            "sheet": one.sheet, "cell": one.cell, "error": one.is_error, "what": in_every_language(one.what),
            "instead": in_every_language(one.instead),
        }
        for one in issues
    ]  # fmt: skip
    cache.set(_issues_key(person, programme), told, KEPT_S)


def read_upload(file: UploadedFile) -> tuple[Problem | None, tuple[Issue, ...]]:
    """The problem that a file holds that was sent, and everything to mend or know."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(file.name or "").name[-100:] or "workbook.xlsx")
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        refused = too_large(path)
        return (None, refused) if refused else problem_from(path)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the workbook. Where something is wrong in it nothing is changed, and everything wrong is told."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    require(rules.make_plans(request.user, programme.jobcentre))
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    found: list[dict[str, Any]] = []

    def do() -> HttpResponse | None:
        file = form.cleaned_data["file"]
        problem, issues = read_upload(file)
        _remember(request.user, programme, issues)
        if problem is None:
            form.add_error("file", _how_many(sum(one.is_error for one in issues)))
            found.extend(told(request, programme))
            return None
        commands.read_workbook(
            by=request.user, programme=programme, document=document(problem), file_name=file.name, now=timezone.now()
        )
        tell(request, say("“{file}” was read: {people} people, {modules} modules.", file=file.name,
                          people=len(problem.people), modules=len(problem.modules)))  # fmt: skip
        return redirect("planning:workbook-issues", programme.pk) if issues else redirect(programme)

    around = FormPage(
        say("Read the planning workbook"), say("Read it"), programme.get_absolute_url(), above(programme),
        template="planning/workbook.html",
    )  # fmt: skip
    return form_page(request, form, around, do, programme=programme, issues=found)


def _how_many(count: int) -> str:
    words = say_n(
        "{count} thing must be mended in the file. Nothing was changed here.",
        "{count} things must be mended in the file. Nothing was changed here.",
        count,
    )
    return render(words, current_language())


def told(request: StaffRequest, programme: Programme) -> list[dict[str, Any]]:
    """What was found in the file sent last, in the language of the page, what must be mended first."""
    language = current_language()
    found = cache.get(_issues_key(request.user, programme)) or []
    shown = [{**one, "what": one["what"][language], "instead": one["instead"][language]} for one in found]
    return sorted(shown, key=lambda one: not one["error"])


@login_required
@require_safe
def workbook_issues(request: StaffRequest, pk: int) -> HttpResponse:
    """What was found in the file sent last."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    require(rules.make_plans(request.user, programme.jobcentre))
    context = {"programme": programme, "issues": told(request, programme), "above": above(programme)}
    response: HttpResponse = page(request, "planning/workbook_issues.html", context)
    return response


@login_required
@require_safe
def workbook_issues_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The same as a file, to go through beside the workbook."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    require(rules.make_plans(request.user, programme.jobcentre))
    language, text = current_language(), StringIO()
    writer = csv.writer(text, delimiter=";")
    headings = (say("Sheet"), say("Cell"), say("What is wrong"), say("What to do"))
    writer.writerow([render(heading, language) for heading in headings])
    for one in told(request, programme):
        writer.writerow([_harmless(one[name]) for name in ("sheet", "cell", "what", "instead")])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="workbook-{programme.pk}.csv"'
    return answer


def _harmless(text: str) -> str:
    """No spreadsheet takes the text for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


@login_required
@require_safe
def workbook_file(request: StaffRequest, pk: int) -> HttpResponse:
    """The rules as they are now, as a filled workbook; an empty one while they are no problem yet."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    require(rules.make_plans(request.user, programme.jobcentre))
    version, language = latest_version(programme), current_language()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        if version.ready:
            write(version.document, path, language=language)
        else:
            first_day = date.fromisoformat(version.document["first_day"])
            template(path, programme=version.document["programme"], first_day=first_day, language=language)
        content = path.read_bytes()
    answer = HttpResponse(content, content_type=SPREADSHEET)
    answer["Content-Disposition"] = f'attachment; filename="programme-{programme.pk}-{version.number}.xlsx"'
    return answer


@login_required
@require_POST
def register(request: StaffRequest, pk: int) -> HttpResponse:
    """Staff, leave, cover and closed days from the register, as they are there now."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    before = latest_version(programme)
    version = commands.take_from_register(by=request.user, programme=programme, now=timezone.now())
    if version.pk == before.pk:
        tell(request, say("The register says the same as before; nothing was changed."))
    else:
        undo = reverse("planning:version-restoring", args=[programme.pk, before.number])
        tell(request, say("{count} people were taken from the register.", count=version.people), undo_url=undo)
    return redirect(programme)


@login_required
@require_safe
def versions(request: StaffRequest, pk: int) -> HttpResponse:
    """The rules as they have been."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    found = programme.versions.select_related("made_by").defer("document").order_by("-number")
    context = {
        "programme": programme,
        "versions": found,
        "above": above(programme),
        "may_make": rules.make_plans(request.user, programme.jobcentre) is None,
    }
    response: HttpResponse = page(request, "planning/versions.html", context)
    return response


@login_required
@require_POST
def version_restoring(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """The rules as they were."""
    programme = get_object_or_404(programmes_for(request.user), pk=pk)
    version = version_of(programme, number).first()
    if version is None:
        raise Http404
    before = latest_version(programme)
    made = commands.restore_version(by=request.user, version=version, now=timezone.now())
    if made.pk != before.pk:
        undo = reverse("planning:version-restoring", args=[programme.pk, before.number])
        tell(request, say("The rules are as in version {number} again.", number=number), undo_url=undo)
    return redirect(programme)
