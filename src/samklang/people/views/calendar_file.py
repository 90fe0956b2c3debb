"""Leave from a calendar file: sent, looked through, imported."""

from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samklang.access.enums import Right
from samklang.access.refusals import require
from samklang.core.words import say, say_n, written
from samklang.core.workbook.issues import Misread
from samklang.people import rules
from samklang.people.commands.calendar_file import apply_leave_file
from samklang.people.enums import LeaveKind
from samklang.people.forms.calendar_file import KindsOfLeave, LeaveFileForm
from samklang.people.queries.calendar_file import LeaveFile, leave_file
from samklang.people.queries.employees import employees_for
from samklang.people.queries.staff_import.opening import file_name
from samklang.web.answers import page, tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_KEPT_S = 3600
_MOST_SHOWN = 500


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_import(request: StaffRequest) -> HttpResponse:
    """Send a calendar file; look through what it would change; import it. The file is kept for an hour at most."""
    require(rules.add_staff(request.user))
    token = request.GET.get("file", "")
    kept = cache.get(_key(request, token)) if token else None
    if kept is not None:
        return _looked_through(request, token, kept)
    if token:
        tell(request, say("The file is no longer kept. Send it again."), level=30)
        return redirect("people:leave-import")
    sent = request.method == "POST"
    form = LeaveFileForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_bound and form.is_valid():
        content = form.cleaned_data["file"].read()
        try:
            _read(request, {"content": content, "told": {}})
        except Misread as wrong:
            language = current_language()
            form.add_error("file", f"{written(wrong.what, language)} {written(wrong.instead, language)}")
        else:
            token = token_urlsafe(16)
            kept = {"content": content, "name": file_name(form.cleaned_data["file"].name), "told": {}}
            cache.set(_key(request, token), kept, _KEPT_S)
            return redirect(f"{reverse('people:leave-import')}?file={token}")
    return page(request, "people/import/leave.html", {}, form=form)


def _key(request: StaffRequest, token: str) -> str:
    return f"leave-file-{request.user.pk}-{token[:40]}"


def _read(request: StaffRequest, kept: dict[str, Any]) -> LeaveFile:
    return leave_file(kept["content"], employees_for(request.user, Right.EDIT_STAFF), kept["told"])


def _looked_through(request: StaffRequest, token: str, kept: dict[str, Any]) -> HttpResponse:
    file = _read(request, kept)
    sent = request.method == "POST"
    form = KindsOfLeave(request.POST if sent else None, words=file.words)
    if form.is_bound and form.is_valid():
        kept["told"] = {**kept["told"], **form.told()}
        if "apply" not in request.POST:
            cache.set(_key(request, token), kept, _KEPT_S)
            return redirect(f"{reverse('people:leave-import')}?file={token}")
        count = apply_leave_file(by=request.user, place=request.user.municipality, file=_read(request, kept))
        cache.delete(_key(request, token))
        tell(request, say_n("One leave has been imported.", "{count} leaves have been imported.", count))
        return redirect("people:employees")
    context = {
        "name": kept["name"],
        "file": file,
        "steps": [(step, str(LeaveKind(step.kind).label)) for step in file.steps[:_MOST_SHOWN]],
        "not_read": file.not_read[:_MOST_SHOWN],
        "count": len(file.steps),
    }
    return page(request, "people/import/leave_preview.html", context, form=form)
