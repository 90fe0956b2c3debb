"""Follow-ups of each cohort: those planned, and a proposal for those that are not."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.core.calendar import COPENHAGEN, Half, weekday_of
from samklang.delivery import learning_content
from samklang.delivery.enums import SeatState, SessionKind, SessionState
from samklang.delivery.hours import is_working_day
from samklang.delivery.learning_content import Touch
from samklang.delivery.models import Course, Participation, Seat, Session
from samklang.people.models import ClosedDay, Engagement, External, Leave

MOST = 0.8
"""The share of the cohort that is to be at work, for a half-day to be proposed."""
_SEARCHED = 15
"""Among so many working days from the day it falls due."""
_WEEK = ("mon", "tue", "wed", "thu", "fri")


class Proposal(NamedTuple):
    """A half-day for a follow-up, and why."""

    begins: datetime
    ends: datetime
    at_work: int
    people: int
    conversations: int
    """How many conversations of theirs would have to be moved."""
    trainer: Person | None
    room: str
    site: str


class CohortTouch(NamedTuple):
    """One follow-up of one cohort: planned, or proposed; neither where the cohort has no session to count from."""

    cohort: int
    touch: Touch
    session: Session | None
    proposal: Proposal | None


def touches_of(course: Course, now: datetime) -> list[CohortTouch]:
    """Every follow-up of every cohort, in order; nothing where the course teaches no framework of Samklang's."""
    planned = {
        (one.cohort, one.slot): one
        for one in course.sessions.filter(kind=SessionKind.TOUCH, state=SessionState.PLANNED).select_related("trainer")
    }
    found = []
    for cohort, last in _last_sessions(course).items():
        presence: _Presence | None = None
        for touch in learning_content.touches(course.framework):
            session = planned.get((cohort, slot_of(touch.order)))
            proposal = None
            if session is None:
                presence = presence or _Presence(course, cohort)
                proposal = presence.proposal(touch, last, now)
            found.append(CohortTouch(cohort, touch, session, proposal))
    return sorted(found, key=lambda one: (one.cohort, one.touch.order))


def slot_of(order: int) -> str:
    """What a follow-up is within a course."""
    return f"touch-{order}"


def _last_sessions(course: Course) -> dict[int, Session]:
    rows = course.sessions.filter(kind=SessionKind.MODULE, state=SessionState.PLANNED).select_related("trainer")
    return {one.cohort: one for one in rows.order_by("cohort", "begins", "pk")}


def seated_in(course: Course, cohort: int) -> QuerySet[Seat]:
    """Who has a seat in the cohort."""
    return (
        Seat.objects.filter(course=course, cohort=cohort, state=SeatState.HELD).select_related("person").order_by("pk")
    )


class _Presence:
    """Who of a cohort is at work when, by the register."""

    def __init__(self, course: Course, cohort: int) -> None:
        self.course = course
        people = set(seated_in(course, cohort).values_list("person", flat=True))
        jobcentre = course.programme.jobcentre_id
        mine = Q(employee__person__in=people, employee__jobcentre=jobcentre)
        self.people, self._people = len(people), people
        self.engagements = list(Engagement.objects.filter(mine))
        self.leaves = list(Leave.objects.filter(mine))
        self.closed = set(ClosedDay.objects.filter(jobcentre=jobcentre).values_list("day", flat=True))

    def proposal(self, touch: Touch, last: Session, now: datetime) -> Proposal | None:
        """On the first day when most are at work, the half with the least to move; else when most can be there."""
        due = timezone.localdate(last.ends, COPENHAGEN) + timedelta(weeks=touch.weeks_after)
        first = max(due, timezone.localdate(now, COPENHAGEN) + timedelta(days=1))
        taken = self._taken(last)
        halves = [one for one in self._halves(first) if not self._is_taken(one[0], one[1], touch, taken)]
        if not halves or self.people == 0:
            return None
        good = [one for one in halves if one[2] >= MOST * self.people]
        day = min(one[0] for one in good) if good else None
        chosen = (
            min((one for one in good if one[0] == day), key=lambda one: (one[3], -one[2], one[1] is Half.AFTERNOON))
            if good else max(halves, key=lambda one: (one[2], -one[3], -one[0].toordinal()))
        )  # fmt: skip
        begins, ends = self._span(chosen[0], chosen[1], touch.minutes)
        return Proposal(begins, ends, chosen[2], self.people, chosen[3], last.trainer, last.room, last.site)

    def _taken(self, last: Session) -> list[tuple[datetime, datetime]]:
        """When the trainer, the room or somebody of the cohort is at another session."""
        going = Participation.objects.filter(person__in=self._people).values("session")
        mine = Q(pk__in=going)
        if last.trainer_id:
            mine |= Q(trainer=last.trainer_id)
        if last.room:
            mine |= Q(room=last.room, course__programme__jobcentre=self.course.programme.jobcentre_id)
        coming = Session.objects.filter(mine, state=SessionState.PLANNED, ends__gt=last.ends)
        return list(coming.filter(course__programme__deleted_at=None).values_list("begins", "ends").distinct())

    def _is_taken(self, day: date, half: Half, touch: Touch, taken: list[tuple[datetime, datetime]]) -> bool:
        begins, ends = self._span(day, half, touch.minutes)
        return any(one[0] < ends and one[1] > begins for one in taken)

    def _halves(self, first: date) -> Iterator[tuple[date, Half, int, int]]:
        """Day, half, how many are at work, and how many conversations they have then."""
        day, left = first, _SEARCHED
        while left:
            if is_working_day(day):
                left -= 1
                if day not in self.closed:
                    for half in Half:
                        there = list(self._there(day, half))
                        yield day, half, len(there), sum(one.conversations_per_half_day for one in there)
            day += timedelta(days=1)

    def _there(self, day: date, half: Half) -> Iterator[Engagement]:
        away = {one.employee_id for one in self.leaves if _holds(one, day)}
        weekday = weekday_of(day)
        name = f"{_WEEK[day.weekday()]}-{'am' if half is Half.MORNING else 'pm'}" if weekday is not None else ""
        for one in self.engagements:
            if name and _holds(one, day) and one.employee_id not in away and one.works(name):
                yield one

    def _span(self, day: date, half: Half, minutes: int) -> tuple[datetime, datetime]:
        clock: time = self.course.morning_begins if half is Half.MORNING else self.course.afternoon_begins
        begins = datetime.combine(day, clock, COPENHAGEN)
        return begins, begins + timedelta(minutes=minutes)


def _holds(row: Engagement | Leave, day: date) -> bool:
    return row.first_day <= day and (row.last_day is None or row.last_day >= day)


def trainers_to_choose(course: Course) -> QuerySet[Person]:
    """Those who teach in the course, and the trainers from outside whom the jobcentre works with; by name."""
    teaching = Session.objects.filter(course=course, trainer__isnull=False).values("trainer")
    outside = External.objects.filter(jobcentre=course.programme.jobcentre_id).values("person")
    found = Person.objects.filter(Q(pk__in=teaching) | Q(pk__in=outside), erased_at=None)
    return found.order_by(danish("name"), "pk")


def clashes(
    course: Course, cohort: int, own: Session | None, *, span: tuple[datetime, datetime], room: str,
    trainer: Person | None,
) -> tuple[Session | None, str]:  # fmt: skip
    """A session at the same time that takes the room, the trainer or some of the cohort; and which of the three."""
    jobcentre = course.programme.jobcentre_id
    at_once = Session.objects.filter(
        state=SessionState.PLANNED, begins__lt=span[1], ends__gt=span[0], course__programme__deleted_at=None
    ).order_by("begins", "pk")
    if own is not None:
        at_once = at_once.exclude(pk=own.pk)
    people = seated_in(course, cohort).order_by().values("person")
    going = Participation.objects.filter(person__in=people).values("session")
    looked_for: Sequence[tuple[str, QuerySet[Session]]] = (
        ("trainer", at_once.filter(trainer=trainer) if trainer else at_once.none()),
        ("room", at_once.filter(room=room, course__programme__jobcentre=jobcentre) if room else at_once.none()),
        ("cohort", at_once.filter(pk__in=going)),
    )
    for kind, rows in looked_for:
        found = rows.first()
        if found is not None:
            return found, kind
    return None, ""
