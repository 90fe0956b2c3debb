"""Hand-overs: the lists, one that has been sent, withdrawn, back after a leave; and one company in one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.commands import hand_over_receipt
from samklang.companies.commands import hand_overs as commands
from samklang.companies.enums import HandOverReason, HandOverState
from samklang.companies.forms.hand_overs import ItemForm
from samklang.companies.models import HandOverItem
from samklang.companies.queries.hand_overs import (
    answers_for,
    hand_overs_for,
    items_for,
    items_of,
    runs,
    to_receive,
)
from samklang.companies.queries.proposals import first_day_of, receivers
from samklang.companies.rules import company as company_rules
from samklang.companies.rules import hand_overs as rules
from samklang.companies.views.hand_over_parts import above, around, found_hand_over, open_rows
from samklang.companies.views.sections import sections
from samklang.core.words import say, say_n
from samklang.web.answers import page, tell
from samklang.web.form_pages import FormPage, form_page, sent
from samklang.web.requests import StaffRequest

PER_PAGE = 25
RECEIVE, OWN, ALL = "receive", "own", "all"


@login_required
@require_safe
def hand_overs(request: StaffRequest) -> HttpResponse:
    """What the person is to receive; what they hand over; and everybody's for whoever runs the entrance."""
    require(company_rules.see_companies(request.user))
    waiting, all_ = to_receive(request.user), hand_overs_for(request.user)
    own = all_.filter(giver=request.user)
    shown = request.GET.get("show", "")
    if shown not in (RECEIVE, OWN, ALL) or (shown == ALL and not runs(request.user)):
        shown = ALL if runs(request.user) and not waiting.exists() else RECEIVE
    lists: dict[str, Any] = {RECEIVE: waiting, OWN: own, ALL: all_}
    page_ = Paginator(lists[shown], PER_PAGE).get_page(request.GET.get("page"))
    labels = [(RECEIVE, say("To receive")), (OWN, say("Handed over by you"))]
    labels += [(ALL, say("Everybody's"))] if runs(request.user) else []
    tabs = [
        {"label": label, "url": f"?show={name}", "current": name == shown,
         "count": waiting.count() if name == RECEIVE else None}
        for name, label in labels
    ]  # fmt: skip
    context = {
        "sections": sections(request, "companies:hand-overs"), "tabs": tabs, "page": page_, "shown": shown,
        "rows": open_rows(page_.object_list) if shown == RECEIVE else [],
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/hand_overs.html", context)
    return response


@login_required
@require_safe
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Where each company is; one that is being prepared goes on where it was left."""
    found = found_hand_over(request, pk)
    if found.state == HandOverState.DRAFT:
        return redirect("companies:hand-over-owners", pk)
    page_ = Paginator(items_of(found), PER_PAGE).get_page(request.GET.get("page"))
    answers = answers_for(found.giver, today())
    context = {
        **around(request, found), "page": page_, "can_withdraw": rules.withdraw(request.user, found) is None,
        "can_take_back": rules.take_back(request.user, found) is None
        and found.items.exclude(moved_at=None).exists(),
        "is_loan": found.reason == HandOverReason.LEAVE,
        "leader": answers if answers != found.giver else None,
    }  # fmt: skip
    response: HttpResponse = page(request, "companies/hand_over.html", context)
    return response


@login_required
@require_POST
def hand_over_withdrawal(request: StaffRequest, pk: int) -> HttpResponse:
    """What has not gone stays where it is."""
    found = found_hand_over(request, pk)
    left = commands.withdraw_hand_over(by=request.user, hand_over=found)
    tell(request, say("The hand-over is thrown away.") if left is None else say("The hand-over is withdrawn."))
    return redirect("companies:hand-overs") if left is None else redirect(left)


@login_required
@require_POST
def hand_over_return(request: StaffRequest, pk: int) -> HttpResponse:
    """The leave is over: what was lent comes back now."""
    found = found_hand_over(request, pk)
    count = hand_over_receipt.take_back(by=request.user, hand_over=found, now=now())
    tell(request, say_n("One company is back.", "{count} companies are back.", count))
    return redirect(found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_item(request: StaffRequest, pk: int) -> HttpResponse:
    """New owner, note and letter for one company, before it is sent or after it was sent back."""
    require(company_rules.see_companies(request.user))
    found: HandOverItem = get_object_or_404(items_for(request.user), pk=pk)
    hand_over_ = found.hand_over
    require(rules.choose_again(request.user, found, away=False))
    people = receivers(hand_over_.giver, first_day_of(hand_over_, today()))
    initial = {"receiver": found.receiver_id, "note": found.note, "tell_company": found.tell_company}
    form = ItemForm(sent(request), people=people, initial=initial)

    def save() -> HttpResponse:
        given = form.cleaned_data
        hand_over_receipt.choose_owner(by=request.user, item=found, now=now(), **given)
        tell(request, say("{name} is asked to take over {company}.", name=given["receiver"].name,
                          company=found.company.name))  # fmt: skip
        return redirect(hand_over_)

    title = say("New owner of {company}", company=found.company.name)
    lead = say("Sent back: {said}", said=found.said) if found.said else ""
    back = reverse("companies:hand-over", args=[hand_over_.pk])
    around_ = FormPage(title, say("Save"), back, [*above(), (hand_over_.giver.name, back)], lead=lead)
    return form_page(request, form, around_, save)
