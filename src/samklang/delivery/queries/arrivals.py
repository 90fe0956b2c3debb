"""Who has come to the jobcentre since a course began, and who leaves it before the course is over for them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from samklang.delivery.enums import WAITS, SeatState, SessionKind, SessionState
from samklang.delivery.models import CatchUp, Course, Seat, SeatRequest, Session
from samklang.people.models import Employee


class Leaver(NamedTuple):
    """Somebody with a seat who is not there for all of it."""

    seat: Seat
    last_day: date


def courses_to_come(now: datetime) -> QuerySet[Course]:
    """Courses with sessions that are still to be held."""
    coming = Session.objects.filter(kind=SessionKind.MODULE, state=SessionState.PLANNED, begins__gt=now)
    found = Course.objects.filter(pk__in=coming.values("course"), programme__deleted_at=None)
    return found.select_related("programme__jobcentre").order_by("pk")


def newcomers(course: Course, today: date) -> list[Employee]:
    """Those who began after the course did, are not gone again, and have neither a seat nor a plan."""
    began = timezone.localdate(course.began_at)
    found = Employee.objects.filter(jobcentre=course.programme.jobcentre, person__erased_at=None)
    found = found.annotate(first=Min("engagements__first_day")).filter(first__gt=began)
    found = found.exclude(person__in=Seat.objects.filter(course=course).values("person"))
    found = found.exclude(person__in=CatchUp.objects.filter(course=course).values("person"))
    rows = found.select_related("person").prefetch_related("engagements").order_by("first", "pk")
    return [one for one in rows if any(row.last_day is None or row.last_day >= today for row in one.engagements.all())]


def leavers(course: Course, now: datetime) -> Iterator[Leaver]:
    """Those whose last day comes before the last of their sessions; not those who have given the seat up already."""
    coming = course.sessions.filter(kind=SessionKind.MODULE, state=SessionState.PLANNED, begins__gt=now)
    last = dict(coming.order_by("cohort").values_list("cohort").annotate(last=Max("begins")))
    waits = SeatRequest.objects.filter(course=course, state__in=WAITS).values("person")
    seats = Seat.objects.filter(course=course, state=SeatState.HELD, cohort__in=list(last)).exclude(person__in=waits)
    employees = {
        one.person_id: one
        for one in Employee.objects.filter(person__in=seats.values("person")).prefetch_related("engagements")
    }
    for seat in seats.select_related("person").order_by("pk"):
        last_day = _last_day(employees.get(seat.person_id))
        if last_day is not None and timezone.localdate(last[seat.cohort]) > last_day:
            yield Leaver(seat, last_day)


def _last_day(employee: Employee | None) -> date | None:
    """The last day at work by the register; None where it knows of none."""
    if employee is None:
        return None
    days = [row.last_day for row in employee.engagements.all()]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
