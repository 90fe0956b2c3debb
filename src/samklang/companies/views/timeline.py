"""The timeline on a company's page, and as a file."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.companies.enums import EntryKind
from samklang.companies.forms.timeline import TimelineFilter
from samklang.companies.models import Company, Entry
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.timeline import entries_of, teams_of, timeline
from samklang.companies.told import words_of
from samklang.companies.views.streamed import csv_to_fetch
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import Sentence, render, say, written
from samklang.ledger.commands import record_reading
from samklang.web.answers import file_to_fetch
from samklang.web.downloads import xlsx
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_MARKS = {
    EntryKind.ENQUIRY: "warning", EntryKind.CONTACT: "success", EntryKind.MEETING: "success",
    EntryKind.AGREEMENT: "info", EntryKind.STEP: "info", EntryKind.OPENING: "info",
}  # fmt: skip
"""How a kind looks; the others are plain."""
_LEADS_TO = (("meeting", "companies:meeting"), ("enquiry", "companies:enquiry"), ("opening", "companies:opening"),
             ("step", "companies:step"))  # fmt: skip
_WITH = "with"
"""Where `Entry.told` names somebody who is not among the contacts."""
_HEADINGS = (say("Day"), say("Time"), say("What"), say("How"), say("In one line"), say("More"), say("With"), say("Who"),
             say("Team"))  # fmt: skip


class Line(NamedTuple):
    """One line as it is shown."""

    entry: Entry
    title: Sentence | str
    url: str
    mark: str
    met: str
    """Whom one was in touch with."""


def timeline_parts(request: StaffRequest, company: Company) -> dict[str, Any]:
    """What `companies/_timeline.html` and the form above it show."""
    form = TimelineFilter(request.GET, teams=teams_of(company.municipality))
    asked = form.asked()
    before = str(request.GET.get("before", ""))
    stretch = timeline(company, asked, before)
    return {
        "filter_form": form, "asked": asked, "lines": [line_of(one) for one in stretch.entries],
        "older": stretch.older, "before": before,
    }  # fmt: skip


def line_of(entry: Entry) -> Line:
    """An entry in words, with where it leads."""
    told = dict(entry.told)
    met = entry.contact.name if entry.contact is not None else str(told.pop(_WITH, ""))
    return Line(entry, words_of(entry.what, told), _url(entry), _MARKS.get(EntryKind(entry.kind), "plain"), met)


def _url(entry: Entry) -> str:
    for field, name in _LEADS_TO:
        number = getattr(entry, f"{field}_id")
        if number is not None:
            return reverse(name, args=[number])
    return ""


@login_required
@require_safe
def company_timeline_file(request: StaffRequest, pk: int, ending: str) -> HttpResponse | StreamingHttpResponse:
    """The timeline as it is narrowed on the page, all of it, as XLSX or CSV; recorded in the ledger."""
    company = get_object_or_404(companies_for(request.user).select_related("municipality"), pk=pk)
    if ending not in {"xlsx", "csv"}:
        raise Http404
    language = current_language()
    asked = TimelineFilter(request.GET, teams=teams_of(company.municipality)).asked()
    rows = _rows(entries_of(company, asked), language)
    place = company.municipality
    record_reading("company-timeline-exported", by=request.user, subject=company, about=None, place=place)
    headings = [render(one, language) for one in _HEADINGS]
    title = render(say("Timeline"), language)
    if ending == "csv":
        return csv_to_fetch(headings, rows, f"{title.lower()}.csv")
    return file_to_fetch(xlsx([(title, headings, rows)]), f"{title.lower()}.xlsx")


def _rows(entries: QuerySet[Entry], language: str) -> Iterator[list[str]]:
    for line in map(line_of, entries.iterator(chunk_size=1000)):
        entry, at = line.entry, line.entry.at.astimezone(COPENHAGEN)
        yield [
            f"{at:%Y-%m-%d}", f"{at:%H:%M}", str(entry.get_kind_display()), str(entry.get_channel_display()),
            written(line.title, language), entry.text, line.met, entry.by.name if entry.by else "",
            entry.team.name if entry.team else "",
        ]  # fmt: skip
