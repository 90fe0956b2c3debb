"""The line for a seat, and who could take one that is free."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from samklang.access.models import Person
from samklang.core.words import Sentence, say, say_n
from samklang.delivery.enums import OfferState, RequestState, SeatState, Wanted
from samklang.delivery.models import Course, Offer, SeatRequest, WaitingPlace
from samklang.delivery.queries.seating import Held, Judged, judged, missed_in
from samklang.planning.adjusting import Step

MOST_TRIED = 5
"""How many people are tried in a seat before one says that nobody was found: each try is judged by the checker."""


class Taker(NamedTuple):
    """Somebody who could have the seat, and why they are asked."""

    person: Person
    why: Sentence


def in_line(course: Course) -> QuerySet[WaitingPlace]:
    """Everybody who waits, in the order in which they are offered a seat."""
    return WaitingPlace.objects.filter(course=course, left_at=None).select_related("person").order_by("joined_at", "pk")


def place_of(course: Course, person: Person) -> tuple[int, int] | None:
    """One's own place in the line and how many wait: (2, 5). None for whoever does not wait."""
    waiting = list(in_line(course).values_list("person_id", flat=True))
    return (waiting.index(person.pk) + 1, len(waiting)) if person.pk in waiting else None


def own_offers(person: Person) -> QuerySet[Offer]:
    """The offers made to the person, the newest first."""
    found = Offer.objects.filter(person=person, course__programme__deleted_at=None)
    return found.select_related("course__programme__jobcentre").order_by("-made_at", "-pk")


def due_offers(now: datetime) -> QuerySet[Offer]:
    """Open offers that nobody has answered in time."""
    found = Offer.objects.filter(state=OfferState.OPEN, due_at__lt=now)
    return found.select_related("course__programme__jobcentre", "person").order_by("due_at", "pk")


def taker(
    course: Course,
    held: Held,
    cohort: int,
    now: datetime,
    *,
    instead_of: Person | None = None,
    others_too: bool = False,
) -> Taker | None:
    """The first who could take a seat in the cohort by the checker's word.

    instead_of: who has the seat until it is taken. others_too: if nobody in the line can, somebody whom the plan has
    no seat for: whoever it disturbs least.
    """  # fmt: skip
    asked = _asked(course, cohort)
    tried = 0
    for place in in_line(course):
        if place.person_id in asked or missed_in(course, place.person, cohort, now):
            continue
        tried += 1
        found = _tried(held, place.person, cohort, instead_of)
        if found is not None and found.approved:
            return Taker(place.person, say("First in the waiting list whom the check lets into the cohort."))
        if tried >= MOST_TRIED:
            break
    return _least_disturbed(course, held, cohort, now, asked=asked, instead_of=instead_of) if others_too else None


def _asked(course: Course, cohort: int) -> set[int]:
    """Whom one does not ask: who has an offer, has answered one for the cohort, or waits for the manager's yes."""
    answered = Offer.objects.filter(course=course, cohort=cohort).exclude(state__in=[OfferState.OPEN, OfferState.GONE])
    since = dict(WaitingPlace.objects.filter(course=course, left_at=None).values_list("person", "joined_at"))
    found = {
        person
        for person, made in answered.values_list("person", "made_at")
        if person not in since or made >= since[person]
    }
    found |= set(Offer.objects.filter(course=course, state=OfferState.OPEN).values_list("person", flat=True))
    waits = SeatRequest.objects.filter(course=course, wanted=Wanted.JOIN, state=RequestState.AT_MANAGER)
    return found | set(waits.values_list("person", flat=True))


def _tried(held: Held, person: Person, cohort: int, instead_of: Person | None) -> Judged | None:
    """What the checker says; None where the plan does not know them."""
    return judged(held, steps) if (steps := _steps(held, person, cohort, instead_of)) else None


def _steps(held: Held, person: Person, cohort: int, instead_of: Person | None) -> list[Step]:
    into = held.step(person, cohort)
    out = held.step(instead_of, None) if instead_of is not None else None
    return [one for one in (out, into) if one is not None] if into is not None else []


def _least_disturbed(
    course: Course, held: Held, cohort: int, now: datetime, *, asked: set[int], instead_of: Person | None
) -> Taker | None:
    """Of those whom the plan has no seat for, whoever has the fewest conversations to move; then by name."""
    found: list[tuple[int, str, Person]] = []
    for person in _without_seat(course, held, asked, instead_of):
        if missed_in(course, person, cohort, now):
            continue
        answer = _tried(held, person, cohort, instead_of)
        if answer is not None and answer.approved:
            found.append((answer.conversations, person.name, person))
    if not found:
        return None
    conversations, _, person = min(found, key=lambda one: (one[0], one[1], one[2].pk))
    if conversations > 0:
        why = say_n(
            "Nobody in the waiting list could take the seat. Of those without one, this disturbs least: "
            "{count} conversation more has to be moved.",
            "Nobody in the waiting list could take the seat. Of those without one, this disturbs least: "
            "{count} conversations more have to be moved.",
            conversations,
        )
    else:
        why = say(
            "Nobody in the waiting list could take the seat. Of those without one, this disturbs least: no more "
            "conversations have to be moved."
        )
    return Taker(person, why)


def _without_seat(course: Course, held: Held, asked: set[int], instead_of: Person | None) -> Iterator[Person]:
    """Those whom the plan names as untrained, as many as are tried; not whoever gives or gave their seat up."""
    people = {one: pk for pk, one in held.ids.items()}
    named = [people[one.person] for one in held.plan.untrained if one.person in people]
    gave_up = set(course.seats.filter(state=SeatState.GIVEN_UP).values_list("person", flat=True))
    out = asked | gave_up | ({instead_of.pk} if instead_of is not None else set())
    left = [pk for pk in named if pk not in out]
    yield from Person.objects.filter(pk__in=left[:MOST_TRIED], erased_at=None, is_active=True).order_by("pk")
