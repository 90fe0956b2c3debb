"""What is asked of somebody before and after their sessions, and the courses whose learning they have a part in."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from samklang.access.enums import Purpose, Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.access.queries.notices import refusal_to_measure
from samklang.core.calendar import COPENHAGEN
from samklang.delivery import learning_content
from samklang.delivery.enums import ATTENDED, AssignmentKind, Mark, SeatState, SessionKind, SessionState
from samklang.delivery.models import (
    Assignment,
    CertificateRule,
    Course,
    EvaluationAsked,
    KnowledgeCheck,
    Participation,
    Seat,
    Session,
)
from samklang.delivery.queries.courses import courses_for

WAITS_DAYS = 30
"""What was to be done longer ago than this stands among what waits no more."""


def learning_courses_for(person: Person) -> QuerySet[Course]:
    """The courses that the person sees, teaches in, or has or had a seat in."""
    seats = Seat.objects.filter(person=person).values("course")
    taught = Session.objects.filter(trainer=person).values("course")
    seen = courses_for(person).order_by().values("pk")
    found = Course.objects.filter(Q(pk__in=seats) | Q(pk__in=taught) | Q(pk__in=seen), programme__deleted_at=None)
    return found.select_related("programme__jobcentre").order_by("-began_at", "-pk")


def taught_courses_for(person: Person) -> QuerySet[Course]:
    """The courses of the jobcentres where the person sees all courses, and those they teach in.

    They may see how the learning goes, as counts; leaders of single teams may not.
    """
    taught = Session.objects.filter(trainer=person).values("course")
    places = person.standing.places(Right.SEE_COURSES)
    whole = Q(pk__in=taught) | Q(programme__jobcentre__in=places)
    found = Course.objects.filter(whole, programme__deleted_at=None)
    return found.select_related("programme__jobcentre").order_by("-began_at", "-pk")


def competences_of(course: Course, module: str) -> Sequence[str]:
    """The keys of the competences that a module trains; where none is chosen for any, they are taken in turn."""
    known = learning_content.competences(course.framework)
    if any(one["competences"] for one in course.modules):
        return [key for key in course.module(module)["competences"] if key in known]
    places = [place for place, one in enumerate(course.modules) if one["id"] == module]
    return [known[places[0] % len(known)]] if known and places else []


def competences_trained(course: Course) -> list[str]:
    """Every competence that some module of the course trains, in the framework's order."""
    trained = {key for one in course.modules for key in competences_of(course, one["id"])}
    return [key for key in learning_content.competences(course.framework) if key in trained]


def own_assignments(person: Person) -> QuerySet[Assignment]:
    """What has been asked of the person, by the day it is wanted; nobody else's."""
    found = Assignment.objects.filter(
        person=person, session__state=SessionState.PLANNED, course__programme__deleted_at=None
    )
    return found.select_related("session", "course__programme__jobcentre", "peer").order_by("due", "kind", "pk")


def waiting_assignments(person: Person, now: datetime) -> QuerySet[Assignment]:
    """What the person has not done and can still use; what is thought about stands with what was to be tried."""
    too_late = Q(kind__in=(AssignmentKind.BEFORE, AssignmentKind.QUESTION), session__begins__lt=now)
    long_ago = Q(due__lt=timezone.localdate(now, COPENHAGEN) - timedelta(days=WAITS_DAYS))
    found = own_assignments(person).filter(done_at=None).exclude(kind=AssignmentKind.REFLECTION)
    return found.exclude(too_late).exclude(long_ago)


def asked_as_peer(person: Person) -> QuerySet[Assignment]:
    """What colleagues would like the person's help with, without any answer."""
    found = Assignment.objects.filter(
        peer=person, kind=AssignmentKind.PEER, done_at=None, course__programme__deleted_at=None
    )
    return found.select_related("person", "session", "course__programme").defer("answer").order_by("due", "pk")


def colleagues_in(course: Course, person: Person) -> QuerySet[Person]:
    """The others with a seat in the course, by name: whom one can ask to be one's peer."""
    seated = Seat.objects.filter(course=course, state=SeatState.HELD).values("person")
    return Person.objects.filter(pk__in=seated).exclude(pk=person.pk).order_by(danish("name"), "pk")


def own_checks(person: Person) -> QuerySet[KnowledgeCheck]:
    """The person's own knowledge checks, the newest first; nobody else's."""
    found = KnowledgeCheck.objects.filter(person=person, course__programme__deleted_at=None)
    return found.select_related("course__programme__jobcentre").order_by("-begun_at", "-pk")


def certificate_asks(course: Course, day: date) -> bool:
    """Whether the certificate of the course asks for a passed knowledge check on the day, new or renewed."""
    held = CertificateRule.objects.filter(course=course, first_day__lte=day).order_by("-first_day").first()
    return held is not None and (held.knows or held.renewal_check)


def own_evaluations(person: Person) -> QuerySet[EvaluationAsked]:
    """What the person has been asked to say their mind of, by the day it is wanted."""
    found = EvaluationAsked.objects.filter(person=person, course__programme__deleted_at=None)
    return found.select_related("session", "course__programme__jobcentre").order_by("until", "pk")


def checks_to_take(person: Person, now: datetime) -> list[Course]:
    """The courses that the person has begun and whose knowledge check they may take and have not passed."""
    begun = Session.objects.filter(participations__person=person, begins__lt=now, state=SessionState.PLANNED)
    passed = KnowledgeCheck.objects.filter(person=person, passed=True).values("course")
    seats = Seat.objects.filter(person=person, state=SeatState.HELD).values("course")
    found = Course.objects.filter(pk__in=seats, programme__deleted_at=None).filter(pk__in=begun.values("course"))
    rows = found.exclude(pk__in=passed).select_related("programme__jobcentre").order_by("-began_at", "-pk")
    day = timezone.localdate(now, COPENHAGEN)
    return [
        one for one in rows
        if competences_trained(one)
        and refusal_to_measure(one.programme.jobcentre, Purpose.KNOWLEDGE, day) is None
    ]  # fmt: skip


# -- around sessions ---------------------------------------------------------------------------------------------------

WERE_THERE = (*ATTENDED, Mark.PARTIAL, Mark.EXPECTED)
"""Whom something is asked of afterwards: all but the absent, also where attendance has not been taken."""
CATCH_UP = 3
"""How many nights may be missed without anybody missing what comes after a session."""


def module_sessions(course: Course) -> dict[int, list[Session]]:
    """The sessions of the plan in order of time, by cohort."""
    found: dict[int, list[Session]] = defaultdict(list)
    rows = course.sessions.filter(state=SessionState.PLANNED, kind=SessionKind.MODULE).order_by("begins", "pk")
    for one in rows:
        found[one.cohort].append(one)
    return found


def last_sessions(course: Course) -> list[Session]:
    """The last session of each cohort."""
    return [rows[-1] for rows in module_sessions(course).values()]


def is_lately(moment: datetime, today: date) -> bool:
    """Whether it was yesterday, or a few days earlier, for the nights that were missed."""
    day = timezone.localdate(moment, COPENHAGEN)
    return today - timedelta(days=CATCH_UP) <= day < today


def people_of(session: Session) -> list[Person]:
    """Those who were there as far as is known, without the erased."""
    found = Participation.objects.filter(session=session, mark__in=WERE_THERE, person__erased_at=None)
    return [one.person for one in found.select_related("person").order_by("pk")]
