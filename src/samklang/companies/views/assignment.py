"""Who has an enquiry: taken, given to a colleague, put back, and that undone; linked to the company it is from."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now, today
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands import assignment as commands
from samklang.companies.commands.companies import CompanyFacts, add_company
from samklang.companies.commands.enquiries import link_company
from samklang.companies.enums import Sector, Tongue
from samklang.companies.forms.enquiries import GivingForm, LinkForm
from samklang.companies.models import Enquiry
from samklang.companies.queries.companies import consultants
from samklang.companies.queries.enquiries import email_of
from samklang.companies.queries.search import companies_matching
from samklang.companies.rules import enquiries as rules
from samklang.companies.views.enquiries import found_enquiry
from samklang.core.words import Sentence, say
from samklang.web.answers import asked_for, go, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

_ERROR = 40
_LIKE_IT = 5


def _told(request: StaffRequest, enquiry: Enquiry, sentence: Sentence) -> HttpResponse:
    undo = reverse("companies:enquiry-assignment-undo", args=[enquiry.pk])
    tell(request, sentence, undo_url=undo)
    return go(asked_for(request, default=enquiry.get_absolute_url()))


@login_required
@require_POST
def taking(request: StaffRequest, pk: int) -> HttpResponse:
    """Own it."""
    found = found_enquiry(request, pk)
    commands.take(request.user, found, now())
    return _told(request, found, say("It is yours: {subject}", subject=found.subject))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def giving(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it to a colleague."""
    found = found_enquiry(request, pk)
    require(rules.assign(request.user, found))
    form = GivingForm(sent(request), colleagues=consultants(found.entrance.municipality, today()))

    def do() -> HttpResponse:
        to = form.cleaned_data["to"]
        commands.give(request.user, found, to, now())
        return _told(request, found, say("{name} has it now.", name=to.name))

    around = FormPage(
        say("Give it to a colleague"), say("Give it"), found.get_absolute_url(), above_enquiry(found),
        lead=say("The promise to the company stays as it is. Tell your colleague what you know."),
    )  # fmt: skip
    return form_page(request, form, around, do)


def above_enquiry(found: Enquiry) -> list[tuple[Sentence | str, str]]:
    """The pages above those of an enquiry."""
    return [(say("Enquiries"), reverse("companies:enquiries")), (found.subject, found.get_absolute_url())]


@login_required
@require_POST
def putting_back(request: StaffRequest, pk: int) -> HttpResponse:
    """So that anybody can take it."""
    found = found_enquiry(request, pk)
    commands.put_back(request.user, found, now())
    return _told(request, found, say("It is put back, so that anybody can take it."))


@login_required
@require_POST
def assignment_undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Whoever had it before has it again."""
    found = found_enquiry(request, pk)
    try:
        commands.undo_assignment(request.user, found)
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    else:
        tell(request, say("It is as it was before."))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_company(request: StaffRequest, pk: int) -> HttpResponse:
    """Which company it is from: one of those we know."""
    found = found_enquiry(request, pk)
    require(rules.work_on(request.user, found))
    form = LinkForm(sent(request), person=request.user)

    def do() -> HttpResponse:
        company = form.cleaned_data["company"]
        link_company(request.user, found, company)
        tell(request, say("The enquiry is from {company}, and stands on its timeline.", company=company.name))
        return redirect(found)

    alike = companies_matching(request.user, found.from_cvr or found.from_company)[:_LIKE_IT]
    around = FormPage(
        say("Which company is it from?"), say("Link it"), found.get_absolute_url(), above_enquiry(found),
        template="companies/enquiry_company.html",
    )  # fmt: skip
    return form_page(request, form, around, do, enquiry=found, alike=alike)


@login_required
@require_POST
def enquiry_new_company(request: StaffRequest, pk: int) -> HttpResponse:
    """A company that nobody knew, from what they wrote of themselves."""
    found = found_enquiry(request, pk)
    require(rules.work_on(request.user, found))
    if not found.from_company:
        tell(
            request,
            say("They have not written what the company is called. Add it under Companies first."),
            level=_ERROR,
        )
        return redirect("companies:enquiry-company", pk)
    facts = CompanyFacts(
        name=found.from_company, cvr=found.from_cvr, sector=Sector(found.sector), postcode=found.from_postcode,
        phone=found.from_phone, email=email_of(found), language=Tongue(found.language),
    )  # fmt: skip
    try:
        company = add_company(by=request.user, municipality=found.entrance.municipality, facts=facts, now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect("companies:enquiry-company", pk)
    link_company(request.user, found, company)
    tell(request, say("{company} is added, and the enquiry stands on its timeline.", company=company.name))
    return redirect(found)
