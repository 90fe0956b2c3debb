"""Who may change who sits where, and what must hold first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import Sentence, say
from samklang.delivery.enums import WAITS, OfferState, RequestState, SeatState

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.delivery.models import Offer, Seat, SeatRequest


def see_seats(by: Person) -> Refusal | None:
    """Whoever approves seats somewhere."""
    if by.standing.may(Right.APPROVE_SEATS):
        return None
    return Refusal(say("You do not approve seats. Ask your leader, or whoever runs the course."))


def approve_seats(by: Person | None, theirs: bool) -> Refusal | None:
    """Whoever approves seats for everybody it concerns. theirs: whether that is so. by: None is the house itself."""
    if by is None or theirs:
        return None
    return Refusal(say("You approve seats for your own people only. Ask the programme lead about the others."))


def plan_holds(held: object | None) -> Refusal | None:
    """Seats are changed in the plan that holds; there must be one."""
    if held is None:
        return Refusal(
            say("No plan of the course is published any more, so nobody has a seat. Ask the programme lead.")
        )
    return None


def known_to_plan(name: str, known: bool) -> Refusal | None:
    """The plan knows the person."""
    if known:
        return None
    return Refusal(
        say(
            "{name} is not in the plan of the course yet. Ask the programme lead to take them into its rules.",
            name=name,
        )
    )


def seats_hold(reasons: Sequence[Sentence]) -> Refusal | None:
    """The checker lets the seats through. reasons: what it says against them."""
    if not reasons:
        return None
    if len(reasons) == 1:
        return Refusal(say("The seats stay as they are. {reason}", reason=reasons[0]))
    first, *more = reasons
    return Refusal(
        say(
            "The seats stay as they are. {reason} There are {count} more reasons; look at them on the page.",
            reason=first, count=len(more),
        )
    )  # fmt: skip


def go_to_cohort(name: str, seat: Seat | None, cohort: int, there: bool, missed: Sequence[str]) -> Refusal | None:
    """The cohort is there, is another one, and has held nothing that the person needs. seat: the one they have."""
    if not there:
        return Refusal(say("The course has no cohort {cohort}. Choose one of those it has.", cohort=cohort))
    if seat is not None and seat.cohort == cohort:
        return Refusal(say("{name} is in cohort {cohort} already. Choose another.", name=name, cohort=cohort))
    if missed:
        return Refusal(
            say(
                "Cohort {cohort} has held “{module}” already. Choose a cohort where it is still to come.",
                cohort=cohort, module=missed[0],
            )
        )  # fmt: skip
    return None


def room_left(cohort: int, free: int) -> Refusal | None:
    """There is a seat that nobody has, has been offered or has asked for."""
    if free > 0:
        return None
    return Refusal(
        say("Cohort {cohort} has no seat left that is not offered to somebody. Choose another cohort.", cohort=cohort)
    )


def swap(one: Seat | None, other: Seat | None) -> Refusal | None:
    """Two people with seats in different cohorts."""
    if one is None or other is None:
        return Refusal(say("Both must have a seat in the course. Look at who has one now."))
    if one.cohort == other.cohort:
        return Refusal(say("Both are in cohort {cohort}, so there is nothing to swap.", cohort=one.cohort))
    return None


def own_seat(by: Person, seat: Seat | None) -> Refusal | None:
    """One's own seat, which one has."""
    if seat is None or seat.person_id != by.pk or seat.state != SeatState.HELD:
        return Refusal(say("You have no seat in the course. Join the waiting list if you would like one."))
    return None


def ask(waiting: SeatRequest | None) -> Refusal | None:
    """One wish at a time. waiting: the one that waits for an answer."""
    if waiting is None:
        return None
    return Refusal(say("You have asked for something already, and it waits for an answer. Take it back first."))


def reason_given(reason: str) -> Refusal | None:
    """A reason in a few words."""
    return None if reason.strip() else Refusal(say("Write the reason in a few words."))


def take_back(by: Person, request: SeatRequest) -> Refusal | None:
    """One's own wish, while it waits."""
    if request.person_id == by.pk and request.state in WAITS:
        return None
    return Refusal(say("It has been answered already, so it cannot be taken back."))


def decide(by: Person | None, request: SeatRequest, theirs: bool) -> Refusal | None:
    """Whoever approves the person's seat, while it waits for that."""
    if request.state != RequestState.AT_MANAGER:
        return Refusal(say("It has been answered already, or taken back. Look at what is there now."))
    return approve_seats(by, theirs)


def answer_swap(by: Person, request: SeatRequest, now: datetime) -> Refusal | None:
    """The colleague who was asked, in time."""
    if request.other_id != by.pk or request.state != RequestState.AT_COLLEAGUE:
        return Refusal(say("The wish to swap has been answered or taken back. You keep the seat you have."))
    if request.due_at is not None and now > request.due_at:
        return Refusal(say("The time to answer is over. You keep the seat you have."))
    return None


def join_list(seat: Seat | None, place: object | None, *, staff_there: bool) -> Refusal | None:
    """A member of staff of the jobcentre without a seat who is not in the line. staff_there: whether they are that."""
    if not staff_there:
        return Refusal(say("The course is for those who work at the jobcentre. Ask whoever runs it."))
    if seat is not None:
        return Refusal(say("You have a seat in cohort {cohort} already.", cohort=seat.cohort))
    return Refusal(say("You are on the waiting list already.")) if place is not None else None


def leave_list(place: object | None) -> Refusal | None:
    """Whoever is in the line."""
    return None if place is not None else Refusal(say("You are not on the waiting list."))


def answer_offer(by: Person, offer: Offer, now: datetime) -> Refusal | None:
    """Whom it was made to, while it stands."""
    if offer.person_id != by.pk:
        return Refusal(say("The offer was made to somebody else."))
    if offer.state == OfferState.LAPSED or (offer.state == OfferState.OPEN and now > offer.due_at):
        return Refusal(say("The time to answer is over. You keep your place on the waiting list if you were on it."))
    if offer.state != OfferState.OPEN:
        return Refusal(say("The offer has been answered already."))
    return None


def undo(holds: bool) -> Refusal | None:
    """Only what was changed last. holds: whether the plan that came of it still does."""
    if holds:
        return None
    return Refusal(say("The seats have been changed since. Look at what is there now, and try again."))


def first_wins(*, full: bool) -> Refusal | None:
    """A seat goes to whoever took it first. full: whether the cohort has no seat left."""
    if not full:
        return None
    return Refusal(say("Somebody else got the last seat just now. You keep your place on the waiting list."))


def still_proposed(there: bool) -> Refusal | None:
    """What was proposed can still be done."""
    if there:
        return None
    return Refusal(say("That is no longer possible. Look at what is proposed now."))
