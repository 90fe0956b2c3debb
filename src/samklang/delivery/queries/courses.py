"""Courses, their sessions and who is in them, as seen by somebody."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q, QuerySet

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.delivery.enums import SeatState, SessionKind, SessionState
from samklang.delivery.models import Course, Participation, Seat, Session
from samklang.people.queries.employees import employees_for


def courses_for(person: Person, right: Right = Right.SEE_COURSES) -> QuerySet[Course]:
    """The courses of the jobcentres where the person has the right, there or in one of its teams; newest first."""
    places = person.standing.places(right)
    teams = Place.objects.filter(pk__in=places, kind=PlaceKind.TEAM)
    near = Q(programme__jobcentre__in=places) | Q(programme__jobcentre__in=teams.values("parent"))
    found = Course.objects.filter(near, programme__deleted_at=None)
    return found.select_related("programme__jobcentre").order_by("-began_at", "-pk")


def listed(courses: QuerySet[Course]) -> QuerySet[Course]:
    """With what a list shows: seats, cohorts, first and last session."""
    held = Q(seats__state=SeatState.HELD)
    planned = Q(sessions__state=SessionState.PLANNED, sessions__kind=SessionKind.MODULE)
    return courses.annotate(
        seated=Count("seats", filter=held, distinct=True),
        cohorts=Count("sessions__cohort", filter=planned, distinct=True),
        first=Min("sessions__begins", filter=planned),
        last=Max("sessions__ends", filter=planned),
    )


def sessions_for(person: Person) -> QuerySet[Session]:
    """The sessions that the person teaches, and those of the courses they see."""
    found = Session.objects.filter(
        Q(trainer=person) | Q(course__in=courses_for(person).values("pk")), course__programme__deleted_at=None
    )
    return found.select_related("course__programme__jobcentre", "trainer").order_by("begins", "cohort", "pk")


def own_participations(person: Person) -> QuerySet[Participation]:
    """Where the person takes part, in order of time; nobody else's."""
    found = Participation.objects.filter(
        person=person, session__state=SessionState.PLANNED, session__course__programme__deleted_at=None
    )
    return found.select_related("session__course__programme__jobcentre").order_by("session__begins", "pk")


def own_teaching(person: Person) -> QuerySet[Session]:
    """What the person teaches, in order of time."""
    found = Session.objects.filter(trainer=person, state=SessionState.PLANNED, course__programme__deleted_at=None)
    return found.select_related("course__programme__jobcentre").order_by("begins", "cohort", "pk")


def seats_seen(person: Person, course: Course, right: Right = Right.SEE_COURSES) -> QuerySet[Seat]:
    """The seats of the people whom the person sees courses of: everybody's, or those of their own teams; by name."""
    found = Seat.objects.filter(course=course, state=SeatState.HELD).select_related("person")
    if not person.standing.may(right, course.programme.jobcentre_id):
        found = found.filter(person__in=employees_for(person, right).values("person"))
    return found.order_by("cohort", danish("person__name"), "pk")


def participants(session: Session) -> QuerySet[Participation]:
    """Who is expected at, or was at, a session; by name."""
    found = Participation.objects.filter(session=session).select_related("person", "marked_by")
    return found.order_by(danish("person__name"), "pk")


def coming(sessions: QuerySet[Session], now: datetime) -> QuerySet[Session]:
    """Those that have not ended."""
    return sessions.filter(state=SessionState.PLANNED, ends__gte=now)


def takes_part(person: Person, course: Course) -> bool:
    """Whether the person has or had a seat in the course."""
    return Seat.objects.filter(course=course, person=person).exists()


class OwnDate(NamedTuple):
    """A session of one's own, to take part in or to teach."""

    session: Session
    teaches: bool


def own_dates(person: Person, first_day: date, last_day: date) -> list[OwnDate]:
    """The person's own sessions on the days, both included, in order of time."""
    days = (first_day, last_day)
    going = own_participations(person).filter(session__begins__date__range=days)
    found = [OwnDate(one.session, False) for one in going]
    found += [OwnDate(one, True) for one in own_teaching(person).filter(begins__date__range=days)]
    return sorted(found, key=lambda one: (one.session.begins, one.session.pk))
