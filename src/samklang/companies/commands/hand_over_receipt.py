"""Received, or sent back; and another new owner for what was sent back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.hand_over_moves import give_back, move, record_return
from samklang.companies.commands.hand_overs import is_there
from samklang.companies.enums import HandOverState, ItemState
from samklang.companies.models import HandOver, HandOverItem
from samklang.companies.rules import hand_overs as rules
from samklang.ledger.commands import record


@transaction.atomic
def receive(*, by: Person, items: Collection[int], now: datetime) -> list[HandOverItem]:
    """The person takes the companies over: at once, or on the first day where that is still to come. All or none.

    raises: NotAllowed.
    """
    found = _locked(items)
    for item in found:
        require(rules.receive(by, item))
    by_hand_over: dict[int, list[HandOverItem]] = {}
    for item in found:
        item.state, item.settled_at = ItemState.RECEIVED, now
        by_hand_over.setdefault(item.hand_over_id, []).append(item)
    HandOverItem.objects.bulk_update(found, ["state", "settled_at"], batch_size=200)
    for own in by_hand_over.values():
        hand_over = own[0].hand_over
        if hand_over.first_day <= timezone.localdate(now):
            move(hand_over, own, by=by, now=now)
        close_if_done(hand_over)
        record(
            "hand-over-received", by=by, subject=hand_over, about=hand_over.giver, place=hand_over.municipality,
            details={"companies": len(own)},
        )  # fmt: skip
    return found


def close_if_done(hand_over: HandOver) -> None:
    """Received, once nothing waits and nothing has been sent back."""
    if not hand_over.items.exclude(state=ItemState.RECEIVED).exists():
        hand_over.state = HandOverState.DONE
        hand_over.save(update_fields=["state"])


@transaction.atomic
def send_back(*, by: Person, item: HandOverItem, said: str, now: datetime) -> HandOverItem:
    """The person does not take it, and says why; whoever made the hand-over chooses another. Raises NotAllowed."""
    (item,) = _locked([item.pk])
    require(rules.receive(by, item))
    decline(item, said, now)
    hand_over = item.hand_over
    record("hand-over-declined", by=by, subject=item, about=hand_over.giver, place=hand_over.municipality)
    return item


def decline(item: HandOverItem, said: str, now: datetime) -> None:
    """It waits for another new owner."""
    item.state, item.said, item.settled_at = ItemState.DECLINED, " ".join(said.split())[:300], now
    item.save(update_fields=["state", "said", "settled_at"])


@transaction.atomic
def choose_owner(
    *, by: Person | None, item: HandOverItem, receiver: Person, note: str, tell_company: bool, now: datetime
) -> HandOverItem:
    """Somebody else for one company, before it is sent or after it was sent back. Raises NotAllowed."""
    (item,) = _locked([item.pk])
    hand_over = item.hand_over
    item.receiver = receiver
    require(rules.choose_again(by, item, away=not is_there(hand_over, receiver, now)))
    item.note, item.tell_company = note, tell_company
    item.state, item.said, item.settled_at = ItemState.WAITING, "", None
    item.save(update_fields=["receiver", "note", "tell_company", "state", "said", "settled_at"])
    record("hand-over-owner-chosen", by=by, subject=item, about=hand_over.giver, place=hand_over.municipality)
    return item


@transaction.atomic
def take_back(*, by: Person | None, hand_over: HandOver, now: datetime) -> int:
    """The leave is over: what was lent goes back, and what waits is not handed over. How many. Raises NotAllowed."""
    hand_over = HandOver.objects.select_for_update(of=("self",)).select_related("giver", "municipality").get(
        pk=hand_over.pk
    )  # fmt: skip
    require(rules.take_back(by, hand_over))
    returned = give_back(hand_over, by=by, now=now)
    if hand_over.state == HandOverState.SENT:
        hand_over.state = HandOverState.WITHDRAWN
    hand_over.returned_at = now
    hand_over.save(update_fields=["state", "returned_at"])
    record_return(hand_over, by, returned)
    return returned


def _locked(items: Collection[int]) -> list[HandOverItem]:
    """The hand-overs are held first, so that none is withdrawn meanwhile; then the companies in them."""
    numbers = HandOverItem.objects.filter(pk__in=items).order_by().values("hand_over")
    list(HandOver.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    found = HandOverItem.objects.select_for_update(of=("self",)).filter(pk__in=items).order_by("hand_over", "pk")
    held = list(found.select_related("hand_over__giver", "hand_over__municipality", "company__merged_into", "receiver"))
    one_each: dict[int, HandOver] = {}
    for item in held:
        item.hand_over = one_each.setdefault(item.hand_over_id, item.hand_over)
    return held
