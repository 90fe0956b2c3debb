"""What one has at the company door."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from samklang.access.clock import now
from samklang.access.refusals import require
from samklang.companies.queries.hand_overs import to_receive
from samklang.companies.queries.portfolio import held_by, portfolio_of
from samklang.companies.rules import company as rules
from samklang.companies.views.sections import sections
from samklang.web.answers import page
from samklang.web.requests import StaffRequest

SHOWN = 50
"""Of each kind; the whole lists have pages of their own."""


@login_required
@require_safe
def portfolio(request: StaffRequest) -> HttpResponse:
    """The person's own companies, and what is open."""
    require(rules.see_companies(request.user))
    own = portfolio_of(request.user, now())
    context = {
        "sections": sections(request, "companies:companies"),
        "held": held_by([request.user.pk], now())[request.user.pk], "waiting": to_receive(request.user).count(),
        "companies": own.companies[:SHOWN], "enquiries": own.enquiries[:SHOWN], "steps": own.steps[:SHOWN],
        "meetings": own.meetings[:SHOWN], "openings": own.openings[:SHOWN], "shown": SHOWN,
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/portfolio.html", context)
    return response
