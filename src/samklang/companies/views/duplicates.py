"""Companies that are probably one: while one types, and a list of them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from samklang.access.clock import now
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands import merges as commands
from samklang.companies.cvr import cleaned_cvr, cleaned_p_number
from samklang.companies.models import DifferentCompanies
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.duplicates import alike, likely_pairs, shown_pairs
from samklang.companies.queries.merges import merges_for
from samklang.companies.rules.company import see_companies
from samklang.companies.rules.merges import judge_pair
from samklang.companies.views.sections import sections
from samklang.core.words import say
from samklang.web.answers import number_in, page, tell
from samklang.web.requests import StaffRequest

ROWS = 25
_ERROR = 40
_LONGEST = 200


@login_required
@require_safe
def alike_companies(request: StaffRequest) -> HttpResponse:
    """Companies that are probably the one somebody is writing about."""
    require(see_companies(request.user))
    given = {name: request.GET.get(name, "")[:_LONGEST].strip() for name in
             ("name", "phone", "email", "website", "postcode")}  # fmt: skip
    found = alike(
        request.user.municipality_id or 0, cvr=cleaned_cvr(request.GET.get("cvr", "")[:20]),
        p_number=cleaned_p_number(request.GET.get("p_number", "")[:20]), leave_out=number_in(request.GET.get("of", "")),
        **given,
    )  # fmt: skip
    template = "companies/_alike.html" if request.htmx else "companies/alike.html"
    above = [(say("Companies"), reverse("companies:companies"))]
    return render(request, template, {"alike": found, "given": given, "above": above})


@login_required
@require_safe
def duplicates(request: StaffRequest) -> HttpResponse:
    """Pairs that are probably one, likeliest first."""
    require(see_companies(request.user))
    shown = Paginator(likely_pairs(request.user), ROWS).get_page(request.GET.get("page"))
    rows = [
        (pair, judge_pair(request.user, pair.first, pair.second) is None)
        for pair in shown_pairs(request.user, shown.object_list)
    ]
    said = DifferentCompanies.objects.filter(first__municipality=request.user.municipality_id)
    context = {
        "page": shown, "rows": rows, "sections": sections(request, "companies:companies"),
        "above": [(say("Companies"), reverse("companies:companies"))],
        "different": said.select_related("first", "second", "by").order_by("-pk")[:ROWS],
        "merges": merges_for(request.user).filter(undone_at=None)[:5],
    }  # fmt: skip
    return page(request, "companies/duplicates.html", context)


@login_required
@require_POST
def different_companies(request: StaffRequest) -> HttpResponse:
    """The two are two: they are not asked about again."""
    rows = companies_for(request.user).select_related("municipality")
    first = get_object_or_404(rows, pk=number_in(request.POST.get("first", "")))
    second = get_object_or_404(rows, pk=number_in(request.POST.get("second", "")))
    try:
        pair = commands.tell_apart(by=request.user, first=first, second=second, now=now())
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect("companies:duplicates")
    tell(
        request, say("{name} and {other} are two companies.", name=first.name, other=second.name),
        undo_url=reverse("companies:different-undoing", args=[pair.pk]),
    )  # fmt: skip
    return redirect("companies:duplicates")


@login_required
@require_POST
def different_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """They may be one after all."""
    require(see_companies(request.user))
    rows = DifferentCompanies.objects.filter(first__municipality=request.user.municipality_id)
    pair = get_object_or_404(rows.select_related("first__municipality", "second__municipality"), pk=pk)
    try:
        commands.ask_again(by=request.user, pair=pair)
    except NotAllowed as refused:
        tell(request, refused.refusal.reason, level=_ERROR)
    return redirect("companies:duplicates")
