"""Openings: the list, one of them with what has been, written and changed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now, today
from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands import openings as commands
from samklang.companies.enums import GOES_TO, OpeningState
from samklang.companies.forms.openings import OpeningFilter, OpeningForm
from samklang.companies.models import Company, Opening
from samklang.companies.queries import openings as queries
from samklang.companies.queries.companies import companies_for, consultants
from samklang.companies.rules import openings as rules
from samklang.companies.rules.company import see_companies
from samklang.companies.told import words_of
from samklang.companies.views.sections import sections
from samklang.companies.vitas import VITAS
from samklang.core.words import Moment, Sentence, Value, say, with_values
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

ROWS = 25
_WARNING = 30
BADGES = {
    OpeningState.OPEN: "warning", OpeningState.FILLED: "info", OpeningState.RUNNING: "success",
    OpeningState.ENDED: "plain", OpeningState.WITHDRAWN: "plain",
}  # fmt: skip
DEEDS: dict[OpeningState, Sentence] = {
    OpeningState.OPEN: say("It is open again"),
    OpeningState.FILLED: say("Somebody is found"),
    OpeningState.RUNNING: say("It has begun"),
    OpeningState.ENDED: say("It has ended"),
    OpeningState.WITHDRAWN: say("The company withdraws it"),
}
"""What the button says that leads to each state."""
HINT = say(
    "Ordinary hours have not been talked about with {company} yet, neither a job nor a few hours a week. They come "
    "first: ask whether there are some hours that nobody gets round to."
)


@login_required
@require_safe
def openings(request: StaffRequest) -> HttpResponse:
    """What companies have room for."""
    require(see_companies(request.user))
    form = OpeningFilter(request.GET)
    asked = form.asked()
    shown = Paginator(queries.opening_list(request.user, today(), asked), ROWS).get_page(request.GET.get("page"))
    context = {
        "sections": sections(request, "companies:openings"), "filter_form": form, "page": shown, "asked": asked,
        "rows": [{"opening": one, **_state(one)} for one in shown], "sort": asked.sort, "vitas": VITAS,
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/openings.html", context)
    return response


def _state(opening: Opening) -> dict[str, Any]:
    day, under_way = today(), opening.state in rules.UNDER_WAY
    return {
        "badge": BADGES[OpeningState(opening.state)], "under_way": under_way,
        "late": opening.state == OpeningState.OPEN and opening.deadline is not None and opening.deadline < day,
        "follow": under_way and opening.follow_up_on is not None and opening.follow_up_on <= day,
    }  # fmt: skip


def found_opening(request: StaffRequest, pk: int) -> Opening:
    """One that the person sees; else 404."""
    require(see_companies(request.user))
    return get_object_or_404(queries.openings_for(request.user), pk=pk)


def above(opening: Opening) -> list[tuple[Value, str]]:
    """The pages above those of one opening."""
    return [(say("Openings"), reverse("companies:openings")), (opening.title, opening.get_absolute_url())]


@login_required
@require_safe
def opening(request: StaffRequest, pk: int) -> HttpResponse:
    """One opening, what may become of it, and what has been."""
    found = found_opening(request, pk)
    state = OpeningState(found.state)
    entries = [
        {"when": Moment(one.at), "title": words_of(one.what, one.told), "text": one.by.name if one.by else ""}
        for one in queries.told_of(found)
    ]
    context = {
        "opening": found, **_state(found), "entries": entries, "vitas": VITAS,
        "ways": [(one.value, DEEDS[one]) for one in GOES_TO[state] if one != OpeningState.ENDED],
        "may_end": OpeningState.ENDED in GOES_TO[state], "hint": _hint(found) if found.state in rules.UNDER_WAY else "",
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/opening.html", context)
    return response


def _hint(opening: Opening) -> Sentence | str:
    """That ordinary hours come first, where nobody has talked about them; it keeps nobody from anything."""
    company: Company = opening.company
    if opening.kind not in rules.NEEDS_PATH or queries.ordinary_hours_talked_about(company):
        return ""
    return with_values(HINT, company=company.name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_opening(request: StaffRequest, pk: int) -> HttpResponse:
    """A company has room for somebody."""
    require(see_companies(request.user))
    company: Company = get_object_or_404(companies_for(request.user).select_related("municipality"), pk=pk)
    meeting = queries.meeting_about(company, number_in(request.GET.get("meeting", "")))
    form = _form(request, company, {"owner": request.user.pk, "places": 1})
    lead: Value = "" if queries.ordinary_hours_talked_about(company) else with_values(HINT, company=company.name)
    around = FormPage(
        say("New opening at {company}", company=company.name), say("Save it"), company.get_absolute_url(),
        [(say("Companies"), reverse("companies:companies")), (company.name, company.get_absolute_url())], lead,
    )  # fmt: skip

    def do() -> HttpResponse:
        made = commands.add_opening(by=request.user, company=company, facts=form.facts(), now=now(), meeting=meeting)
        tell(request, say("The opening is written down. Write no name here: the case system knows who gets it."))
        _tell_hint(request, made)
        return redirect(made)

    return form_page(request, form, around, do)


def _form(request: StaffRequest, company: Company, initial: dict[str, Any]) -> OpeningForm:
    people = consultants(company.municipality, today()) | Person.objects.filter(pk__in=[request.user.pk])
    return OpeningForm(sent(request), initial=initial, company=company, colleagues=people.distinct())


def _tell_hint(request: StaffRequest, made: Opening) -> None:
    hint = _hint(made)
    if isinstance(hint, Sentence):
        tell(request, hint, level=_WARNING)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opening_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Write it anew."""
    found = found_opening(request, pk)
    names = OpeningForm.base_fields
    initial = {name: getattr(found, name) for name in names} | {"owner": found.owner_id, "site": found.site_id}
    form = _form(request, found.company, initial)
    around = FormPage(say("Change the opening"), say("Save it"), found.get_absolute_url(), above(found))

    def do() -> HttpResponse:
        commands.change_opening(by=request.user, opening=found, facts=form.facts(), now=now())
        tell(request, say("The opening is changed."))
        return redirect(found)

    return form_page(request, form, around, do)
