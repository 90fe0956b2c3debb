"""What a member of staff asks about their own seat, and how it is answered."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.delivery.commands.offers import offer_free_seats, offer_given_up, take_seat
from samklang.delivery.commands.seat_letters import (
    tell_approved,
    tell_deciders,
    tell_refused,
    tell_runners,
    tell_swap_asked,
)
from samklang.delivery.commands.seating import change_seats, give_up, locked, steps_for
from samklang.delivery.commands.seats import decides, require_place, swapped
from samklang.delivery.enums import WAITS, OfferState, RequestState, Wanted
from samklang.delivery.hours import due_after
from samklang.delivery.models import Course, Offer, Seat, SeatRequest
from samklang.delivery.queries.seating import held_plan, judged, missed_in, seat_of
from samklang.delivery.rules import seats as rules
from samklang.ledger.commands import record


@transaction.atomic
def give_up_seat(*, by: Person, course: Course, reason: str, now: datetime) -> SeatRequest | None:
    """Give one's seat up. The best replacement is offered it.

    returns: a wish that waits where the course cannot do without the seat taken; then one keeps it until somebody else
             has taken it.
    raises:  NotAllowed.
    """
    course = locked(course)
    seat = seat_of(course, by)
    require(rules.own_seat(by, seat))
    require(rules.reason_given(reason))
    require(rules.ask(waiting_request(course, by)))
    assert seat is not None  # noqa: S101 - said by the rule above
    wish = seat_given_up(course, seat, reason, now)
    record("seat-given-up", by=by, subject=course, about=by, place=course.programme.jobcentre, reason=reason)
    return wish


def seat_given_up(course: Course, seat: Seat, reason: str, now: datetime) -> SeatRequest | None:
    """Take the seat back at once, or as soon as somebody else takes it; within a transaction that holds the course."""
    held = held_plan(course)
    require(rules.plan_holds(held))
    assert held is not None  # noqa: S101 - said by the rule above
    person, cohort = seat.person, seat.cohort
    answer = judged(held, steps_for(held, [(person, None)]))
    if answer.approved:
        change_seats(by=None, course=course, changes=[(person, None)], now=now)
        give_up(course=course, person=person, reason=reason, now=now)
        offer_given_up(course, cohort, now)
        return None
    wish = SeatRequest.objects.create(
        course=course, person=person, wanted=Wanted.GIVE_UP, reason=reason[:300], asked_at=now,
        state=RequestState.UNTIL_REPLACED,
    )  # fmt: skip
    if offer_given_up(course, cohort, now, person) is None:
        nobody = say("{name} gives up the seat in cohort {cohort}, and nobody was found to take it.",
                     name=person.name, cohort=cohort)  # fmt: skip
        tell_runners(course, [nobody, *answer.reasons[:3]], now)
    return wish


@transaction.atomic
def ask_to_move(*, by: Person, course: Course, cohort: int, reason: str, now: datetime) -> SeatRequest | None:
    """Ask for a cohort with room. Done at once where no manager has to approve; else a wish that waits.

    raises: NotAllowed, with what the checker says against it.
    """
    course = locked(course)
    require(rules.own_seat(by, seat_of(course, by)))
    require(rules.ask(waiting_request(course, by)))
    require_place(course, by, cohort, now)
    held = held_plan(course)
    require(rules.plan_holds(held))
    assert held is not None  # noqa: S101 - said by the rule above
    require(rules.seats_hold(judged(held, steps_for(held, [(by, cohort)])).reasons))
    request = None
    if course.needs_approval:
        request = SeatRequest.objects.create(
            course=course, person=by, wanted=Wanted.MOVE, cohort=cohort, reason=reason[:300], asked_at=now,
            state=RequestState.AT_MANAGER,
        )  # fmt: skip
        what = say("{name} would like to go to cohort {cohort} instead.", name=by.name, cohort=cohort)
        tell_deciders(request, what, now)
    else:
        change_seats(by=None, course=course, changes=[(by, cohort)], now=now)
        offer_free_seats(course, now)
    deed = "seat-asked" if request else "seat-moved"
    record(deed, by=by, subject=course, about=by, place=course.programme.jobcentre, reason=reason)
    return request


@transaction.atomic
def ask_to_swap(*, by: Person, course: Course, other: Person, reason: str, now: datetime) -> SeatRequest:
    """Ask a colleague to swap. Raises NotAllowed, with what the checker says against it."""
    course = locked(course)
    own, theirs = seat_of(course, by), seat_of(course, other)
    require(rules.own_seat(by, own))
    require(rules.ask(waiting_request(course, by)))
    require(rules.swap(own, theirs))
    held = held_plan(course)
    require(rules.plan_holds(held))
    assert own is not None and theirs is not None and held is not None  # noqa: S101, PT018 - said by the rules above
    for person, seat, cohort in ((by, own, theirs.cohort), (other, theirs, own.cohort)):
        require(rules.go_to_cohort(person.name, seat, cohort, True, missed_in(course, person, cohort, now)))
    require(rules.seats_hold(judged(held, steps_for(held, [(by, theirs.cohort), (other, own.cohort)])).reasons))
    request = SeatRequest.objects.create(
        course=course, person=by, wanted=Wanted.SWAP, cohort=theirs.cohort, other=other, reason=reason[:300],
        state=RequestState.AT_COLLEAGUE, asked_at=now, due_at=due_after(now, course.offer_hours),
    )  # fmt: skip
    tell_swap_asked(request, own.cohort, now)
    record("swap-asked", by=by, subject=course, about=other, place=course.programme.jobcentre)
    return request


@transaction.atomic
def answer_swap(*, by: Person, request: SeatRequest, yes: bool, now: datetime) -> RequestState:
    """Say yes or no to a colleague; a yes is done at once where no manager has to approve. Raises NotAllowed."""
    course = locked(request.course)
    request = _locked(request)
    require(rules.answer_swap(by, request, now))
    if not yes:
        _end(request, RequestState.REFUSED, by, now)
    elif course.needs_approval:
        request.state, request.due_at = RequestState.AT_MANAGER, None
        request.save(update_fields=["state", "due_at"])
        what = say("{name} and {other} would like to swap cohorts.", name=request.person.name, other=by.name)
        tell_deciders(request, what, now)
    else:
        swapped(by=None, course=course, one=request.person, other=by, now=now)
        _end(request, RequestState.DONE, by, now)
    details = {"state": str(request.state)}
    record("swap-answered", by=by, subject=request, about=request.person, place=course.programme.jobcentre,
           details=details)  # fmt: skip
    return RequestState(request.state)


@transaction.atomic
def take_back(*, by: Person, request: SeatRequest, now: datetime) -> None:
    """Take one's own wish back; an offer of the seat to somebody else is gone with it. Raises NotAllowed."""
    course = locked(request.course)
    request = _locked(request)
    require(rules.take_back(by, request))
    _end(request, RequestState.TAKEN_BACK, by, now)
    offered = Offer.objects.filter(course=course, instead_of=by, state=OfferState.OPEN)
    offered.update(state=OfferState.GONE, answered_at=now)
    offer_free_seats(course, now)
    record("request-taken-back", by=by, subject=request, about=by, place=course.programme.jobcentre)


@transaction.atomic
def approve_request(*, by: Person, request: SeatRequest, now: datetime) -> None:
    """Say yes: the seats are changed where the checker lets them through. Raises NotAllowed."""
    course = locked(request.course)
    request = _locked(request)
    require(rules.decide(by, request, decides(by, course, request.person)))
    person, cohort, other = request.person, request.cohort, request.other
    _end(request, RequestState.DONE, by, now)
    # Where a colleague's seat is in it, they have said yes themselves, and the house publishes for both.
    acting = None if other is not None else by
    if request.wanted == Wanted.SWAP and other is not None:
        swapped(by=acting, course=course, one=person, other=other, now=now)
    elif cohort is not None:
        require_place(course, person, cohort, now)
        if request.wanted == Wanted.JOIN:
            take_seat(by=acting, course=course, person=person, cohort=cohort, instead_of=other, now=now)
        else:
            change_seats(by=acting, course=course, changes=[(person, cohort)], now=now)
            tell_approved(course, person, cohort, now)
            offer_free_seats(course, now)
    record("seat-approved", by=by, subject=request, about=person, place=course.programme.jobcentre)


@transaction.atomic
def refuse_request(*, by: Person, request: SeatRequest, reason: str, now: datetime) -> None:
    """Say no, and why. Raises NotAllowed."""
    course = locked(request.course)
    request = _locked(request)
    require(rules.decide(by, request, decides(by, course, request.person)))
    require(rules.reason_given(reason))
    request.answer = reason[:300]
    request.save(update_fields=["answer"])
    _end(request, RequestState.REFUSED, by, now)
    tell_refused(request, now)
    if request.wanted == Wanted.JOIN and request.cohort is not None:
        offer_given_up(course, request.cohort, now, request.other)
    offer_free_seats(course, now)
    place = course.programme.jobcentre
    record("seat-refused", by=by, subject=request, about=request.person, place=place, reason=reason)


def waiting_request(course: Course, person: Person) -> SeatRequest | None:
    """What the person has asked for and has no answer to."""
    return SeatRequest.objects.filter(course=course, person=person, state__in=WAITS).first()


def lapse_swaps(*, now: datetime) -> int:
    """Wishes to swap that the colleague has not answered in time are over; both keep their seats."""
    late = SeatRequest.objects.filter(state=RequestState.AT_COLLEAGUE, due_at__lt=now)
    return late.update(state=RequestState.REFUSED, decided_at=now)


def _locked(request: SeatRequest) -> SeatRequest:
    found = SeatRequest.objects.select_for_update(of=("self",))
    return found.select_related("person", "other", "course__programme__jobcentre").get(pk=request.pk)


def _end(request: SeatRequest, state: RequestState, by: Person, now: datetime) -> None:
    request.state, request.decided_by, request.decided_at = state, by, now
    request.save(update_fields=["state", "decided_by", "decided_at"])
