"""One's own seats, places in lines, offers and wishes; nobody else's."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from samklang.access.models import Person
from samklang.delivery.enums import WAITS, OfferState, RequestState, Wanted
from samklang.delivery.models import CatchUp, Course, Offer, Seat, SeatRequest
from samklang.delivery.queries.seating import courses_open_to, rooms, seat_of
from samklang.delivery.queries.waiting import own_offers, place_of


class OwnSeat(NamedTuple):
    """Where one stands in one course. place: one's own in the line and how many wait."""

    course: Course
    seat: Seat | None
    place: tuple[int, int] | None
    offer: Offer | None
    request: SeatRequest | None
    catch_up: CatchUp | None


def own_seats(person: Person, now: datetime) -> list[OwnSeat]:
    """Each course of the jobcentre where one works that is not over."""
    return [
        OwnSeat(
            course, seat_of(course, person), place_of(course, person),
            own_offers(person).filter(course=course, state=OfferState.OPEN, due_at__gte=now).first(),
            SeatRequest.objects.filter(course=course, person=person, state__in=WAITS).select_related("other").first(),
            CatchUp.objects.filter(course=course, person=person).first(),
        )
        for course in courses_open_to(person)
        if any(room.ends > now for room in rooms(course).values())
    ]  # fmt: skip


def seats_context(person: Person, now: datetime) -> dict[str, Any]:
    """What the person's own page shows of seats."""
    return {"own_seats": own_seats(person, now), "swaps": open_swaps(person)}


def own_requests(person: Person) -> QuerySet[SeatRequest]:
    """What the person has asked about seats, the newest first."""
    found = SeatRequest.objects.filter(person=person, course__programme__deleted_at=None)
    return found.select_related("course__programme__jobcentre", "other").order_by("-asked_at", "-pk")


def swaps_to_answer(person: Person) -> QuerySet[SeatRequest]:
    """The wishes of colleagues to swap with the person, answered or not."""
    found = SeatRequest.objects.filter(other=person, wanted=Wanted.SWAP, course__programme__deleted_at=None)
    return found.select_related("course__programme__jobcentre", "person").order_by("-asked_at", "-pk")


def open_swaps(person: Person) -> QuerySet[SeatRequest]:
    """Those that wait for the person's answer."""
    return swaps_to_answer(person).filter(state=RequestState.AT_COLLEAGUE)


def catch_ups_of(course: Course, people: QuerySet[Person]) -> QuerySet[CatchUp]:
    """The plans of those of the people who came after the course began."""
    found = CatchUp.objects.filter(course=course, person__in=people.values("pk"))
    return found.select_related("person").order_by("made_at", "pk")
