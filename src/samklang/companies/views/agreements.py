"""An agreement with a company."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies.commands.agreements import agree
from samklang.companies.forms.openings import AgreementForm
from samklang.companies.models import Company
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.openings import meeting_about
from samklang.companies.rules.company import see_companies
from samklang.core.words import say
from samklang.web.answers import number_in, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_agreement(request: StaffRequest, pk: int) -> HttpResponse:
    """What was agreed, in one line."""
    require(see_companies(request.user))
    company: Company = get_object_or_404(companies_for(request.user).select_related("municipality"), pk=pk)
    meeting = meeting_about(company, number_in(request.GET.get("meeting", "")))
    form = AgreementForm(sent(request))
    around = FormPage(
        say("Agreement with {company}", company=company.name), say("Write it down"), company.get_absolute_url(),
        [(say("Companies"), reverse("companies:companies")), (company.name, company.get_absolute_url())],
        lead=say("What both have said yes to. What one of us is to do by a day is a next step instead."),
    )  # fmt: skip

    def do() -> HttpResponse:
        agree(request.user, company, form.cleaned_data["what"], now(), meeting)
        tell(request, say("The agreement stands on the timeline."))
        return redirect(company)

    return form_page(request, form, around, do)
