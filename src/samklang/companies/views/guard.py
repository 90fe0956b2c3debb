"""On the way to contacting a company: what colleagues have done and planned, then three ways on."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands import claims as commands
from samklang.companies.commands.guard import note_outcome
from samklang.companies.forms.guard import GuardForm
from samklang.companies.models import Claim, Company, CompanyContact
from samklang.companies.queries.claims import claims_on, kept_claims_for
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.guard import Guard, contacts_to_call, guard
from samklang.companies.rules.company import see_companies
from samklang.core.words import Moment, say
from samklang.web.answers import answer, asked_for, number_in, page, tell
from samklang.web.form_pages import sent
from samklang.web.requests import StaffRequest

_ERROR, _WARNING = 40, 30
_TOLD = "guard-outcomes"
"""In the session: for which company and hour an outcome has been noted, and which."""
_MOST_KEPT = 50


def _company(request: StaffRequest, pk: int) -> Company:
    require(see_companies(request.user))
    found: Company = get_object_or_404(companies_for(request.user).select_related("municipality", "owner"), pk=pk)
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def guard_page(request: StaffRequest, pk: int) -> HttpResponse:
    """What to know first; then “I contact them now”, “I leave it”, or a colleague is asked."""
    company = _company(request, pk)
    found = guard(company, request.user, now())
    if request.POST.get("way") == "leave":
        return _leave(request, company, found)
    form = GuardForm(sent(request), warns=found.warns)
    contacts = contacts_to_call(company, today())
    chosen = _chosen(request, contacts)
    if form.is_bound and form.is_valid():
        return _go_on(request, company, found, form.cleaned_data["why"], chosen)
    context = {
        "company": company, "guard": found, "contacts": contacts, "chosen": chosen,
        "above": [(say("Companies"), reverse("companies:companies")), (company.name, company.get_absolute_url())],
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/guard.html", context, form=form)
    return response


def _chosen(request: StaffRequest, contacts: list[CompanyContact]) -> CompanyContact | None:
    number = number_in(str(request.POST.get("contact") or request.GET.get("contact") or ""))
    return next((one for one in contacts if one.pk == number), None)


def _go_on(
    request: StaffRequest, company: Company, found: Guard, why: str, contact: CompanyContact | None
) -> HttpResponse:  # fmt: skip
    claim = commands.take_claim(request.user, company, why, now())
    _note(request, company, found, went_on=True)
    _tell_of_others(request, claim)
    log = reverse("companies:contact-log", args=[company.pk])
    return redirect(f"{log}?contact={contact.pk}" if contact else log)


def _leave(request: StaffRequest, company: Company, found: Guard) -> HttpResponse:
    _note(request, company, found, went_on=False)
    if found.own_claim is not None:
        commands.release_claim(request.user, found.own_claim, now())
    tell(request, say("You leave it. {company} is spared a contact.", company=company.name))
    return redirect(company)


def _note(request: StaffRequest, company: Company, found: Guard, *, went_on: bool) -> None:
    """Once for each company and hour; that whoever left it goes on after all is put right."""
    hour = f"{now():%Y-%m-%dT%H}"
    noted: dict[str, Any] = dict(request.session.get(_TOLD, {}))
    before = noted.get(str(company.pk), ["", None])
    again = before[0] == hour
    if not found.warns or (again and not (went_on and before[1] is False)):
        return
    note_outcome(request.user, company, found.reasons, today(), went_on=went_on, left_before=again)
    noted.pop(str(company.pk), None)
    noted[str(company.pk)] = [hour, went_on]
    request.session[_TOLD] = dict(list(noted.items())[-_MOST_KEPT:])


@login_required
@require_POST
def claim(request: StaffRequest, pk: int) -> HttpResponse:
    """I am about to contact them."""
    company = _company(request, pk)
    taken = commands.take_claim(request.user, company, "", now())
    if not request.htmx:
        tell(request, say("Colleagues see until {when} that you are about to contact {company}.",
                          when=Moment(taken.until), company=company.name),
             undo_url=reverse("companies:claim-release", args=[taken.pk]))  # fmt: skip
        _tell_of_others(request, taken)
    return _answer(request, company)


def _tell_of_others(request: StaffRequest, taken: Claim) -> None:
    """Where two are about to contact the same company, both are told: this one now, the other on their next steps."""
    others = [one.person.name for one in claims_on(taken.company, now()) if one.person_id != taken.person_id]
    if others:
        tell(request, say("{names} is about to contact them too. Talk to each other first.", names=tuple(others)),
             level=_WARNING)  # fmt: skip


@login_required
@require_POST
def claim_release(request: StaffRequest, pk: int) -> HttpResponse:
    """I am not about to contact them after all."""
    found = _claim(request, pk)
    try:
        commands.release_claim(request.user, found, now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        if not request.htmx:
            tell(request, say("You are not about to contact {company} any more.", company=found.company.name))
    return _answer(request, found.company)


@login_required
@require_POST
def claim_extension(request: StaffRequest, pk: int) -> HttpResponse:
    """I need longer."""
    found = _claim(request, pk)
    try:
        longer = commands.extend_claim(request.user, found, now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        if not request.htmx:
            tell(request, say("It holds until {when}.", when=Moment(longer.until)))
    return _answer(request, found.company)


def _claim(request: StaffRequest, pk: int) -> Claim:
    """Anybody's, over or not: the rule says why it cannot be changed."""
    require(see_companies(request.user))
    return get_object_or_404(kept_claims_for(request.user), pk=pk)


def _answer(request: StaffRequest, company: Company) -> HttpResponse:
    context = {"guard": guard(company, request.user, now()), "company": company, "news": True}
    there = asked_for(request, default=company.get_absolute_url())
    return answer(request, "companies/_guard.html", context, else_to=there)
