"""What the pages of a hand-over share: finding it, where one is in it, and how its companies are shown."""

from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from samklang.access.clock import now, today
from samklang.access.refusals import require
from samklang.companies.enums import HandOverState
from samklang.companies.models import HandOver, HandOverItem
from samklang.companies.queries.hand_overs import hand_overs_for, items_of
from samklang.companies.queries.portfolio import held_at
from samklang.companies.queries.proposals import Known, balance, first_day_of, known_for, why_proposed
from samklang.companies.rules import company as company_rules
from samklang.companies.rules import hand_overs as rules
from samklang.companies.views.sections import sections
from samklang.core.words import Sentence, Value, say
from samklang.web.requests import StaffRequest

HAND_OVERS = say("Hand-over")
STEPS: tuple[tuple[str, Sentence], ...] = (
    ("hand-over-terms", say("Who and why")),
    ("hand-over-owners", say("New owners")),
    ("hand-over-notes", say("Notes")),
    ("hand-over-summary", say("Look through and send")),
)


def found_hand_over(request: StaffRequest, pk: int, *, draft: bool = False) -> HandOver:
    """The hand-over, with what the person may do; 404 where they do not see it. draft: only while it is prepared."""
    require(company_rules.see_companies(request.user))
    found: HandOver = get_object_or_404(hand_overs_for(request.user), pk=pk)
    if draft:
        require(rules.change(request.user, found))
    return found


def around(request: StaffRequest, hand_over: HandOver, step: str = "") -> dict[str, Any]:
    """What stands on every page of it."""
    return {
        "sections": sections(request, "companies:hand-overs"), "hand_over": hand_over, "above": above(hand_over, step),
        "steps": steps_of(hand_over, step) if hand_over.state == HandOverState.DRAFT else [],
    }  # fmt: skip


def above(hand_over: HandOver | None = None, step: str = "") -> list[tuple[Value, str]]:
    """The pages above."""
    found: list[tuple[Value, str]] = [(HAND_OVERS, reverse("companies:hand-overs"))]
    if hand_over is not None and step:
        found.append((hand_over.giver.name, hand_over.get_absolute_url()))
    return found


def steps_of(hand_over: HandOver | None, current: str) -> list[dict[str, Any]]:
    """The four pages of preparing one; each is there to go back to once it has begun."""
    names = [name for name, _ in STEPS]
    here = names.index(current) if current in names else 0
    return [
        {
            "label": label, "state": "done" if place < here else "current" if place == here else "coming",
            "url": reverse(f"companies:{name}", args=[hand_over.pk]) if hand_over is not None and place < here else "",
        }
        for place, (name, label) in enumerate(STEPS)
    ]  # fmt: skip


def reckoned(hand_over: HandOver, items: Iterable[HandOverItem]) -> Known:
    """All that the proposals are made from, for the companies."""
    companies = [one.company for one in items]
    return known_for(hand_over.giver, companies, first_day_of(hand_over, today()), now())


def rows_of(known: Known, items: Iterable[HandOverItem]) -> list[dict[str, Any]]:
    """Each company with what is open there, and why its new owner."""
    return [
        {
            "item": one, "held": known.held[one.company_id],
            "why": why_proposed(known, one.company, one.receiver_id) if one.receiver_id is not None else None,
        }
        for one in items
    ]  # fmt: skip


def open_rows(items: Iterable[HandOverItem]) -> list[dict[str, Any]]:
    """Each company with what its giver still has there; the items may be from several hand-overs."""
    by_giver: dict[int, list[HandOverItem]] = {}
    for one in items:
        by_giver.setdefault(one.hand_over.giver_id, []).append(one)
    held = {}
    for own in by_giver.values():
        found = held_at(own[0].hand_over.giver, [one.company_id for one in own], now())
        held.update({one.pk: found[one.company_id] for one in own})
    return [{"item": one, "held": held[one.pk]} for row in by_giver.values() for one in row]


def balanced(known: Known, hand_over: HandOver) -> list[Any]:
    """What everybody proposed has, gets, and should get; those alone who have or get something."""
    given = dict(items_of(hand_over).order_by().values_list("company", "receiver"))
    return balance(known, given)
