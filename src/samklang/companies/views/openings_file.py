"""The list of openings as a file."""

from datetime import date
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.clock import today
from samklang.access.refusals import require
from samklang.companies.forms.openings import OpeningFilter
from samklang.companies.models import Opening
from samklang.companies.queries.openings import opening_list
from samklang.companies.rules.company import see_companies
from samklang.core.words import render, say, written
from samklang.ledger.commands import record_reading
from samklang.web.answers import file_to_fetch
from samklang.web.downloads import csv_lines, xlsx
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_HEADINGS = (
    say("Company"), say("CVR number"), say("Kind"), say("Opening"), say("State"), say("How many people"),
    say("Hours a week"), say("Deadline"), say("First day"), say("Last day"), say("Follow up on"), say("Case number"),
    say("Path to ordinary paid hours"), say("What came of it"), say("Ordinary hours a week"), say("Who follows it up"),
    say("Team"),
)  # fmt: skip


@login_required
@require_safe
def openings_file(request: StaffRequest, ending: str) -> HttpResponse:
    """What the list shows, all pages of it, as XLSX or CSV."""
    require(see_companies(request.user))
    if ending not in {"xlsx", "csv"}:
        raise Http404
    language = current_language()
    asked = OpeningFilter(request.GET).asked()
    rows = [_row(one, language) for one in opening_list(request.user, today(), asked)]
    headings = [render(one, language) for one in _HEADINGS]
    place = request.user.municipality
    record_reading("openings-exported", by=request.user, subject=place, about=None, place=place)
    name = render(say("openings"), language) + f".{ending}"
    if ending == "csv":
        return file_to_fetch("".join(csv_lines([headings, *rows])).encode(), name)
    return file_to_fetch(xlsx([(render(say("Openings"), language), headings, rows)]), name)


def _row(one: Opening, language: str) -> list[str]:
    return [
        one.company.name, one.company.cvr, str(one.get_kind_display()), one.title, str(one.get_state_display()),
        str(one.places), _hours(one.weekly_hours, language), _day(one.deadline), _day(one.first_day),
        _day(one.last_day), _day(one.follow_up_on), one.case_reference, one.path_to_hours,
        str(one.get_result_display()), _hours(one.paid_hours, language), one.owner.name if one.owner else "",
        one.team.name if one.team else "",
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _hours(hours: Decimal | None, language: str) -> str:
    return written(hours, language) if hours is not None else ""
