"""Erasing people whom nothing needs any more."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from samklang.access import commands, rules
from samklang.access.enums import Erase, Right
from samklang.access.models import Person
from samklang.access.queries.holdings import Table, holdings_of, needed_since, why_needed
from samklang.access.queries.person import people_to_erase
from samklang.access.record_words import TABLES
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.access.words import said
from samklang.core.words import Sentence, render, say
from samklang.desk.forms.privacy import ErasureForm, ErasureSearch
from samklang.desk.views.shown import shown
from samklang.ledger.commands import record_reading
from samklang.web.answers import tell
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ROWS = 50


@login_required
@require_safe
def erasures(request: StaffRequest) -> HttpResponse:
    """People whom nothing needs any more: who have left, and have no role."""
    if not request.user.standing.may(Right.ERASE):
        require(Refusal(say("Only an administrator of the municipality erases a person.")))
    form = ErasureSearch(request.GET or None)
    everybody = people_to_erase(request.user).exclude(pk=request.user.pk)
    people = everybody.exclude(pk__in=needed_since(everybody.order_by(), request.today).values("pk"))
    for word in form.cleaned_data["q"].split() if form.is_valid() else ():
        people = people.filter(name__icontains=word)
    found = Paginator(people, _ROWS).get_page(request.GET.get("page"))
    return shown(request, "desk/erasures.html", {"search_form": form, "found": found})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def erasure(request: StaffRequest, pk: int) -> HttpResponse:
    """What will be gone and what stays; done once the name has been typed."""
    person = get_object_or_404(people_to_erase(request.user), pk=pk)
    needed = why_needed(person, request.today)
    refused = rules.erase(request.user, person, still_needed=needed)
    form = ErasureForm(request.POST or None)
    if request.method == "POST":
        require(refused)
        if form.is_valid() and _erased(request, person, form):
            return redirect("erasures")
    else:
        record_reading("erasure-considered", by=request.user, subject=person, about=person, place=person.municipality)
    context: dict[str, Any] = {
        "person": person,
        "refused": refused,
        "tables": [_row(table) for table in holdings_of(person)],
        "form": form,
    }
    return shown(request, "desk/erasure.html", context, form=form)


def _erased(request: StaffRequest, person: Person, form: ErasureForm) -> bool:
    try:
        commands.erase(by=request.user, person=person, today=request.today, typed_name=form.cleaned_data["typed_name"])
    except NotAllowed as refused:
        form.add_error("typed_name", render(refused.refusal.reason, current_language()))
        return False
    tell(request, say("The person has been erased. The ledger knows them as number {number}.", number=str(person.pk)))
    return True


def _row(table: Table) -> dict[str, Any]:
    """One table: how many rows, and what becomes of them."""
    rules_of = set(table.erased.values())
    becomes = [Erase.ROW] if Erase.ROW in rules_of else sorted(rules_of)
    title = TABLES[table.label][0] if table.label in TABLES else Sentence(table.label)
    return {"title": title, "count": len(table.rows), "becomes": [said(one) for one in becomes]}
