"""Seats offered one person at a time, until an hour; what is not taken goes to the next."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, Refusal, require
from samklang.core.planner.plan import in_every_language
from samklang.core.words import Sentence, say
from samklang.delivery.commands.seat_letters import tell_approved, tell_deciders, tell_lapsed, tell_offer
from samklang.delivery.commands.seating import Change, change_seats, give_up, locked
from samklang.delivery.commands.seats import require_place
from samklang.delivery.enums import OfferState, RequestState, Wanted
from samklang.delivery.hours import due_after
from samklang.delivery.models import Course, Offer, SeatRequest, WaitingPlace
from samklang.delivery.queries.seating import held_plan, rooms
from samklang.delivery.queries.waiting import due_offers, taker
from samklang.delivery.rules import seats as rules
from samklang.ledger.commands import record


def offer_free_seats(course: Course, now: datetime) -> list[Offer]:
    """Offer each free seat to the first in the line who can have it, within a transaction that holds the course."""
    made: list[Offer] = []
    held = held_plan(course)
    if held is None or not WaitingPlace.objects.filter(course=course, left_at=None).exists():
        return made
    for room in rooms(course).values():
        for _ in range(room.free if room.ends > now else 0):
            found = taker(course, held, room.number, now)
            if found is None:
                break
            made.append(make_offer(course, found.person, room.number, found.why, now=now))
    return made


def offer_given_up(course: Course, cohort: int, now: datetime, instead_of: Person | None = None) -> Offer | None:
    """Offer one seat to the best replacement, in the line or not; None where there is nobody.

    instead_of: who has the seat until it is taken. Within a transaction that holds the course.
    """
    held, room = held_plan(course), rooms(course).get(cohort)
    if held is None or room is None or room.ends <= now or (instead_of is None and not room.free):
        return None
    found = taker(course, held, cohort, now, instead_of=instead_of, others_too=True)
    return make_offer(course, found.person, cohort, found.why, now=now, instead_of=instead_of) if found else None


def make_offer(
    course: Course, person: Person, cohort: int, why: Sentence, *, now: datetime, instead_of: Person | None = None
) -> Offer:
    """One seat to one person, with a letter; never open beyond the first session it is about."""
    due = due_after(now, course.offer_hours)
    room = rooms(course).get(cohort)
    if room is not None and now < room.begins < due:
        due = room.begins
    offer = Offer.objects.create(
        course=course, person=person, cohort=cohort, instead_of=instead_of, why=in_every_language(why), made_at=now,
        due_at=due,
    )  # fmt: skip
    tell_offer(offer, now)
    record("seat-offered", by=None, subject=offer, about=person, place=course.programme.jobcentre)
    return offer


def accept_offer(*, by: Person, offer: Offer, now: datetime) -> bool:
    """Take the seat, or ask the manager for it where managers approve. Whether the person has the seat now.

    raises: NotAllowed, also where somebody else got the seat: then the offer is gone and the place in line kept.
    """
    with transaction.atomic():
        course = locked(offer.course)
        offer = Offer.objects.select_for_update(of=("self",)).select_related("instead_of").get(pk=offer.pk)
        require(rules.answer_offer(by, offer, now))
        refusal = _taken(by, course, offer, now)
    require(refusal)
    return not course.needs_approval


def _taken(by: Person, course: Course, offer: Offer, now: datetime) -> Refusal | None:
    """None where the seat is theirs, or asked for; the offer says how it went in any case."""
    refusal = None
    try:
        with transaction.atomic():
            require_place(course, by, offer.cohort, now, offered=True)
            require(rules.first_wins(full=offer.instead_of is None and _is_full(course, offer.cohort)))
            if course.needs_approval:
                _ask_manager(by, course, offer, now)
            else:
                take_seat(by=None, course=course, person=by, cohort=offer.cohort, instead_of=offer.instead_of, now=now)
        state = OfferState.ACCEPTED
    except NotAllowed as refused:
        state = OfferState.GONE
        refusal = refused.refusal
    offer.state, offer.answered_at = state, now
    offer.save(update_fields=["state", "answered_at"])
    details = {"state": str(state)}
    record("offer-answered", by=by, subject=offer, about=by, place=course.programme.jobcentre, details=details)
    return refusal


def _is_full(course: Course, cohort: int) -> bool:
    room = rooms(course).get(cohort)
    return room is not None and room.full


def take_seat(
    *, by: Person | None, course: Course, person: Person, cohort: int, instead_of: Person | None, now: datetime
) -> None:
    """Seat the person; whoever had the seat until now is out of it. Within a transaction that holds the course.

    by: who decides; None is the house, for what the person may take themselves. Raises NotAllowed.
    """
    changes: list[Change] = [(person, cohort)]
    if instead_of is not None:
        changes.insert(0, (instead_of, None))
    change_seats(by=by, course=course, changes=changes, now=now)
    if instead_of is not None:
        wish = SeatRequest.objects.filter(
            course=course, person=instead_of, state=RequestState.UNTIL_REPLACED
        ).first()  # fmt: skip
        if wish is not None:
            wish.state, wish.decided_at = RequestState.DONE, now
            wish.save(update_fields=["state", "decided_at"])
        give_up(course=course, person=instead_of, reason=wish.reason if wish else "", now=now)
    tell_approved(course, person, cohort, now)


def _ask_manager(by: Person, course: Course, offer: Offer, now: datetime) -> None:
    request = SeatRequest.objects.create(
        course=course, person=by, wanted=Wanted.JOIN, cohort=offer.cohort, other=offer.instead_of,
        state=RequestState.AT_MANAGER, asked_at=now,
    )  # fmt: skip
    what = say("{name} would like a seat in cohort {cohort}.", name=by.name, cohort=offer.cohort)
    tell_deciders(request, what, now)


@transaction.atomic
def decline_offer(*, by: Person, offer: Offer, now: datetime) -> None:
    """Say no; the seat goes to the next. Raises NotAllowed."""
    course = locked(offer.course)
    offer = Offer.objects.select_for_update(of=("self",)).select_related("instead_of", "person").get(pk=offer.pk)
    require(rules.answer_offer(by, offer, now))
    offer.state, offer.answered_at = OfferState.DECLINED, now
    offer.save(update_fields=["state", "answered_at"])
    _to_the_next(course, offer, now)
    details = {"state": str(OfferState.DECLINED)}
    record("offer-answered", by=by, subject=offer, about=by, place=course.programme.jobcentre, details=details)


def lapse_offers(*, now: datetime) -> list[Offer]:
    """Offers not answered in time are over, and the seat goes to the next."""
    return [lapsed for offer in due_offers(now) if (lapsed := _lapse(offer, now)) is not None]


@transaction.atomic
def _lapse(offer: Offer, now: datetime) -> Offer | None:
    course = locked(offer.course)
    offer = Offer.objects.select_for_update(of=("self",)).select_related(
        "instead_of", "person", "course__programme__jobcentre"
    ).get(pk=offer.pk)  # fmt: skip
    if offer.state != OfferState.OPEN or offer.due_at >= now:
        return None
    offer.state, offer.answered_at = OfferState.LAPSED, now
    offer.save(update_fields=["state", "answered_at"])
    tell_lapsed(offer, now)
    _to_the_next(course, offer, now)
    record("offer-lapsed", by=None, subject=offer, about=offer.person, place=course.programme.jobcentre)
    return offer


def _to_the_next(course: Course, offer: Offer, now: datetime) -> None:
    """The seat to whoever is next; where the one asked was in no line, to the best replacement again."""
    waited = WaitingPlace.objects.filter(course=course, person=offer.person, left_at=None).exists()
    if offer.instead_of is not None or not waited:
        offer_given_up(course, offer.cohort, now, offer.instead_of)
    else:
        offer_free_seats(course, now)
