"""Calendar entries: one file with every session, and one for each person with their own."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vText

from samklang.core.calendar import Half
from samklang.core.words import render, say, say_n
from samklang.reports.files import replace_file
from samklang.reports.plan_view import PersonView, PlanView, SessionView

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
EVERYBODY = "alle.ics"
_PRODUCT = "-//Samklang//Samklang//DA"
_NAME_LENGTH = 60
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_SPELT = {"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"}

_ZONE = Timezone.from_ical("""BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""")
"""Danish time since 1996: summer from the last Sunday of March at 02:00 to the last Sunday of October at 03:00."""


@dataclass(frozen=True)
class DayTimes:
    """When a session begins and ends, in local time."""

    morning: tuple[time, time] = (time(8, 30), time(12, 0))
    afternoon: tuple[time, time] = (time(12, 30), time(15, 30))
    whole_day: tuple[time, time] = (time(8, 30), time(15, 30))

    def of(self, session: SessionView) -> tuple[datetime, datetime]:
        """The session's beginning and end, in the time zone of Denmark."""
        if session.module.whole_day:
            begins, ends = self.whole_day
        else:
            begins, ends = self.morning if session.half is Half.MORNING else self.afternoon
        return (
            datetime.combine(session.date, begins, COPENHAGEN),
            datetime.combine(session.date, ends, COPENHAGEN),
        )


def write(
    view: PlanView, folder: Path, language: str, *, sequence: int = 0, times: DayTimes = DayTimes()
) -> tuple[Path, ...]:
    """Write alle.ics and one file for each person with a seat; entries are stamped with `view.made_at`.

    A replanned event keeps its identity, so that a calendar moves the entry instead of adding one: a person's by the
    programme's title, the module and the person; in alle.ics by title, module and cohort.

    sequence: how many times the plan has been changed since it was first sent.
    raises:   OSError where the folder cannot be written.
    """
    files = {EVERYBODY: everybody(view, language, sequence=sequence, times=times)}
    names = file_names(view.seated)
    for person in view.seated:
        files[names[person.who.id]] = personal(view, person, language, sequence=sequence, times=times)
    for name, content in files.items():
        replace_file(folder / name, content)
    return tuple(folder / name for name in files)


def everybody(view: PlanView, language: str, *, sequence: int = 0, times: DayTimes = DayTimes()) -> bytes:
    """Every session of the plan as one calendar, without names of participants."""
    calendar = _calendar(view.title)
    for session in view.sessions:
        title = render(say("Cohort {number}: {module}", number=session.cohort, module=session.module.name), language)
        event = _event(view, session, language, sequence=sequence, times=times)
        event.add("uid", _uid(view.title, session.module.id, f"cohort {session.cohort}"))
        event.add("summary", _text(title))
        count = say_n("{count} participant", "{count} participants", len(session.attendees))
        event.add("description", _text(*_lines(view, session, language), render(count, language)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def personal(
    view: PlanView, person: PersonView, language: str, *, sequence: int = 0, times: DayTimes = DayTimes()
) -> bytes:
    """One person's sessions as a calendar of their own."""
    calendar = _calendar(f"{view.title}: {person.who.name}")
    for session in person.sessions:
        event = _event(view, session, language, sequence=sequence, times=times)
        event.add("uid", _uid(view.title, session.module.id, f"person {person.who.id}"))
        event.add("summary", _text(f"{view.title}: {session.module.name}"))
        event.add("description", _text(*_lines(view, session, language)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _text(name))
    calendar.add_component(_ZONE)
    return calendar


def _event(view: PlanView, session: SessionView, language: str, *, sequence: int, times: DayTimes) -> Event:
    begins, ends = times.of(session)
    event = Event()
    event.add("dtstamp", view.made_at.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("sequence", sequence)
    event.add("status", "CONFIRMED")
    event.add("location", _text(session.place))
    event.add("categories", [render(say("Course"), language)])
    return event


def _lines(view: PlanView, session: SessionView, language: str) -> tuple[str, ...]:
    said = (
        say(
            "Module {number} of {all}: {module}",
            number=session.module.number,
            all=len(view.modules),
            module=session.module.name,
        ),
        say("Cohort {number}", number=session.cohort),
        say("Trainer: {trainer}", trainer=session.trainer),
    )
    return tuple(render(one, language) for one in said)


def _text(*lines: str) -> vText:
    """Lines of text without the control characters that the standard forbids; it is escaped when it is written."""
    return vText("\n".join(_CONTROL.sub(" ", line) for line in lines))


def _uid(*parts: str) -> str:
    """The same for the same parts on every machine and in every run."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
    return f"{digest[:32]}@samklang"


def file_names(people: Iterable[PersonView]) -> Mapping[str, str]:
    """A file name for each person by id, such as «1042-mette-soerensen.ics», that every file system takes.

    People who differ only in signs that a file name cannot hold get a few letters more, made from the number.
    """
    people = tuple(people)
    plain = {person.who.id: f"{_slug(person.who.id)}-{_slug(person.who.plain)}" for person in people}
    times = Counter(plain.values())
    return {
        id_: f"{name}.ics" if times[name] == 1 else f"{name}-{hashlib.sha256(id_.encode()).hexdigest()[:8]}.ics"
        for id_, name in plain.items()
    }


def _slug(text: str) -> str:
    spelt = "".join(_SPELT.get(letter, letter) for letter in unicodedata.normalize("NFC", text).lower())
    ascii_only = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_NAME_LENGTH].strip("-") or "x"
