"""The companies that the list shows, as a file."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies.forms.companies import CompanyFilter
from samklang.companies.models import Company
from samklang.companies.queries.company_list import CompanyRow, company_list, company_rows, owners_for
from samklang.companies.rules.company import see_companies
from samklang.companies.views.streamed import csv_to_fetch
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import render, say
from samklang.ledger.commands import record_reading
from samklang.web.answers import file_to_fetch
from samklang.web.downloads import xlsx
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_AT_A_TIME = 1000
_HEADINGS = (
    say("Name"), say("CVR number"), say("Sector"), say("Industry code"), say("Industry"), say("How many work there"),
    say("Street and number"), say("Postcode"), say("Town"), say("Telephone"), say("E-mail"), say("Website"),
    say("Protected from advertising"), say("Ceased on"), say("Owner of the contact"), say("Last contact"),
    say("Enquiries that wait"), say("Next steps"), say("Openings"),
)  # fmt: skip


@login_required
@require_safe
def companies_file(request: StaffRequest, ending: str) -> HttpResponse | StreamingHttpResponse:
    """What the list shows, all pages of it, as XLSX or CSV; recorded in the ledger."""
    require(see_companies(request.user))
    if ending not in {"xlsx", "csv"}:
        raise Http404
    language = current_language()
    asked = CompanyFilter(request.GET, owners=owners_for(request.user)).asked()
    rows = _rows(company_list(request.user, asked, now()), language)
    place = request.user.municipality
    record_reading("companies-exported", by=request.user, subject=place, about=None, place=place)
    title = render(say("Companies"), language)
    headings = [render(one, language) for one in _HEADINGS]
    if ending == "csv":
        return csv_to_fetch(headings, rows, f"{title.lower()}.csv")
    return file_to_fetch(xlsx([(title, headings, rows)]), f"{title.lower()}.xlsx")


def _rows(found: QuerySet[Company], language: str) -> Iterator[list[str]]:
    """A thousand at a time, so that no list is too long for the house's memory."""
    companies = found.iterator(chunk_size=_AT_A_TIME)
    yes = render(say("Yes"), language)
    while some := list(islice(companies, _AT_A_TIME)):
        yield from (_row(one, yes) for one in company_rows(some))


def _row(row: CompanyRow, yes: str) -> list[str]:
    one = row.company
    last = f"{row.last_contact.astimezone(COPENHAGEN):%Y-%m-%d}" if row.last_contact else ""
    values: tuple[Any, ...] = (
        one.name, one.cvr, one.get_sector_display(), one.industry_code, one.industry,
        "" if one.employees is None else one.employees, one.street, one.postcode, one.town, one.phone, one.email,
        one.website, yes if one.protected else "", one.ceased_on or "", one.owner.name if one.owner else "", last,
        row.enquiries or "", row.steps or "", row.openings or "",
    )  # fmt: skip
    return [str(value) for value in values]
