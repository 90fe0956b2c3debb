"""In the meeting: the agenda with a box beside each point, and nothing else on the screen."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies.commands.sheets import save_notes
from samklang.companies.forms.sheets import NotesForm
from samklang.companies.models import Meeting
from samklang.companies.queries.meetings import meetings_for
from samklang.companies.queries.sheets import OTHER, points_of
from samklang.companies.rules import sheets as rules
from samklang.companies.written import mark_of
from samklang.core.words import render as in_words
from samklang.core.words import say
from samklang.web.answers import UNPROCESSABLE
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_notes(request: StaffRequest, pk: int) -> HttpResponse:
    """All boxes; sent as a whole they are saved, and the minutes come next."""
    found = _meeting(request, pk)
    require(rules.prepare(request.user, found))
    form = _form(found, request.POST if request.method == "POST" else None)
    if form.is_bound and _save(request, found, form):
        return redirect("companies:minutes" if "end" in request.POST else "companies:meeting-notes", pk)
    context = {"meeting": found, "form": form, "rows": [_row(form, key) for key in form.fields], "at": now()}
    status = UNPROCESSABLE if form.is_bound else 200
    response: HttpResponse = render(request, "companies/meeting_notes.html", context, status=status)
    return response


@login_required
@require_POST
def meeting_note(request: StaffRequest, pk: int, point: str) -> HttpResponse:
    """Save one box as one types."""
    found = _meeting(request, pk)
    require(rules.prepare(request.user, found))
    form = _form(found, request.POST, only=point)
    if point not in form.fields:
        raise Http404
    saved = _save(request, found, form)
    if not request.htmx:
        return redirect("companies:meeting-notes", pk)
    if form.keep() and saved:
        form = _form(found, None, only=point)
    context = {"meeting": found, "form": form, "row": _row(form, point), "at": now(), "loud": True}
    template = "companies/_meeting_note.html" if request.POST.get("keep") else "companies/_meeting_note_saved.html"
    response: HttpResponse = render(request, template, context, status=200 if saved else UNPROCESSABLE)
    return response


def _meeting(request: StaffRequest, pk: int) -> Meeting:
    found: Meeting = get_object_or_404(meetings_for(request.user), pk=pk)
    return found


def _form(found: Meeting, data: Any, only: str = "") -> NotesForm:
    points = points_of(found, current_language())
    points[OTHER] = in_words(say("What else came up"), current_language())
    if only:
        points = {key: point for key, point in points.items() if key == only}
    texts = {key: str(text) for key, text in found.notes.items()}
    return NotesForm(data, points=points, texts=texts, marks={key: mark_of(text) for key, text in texts.items()})


def _row(form: NotesForm, key: str) -> dict[str, Any]:
    theirs = form.theirs.get(key)
    return {
        "key": key, "field": form[key], "was": form.was(key), "theirs": theirs,
        "seen": mark_of(theirs) if theirs else "",
    }  # fmt: skip


def _save(request: StaffRequest, found: Meeting, form: NotesForm) -> bool:
    """Store what is in order. False where there are faults, or a colleague has noted meanwhile."""
    in_order = form.is_valid()
    form.theirs = save_notes(
        by=request.user, meeting=found, typed=list(form.typed()), now=now(),
        language=current_language(),
    )  # fmt: skip
    found.refresh_from_db(fields=["sheet", "notes"])
    form.marks = {key: mark_of(str(text)) for key, text in found.notes.items()}
    return in_order and not form.theirs
