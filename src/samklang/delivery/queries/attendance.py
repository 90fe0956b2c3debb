"""Who was there: marks of a session, notes and corrections, as seen by somebody."""

from collections.abc import Mapping

from django.db.models import Count, Prefetch, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.delivery.enums import Mark
from samklang.delivery.models import AttendanceCorrection, AttendanceNote, Participation, Session
from samklang.delivery.queries.courses import courses_for, participants, sessions_for
from samklang.people.models import Employee
from samklang.people.queries.employees import employees_for

MOST_FOUND = 20


def with_corrections(session: Session) -> QuerySet[Participation]:
    """Who is in the session, by name, each with what was corrected, newest first."""
    said = AttendanceCorrection.objects.select_related("by").order_by("-at", "-pk")
    return participants(session).prefetch_related(Prefetch("corrections", said))


def counts(session: Session) -> Mapping[str, int]:
    """How many have each mark, every mark named."""
    found = Participation.objects.filter(session=session).values_list("mark").annotate(n=Count("pk")).order_by("mark")
    return dict.fromkeys(Mark.values, 0) | dict(found)


def not_on_the_list(by: Person, session: Session, text: str) -> list[Employee]:
    """People of the jobcentre whom one runs courses for, by a part of their name, who are not in the session."""
    if len(text) < 2:
        return []
    found = employees_for(by, Right.RUN_COURSES).filter(jobcentre=session.course.programme.jobcentre_id)
    there = Participation.objects.filter(session=session).values("person")
    return list(found.filter(person__name__icontains=text).exclude(person__in=there)[:MOST_FOUND])


def open_notes(session: Session) -> QuerySet[AttendanceNote]:
    """What whoever runs the course has not dealt with yet, oldest first."""
    found = AttendanceNote.objects.filter(session=session, settled_at=None)
    return found.select_related("person", "participation__person").order_by("written_at", "pk")


def notes_for(person: Person) -> QuerySet[AttendanceNote]:
    """Notes about the sessions of courses that the person runs."""
    return AttendanceNote.objects.filter(session__course__in=courses_for(person, Right.RUN_COURSES).values("pk"))


def led_participations(person: Person) -> QuerySet[Participation]:
    """Those in the sessions whose pages the person sees."""
    found = Participation.objects.filter(session__in=sessions_for(person).values("pk"))
    return found.select_related("person", "session__course__programme__jobcentre")


def own_corrections(person: Person) -> QuerySet[AttendanceCorrection]:
    """What was corrected of the person's own marks, newest first."""
    found = AttendanceCorrection.objects.filter(participation__person=person)
    return found.select_related("participation__session").order_by("-at", "-pk")


def own_marks(person: Person) -> QuerySet[Participation]:
    """The person's own sessions where attendance was taken, newest first."""
    found = Participation.objects.filter(~Q(mark=Mark.EXPECTED), person=person)
    return found.select_related("session").order_by("-session__begins", "pk")
