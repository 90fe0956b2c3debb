"""Companies found while one types."""

import re

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samklang.access.refusals import require
from samklang.companies.queries.search import MOST_FOUND, companies_matching
from samklang.companies.rules.company import see_companies
from samklang.web.requests import StaffRequest

_LONGEST = 80


@login_required
@require_safe
def company_search(request: StaffRequest) -> HttpResponse:
    """What a company picker offers for what was typed in it, at most twenty; a fragment."""
    require(see_companies(request.user))
    asked = str(request.GET.get("for", ""))
    picker = asked if re.fullmatch("[a-z][a-z0-9_-]{0,39}", asked) else "company"
    text = str(request.GET.get(f"{picker}_text", "")).replace("\0", "")[:_LONGEST].strip()
    found = list(companies_matching(request.user, text)[:MOST_FOUND])
    return render(request, "companies/_company_choices.html", {"picker": picker, "found": found, "looked": bool(text)})
