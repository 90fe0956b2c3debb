"""What needs somebody today of the courses under way: their own, those they teach, their people's, those they run."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.urls import reverse

from samklang.access.clock import now
from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.core.words import Moment, say, say_n
from samklang.delivery.enums import OfferState, RequestState
from samklang.delivery.models import SeatRequest
from samklang.delivery.queries.courses import courses_for, own_dates, own_teaching
from samklang.delivery.queries.learning import asked_as_peer, own_evaluations, waiting_assignments
from samklang.delivery.queries.mails import dead_addresses
from samklang.delivery.queries.overview import attendance
from samklang.delivery.queries.own_seats import open_swaps
from samklang.delivery.queries.seating import held_plan, requests_seen
from samklang.delivery.queries.waiting import own_offers
from samklang.desk.queries.need import Need

TOMORROW, LATE = timedelta(days=1), timedelta(days=14)
"""From when a session is told of, and how long attendance that was not taken is asked for."""


def _own_sessions(person: Person, today: date) -> Iterator[Need]:
    """Today's and tomorrow's, to take part in or to teach."""
    for one in own_dates(person, today, today + TOMORROW):
        when = Moment(one.session.begins, one.session.ends)
        if one.teaches:
            says = say("You teach “{session}” on {when}.", session=one.session.title, when=when)
            yield Need(says, one.session.get_absolute_url(), pressing=True)
        else:
            says = say("“{session}” is on {when}.", session=one.session.title, when=when)
            yield Need(says, reverse("delivery:own-courses"), pressing=True)


def _offers(person: Person, today: date) -> Iterator[Need]:
    del today
    for offer in own_offers(person).filter(state=OfferState.OPEN, due_at__gte=now()):
        says = say(
            "A seat is free for you in {course}. Answer before {due}.", course=offer.course.programme.title,
            due=Moment(offer.due_at),
        )  # fmt: skip
        yield Need(says, reverse("delivery:own-courses"), pressing=True)
    if open_swaps(person).exists():
        yield Need(say("A colleague would like to swap cohorts with you."), reverse("delivery:own-courses"))


def _learning(person: Person, today: date) -> Iterator[Need]:
    page = reverse("delivery:own-courses")
    waiting = list(waiting_assignments(person, now()))
    if waiting:
        says = say_n(
            "One thing waits for you about a course, by {day}.",
            "{count} things wait for you about courses, the first by {day}.",
            len(waiting),
            day=waiting[0].due,
        )
        yield Need(says, page, pressing=waiting[0].due <= today + TOMORROW)
    asked = own_evaluations(person).filter(answered=False, until__gte=today).count()
    if asked:
        says = say_n("Say what you think of a course.", "Say what you think of {count} courses.", asked)
        yield Need(says, page)
    peers = asked_as_peer(person).count()
    if peers:
        says = say_n(
            "A colleague would like your help with what they try out.",
            "{count} colleagues would like your help with what they try out.",
            peers,
        )
        yield Need(says, page)


def _attendance(person: Person, today: date) -> Iterator[Need]:
    """Of the sessions one has taught lately."""
    del today
    moment = now()
    taught = set(own_teaching(person).filter(ends__range=(moment - LATE, moment)).values_list("pk", flat=True))
    if not taught:
        return
    courses = {one.course_id: one.course for one in own_teaching(person).filter(pk__in=taught)}
    for course in courses.values():
        for one in attendance(course, moment):
            if one.session.pk in taught and one.came + one.partial + one.absent < one.expected:
                says = say("Take the attendance at “{session}”.", session=one.session.title)
                yield Need(says, one.session.get_absolute_url(), pressing=True)


def _seats(person: Person, today: date) -> Iterator[Need]:
    """What waits for one's yes or no."""
    del today
    if not person.standing.may(Right.APPROVE_SEATS):
        return
    asked = SeatRequest.objects.filter(state=RequestState.AT_MANAGER).values("course")
    for course in courses_for(person, Right.APPROVE_SEATS).filter(pk__in=asked):  # reading a plan takes its time
        waiting = requests_seen(person, course, held_plan(course)).count()
        if waiting:
            says = say_n(
                "A seat in {course} waits for your yes or no.",
                "{count} seats in {course} wait for your yes or no.",
                waiting,
                course=course.programme.title,
            )
            yield Need(says, course.get_absolute_url(), pressing=True)


def _addresses(person: Person, today: date) -> Iterator[Need]:
    del today
    for course in courses_for(person, Right.RUN_COURSES):
        dead = dead_addresses(course).count()
        if dead:
            says = say_n(
                "Mail about {course} does not reach one person.",
                "Mail about {course} does not reach {count} people.",
                dead,
                course=course.programme.title,
            )
            yield Need(says, course.get_absolute_url())


COURSE_SOURCES: tuple[Callable[[Person, date], Iterator[Need]], ...] = (
    _own_sessions,
    _offers,
    _attendance,
    _seats,
    _learning,
    _addresses,
)
