"""Meetings with companies, as seen by somebody, and what else somebody has at the same time."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.companies.enums import EntryKind, MeetingState, ObserverState
from samklang.companies.models import Entry, Meeting
from samklang.companies.queries.companies import consultants, is_away, team_of
from samklang.core.words import Moment, Sentence, say
from samklang.delivery.enums import Mark, SessionState
from samklang.delivery.models import Session

COMING, UNWRITTEN, HELD, CANCELLED = "coming", "unwritten", "held", "cancelled"
MINE, TEAM, ALL = "mine", "team", "all"


def meetings_for(person: Person) -> QuerySet[Meeting]:
    """The meetings with the companies of the person's municipality, by when they begin."""
    if not person.standing.may(Right.SEE_COMPANIES):
        return Meeting.objects.none()
    found = Meeting.objects.filter(company__municipality=person.municipality_id, company__merged_into=None)
    return found.select_related("company", "holder", "team", "site").order_by("begins", "pk")


class Wanted(NamedTuple):
    """Which meetings: whose, how far they have come, how, and words of their title, company, town or holder."""

    whose: str = MINE
    which: str = COMING
    channel: str = ""
    text: str = ""


def wanted_meetings(person: Person, wanted: Wanted, now: datetime) -> QuerySet[Meeting]:
    """Those that are wanted; what has been held or cancelled comes newest first."""
    found = _which(_whose(meetings_for(person), person, wanted.whose, now), wanted.which, now)
    if wanted.channel:
        found = found.filter(channel=wanted.channel)
    for word in wanted.text.split():
        found = found.filter(
            Q(title__icontains=word) | Q(company__name__icontains=word) | Q(company__town__icontains=word)
            | Q(holder__name__icontains=word)
        )  # fmt: skip
    return found


def _whose(found: QuerySet[Meeting], person: Person, whose: str, now: datetime) -> QuerySet[Meeting]:
    if whose == MINE:
        return found.filter(holder=person)
    if whose == TEAM:
        own = team_of(person, timezone.localdate(now))
        teams = {*person.standing.places(Right.RUN_COMPANIES), *([own.pk] if own else [])}
        return found.filter(team__in=teams)
    return found


def _which(found: QuerySet[Meeting], which: str, now: datetime) -> QuerySet[Meeting]:
    planned = found.filter(state=MeetingState.PLANNED)
    if which == COMING:
        return planned.filter(ends__gt=now)
    if which == UNWRITTEN:
        return planned.filter(ends__lte=now)
    state = MeetingState.CANCELLED if which == CANCELLED else MeetingState.HELD
    return found.filter(state=state).order_by("-begins", "-pk")


def to_write_down(person: Person, now: datetime) -> QuerySet[Meeting]:
    """The person's own meetings that are over and have no minutes yet, the oldest first."""
    return wanted_meetings(person, Wanted(MINE, UNWRITTEN), now)


def colleagues_to_choose(person: Person, day: date, also: Person | None = None) -> QuerySet[Person]:
    """Everybody who may hold a meeting or do what was agreed: who meets companies, the person, and `also`; by name."""
    able = consultants(person.municipality, day).order_by().values("pk")
    known = [one.pk for one in (person, also) if one is not None]
    return Person.objects.filter(Q(pk__in=able) | Q(pk__in=known)).order_by(danish("name"), "pk")


def agreements_of(meeting: Meeting) -> QuerySet[Entry]:
    """What was agreed at the meeting, in the order in which it was written."""
    return Entry.objects.filter(meeting=meeting, kind=EntryKind.AGREEMENT).order_by("pk")


def at_the_same_time(
    person: Person, span: tuple[datetime, datetime], own: Meeting | None, reader: Person
) -> Iterator[Sentence]:
    """What speaks against the time: the person is away, at another meeting, or at a session of a course.

    own: the meeting that is to be moved. reader: what others do on a course, or whom they go along with, is not told.
    """
    begins, ends = span
    day = timezone.localdate(begins)
    if is_away(person, day):
        yield say("{name} is away on {day}.", name=person.name, day=day)
    for meeting in _meetings_then(person, begins, ends, own):
        when = Moment(meeting.begins, meeting.ends)
        what = meeting.title if meeting.holder_id == person.pk or person == reader else say("another meeting")
        yield say("{name} is at “{what}” then: {when}.", name=person.name, what=what, when=when)
    for session in _sessions_then(person, begins, ends):
        when = Moment(session.begins, session.ends)
        what = session.title if person == reader else say("a course")
        yield say("{name} is at “{what}” then: {when}.", name=person.name, what=what, when=when)


def _meetings_then(person: Person, begins: datetime, ends: datetime, own: Meeting | None) -> QuerySet[Meeting]:
    comes_along = Q(observers__person=person, observers__state=ObserverState.YES)
    found = Meeting.objects.filter(
        Q(holder=person) | comes_along, state=MeetingState.PLANNED, begins__lt=ends, ends__gt=begins
    )
    if own is not None:
        found = found.exclude(pk=own.pk)
    return found.distinct().order_by("begins", "pk")


def _sessions_then(person: Person, begins: datetime, ends: datetime) -> QuerySet[Session]:
    there = Q(trainer=person) | Q(participations__person=person, participations__mark=Mark.EXPECTED)
    found = Session.objects.filter(
        there, state=SessionState.PLANNED, begins__lt=ends, ends__gt=begins, course__programme__deleted_at=None
    )
    return found.distinct().order_by("begins", "pk")
