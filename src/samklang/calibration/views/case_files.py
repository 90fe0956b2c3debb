"""Cases to and from files: JSON that another jobcentre can take in, and a spreadsheet of the list."""

from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.refusals import NotAllowed, require
from samklang.calibration.commands import case as commands
from samklang.calibration.documents import from_file, to_file
from samklang.calibration.enums import CaseKind, CaseOrigin, Difficulty, Form
from samklang.calibration.forms.case import CaseFileForm, CaseFilter
from samklang.calibration.models import Case
from samklang.calibration.queries import cases as queries
from samklang.calibration.queries.case_import import CaseImport, looked_through, where_in_file
from samklang.calibration.rules import case as rules
from samklang.calibration.rules.round import lead_any_calibration
from samklang.calibration.views.cases import above_cases, framework_choices
from samklang.core.words import render, say, written
from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.exporting import as_xlsx
from samklang.core.workbook.kinds import Count, Text
from samklang.core.workbook.labels import Label
from samklang.ledger.commands import record_reading
from samklang.method.documents import DocumentFaults
from samklang.method.models import Framework
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import refuse
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_KEPT_S, _MOST_FAULTS_SHOWN = 3600, 200


@login_required
@require_safe
def cases_export(request: StaffRequest) -> HttpResponse:
    """The list as it is narrowed: a spreadsheet without keys, or the whole cases of one framework as JSON."""
    require(lead_any_calibration(request.user))
    choices = framework_choices(request)
    asked = CaseFilter(request.GET, frameworks=choices).asked()
    found = queries.case_list(request.user, asked, current_language())
    if request.GET.get("format") != "json":
        rows = _rows(list(found), dict(choices))
        return _file(as_xlsx(_LIST, rows, current_language()), "xlsx", request)
    number = asked.framework or (choices[0][0] if len(choices) == 1 else None)
    framework = queries.frameworks_led_by(request.user).filter(pk=number or 0).first()
    if framework is None:
        tell(request, say("A file of cases is about one framework. Choose one in the list, then fetch it again."))
        return redirect("calibration:cases")
    text = to_file(framework.key, queries.documents_of(list(found.filter(framework=framework))))
    record_reading("cases-exported", by=request.user, subject=framework, about=None, place=framework.jobcentre)
    return _file(text.encode(), "json", request)


def _file(content: bytes, ending: str, request: StaffRequest) -> HttpResponse:
    name = render(say("cases {day}", day=request.today.isoformat()), current_language())
    return file_to_fetch(content, f"{name}.{ending}")


def _rows(cases: Sequence[Case], names: dict[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "title": one.worded("title", current_language()),
            "framework": names.get(one.framework_id, one.framework.key),
            "kind": str(CaseKind(one.kind).label),
            "difficulty": str(Difficulty(one.difficulty).label),
            "form": str(Form(one.form).label),
            "twin": one.twin or None,
            "key": one.key,
            "revision": one.revision,
            "rounds": getattr(one, "rounds_count", 0),
            "origin": str(CaseOrigin(one.origin).label),
        }
        for one in cases
    ]


_LIST = SheetKind(
    "cases",
    Label("Cases", "Cases"),
    Label("Listens cases uden nøgler.", "The cases of the list, without their keys."),
    tuple(
        Column(key, kind, Label(danish, english), Label(danish, english), width=width)
        for key, kind, danish, english, width in (
            ("title", Text(), "Titel", "Title", 40),
            ("framework", Text(), "Ramme", "Framework", 26),
            ("kind", Text(), "Slags", "Kind", 14),
            ("difficulty", Text(), "Sværhed", "Difficulty", 18),
            ("form", Text(), "Form", "Form", 12),
            ("twin", Text(), "Parallel case", "Twin", 28),
            ("key", Text(), "Kendeord i filer", "Key in files", 28),
            ("revision", Count(), "Udgave", "Revision", 10),
            ("rounds", Count(), "Brugt i runder", "Used in rounds", 14),
            ("origin", Text(), "Skrevet af", "Written by", 22),
        )
    ),
)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cases_import(request: StaffRequest) -> HttpResponse:
    """Send a file; look through what it would change; take it in. The file is kept for an hour at most."""
    require(lead_any_calibration(request.user))
    token = str(request.GET.get("file", ""))
    kept = cache.get(_kept_as(request, token)) if token else None
    if kept is not None:
        return _looked_through(request, token, kept)
    if token:
        tell(request, say("The file is no longer kept. Send it again."), level=30)
        return redirect("calibration:cases-import")
    posted = request.method == "POST"
    form = CaseFileForm(
        request.POST if posted else None, request.FILES if posted else None, frameworks=framework_choices(request)
    )
    faults: list[Any] = []
    if form.is_bound and form.is_valid():
        kept = {"framework": form.cleaned_data["framework"], "content": form.cleaned_data["file"].read()}
        try:
            _read(request, kept)
        except NotAllowed as refused:
            refuse(form, "framework", refused.refusal.reason)
        except DocumentFaults as wrong:
            faults = [(_place(one.path), one.what) for one in wrong.faults]
            refuse(form, "file", say("Nothing was taken in. What to put right in the file stands below."))
        else:
            token = token_urlsafe(16)
            cache.set(_kept_as(request, token), kept, _KEPT_S)
            return redirect(f"{reverse('calibration:cases-import')}?file={token}")
    context = {"faults": faults[:_MOST_FAULTS_SHOWN], "count": len(faults), "above": above_cases()}
    response: HttpResponse = page(request, "calibration/case_import.html", context, form=form)
    return response


def _place(path: tuple[str | int, ...]) -> str:
    return ", ".join(written(one, current_language()) for one in where_in_file(path))


def _kept_as(request: StaffRequest, token: str) -> str:
    return f"case-file-{request.user.pk}-{token[:40]}"


def _framework(request: StaffRequest, kept: dict[str, Any]) -> Framework:
    found: Framework = queries.frameworks_led_by(request.user).get(pk=kept["framework"])
    return found


def _read(request: StaffRequest, kept: dict[str, Any]) -> CaseImport:
    framework, file = _framework(request, kept), from_file(kept["content"])
    require(rules.import_cases(request.user, framework, file.framework))
    return looked_through(framework, file)


def _looked_through(request: StaffRequest, token: str, kept: dict[str, Any]) -> HttpResponse:
    if request.method == "POST":
        done = commands.import_cases(
            by=request.user, framework=_framework(request, kept), file=from_file(kept["content"]), now=timezone.now()
        )
        cache.delete(_kept_as(request, token))
        said = say(
            "Taken in: {new} new, {changed} changed, {same} as before.",
            new=done.new, changed=done.changed, same=done.same,
        )  # fmt: skip
        tell(request, said)
        return redirect(f"{reverse('calibration:cases')}?framework={kept['framework']}")
    context = {"found": _read(request, kept), "above": above_cases(), "names": dict(framework_choices(request))}
    response: HttpResponse = page(request, "calibration/case_import_preview.html", context)
    return response
