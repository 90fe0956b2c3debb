"""How a course goes, at a glance: seats, attendance, money, what may go wrong and what comes next.

Figures only; who somebody is stands on the pages for it, as far as one may see it there.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samklang.core.words import Sentence, say_n
from samklang.delivery.enums import ATTENDED, MailState, Mark, RequestState, SeatState, SessionKind, SessionState
from samklang.delivery.models import Course, Mail, Participation, Seat, SeatRequest, Session
from samklang.delivery.queries.progress import Progress, progress_of
from samklang.people.models import Leave
from samklang.planning.queries import holding

SOON = timedelta(days=14)
_LOW = 0.8
"""A session where fewer came than this share of those expected is worth a look."""


class CohortSeats(NamedTuple):
    """A cohort's seats: how many are held, how many wait for a manager, and the most there is room for."""

    cohort: int
    held: int
    asked: int
    room: int


class SessionAttendance(NamedTuple):
    """A session, and once it is held who came. share: of those marked, 0 to 1; None where nobody is marked yet."""

    session: Session
    held: bool
    expected: int
    came: int
    partial: int
    absent: int
    share: float | None


class CohortSessions(NamedTuple):
    """The sessions of one cohort in order of time; 0 stands for those where several cohorts meet."""

    cohort: int
    sessions: Sequence[SessionAttendance]


class Spent(NamedTuple):
    """The plan's cost until now, and in all, in øre."""

    until_now: int
    in_all: int


class Concern(NamedTuple):
    """Something to look at, and where."""

    says: Sentence
    url: str


@dataclass(frozen=True)
class Overview:
    """A course at a glance."""

    cohorts: Sequence[CohortSeats]
    spent: Spent | None
    progress: Sequence[Progress]
    risks: Sequence[Concern]
    coming: Sequence[Session]


def overview(course: Course, now: datetime) -> Overview:
    """The course as it stands at the moment."""
    return Overview(
        tuple(_cohorts(course)), spent(course, timezone.localdate(now)),
        tuple(progress_of(course, timezone.localdate(now))),
        tuple(_risks(course, now)), tuple(_coming(course, now)),
    )  # fmt: skip


def _cohorts(course: Course) -> Iterator[CohortSeats]:
    seats = Counter(Seat.objects.filter(course=course, state=SeatState.HELD).values_list("cohort", flat=True))
    asked = Counter(_asked(course).values_list("cohort", flat=True))
    planned = Session.objects.filter(course=course, kind=SessionKind.MODULE, state=SessionState.PLANNED)
    room: dict[int, int] = {}
    for cohort, capacity in planned.values_list("cohort", "capacity"):
        room[cohort] = min(capacity, room.get(cohort, capacity))
    for cohort in sorted(room):
        yield CohortSeats(cohort, seats[cohort], asked[cohort], room[cohort])


def _asked(course: Course) -> QuerySet[SeatRequest]:
    """What waits for a manager."""
    return SeatRequest.objects.filter(course=course, state=RequestState.AT_MANAGER)


def attendance(course: Course, now: datetime) -> Iterator[SessionAttendance]:
    """The sessions that have been held, in order of time."""
    held = Session.objects.filter(course=course, state=SessionState.PLANNED, ends__lte=now)
    return _with_attendance(held, now)


def sessions_by_cohort(sessions: QuerySet[Session], now: datetime) -> list[CohortSessions]:
    """The sessions in order of time, cohort by cohort."""
    found: dict[int, list[SessionAttendance]] = {}
    for one in _with_attendance(sessions.order_by("cohort", "begins", "pk"), now):
        found.setdefault(one.session.cohort, []).append(one)
    return [CohortSessions(cohort, rows) for cohort, rows in found.items()]


def _with_attendance(sessions: QuerySet[Session], now: datetime) -> Iterator[SessionAttendance]:
    marks = {f"is_{mark}": Count("participations", filter=Q(participations__mark=mark)) for mark in Mark}
    for one in sessions.annotate(people=Count("participations"), **marks):
        people, came = getattr(one, "people", 0), sum(getattr(one, f"is_{mark}") for mark in ATTENDED)
        partial, absent = getattr(one, f"is_{Mark.PARTIAL}"), getattr(one, f"is_{Mark.ABSENT}")
        marked = came + partial + absent
        held = one.state == SessionState.PLANNED and one.ends <= now
        yield SessionAttendance(one, held, people, came, partial, absent, came / marked if marked else None)


def spent(course: Course, today: date) -> Spent | None:
    """What the plan that holds costs until the day, included, and in all; None where no plan holds."""
    publication = holding(course.programme)
    if publication is None:
        return None
    payments = publication.variant.document["payments"]
    until = sum(one["amount_ore"] for one in payments if date.fromisoformat(one["date"]) <= today)
    return Spent(until, sum(one["amount_ore"] for one in payments))


def _coming(course: Course, now: datetime) -> Sequence[Session]:
    """The next sessions."""
    planned = Session.objects.filter(course=course, state=SessionState.PLANNED, ends__gt=now)
    return list(planned.order_by("begins", "cohort", "pk")[:5])


def _risks(course: Course, now: datetime) -> Iterator[Concern]:
    """What may go wrong, or has gone wrong and can still be put right."""
    page = reverse("delivery:seats", args=[course.pk])
    yield from _away(course, now, page)
    yield from _not_taken(course, now)
    yield from _few_came(course, now)
    unknown = Session.objects.filter(
        course=course, state=SessionState.PLANNED, trainer=None, begins__range=(now, now + SOON)
    ).count()
    if unknown:
        yield Concern(
            say_n(
                "The trainer of {count} session in the next two weeks is not known here, and gets no calendar entry.",
                "The trainers of {count} sessions in the next two weeks are not known here, and get no entries.",
                unknown,
            ),
            reverse("people:externals"),
        )
    asked = _asked(course).count()
    if asked:
        yield Concern(say_n("{count} seat waits for a manager.", "{count} seats wait for a manager.", asked), page)
    without = Seat.objects.filter(course=course, state=SeatState.HELD).filter(
        Q(person__email=None) | Q(person__email="")
    ).count()  # fmt: skip
    if without:
        yield Concern(
            say_n(
                "{count} person with a seat has no e-mail address. Tell them otherwise.",
                "{count} people with a seat have no e-mail address. Tell them otherwise.",
                without,
            ),
            reverse("people:employees"),
        )
    lost = Mail.objects.filter(course=course, state__in=(MailState.FAILED, MailState.BOUNCED)).count()
    if lost:
        yield Concern(
            say_n("{count} mail did not arrive.", "{count} mails did not arrive.", lost), _outbox(course)
        )  # fmt: skip


def _outbox(course: Course) -> str:
    return reverse("delivery:outbox", args=[course.pk])


def _away(course: Course, now: datetime, page: str) -> Iterator[Concern]:
    """People the register knows to be away on a day they are expected."""
    coming = Participation.objects.filter(
        session__course=course, session__state=SessionState.PLANNED, session__begins__gt=now, mark=Mark.EXPECTED
    ).annotate(day=F("session__begins__date"))
    away = Leave.objects.filter(employee__person=OuterRef("person"), first_day__lte=OuterRef("day")).filter(
        Q(last_day=None) | Q(last_day__gte=OuterRef("day"))
    )
    people = coming.filter(Exists(away)).values("person").distinct().count()
    if people:
        yield Concern(
            say_n(
                "{count} person with a seat is away on a day they are expected. Replan, or move them.",
                "{count} people with a seat are away on a day they are expected. Replan, or move them.",
                people,
            ),
            page,
        )


def _not_taken(course: Course, now: datetime) -> Iterator[Concern]:
    for one in attendance(course, now):
        left = one.expected - one.came - one.partial - one.absent
        if left:
            yield Concern(
                say_n(
                    "Attendance at “{session}” on {day} is not taken for {count} person.",
                    "Attendance at “{session}” on {day} is not taken for {count} people.",
                    left,
                    session=one.session.title,
                    day=timezone.localdate(one.session.begins),
                ),
                one.session.get_absolute_url(),
            )


def _few_came(course: Course, now: datetime) -> Iterator[Concern]:
    few = [one for one in attendance(course, now) if one.share is not None and one.share < _LOW]
    if few:
        yield Concern(
            say_n(
                "Fewer than four in five came to {count} session. Look at whether a make-up session is needed.",
                "Fewer than four in five came to {count} sessions. Look at whether make-up sessions are needed.",
                len(few),
            ),
            few[-1].session.get_absolute_url(),
        )
