"""The contacts at a company: a new one, put right, no longer there, erased."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.commands import contacts as commands
from samklang.companies.forms.contacts import ContactForm, ErasureForm, LeftForm
from samklang.companies.models import CompanyContact
from samklang.companies.queries.company_page import contacts_for, sites_of
from samklang.companies.rules import companies as rules
from samklang.companies.views.company import above, found_company
from samklang.core.words import say
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


def _contact(request: StaffRequest, pk: int) -> CompanyContact:
    found: CompanyContact = get_object_or_404(contacts_for(request.user), pk=pk)
    require(rules.change_company(request.user, found.company))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_contact(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody to talk to."""
    company = found_company(request, pk)
    require(rules.change_company(request.user, company))
    form = ContactForm(sent(request), sites=sites_of(company))

    def do() -> HttpResponse:
        contact = commands.add_contact(by=request.user, company=company, facts=form.facts(), now=now())
        tell(request, say("{name} is among the contacts.", name=contact.name))
        return redirect(company)

    around = FormPage(say("Add a contact"), say("Add"), company.get_absolute_url(), above(company))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: StaffRequest, pk: int) -> HttpResponse:
    """What is known of them, put right."""
    found = _contact(request, pk)
    form = ContactForm(sent(request), sites=sites_of(found.company), contact=found)

    def do() -> HttpResponse:
        changed = commands.change_contact(by=request.user, contact=found, facts=form.facts())
        tell(request, say("What is known of {name} is changed.", name=changed.name))
        return redirect(found.company)

    around = FormPage(
        say("Change the contact"), say("Save"), found.company.get_absolute_url(), above(found.company),
        template="companies/contact.html",
    )  # fmt: skip
    return form_page(request, form, around, do, contact=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_leaving(request: StaffRequest, pk: int) -> HttpResponse:
    """They are not there any more."""
    found = _contact(request, pk)
    form = LeftForm(sent(request), initial={"left_on": found.left_on or today()})

    def do() -> HttpResponse:
        commands.mark_contact_left(by=request.user, contact=found, left_on=form.cleaned_data["left_on"], now=now())
        tell(request, say("{name} is no longer offered as a contact.", name=found.name),
             undo_url=reverse("companies:contact-return", args=[found.pk]))  # fmt: skip
        return redirect(found.company)

    around = FormPage(
        say("{name} does not work there any more", name=found.name), say("Save"), found.company.get_absolute_url(),
        above(found.company), consequences=[
            say("They are not proposed when a contact is written down or a meeting planned."),
            say("What was written stays on the timeline. A year later their name, number and address are deleted."),
        ],
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_POST
def contact_return(request: StaffRequest, pk: int) -> HttpResponse:
    """They are there after all."""
    found = _contact(request, pk)
    commands.mark_contact_left(by=request.user, contact=found, left_on=None, now=now())
    tell(request, say("{name} is among the contacts.", name=found.name))
    return redirect(found.company)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact_erasure(request: StaffRequest, pk: int) -> HttpResponse:
    """Are you sure? Then they are taken out of everything that is kept about the company."""
    found = _contact(request, pk)
    form = ErasureForm(sent(request))

    def do() -> HttpResponse:
        company = commands.erase_contact(by=request.user, contact=found)
        tell(request, say("The contact is erased. Search the timeline for the first name, if it was written alone."))
        return redirect(company)

    around = FormPage(
        say("Erase {name}", name=found.name), say("Erase"), found.company.get_absolute_url(), above(found.company),
        danger=True, consequences=[
            say("Their name, telephone number and e-mail address are taken out of the timeline, enquiries, mails, "
                "meetings and everything else about the company; “Contact” and a number stand instead."),
            say("What is also the company's own or another contact's number or address stays."),
            say("It cannot be undone. A first name that stands alone is not found: search the timeline for it."),
        ],
    )  # fmt: skip
    return form_page(request, form, around, do)
