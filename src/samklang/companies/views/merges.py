"""Two companies side by side: made one, and two again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now
from samklang.access.refusals import NotAllowed, require
from samklang.companies.commands import merges as commands
from samklang.companies.enums import Sector, Tongue
from samklang.companies.forms.merges import MergeForm, OtherCompany
from samklang.companies.load_words import value_in_words
from samklang.companies.models import Company, Merge
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.merges import Choice, choices_between, hanging_counts, merges_for
from samklang.companies.rules.company import write_about_company
from samklang.companies.rules.merges import judge_pair
from samklang.core.words import Value, render, say
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_ERROR = 40
_LONGEST = 160


def _found(request: StaffRequest, pk: int) -> Company:
    rows = companies_for(request.user).select_related("municipality", "owner")
    found: Company = get_object_or_404(rows, pk=pk)
    return found


def _above(company: Company) -> list[tuple[Value, str]]:
    return [(say("Companies"), reverse("companies:companies")), (company.name, company.get_absolute_url())]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_merge(request: StaffRequest, pk: int) -> HttpResponse:
    """Which company it is the same as."""
    found = _found(request, pk)
    require(write_about_company(request.user, found.municipality_id))
    form = OtherCompany(sent(request), person=request.user, company=found)

    def do() -> HttpResponse:
        return redirect("companies:merge", found.pk, form.cleaned_data["company"].pk)

    around = FormPage(
        say("Is {name} the same as another company?", name=found.name), say("See them side by side"),
        found.get_absolute_url(), _above(found), lead=say("Nothing changes before you have seen both."),
    )  # fmt: skip
    return form_page(request, form, around, do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: StaffRequest, pk: int, other: int) -> HttpResponse:
    """Two companies side by side: the first is kept, and for each thing one chooses what it says."""
    kept, gone = _found(request, pk), _found(request, other)
    require(judge_pair(request.user, kept, gone))
    form = MergeForm(sent(request), choices=choices_between(kept, gone), shown=_shown)
    if form.is_bound and form.is_valid():
        try:
            done = commands.merge_companies(by=request.user, kept=kept, gone=gone, choices=form.cleaned_data, now=now())
        except NotAllowed as refused:
            refuse(form, None, refused.refusal.reason)
        else:
            undo_url = reverse("companies:merge-undoing", args=[done.pk])
            tell(request, say("{gone} is part of {kept} now.", gone=gone.name, kept=kept.name), undo_url=undo_url)
            return redirect(kept)
    context = {"kept": kept, "gone": gone, "above": _above(kept), "counts": hanging_counts(kept, gone)}
    return page(request, "companies/merge.html", context, form=form)


def _shown(choice: Choice, first: bool) -> str:
    language = current_language()
    values = choice.first if first else choice.second
    if choice.field.key == "owner":
        return _owner_name(values[0]) or "–"
    if choice.field.key == "language":
        return str(Tongue(values[0]).label)
    if choice.field.key == "industry":
        code, industry, sector = values
        return ", ".join(filter(None, (industry, code))) or str(Sector(sector).label)
    if choice.field.key == "cvr":
        return values[0] or render(say("No CVR number"), language)
    if choice.field.key == "employees":
        least, most = values
        return f"{least}–{most}" if most else value_in_words("employees", least, language)
    texts = [value_in_words(choice.field.key, value, language) for value in values]
    text = ", ".join(one for one in texts if one != "–") or "–"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _owner_name(pk: int | None) -> str:
    return Company.objects.filter(owner=pk).values_list("owner__name", flat=True).first() or "" if pk else ""


@login_required
@require_POST
def merge_undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Two companies after all."""
    rows = merges_for(request.user).select_related("kept__municipality", "gone__municipality")
    found: Merge = get_object_or_404(rows, pk=pk)
    try:
        commands.undo_merge(by=request.user, merge=found, now=now())
    except NotAllowed as refused:
        require(judge_pair(request.user, found.kept, found.gone))
        tell(request, refused.refusal.reason, level=_ERROR)
        return redirect("companies:duplicates")
    tell(request, say("{gone} is a company of its own again.", gone=found.gone.name))
    return redirect(found.gone)
