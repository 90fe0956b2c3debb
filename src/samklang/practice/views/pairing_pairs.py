"""The pairs of a round: found, chosen by hand with the reasons of the planner's rules, taken out, put back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samklang.access.clock import now
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.core.planner.pairing import Candidate, could_be
from samklang.core.words import render, say, say_n
from samklang.practice.commands import pairs as commands
from samklang.practice.forms.pairing import PairForm, SearchForm, half_day_in
from samklang.practice.models import PairingRound, ProposedPair
from samklang.practice.queries import pairing as queries
from samklang.practice.queries.pairing_problem import Told, problem_of
from samklang.practice.rules import pairing as rules
from samklang.practice.views.pairing import above_round, found_round, names_of
from samklang.web.answers import number_in, page, tell
from samklang.web.form_pages import refuse, sent
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_MOST_SHOWN = 30


@login_required
@require_POST
def pairing_search(request: StaffRequest, pk: int) -> HttpResponse:
    """Find pairs for everybody, or only for those without."""
    found = found_round(request, pk)
    keep_all = request.POST.get("keep") == "all"
    done = commands.search_pairs(by=request.user, round_=found, keep_all=keep_all, now=now())
    if done.waits:
        tell(request, say("The search has begun. It takes a minute at most; the page shows when it is done."))
    else:
        tell(request, say_n("There is {count} pair.", "There are {count} pairs.", done.pairs))
    if done.released:
        text = say_n(
            "{count} pair held no longer and was let go.", "{count} pairs held no longer and were let go.",
            done.released,
        )  # fmt: skip
        tell(request, text, level=messages.WARNING)
    return redirect(found)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pair_choice(request: StaffRequest, pk: int, person: int) -> HttpResponse:
    """Who could sit beside somebody and when, and why the others cannot."""
    found = found_round(request, pk)
    focus = _member(found, person)
    require(rules.change_round(request.user, found, searching=queries.search_of(found, now()) is not None))
    told = problem_of(found, now(), wishes=False)
    if focus.pk not in told.names:
        raise Http404
    form = PairForm(sent(request))
    if form.is_bound and form.is_valid():
        refusal = _chosen(request, found, focus, form)
        if refusal is None:
            return redirect(found)
        refuse(form, None, refusal)
    search = SearchForm(request.GET)
    rows = list(queries.pairs_of(found))
    standing = next((one for one in rows if one.focus_person_id == focus.pk), None)
    asked = search.asked()
    could = [
        one for one in could_be(told.problem, told.names[focus.pk], beside=told.pairs(rows))
        if asked.casefold() in one.partner.casefold()
    ]  # fmt: skip
    possible = [one for one in could if one.half_days]
    context: dict[str, Any] = {
        "round": found, "focus": focus, "above": above_round(found), "standing": standing, "filter_form": search,
        "possible": _shown(told, possible[:_MOST_SHOWN]), "more": max(0, len(possible) - _MOST_SHOWN),
        "refused": [one for one in could if not one.half_days],
    }  # fmt: skip
    response: HttpResponse = page(request, "practice/pairing_choice.html", context, form=form)
    return response


def _shown(told: Told, possible: list[Candidate]) -> list[tuple[Person, list[tuple[str, str]]]]:
    language = current_language()
    return [
        (told.people[one.partner],
         [(str(half), render(say("{when}", when=half), language)) for half in one.half_days])
        for one in possible
    ]  # fmt: skip


def _chosen(request: StaffRequest, found: PairingRound, focus: Person, form: PairForm) -> Any:
    """Why it cannot be; None where it is done."""
    half_day = form.half_day()
    partner = queries.members_of(found).filter(person=form.cleaned_data["partner"]).first()
    if half_day is None or partner is None:
        return say("Choose one of those on the list.")
    before = queries.pairs_of(found).filter(focus_person=focus).first()
    try:
        made = commands.choose_pair(
            by=request.user, round_=found, focus_person=focus, partner=partner.person, day=half_day.date,
            half=half_day.half, now=now(),
        )  # fmt: skip
    except NotAllowed as refused:
        return refused.refusal.reason
    undo = _address(before) if before is not None else reverse("practice:pair-removal", args=[found.pk, focus.pk])
    tell(request, say("{pair} are a pair.", pair=names_of(made.focus_person, made.partner)), undo_url=undo)
    return None


def _address(one: ProposedPair) -> str:
    """Where the pair is chosen again just as it was."""
    when = f"{one.day.isoformat()}-{one.half}"
    return reverse("practice:pair-setting", args=[one.round_id, one.focus_person_id, one.partner_id, when])


@login_required
@require_POST
def pair_setting(request: StaffRequest, pk: int, person: int, partner: int, when: str) -> HttpResponse:
    """This pair, then."""
    found = found_round(request, pk)
    half_day = half_day_in(when)
    if half_day is None:
        raise Http404
    made = commands.choose_pair(
        by=request.user, round_=found, focus_person=_member(found, person), partner=_member(found, partner),
        day=half_day.date, half=half_day.half, now=now(),
    )  # fmt: skip
    tell(request, say("{pair} are a pair.", pair=names_of(made.focus_person, made.partner)))
    return redirect(found)


@login_required
@require_POST
def pair_removal(request: StaffRequest, pk: int, person: int) -> HttpResponse:
    """Nobody sits beside them for now."""
    found = found_round(request, pk)
    focus = _member(found, person)
    before = queries.pairs_of(found).filter(focus_person=focus).first()
    if commands.take_out_pair(by=request.user, round_=found, focus_person=focus, now=now()) and before is not None:
        tell(request, say("{name} has no partner now.", name=focus.name), undo_url=_address(before))
    return redirect(found)


def _member(found: PairingRound, person: int) -> Person:
    one: Any = get_object_or_404(queries.members_of(found), person=number_in(str(person)))
    who: Person = one.person
    return who
