"""What money gives reason to ask for: what will have to be paid back, and rounds in which one can apply."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from samklang.access.models import Place
from samklang.committee.claims import Offer
from samklang.committee.window import Window
from samklang.core.grants.rounds import at_clock, next_round
from samklang.core.words import Money, say
from samklang.funding.enums import ApplicationState
from samklang.funding.models import Application, Grant, Scheme
from samklang.funding.queries.position import standing_of
from samklang.funding.rules.applications import round_of

LOOKS_AHEAD = timedelta(days=183)
"""A round that closes later than this is for a later page."""


def asks_of_money(jobcentre: Place, window: Window) -> list[Offer]:
    """As things stand by the last day of the page; the rounds as they lie from the day it is made."""
    return [*_to_pay_back(jobcentre, window), *_to_apply_for(jobcentre, window)]


def _to_pay_back(jobcentre: Place, window: Window) -> Iterator[Offer]:
    """One sentence for all grants together: what each comes to stands on its own page."""
    there = Grant.objects.filter(application__jobcentre=jobcentre, begins__lte=window.last_day, closed_at=None)
    found = there.select_related("application").order_by("pk")
    back = sum(standing_of(one, window.last_day).ahead.payback.expected_ore for one in found)
    if back:
        yield Offer("pay-back", say(
            "That {back} is set aside: as things stand, so much of what grants have paid us will have to be paid back.",
            back=Money(back),
        ))  # fmt: skip


def _to_apply_for(jobcentre: Place, window: Window) -> Iterator[Offer]:
    """The next round of each scheme in which nothing has been sent yet, the one that closes first before the others."""
    at = at_clock(window.today, time())
    applied = set(
        Application.objects.filter(jobcentre=jobcentre, deleted_at=None)
        .exclude(state=ApplicationState.DRAFT)
        .values_list("round", flat=True)
    )
    ahead: list[tuple[datetime, Scheme]] = []
    for scheme in Scheme.objects.filter(jobcentre=jobcentre, retired_at=None).prefetch_related("rounds"):
        found = next_round([round_of(one) for one in scheme.rounds.all() if one.pk not in applied], at)
        if found is not None and found.closes is not None and found.closes <= at + LOOKS_AHEAD:
            ahead.append((found.closes, scheme))
    for closes, scheme in sorted(ahead, key=lambda one: (one[0], one[1].pk)):
        yield Offer(f"apply-{scheme.pk}", say(
            "A decision on whether we apply to {scheme}: its round closes {day}.", scheme=scheme.name,
            day=closes.astimezone(at.tzinfo).date(),
        ))  # fmt: skip
