"""The page on paper in either language, and all its figures as a file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.models import Place
from samklang.committee.page_parts import HEADINGS, rows_of
from samklang.committee.pdf import Head, name_of, page_pdf
from samklang.committee.views.issues import found_issue
from samklang.core.words import LANGUAGES, say
from samklang.method.views.figure_parts import as_file
from samklang.web.answers import file_to_fetch
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest


@login_required
@require_safe
def issue_document(request: StaffRequest, pk: int, language: str) -> HttpResponse:
    """The PDF."""
    found = found_issue(request, pk)
    if language not in LANGUAGES:
        raise Http404
    municipality = Place.objects.get(children=found.jobcentre)
    head = Head(
        found.document.get("place", found.jobcentre.name), municipality.name, found.number, found.first_day,
        found.last_day, found.sha256, found.replaces.number if found.replaces else None,
    )  # fmt: skip
    content = page_pdf(found, head, language, found.issued_at or found.made_at)
    return file_to_fetch(content, name_of(found.number, head.place, language))


@login_required
@require_safe
def issue_file(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """Every figure with its interval, what it is counted on, its days and where it comes from."""
    found, language = found_issue(request, pk), current_language()
    name = say("Figures of page {number}", number=str(found.number or found.pk))
    return as_file(ending, name, HEADINGS, rows_of(found, language), language)
