"""A course as a workbook: its sessions, seats, attendance and money, as far as one sees them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils import timezone

from samklang.access.models import Person
from samklang.core.units import ORE_PER_KRONE
from samklang.core.words import Sentence, Value, say, written
from samklang.delivery.models import Course, Participation, Session
from samklang.delivery.queries.courses import seats_seen, sessions_for
from samklang.delivery.queries.overview import spent

Sheet = tuple[str, Sequence[str], Iterable[Sequence[str]]]


def course_sheets(person: Person, course: Course, now: datetime, language: str) -> Iterator[Sheet]:
    """A sheet for each kind of thing, in the language; people only where the person sees them."""

    def in_words(values: Iterable[Value]) -> list[str]:
        return [written(one, language) for one in values]

    yield from (
        (written(title, language), in_words(headings), [in_words(row) for row in rows])
        for title, headings, rows in _sheets(person, course, now)
    )


_SheetInWords = tuple[Sentence, Sequence[Sentence], list[Sequence[Value]]]


def _sheets(person: Person, course: Course, now: datetime) -> Iterator[_SheetInWords]:
    sessions = sessions_for(person).filter(course=course)
    yield (
        say("Sessions"),
        [say("Session"), say("Cohort"), say("Begins"), say("Ends"), say("Where"), say("Trainer"), say("State")],
        [_session(one) for one in sessions],
    )
    seats = list(seats_seen(person, course))
    yield (
        say("Seats"),
        [say("Name"), say("Cohort"), say("State"), say("Since")],
        [(one.person.name, one.cohort, str(one.get_state_display()), timezone.localdate(one.since)) for one in seats],
    )
    seen = [one.person_id for one in seats]
    marks = Participation.objects.filter(session__course=course, person__in=seen)
    marks = marks.select_related("person", "session").order_by("session__begins", "session__cohort", "person__name")
    yield (
        say("Attendance"),
        [say("Name"), say("Session"), say("Begins"), say("Whether they were there"), say("Minutes")],
        [
            (one.person.name, one.session.title, _clock(one.session.begins), str(one.get_mark_display()),
             one.minutes if one.minutes is not None else "")
            for one in marks
        ],
    )  # fmt: skip
    money = spent(course, timezone.localdate(now))
    if money is not None:
        rows: list[Sequence[Value]] = [
            (say("By the plan until {day}", day=timezone.localdate(now)), money.until_now / ORE_PER_KRONE),
            (say("By the plan in all"), money.in_all / ORE_PER_KRONE),
        ]
        yield say("Money"), [say("What"), say("Kroner")], rows


def _session(one: Session) -> Sequence[Value]:
    where = ", ".join(part for part in (one.room, one.site) if part)
    cohort: Value = one.cohort or ""
    state = str(one.get_state_display())
    return one.title, cohort, _clock(one.begins), _clock(one.ends), where, one.trainer_name, state


def _clock(moment: datetime) -> str:
    """As a spreadsheet reads it in any language: "2027-09-07 08:30"."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
