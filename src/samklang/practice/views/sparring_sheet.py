"""The sheet on the partner's phone, which works without a connection; and an empty one on paper."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import render, say
from samklang.practice.commands import sparring_notes as commands
from samklang.practice.forms.sparring_notes import SheetForm
from samklang.practice.models import Sparring, SparringNotes
from samklang.practice.queries import sparring as queries
from samklang.practice.rules import sparring as rules
from samklang.practice.views.sparring import above_sparring, found_sparring, title_of, url_of
from samklang.web.answers import page, tell
from samklang.web.form_pages import sent
from samklang.web.language import current_language
from samklang.web.requests import PageRequest, StaffRequest
from samklang.web.scripts import script

_EARLIEST = timedelta(days=1)
"""The sheet can be tried out the day before."""


@require_safe
def worker(request: PageRequest) -> HttpResponse:  # noqa: ARG001 - the same for everybody
    """The script that keeps the sheet on the phone."""
    return script("web/sparring-worker.js")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sparring_sheet(request: StaffRequest, pk: int) -> HttpResponse:
    """What the partner sees and hears: as a form, or as a phone sends it, perhaps long after."""
    found = found_sparring(request, pk)
    notes = queries.notes_of(request.user, found)
    by_script = request.method == "POST" and "application/json" in request.headers.get("Accept", "")
    try:
        require(rules.write_sheet(request.user, found, notes))
        assert notes is not None  # noqa: S101 - the rule has refused otherwise
        form = SheetForm(
            sent(request), indicators=queries.looked_at(found), sheet=notes.sheet, focus=notes.focus
        )  # fmt: skip
        if form.is_bound and form.is_valid():
            sheet = form.sheet(now(), found.begins - _EARLIEST)
            taken = commands.save_sheet(by=request.user, sparring=found, sheet=sheet)
            return _saved(request, found, by_script=by_script, is_new=taken.is_new)
    except NotAllowed as refused:
        if not by_script:
            raise
        reason = render(refused.refusal.reason, current_language())
        return JsonResponse({"gone": reason}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if by_script:
        return JsonResponse({"faults": form.named()}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    response: HttpResponse = page(request, "practice/sparring_sheet.html", _around(request, found, notes), form=form)
    return response


def _saved(request: StaffRequest, found: Sparring, *, by_script: bool, is_new: bool) -> HttpResponse:
    if by_script:
        return JsonResponse({"taken": True, "is_new": is_new})
    tell(request, say("Saved. Only you see it until {name} has spoken.", name=found.focus_person.name))
    return redirect(found) if "end" in request.POST else redirect("practice:sparring-sheet", found.pk)


def _around(request: StaffRequest, found: Sparring, notes: SparringNotes) -> dict[str, Any]:
    return {
        "sparring": found, "notes": notes, "above": above_sparring(request, found), "back": url_of(found),
        "title": title_of(request.user, found),
    }  # fmt: skip


@never_cache
@login_required
@require_safe
def sparring_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """An empty sheet to print, on one page: what was chosen first."""
    found = found_sparring(request, pk)
    notes = queries.notes_of(request.user, found)
    require(rules.see_notes(request.user, found, notes))
    assert notes is not None  # noqa: S101 - the rule has refused otherwise
    parts = queries.parts_of(queries.looked_at(found), notes.focus)
    context = {"sparring": found, "parts": parts, "above": above_sparring(request, found), "back": url_of(found)}
    response: HttpResponse = page(request, "practice/sparring_paper.html", context)
    return response
