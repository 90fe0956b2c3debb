"""The sites of a company: a new one, put right, closed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from samklang.access.refusals import require
from samklang.companies.commands import sites as commands
from samklang.companies.forms.contacts import SiteForm
from samklang.companies.models import Site
from samklang.companies.queries.company_page import sites_for
from samklang.companies.rules import companies as rules
from samklang.companies.views.company import above, found_company
from samklang.core.words import say
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_site(request: StaffRequest, pk: int) -> HttpResponse:
    """Another place where it works."""
    company = found_company(request, pk)
    require(rules.change_company(request.user, company))
    form = SiteForm(sent(request))

    def do() -> HttpResponse:
        commands.add_site(by=request.user, company=company, facts=form.facts())
        tell(request, say("The site is added."))
        return redirect(company)

    around = FormPage(say("Add a site"), say("Add"), company.get_absolute_url(), above(company))
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: StaffRequest, pk: int) -> HttpResponse:
    """What is known of the place, put right; with a day it is closed."""
    found: Site = get_object_or_404(sites_for(request.user), pk=pk)
    require(rules.change_company(request.user, found.company))
    form = SiteForm(sent(request), initial={name: getattr(found, name) for name in SiteForm.base_fields})

    def do() -> HttpResponse:
        commands.change_site(by=request.user, site=found, facts=form.facts())
        tell(request, say("What is known of the site is changed."))
        return redirect(found.company)

    around = FormPage(say("Change the site"), say("Save"), found.company.get_absolute_url(), above(found.company))
    return form_page(request, form, around, do)
