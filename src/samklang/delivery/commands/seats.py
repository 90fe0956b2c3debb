"""What a manager does with the seats of their people: somebody to another cohort, two who swap."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.core.words import Sentence
from samklang.delivery.commands.seat_letters import tell_approved, tell_swapped
from samklang.delivery.commands.seating import Change, change_seats, locked, steps_for
from samklang.delivery.models import Course
from samklang.delivery.queries.seating import approves_for, held_plan, judged, missed_in, rooms, seat_of
from samklang.delivery.rules import course as course_rules
from samklang.delivery.rules import seats as rules
from samklang.ledger.commands import record


@transaction.atomic
def move_seat(*, by: Person, course: Course, person: Person, cohort: int, now: datetime) -> None:
    """Somebody to a cohort, from another one or from none. Raises NotAllowed."""
    course = locked(course)
    require(rules.approve_seats(by, decides(by, course, person)))
    require_place(course, person, cohort, now)
    change_seats(by=by, course=course, changes=[(person, cohort)], now=now)
    tell_approved(course, person, cohort, now)
    record("seat-moved", by=by, subject=course, about=person, place=course.programme.jobcentre)


@transaction.atomic
def swap_seats(*, by: Person, course: Course, one: Person, other: Person, now: datetime) -> None:
    """Two people each take the other's seat. Raises NotAllowed."""
    course = locked(course)
    require(rules.approve_seats(by, decides(by, course, one) and decides(by, course, other)))
    swapped(by=by, course=course, one=one, other=other, now=now)


def swapped(*, by: Person | None, course: Course, one: Person, other: Person, now: datetime) -> None:
    """Swap the two and tell them, within a transaction that holds the course. Raises NotAllowed."""
    seats = seat_of(course, one), seat_of(course, other)
    require(rules.swap(*seats))
    changes: list[tuple[Person, int | None]] = []
    for person, own, theirs in ((one, seats[0], seats[1]), (other, seats[1], seats[0])):
        if own is not None and theirs is not None:
            missed = missed_in(course, person, theirs.cohort, now)
            require(rules.go_to_cohort(person.name, own, theirs.cohort, True, missed))
            changes.append((person, theirs.cohort))
    change_seats(by=by, course=course, changes=changes, now=now)
    tell_swapped(course, [one, other], now)
    for person in (one, other):
        record("seats-swapped", by=by, subject=course, about=person, place=course.programme.jobcentre)


def decides(by: Person, course: Course, person: Person) -> bool:
    """Whether the person decides where the other sits: their manager, or whoever runs the course."""
    return approves_for(by, person) or course_rules.run_course(by, course) is None


def require_place(course: Course, person: Person, cohort: int, now: datetime, *, offered: bool = False) -> None:
    """The cohort can be gone to. offered: the seat is offered to the person, so it need not be free of offers.

    raises: NotAllowed.
    """
    there = rooms(course).get(cohort)
    seat = seat_of(course, person)
    missed = missed_in(course, person, cohort, now)
    require(rules.go_to_cohort(person.name, seat, cohort, there is not None, missed))
    if there is not None and there.spoken_for and not offered:
        require(rules.room_left(cohort, there.free))


def would_break(
    course: Course, changes: Sequence[Change], now: datetime, *, rooms_asked: bool = True
) -> tuple[Sentence, ...]:
    """What the rules and the checker say against the change; nothing where it may be made. Nothing is changed.

    rooms_asked: whether a seat must be free that is not offered to somebody else; not where two swap.
    """
    held = held_plan(course)
    try:
        require(rules.plan_holds(held))
        for person, cohort in changes:
            if cohort is not None and rooms_asked:
                require_place(course, person, cohort, now)
        steps = steps_for(held, changes) if held else []
    except NotAllowed as refused:
        return (refused.refusal.reason,)
    return judged(held, steps).reasons if held else ()
