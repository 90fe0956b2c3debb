"""Who hands companies over, who receives them, and when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import HandOverReason, HandOverState, ItemState
from samklang.companies.rules.company import run_companies
from samklang.core.words import say, say_n

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import HandOver, HandOverItem


def hand_over(by: Person | None, giver: Person) -> Refusal | None:
    """Whoever has the companies, and who runs the entrance. by: None is the house itself."""
    if by is None or by.pk == giver.pk or run_companies(by, giver.municipality_id) is None:
        return None
    return Refusal(say("You hand over your own companies. Ask {name}'s team leader for theirs.", name=giver.name))


def set_terms(reason: str, first_day: date, back_on: date | None, *, knows_end: bool) -> Refusal | None:
    """For a leave it is known when they are back, or the register has a leave until further notice."""
    if reason != HandOverReason.LEAVE:
        return None
    if back_on is None and not knows_end:
        return Refusal(say("Write when they are back, or register the leave first."))
    if back_on is not None and back_on <= first_day:
        return Refusal(say("The day they are back comes after the first day, {day}.", day=first_day))
    return None


def change(by: Person | None, hand_over_: HandOver) -> Refusal | None:
    """As long as it is being prepared."""
    if refusal := hand_over(by, hand_over_.giver):
        return refusal
    if hand_over_.state == HandOverState.DRAFT:
        return None
    return Refusal(say("The hand-over has been sent. Withdraw it, and begin again."))


def send(by: Person | None, hand_over_: HandOver, *, items: int, loose: int, nobody: int, away: int) -> Refusal | None:
    """Once every company has somebody who will be there.

    items: how many companies. loose: enquiries without a company. nobody: companies without a receiver. away: companies
    whose receiver is not at work on the first day.
    """
    if refusal := change(by, hand_over_):
        return refusal
    if not items and not loose:
        return Refusal(say("There is nothing to hand over."))
    if nobody:
        return Refusal(
            say_n("One company has no new owner yet.", "{count} companies have no new owner yet.", nobody)
        )  # fmt: skip
    if away:
        return Refusal(say_n(
            "The new owner of one company is not at work then. Choose another.",
            "The new owners of {count} companies are not at work then. Choose others.", away,
        ))  # fmt: skip
    return None


def withdraw(by: Person | None, hand_over_: HandOver) -> Refusal | None:
    """While something waits, or while it is being prepared."""
    if refusal := hand_over(by, hand_over_.giver):
        return refusal
    if hand_over_.state in (HandOverState.DRAFT, HandOverState.SENT):
        return None
    return Refusal(say("Everything has been received, so there is nothing to withdraw."))


def receive(by: Person | None, item: HandOverItem) -> Refusal | None:
    """The one it was given to, while it waits."""
    if by is not None and by.pk != item.receiver_id:
        return Refusal(say("Only the one it was given to receives it."))
    return _waits(item)


def _waits(item: HandOverItem) -> Refusal | None:
    if item.hand_over.state == HandOverState.WITHDRAWN:
        return Refusal(say("The hand-over has been withdrawn, so nothing is to be done."))
    if item.hand_over.state != HandOverState.SENT or item.state != ItemState.WAITING:
        return Refusal(say("{company} does not wait for you any longer.", company=item.company.name))
    return None


def choose_again(by: Person | None, item: HandOverItem, *, away: bool) -> Refusal | None:
    """Somebody else for a company that has not been received. away: whether the one chosen is not at work then."""
    if refusal := hand_over(by, item.hand_over.giver):
        return refusal
    if item.hand_over.state not in (HandOverState.DRAFT, HandOverState.SENT) or item.state == ItemState.RECEIVED:
        return Refusal(say("{company} has been received already.", company=item.company.name))
    return new_owner(item.hand_over, item.receiver_id, away=away)


def new_owner(hand_over_: HandOver, receiver_id: int | None, *, away: bool) -> Refusal | None:
    """Another than the giver, who is at work on the first day."""
    if receiver_id == hand_over_.giver_id:
        return Refusal(say("{name} cannot take over from themselves.", name=hand_over_.giver.name))
    if away:
        return Refusal(say("The one you chose is not at work on that day. Choose another."))
    return None


def take_back(by: Person | None, hand_over_: HandOver) -> Refusal | None:
    """What was lent for a leave, once."""
    if refusal := hand_over(by, hand_over_.giver):
        return refusal
    if hand_over_.reason != HandOverReason.LEAVE or hand_over_.returned_at is not None:
        return Refusal(say("There is nothing that goes back."))
    return None
