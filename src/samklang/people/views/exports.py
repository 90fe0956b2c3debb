"""Downloads of the register as spreadsheets."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from samklang.access.enums import Right
from samklang.access.queries import teams_for
from samklang.access.refusals import require
from samklang.core.words import render, say
from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.exporting import as_csv, as_xlsx
from samklang.core.workbook.kinds import Text
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.register import COVER_LIST, LEAVE_LIST, STAFF_LIST
from samklang.ledger.commands import record_reading
from samklang.people import rules
from samklang.people.enums import LineKind
from samklang.people.forms.staff_list import StaffFilter
from samklang.people.queries import exports
from samklang.people.queries.staff_import import imports_for, lines_of
from samklang.people.queries.staff_import.shown import row_of
from samklang.people.queries.staff_list import roles_seen, staff_list
from samklang.web.answers import file_to_fetch
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


def _download(request: StaffRequest, kind: SheetKind, rows: Sequence[dict[str, Any]], name: str) -> HttpResponse:
    """The rows as XLSX, or as CSV where that is asked for."""
    language = current_language()
    if request.GET.get("format") == "csv":
        return file_to_fetch(as_csv(kind, rows, language), f"{name}.csv")
    return file_to_fetch(as_xlsx(kind, rows, language), f"{name}.xlsx")


@login_required
@require_safe
def employees_export(request: StaffRequest) -> HttpResponse:
    """The staff list as of the day, narrowed as it is on the page; recorded in the ledger."""
    require(rules.see_staff(request.user))
    day = request.as_of
    teams = list(teams_for(request.user, Right.SEE_STAFF))
    asked = StaffFilter(request.GET, teams=teams, roles=roles_seen(request.user, day)).asked()
    people = staff_list(request.user, day, asked).select_related("person", "jobcentre")
    rows = exports.staff_export(people, day)
    _record(request, "staff-exported")
    name = render(say("staff {day}", day=day.isoformat()), current_language())
    return _download(request, STAFF_LIST, rows, name)


def _record(request: StaffRequest, deed: str) -> None:
    """Many named people were read at once, by whoever downloads; what is read is narrowed to what they see."""
    record_reading(deed, by=request.user, subject=request.user, about=None, place=request.user.municipality)


@login_required
@require_safe
def leave_export(request: StaffRequest) -> HttpResponse:
    """Leave from the day on; recorded in the ledger."""
    require(rules.see_staff(request.user))
    rows = exports.leave_export(request.user, request.as_of)
    _record(request, "leave-exported")
    name = render(say("leave {day}", day=request.as_of.isoformat()), current_language())
    return _download(request, LEAVE_LIST, rows, name)


@login_required
@require_safe
def cover_export(request: StaffRequest) -> HttpResponse:
    """Cover needs from the day on. They name nobody."""
    require(rules.see_staff(request.user))
    rows = exports.cover_export(request.user, request.as_of)
    name = render(say("cover {day}", day=request.as_of.isoformat()), current_language())
    return _download(request, COVER_LIST, rows, name)


_PROBLEMS = SheetKind(
    "problems",
    Label("Skal rettes", "To be corrected"),
    Label("Ret det i filen, og send den igen.", "Correct it in the file, and send it again."),
    tuple(
        Column(key, Text(), Label(danish, english), Label(danish, english), width=width)
        for key, danish, english, width in (
            ("where", "Hvor", "Where", 34),
            ("what", "Hvad er galt", "What is wrong", 60),
            ("instead", "Skriv i stedet", "Write instead", 60),
        )
    ),
)


@login_required
@require_safe
def staff_import_problems(request: StaffRequest, pk: int) -> HttpResponse:
    """What is to be corrected in a file of staff."""
    found = get_object_or_404(imports_for(request.user), pk=pk)
    language = current_language()
    rows = [
        {"where": render(row_of(line), language), "what": line.told[language][0], "instead": line.told[language][1]}
        for line in lines_of(found, LineKind.PROBLEM)
    ]
    name = render(say("corrections {name}", name=found.file_name.rpartition(".")[0]), language)
    return _download(request, _PROBLEMS, rows, name)
