"""What is kept of a grant besides its books: number, instalments, conditions, rates, changes, and that it is closed."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.core.grants.budget import totals
from samklang.core.grants.changes import BudgetChange, compare_budgets
from samklang.core.words import Sentence, say
from samklang.funding.commands import grants as commands
from samklang.funding.enums import Heading
from samklang.funding.forms.grants import AnswerForm, ChangeForm, ConditionForm, GrantForm, InstalmentForm, RateForm
from samklang.funding.models import ChangeRequest, Grant
from samklang.funding.queries.grants import budget_in_force, terms_of
from samklang.funding.queries.position import lines_of
from samklang.funding.rules import applications as rules
from samklang.funding.views.grants import above
from samklang.funding.views.sections import found_grant, said
from samklang.web.answers import file_to_fetch, page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest


class Move(NamedTuple):
    """One heading, before and after."""

    label: str
    old_ore: int
    new_ore: int


def changeable(request: StaffRequest, pk: int) -> Grant:
    """The grant, where the person runs it and it is not closed. Raises NotAllowed, and Http404."""
    found = found_grant(request, pk)
    require(rules.change_grant(request.user, found))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_facts(request: StaffRequest, pk: int) -> HttpResponse:
    """The funder's number and how many were promised."""
    found = changeable(request, pk)
    form = GrantForm(sent(request), initial={"case_number": found.case_number, "promised_staff": found.promised_staff})

    def do() -> HttpResponse:
        commands.change_grant(by=request.user, grant=found, values=form.cleaned_data)
        return redirect(found)

    return form_page(request, form, _around(found, say("Change the grant")), do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_instalment(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One instalment. number: 0 is a new one."""
    found = changeable(request, pk)
    there = {one.pk: one for one in found.instalments.all()}
    if number and number not in there:
        raise Http404
    one = there.get(number)
    initial = {name: getattr(one, name) for name in ("due_on", "amount_ore", "note")} if one else {}
    form = InstalmentForm(sent(request), initial=initial)

    def do() -> HttpResponse:
        given = form.cleaned_data
        row = (number or None, given["due_on"], given["amount_ore"], given["note"])
        commands.set_instalments(by=request.user, grant=found, rows=[row])
        return redirect(found)

    removal = reverse("funding:grant-instalment-removal", args=[found.pk, number]) if number else ""
    around = _around(found, say("Instalment"))._replace(removal_url=removal, removal_label=say("Remove the instalment"))
    return form_page(request, form, around, do)


@login_required
@require_POST
def grant_instalment_removal(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """An instalment that no money has come in for is removed."""
    found = changeable(request, pk)
    get_object_or_404(found.instalments, pk=number)
    commands.set_instalments(by=request.user, grant=found, removed=[number])
    tell(request, say("The instalment is removed."))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_condition(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """One condition. number: 0 is a new one."""
    found = changeable(request, pk)
    one = found.conditions.filter(pk=number).first()
    if number and one is None:
        raise Http404
    names = ("text", "due_on", "met_on", "met_note")
    form = ConditionForm(sent(request), initial={name: getattr(one, name) for name in names} if one else {})

    def do() -> HttpResponse:
        commands.write_condition(by=request.user, grant=found, condition=one, **form.cleaned_data)
        return redirect(found)

    return form_page(request, form, _around(found, say("Condition")), do)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_rate(request: StaffRequest, pk: int) -> HttpResponse:
    """What an hour of one's own staff counts as from a day on."""
    found = changeable(request, pk)
    form = RateForm(sent(request), initial={"first_day": found.begins})

    def do() -> HttpResponse:
        commands.set_rate(by=request.user, grant=found, **form.cleaned_data)
        return redirect("funding:grant-hours", found.pk)

    return form_page(request, form, _around(found, say("Hourly rate")), do)


@login_required
@require_safe
def grant_letter(request: StaffRequest, pk: int) -> HttpResponse:
    """The letter of award as it came."""
    found = found_grant(request, pk)
    if found.letter is None:
        raise Http404
    return file_to_fetch(bytes(found.letter.content), found.letter.name)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant_change_new(request: StaffRequest, pk: int) -> HttpResponse:
    """A reasoned request, with what the terms say to it before it is sent."""
    found = changeable(request, pk)
    form = ChangeForm(sent(request), budget=budget_in_force(found.application), terms=terms_of(found))

    def do() -> HttpResponse:
        given = form.cleaned_data
        made = commands.ask_for_change(
            by=request.user, grant=found, what=given["what"], why=given["why"], lines=form.new_lines(),
            income=form.income(), new_end=given["new_end"], now=now(),
        )  # fmt: skip
        tell(request, say("The request is kept as it was sent. Enter the answer when it comes."))
        return redirect("funding:change", made.pk)

    lead = say("Write it as it is sent in the funder's portal: what, why, and the new sums. The funder decides.")
    return form_page(request, form, _around(found, say("Ask for a change"))._replace(lead=lead), do)


@login_required
@require_safe
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """What was asked for, heading by heading, and what the terms say to it."""
    found = _found_change(request, pk)
    terms = terms_of(found.grant)
    compared: BudgetChange | None = None
    if found.new_budget is not None:
        old, new = (totals(terms, lines_of(one)).by_heading for one in (found.old_budget, found.new_budget))
        compared = compare_budgets(terms, old, new, found.grant.awarded_ore, found.old_end, new_end=found.new_end)
    context = {
        "change": found, "grant": found.grant, "above": above(found.grant), "compared": compared,
        "findings": said(compared.findings) if compared else [],
        "moves": [Move(str(Heading(one.heading.value).label), one.old_ore, one.new_ore) for one in compared.moves]
        if compared
        else [],
        "may_decide": rules.decide_change(request.user, found) is None,
        "may_withdraw": rules.withdraw_change(request.user, found) is None,
    }  # fmt: skip
    return page(request, "funding/change.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """The funder's answer."""
    found = _found_change(request, pk)
    require(rules.decide_change(request.user, found))
    form = AnswerForm(sent(request))

    def do() -> HttpResponse:
        given = form.cleaned_data
        commands.decide_change(
            by=request.user, change=found, approved=given["approved"] == "yes", day=given["day"], answer=given["answer"]
        )
        return redirect(found.grant)

    return form_page(request, form, _around(found.grant, say("The funder's answer")), do)


@login_required
@require_POST
def change_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """A request is taken back before it is answered."""
    found = _found_change(request, pk)
    commands.withdraw_change(by=request.user, change=found)
    tell(request, say("The request is withdrawn."))
    return redirect(found.grant)


@login_required
@require_POST
def grant_closing(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing is left to do: no more vouchers, no more changes."""
    found = changeable(request, pk)
    commands.close_grant(by=request.user, grant=found, today=today(), now=now())
    tell(request, say("The grant is closed."))
    return redirect(found)


def _found_change(request: StaffRequest, pk: int) -> ChangeRequest:
    found: ChangeRequest = get_object_or_404(ChangeRequest.objects.select_related("old_budget", "new_budget"), pk=pk)
    found.grant = found_grant(request, found.grant_id)
    return found


def _around(found: Grant, title: Sentence) -> FormPage:
    return FormPage(title, say("Save"), str(found.get_absolute_url()), above(found))
