"""One company: its page, and what is known of it changed."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.commands import companies as commands
from samklang.companies.forms.companies import AboutForm, CompanyForm, CompanyOwnerForm, NoteForm, known_of
from samklang.companies.models import Company
from samklang.companies.queries.companies import companies_for, consultants
from samklang.companies.queries.company_page import contacts_of, open_things, ownership, sites_of
from samklang.companies.queries.guard import guard
from samklang.companies.queries.merges import kept_instead_of
from samklang.companies.rules import companies as rules
from samklang.companies.rules.company import run_companies
from samklang.companies.views.parts import part, wants_part
from samklang.companies.views.timeline import timeline_parts
from samklang.core.words import Value, say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def found_company(request: StaffRequest, pk: int) -> Company:
    """The company, where the person sees it. Raises Http404."""
    rows = companies_for(request.user).select_related("municipality", "owner")
    found: Company = get_object_or_404(rows, pk=pk)
    return found


def above(company: Company | None = None) -> list[tuple[Value, str]]:
    """What stands before a page in the breadcrumbs."""
    found: list[tuple[Value, str]] = [(say("Companies"), reverse("companies:companies"))]
    return [*found, (company.name, company.get_absolute_url())] if company is not None else found


@login_required
@require_safe
def company(request: StaffRequest, pk: int) -> HttpResponse:
    """What is known of it, what is open, what to know before one calls, and what has happened."""
    if (kept := kept_instead_of(request.user, pk)) is not None:
        return redirect(kept)
    found, day = found_company(request, pk), today()
    if wants_part(request):
        return part(request, "companies/_timeline.html", {"company": found, **timeline_parts(request, found)})
    people = list(contacts_of(found))
    taking = rules.change_owner(request.user, found, request.user, can_own=True)
    context: dict[str, Any] = {
        "company": found, "above": above(), "owned": ownership(found, day), "day": day, "open": open_things(found),
        "contacts": [one for one in people if one.left_on is None], "left": [one for one in people if one.left_on],
        "sites": sites_of(found), "guard": guard(found, request.user, now()), "website": _address(found.website),
        "may_take": found.owner_id is None and taking is None,
        "may_merge": run_companies(request.user, found.municipality_id) is None or found.owner_id == request.user.pk,
        "may_give": rules.may_give(request.user, found), **timeline_parts(request, found),
    }  # fmt: skip
    response = page(request, "companies/company.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _address(website: str) -> str:
    """Where a link to it leads; nowhere where it is no address of the web."""
    text = website.strip()
    if not text or " " in text:
        return ""
    return text if text.lower().startswith(("http://", "https://")) else f"https://{text}"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def company_facts(request: StaffRequest, pk: int) -> HttpResponse:
    """What is known of it, put right."""
    found = found_company(request, pk)
    require(rules.change_company(request.user, found))
    form = CompanyForm(sent(request), initial=known_of(found))

    def do() -> HttpResponse:
        changed = commands.change_company(by=request.user, company=found, facts=form.facts())
        tell(request, say("What is known of {name} is changed.", name=changed.name))
        return redirect(changed)

    around = FormPage(say("Change what is known"), say("Save"), found.get_absolute_url(), above(found),
                      template="companies/company_form.html")  # fmt: skip
    return form_page(request, form, around, do, company=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def company_about(request: StaffRequest, pk: int) -> HttpResponse:
    """What it does and what it is like."""
    found = found_company(request, pk)
    require(rules.change_company(request.user, found))
    form = AboutForm(sent(request), initial={"about": found.about})

    def do() -> HttpResponse:
        commands.change_about(by=request.user, company=found, about=form.cleaned_data["about"])
        tell(request, say("The text about {name} is saved.", name=found.name))
        return redirect(found)

    around = FormPage(say("About the company"), say("Save"), found.get_absolute_url(), above(found))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def company_owner(request: StaffRequest, pk: int) -> HttpResponse:
    """Who owns the contact from now on."""
    found = found_company(request, pk)
    require(rules.change_owner(request.user, found, request.user if found.owner_id is None else None, can_own=True))
    colleagues = consultants(found.municipality, today())
    form = CompanyOwnerForm(sent(request), colleagues=colleagues, owner=found.owner)

    def do() -> HttpResponse:
        commands.change_owner(by=request.user, company=found, to=form.cleaned_data["owner"], now=now())
        tell(request, say("The owner is changed, and it stands on the timeline."))
        return redirect(found)

    around = FormPage(
        say("Who owns the contact"), say("Save"), found.get_absolute_url(), above(found),
        lead=say("Many companies at once, or somebody who leaves: use a hand-over, with notes and a receipt."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def company_taking(request: StaffRequest, pk: int) -> HttpResponse:
    """One takes a company that nobody has."""
    found = found_company(request, pk)
    commands.change_owner(by=request.user, company=found, to=request.user, now=now())
    tell(request, say("You own the contact with {name} now.", name=found.name))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_company_note(request: StaffRequest, pk: int) -> HttpResponse:
    """Something that colleagues should know."""
    found = found_company(request, pk)
    require(rules.change_company(request.user, found))
    form = NoteForm(sent(request))

    def do() -> HttpResponse:
        commands.write_note(by=request.user, company=found, now=now(), **form.cleaned_data)
        tell(request, say("The note stands on the timeline."))
        return redirect(found)

    around = FormPage(say("Write a note"), say("Save"), found.get_absolute_url(), above(found),
                      lead=say("All teams read it. A call or a visit is written down as a contact."))  # fmt: skip
    return form_page(request, form, around, do)
