"""Public figures: every table in short, and one with its course beside the neighbours. They never say why."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.core.words import Value, say
from samklang.evidence.enums import How, Provider, TableStatus
from samklang.evidence.forms.public_figures import PublicFiguresFilter
from samklang.evidence.models import PublicTable
from samklang.evidence.public.periods import words
from samklang.evidence.public.series import COUNTRY, area_key
from samklang.evidence.queries.public_figures import Shown, loads_of, shown_for, shown_of, tables_for
from samklang.evidence.rules.evidence import see_evidence
from samklang.evidence.rules.public_figures import run_public_figures
from samklang.evidence.views.public_parts import (
    FILE_HEADINGS,
    SOURCES,
    figure_of,
    file_rows,
    source_of,
    unit_of,
    value_said,
)
from samklang.evidence.views.sections import sections
from samklang.method.views.figure_parts import as_file
from samklang.web.answers import page
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_OLD_DAYS = 62
"""A figure that was read so long ago is marked, since the sources publish every month."""
_LOADS = 10


def found_table(request: StaffRequest, pk: int) -> PublicTable:
    """One that the person sees. Raises Http404, NotAllowed."""
    require(see_evidence(request.user))
    found: PublicTable = get_object_or_404(tables_for(request.user).select_related("municipality"), pk=pk)
    return found


def above() -> list[tuple[Value, str]]:
    """What stands before these pages in the breadcrumbs."""
    return [
        (say("Evidence"), reverse("evidence:evidence")),
        (say("Public figures"), reverse("evidence:public-figures")),
    ]


@login_required
@require_safe
def public_figures(request: StaffRequest) -> HttpResponse:
    """Every table with its newest figure, a year before, and the whole country."""
    require(see_evidence(request.user))
    form, language = PublicFiguresFilter(request.GET), current_language()
    shown = shown_for(request.user, form.asked())
    context = {
        "sections": sections(request, "evidence:public-figures"), "filter_form": form,
        "rows": [_row(one, language) for one in shown], "follows": bool(shown) or tables_for(request.user).exists(),
        "constructed": any(one.load is not None and one.load.how == How.SAMPLE for one in shown),
        "place": request.user.municipality, "may_run": _may_run(request),
        "csv_url": reverse("evidence:public-figures-file", args=["csv"]),
        "xlsx_url": reverse("evidence:public-figures-file", args=["xlsx"]),
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/public_figures.html", context)
    return response


def _may_run(request: StaffRequest) -> bool:
    return run_public_figures(request.user, request.user.municipality_id or 0) is None


def _row(shown: Shown, language: str) -> dict[str, Any]:
    newest = shown.newest
    before = shown.a_year_before(newest) if newest is not None else None
    country = next((its for name, its in shown.areas.items() if area_key(name) == area_key(COUNTRY)), {})
    period = next((one for one, value in shown.own.items() if value is newest), None)
    return {
        "table": shown.table, "title": shown.table.worded("title", language), "unit": unit_of(shown.table, language),
        "newest": value_said(newest) if shown.load else "", "period": words(period, language) if period else "",
        "before": value_said(before) if shown.load else "",
        "country": value_said(country.get(period) if period else None) if shown.load else "",
        "source": SOURCES[Provider(shown.table.provider)], "load": shown.load, "is_old": _is_old(shown),
        "unknown": not shown.table.code, "constructed": shown.load is not None and shown.load.how == How.SAMPLE,
    }  # fmt: skip


def _is_old(shown: Shown) -> bool:
    return shown.load is not None and (today() - shown.load.loaded_at.date()).days > _OLD_DAYS


@login_required
@require_safe
def public_figures_file(request: StaffRequest, ending: str) -> HttpResponse:
    """Every figure that is shown, one to a row."""
    require(see_evidence(request.user))
    language = current_language()
    rows = [row for one in shown_for(request.user) for row in file_rows(one, language)]
    return as_file(ending, say("Public figures"), FILE_HEADINGS, rows, language)


@login_required
@require_safe
def public_table(request: StaffRequest, pk: int) -> HttpResponse:
    """One table: its course beside the neighbours, what it can and cannot say, its source, and what was loaded."""
    table, language = found_table(request, pk), current_language()
    shown = shown_of([table])[0]
    csv_url = reverse("evidence:public-table-file", args=[table.pk, "csv"])
    missing = [one for one in table.areas if area_key(str(one)) not in map(area_key, shown.areas)]
    context: dict[str, Any] = {
        "table": table, "above": above(), "title": table.worded("title", language),
        "caveat": table.worded("caveat", language), "unit": unit_of(table, language), "shown": shown,
        "figure": figure_of(shown, language, csv_url) if shown.own else None, "source": source_of(shown),
        "csv_url": csv_url, "xlsx_url": reverse("evidence:public-table-file", args=[table.pk, "xlsx"]),
        "missing": missing if shown.load is not None else [], "is_old": _is_old(shown),
        "constructed": shown.load is not None and shown.load.how == How.SAMPLE,
        "unsure": table.status == TableStatus.TO_CONFIRM, "may_run": _may_run(request),
        "loads": Paginator(loads_of(table), _LOADS).get_page(1) if _may_run(request) else None,
    }  # fmt: skip
    response: HttpResponse = page(request, "evidence/public_table.html", context)
    return response


@login_required
@require_safe
def public_table_file(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """The figures of one table, one to a row."""
    table, language = found_table(request, pk), current_language()
    rows = list(file_rows(shown_of([table])[0], language))
    return as_file(ending, say("Public figures {table}", table=table.key), FILE_HEADINGS, rows, language)
