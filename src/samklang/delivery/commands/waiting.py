"""The waiting list: joined and left by oneself."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.commands.offers import offer_free_seats
from samklang.delivery.commands.seating import locked
from samklang.delivery.enums import OfferState
from samklang.delivery.models import Course, Offer, WaitingPlace
from samklang.delivery.queries.seating import seat_of
from samklang.delivery.queries.waiting import place_of
from samklang.delivery.rules import seats as rules
from samklang.ledger.commands import record
from samklang.people.models import Employee


@transaction.atomic
def join_waiting_list(*, by: Person, course: Course, now: datetime) -> WaitingPlace:
    """Get in line; where a seat is free it is offered at once. Raises NotAllowed."""
    course = locked(course)
    there = Employee.objects.filter(person=by, jobcentre=course.programme.jobcentre).exists()
    require(rules.join_list(seat_of(course, by), place_of(course, by), staff_there=there))
    place = WaitingPlace.objects.create(course=course, person=by, joined_at=now)
    offer_free_seats(course, now)
    record("waiting-joined", by=by, subject=course, about=by, place=course.programme.jobcentre)
    return place


@transaction.atomic
def leave_waiting_list(*, by: Person, course: Course, now: datetime) -> None:
    """Get out of the line; a seat that was offered goes to the next. Raises NotAllowed."""
    course = locked(course)
    place = place_of(course, by)
    require(rules.leave_list(place))
    WaitingPlace.objects.filter(course=course, person=by, left_at=None).update(left_at=now)
    open_offers = Offer.objects.filter(course=course, person=by, state=OfferState.OPEN)
    open_offers.update(state=OfferState.DECLINED, answered_at=now)
    offer_free_seats(course, now)
    record("waiting-left", by=by, subject=course, about=by, place=course.programme.jobcentre)
