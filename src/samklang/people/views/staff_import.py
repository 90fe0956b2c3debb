"""Importing staff: the list of imports, a new one, and each step until it is applied or undone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.enums import Right
from samklang.access.queries import jobcentres_for, teams_for
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.words import say, written
from samklang.ledger.commands import record_reading
from samklang.people import rules, tasks
from samklang.people.commands import staff_import as importing
from samklang.people.enums import ImportState, LineKind
from samklang.people.forms.staff_import import Application, Columns, ImportTerms, NewImport, Teams
from samklang.people.models import StaffImport
from samklang.people.queries.staff_import import imports_for, last_applied, lines_of, look_at, open_file
from samklang.people.queries.staff_import.opening import keys_of
from samklang.people.queries.staff_import.shown import shown
from samklang.web.answers import page, tell
from samklang.web.form_pages import refuse
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

ROWS = 50
MOST_AT_ONCE = 1_500
"""More changes than this are carried out by the worker, since they take longer than one wishes to wait."""
_KINDS = (LineKind.PROBLEM, LineKind.NEW, LineKind.CHANGED, LineKind.ENDED, LineKind.LEAVE, LineKind.COVER,
          LineKind.CLOSED, LineKind.NOTE)  # fmt: skip


def _found(request: StaffRequest, pk: int) -> StaffImport:
    return get_object_or_404(imports_for(request.user), pk=pk)


@login_required
@require_safe
def staff_imports(request: StaffRequest) -> HttpResponse:
    """Who has imported what and when, and what became of it."""
    require(_imports_somewhere(request))
    pages = Paginator(imports_for(request.user), ROWS)
    shown_page = pages.get_page(request.GET.get("page"))
    last = last_applied(one.jobcentre_id for one in shown_page.object_list)
    rows = [(one, one.pk in last) for one in shown_page.object_list]
    return render(request, "people/import/list.html", {"page": shown_page, "rows": rows})


def _imports_somewhere(request: StaffRequest) -> Refusal | None:
    return rules.import_somewhere(request.user)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_staff_import(request: StaffRequest) -> HttpResponse:
    """Send a file."""
    require(_imports_somewhere(request))
    jobcentres = list(jobcentres_for(request.user, Right.IMPORT_STAFF))
    sent = request.method == "POST"
    form = NewImport(
        request.POST if sent else None, request.FILES if sent else None, jobcentres=jobcentres,
        initial={"first_day": request.today},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        chosen = form.cleaned_data
        try:
            begun = importing.begin_import(
                by=request.user, jobcentre=chosen["jobcentre"], name=chosen["file"].name, content=chosen["file"].read(),
                first_day=chosen["first_day"], is_whole_list=chosen["is_whole_list"],
            )  # fmt: skip
            return redirect(begun)
        except importing.Misread as wrong:
            _say_at(form, "file", wrong)
    return page(request, "people/import/new.html", {"steps": _steps(None)}, form=form)


def _say_at(form: Any, name: str, wrong: importing.Misread) -> None:
    language = current_language()
    form.add_error(name, f"{written(wrong.what, language)} {written(wrong.instead, language)}")


_STEPS = (
    (say("File"), ()),
    (say("Columns"), (ImportState.COLUMNS,)),
    (say("Teams"), (ImportState.TEAMS,)),
    (say("Look through"), (ImportState.READY, ImportState.APPLYING)),
    (say("Done"), (ImportState.APPLIED, ImportState.UNDONE)),
)


def _steps(staff_import: StaffImport | None) -> list[dict[str, Any]]:
    states = [set(states) for _, states in _STEPS]
    current = next((place for place, one in enumerate(states) if staff_import and staff_import.state in one), 0)
    return [
        {"label": label, "state": "done" if place < current else "current" if place == current else "coming"}
        for place, (label, _) in enumerate(_STEPS)
    ]


@login_required
@require_safe
def staff_import(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Where the import is: the question that comes next, the preview, or what became of it."""
    found = _found(request, pk)
    if found.state == ImportState.COLUMNS:
        return redirect("people:staff-import-columns", pk)
    if found.state == ImportState.TEAMS:
        return redirect("people:staff-import-teams", pk)
    if found.by_id != request.user.pk and not request.htmx:
        record_reading("staff-import-read", by=request.user, subject=found, about=None, place=found.jobcentre)
    return _preview(request, found, Application(None, staff_import=found), 200)


def _preview(request: StaffRequest, found: StaffImport, form: Application, status: int) -> HttpResponse:
    kinds = [kind for kind in _KINDS if found.count_of(kind)]
    wanted = request.GET.get("kind", "")
    kind = wanted if wanted in kinds else (kinds[0] if kinds else "")
    lines = Paginator(lines_of(found, kind), ROWS).get_page(request.GET.get("page"))
    context = {
        "import": found,
        "steps": _steps(found),
        "form": form,
        "tabs": [
            {"label": str(one.label), "url": f"?kind={one}", "count": found.count_of(one), "current": one == kind}
            for one in kinds
        ],
        "kind": kind,
        "page": lines,
        "lines": shown(lines.object_list, current_language()),
        "has_lines": found.lines.exists(),
        "changing": sum(found.count_of(one) for one in rules.CHANGING),
        "can_undo": found.pk in last_applied([found.jobcentre_id]),
        "terms": ImportTerms(initial={"first_day": found.first_day, "is_whole_list": found.is_whole_list}),
    }
    template = "people/import/_lines.html" if request.htmx and status == 200 else "people/import/preview.html"
    return render(request, template, context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def staff_import_columns(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what the columns are: those that are not known, or every one."""
    found = _found(request, pk)
    require(rules.import_is_open(found))
    file = open_file(found)
    keys = keys_of(file.matching, found.keys)
    every = found.state != ImportState.COLUMNS
    data = request.POST if request.method == "POST" else None
    form = Columns(data, headings=file.matching.headings, keys=keys, every=every)
    if form.is_bound and form.is_valid():
        return redirect(importing.tell_columns(by=request.user, staff_import=found, keys=form.chosen()))
    context = {"import": found, "steps": _steps(found), "every": every}
    return page(request, "people/import/columns.html", context, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def staff_import_teams(request: StaffRequest, pk: int) -> HttpResponse:
    """Say which teams the unknown ones are."""
    found = _found(request, pk)
    require(rules.import_is_open(found))
    unknown = look_at(found).unknown
    mine = [one for one in teams_for(request.user, Right.IMPORT_STAFF) if one.parent_id == found.jobcentre_id]
    data = request.POST if request.method == "POST" else None
    form = Teams(data, unknown=unknown, teams=[(team.pk, team.name) for team in mine])
    if form.is_bound and form.is_valid():
        return redirect(importing.tell_teams(by=request.user, staff_import=found, teams=form.chosen()))
    if not unknown:
        return redirect(found)
    return page(request, "people/import/teams.html", {"import": found, "steps": _steps(found)}, form=form)


@login_required
@require_POST
def staff_import_terms(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day, or whether the file is everybody; the preview is made anew."""
    found = _found(request, pk)
    form = ImportTerms(request.POST)
    if form.is_valid():
        importing.change_terms(by=request.user, staff_import=found, **form.cleaned_data)
    else:
        tell(request, say("Choose a date from which the file holds."), level=40)
    return redirect(found)


@login_required
@require_POST
def staff_import_application(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Apply what the preview shows."""
    found = _found(request, pk)
    form = Application(request.POST, staff_import=found)
    form.is_valid()
    said = {"leave_out": form.said("leave_out"), "end_missing": form.said("end_missing")}
    try:
        if sum(found.count_of(one) for one in rules.CHANGING) > MOST_AT_ONCE:
            importing.begin_applying(by=request.user, staff_import=found, **said)
            tasks.apply_staff_import.enqueue(found.pk, request.user.pk, **said)
            return redirect(found)
        importing.apply_import(by=request.user, staff_import=found, **said)
    except NotAllowed as refused:
        require(rules.import_staff(request.user, found.jobcentre))
        refuse(form, None, refused.refusal.reason)
        return _preview(request, found, form, 422)
    except importing.RegisterChanged:
        tell(
            request,
            say("The register has changed since you looked. Look through the difference as it is now."),
            level=30,
        )
        return redirect(found)
    undo_url = reverse("people:staff-import-undoing", args=[found.pk])
    tell(request, say("“{name}” has been imported.", name=found.file_name), undo_url=undo_url)
    return redirect(found)


@login_required
@require_safe
def staff_import_progress(request: StaffRequest, pk: int) -> HttpResponse:
    """How far the worker is: asked for again and again while the import waits."""
    return render(request, "people/import/_progress.html", {"import": _found(request, pk)})


@login_required
@require_POST
def staff_import_stopping(request: StaffRequest, pk: int) -> HttpResponse:
    """No longer wait for the worker."""
    found = _found(request, pk)
    importing.stop_waiting(by=request.user, staff_import=found)
    return redirect(found)


@login_required
@require_POST
def staff_import_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Put the register back as it was before the import."""
    found = _found(request, pk)
    try:
        importing.undo_import(by=request.user, staff_import=found, today=request.today)
    except NotAllowed as refused:
        require(rules.import_staff(request.user, found.jobcentre))
        tell(request, refused.refusal.reason, level=40)
        return redirect(found)
    tell(request, say("“{name}” has been undone. The register is as it was before.", name=found.file_name))
    return redirect("people:staff-imports")


@login_required
@require_POST
def staff_import_discarding(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw the file away."""
    found = _found(request, pk)
    name = found.file_name
    importing.discard_import(by=request.user, staff_import=found)
    tell(request, say("“{name}” has been thrown away. Nothing in the register has changed.", name=name))
    return redirect("people:staff-imports")
