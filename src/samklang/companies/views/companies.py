"""The list of companies, and a new one."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies.commands import companies as commands
from samklang.companies.forms.companies import CompanyFilter, CompanyForm
from samklang.companies.queries.company_list import company_list, company_rows, owners_for
from samklang.companies.rules.company import run_companies, see_companies, write_about_company
from samklang.companies.views.parts import page_or_part
from samklang.companies.views.sections import sections
from samklang.core.words import say
from samklang.web.answers import tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

ROWS = 25


@login_required
@require_safe
def companies(request: StaffRequest) -> HttpResponse:
    """The municipality's companies: searched as one types, narrowed, sorted, a page at a time."""
    require(see_companies(request.user))
    form = CompanyFilter(request.GET, owners=owners_for(request.user))
    asked = form.asked()
    shown = Paginator(company_list(request.user, asked, now()), ROWS).get_page(request.GET.get("page"))
    context = {
        "sections": sections(request, "companies:companies"), "filter_form": form, "page": shown, "asked": asked,
        "rows": company_rows(list(shown.object_list)), "sort": asked.sort,
        "runs": run_companies(request.user, request.user.municipality_id) is None,
    }  # fmt: skip
    return page_or_part(request, "companies/companies.html", "companies/_companies.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_company(request: StaffRequest) -> HttpResponse:
    """A company that nobody knew."""
    require(write_about_company(request.user, request.user.municipality_id))
    form = CompanyForm(sent(request), initial={"name": str(request.GET.get("name", ""))[:200]})

    def do() -> HttpResponse:
        company = commands.add_company(
            by=request.user, municipality=request.user.municipality, facts=form.facts(), now=now()
        )
        tell(request, say("{name} is added.", name=company.name))
        return redirect(company)

    back = reverse("companies:companies")
    around = FormPage(
        say("Add a company"), say("Add"), back, [(say("Companies"), back)], template="companies/company_form.html",
        lead=say("Search first: somebody may know it under another name, or by its CVR number."),
    )  # fmt: skip
    return form_page(request, form, around, do)
