"""Calendar entries: one file with every session, and one for each person with their own."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from icalendar import Event

from samklang.core.calendar import ORDINARY_TIMES, DayTimes
from samklang.core.words import render, say, say_n
from samklang.reports.files import replace_file
from samklang.reports.plan_view import PersonView, PlanView, SessionView
from samklang.web.calendars import a_calendar, in_text

EVERYBODY = "alle.ics"
_SEQUENCE_BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
_NAME_LENGTH = 60
_SPELT = {"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th", "ł": "l"}


def write(
    view: PlanView, folder: Path, language: str, *, sequence: int = 0, times: DayTimes = ORDINARY_TIMES
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


def sequence_of(made_at: datetime) -> int:
    """A number that grows from plan to plan, so that a calendar takes a later plan for a change of an earlier one."""
    return max(0, int((made_at - _SEQUENCE_BEGINS).total_seconds() // 60))


def everybody(view: PlanView, language: str, *, sequence: int = 0, times: DayTimes = ORDINARY_TIMES) -> bytes:
    """Every session of the plan as one calendar, without names of participants."""
    calendar = a_calendar("PUBLISH", view.title)
    for session in view.sessions:
        title = render(say("Cohort {number}: {module}", number=session.cohort, module=session.module.name), language)
        event = _event(view, session, language, sequence=sequence, times=times)
        event.add("uid", _uid(view.title, session.module.id, f"cohort {session.cohort}"))
        event.add("summary", in_text(title))
        count = say_n("{count} participant", "{count} participants", len(session.attendees))
        event.add("description", in_text(*_lines(view, session, language), render(count, language)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def personal(
    view: PlanView, person: PersonView, language: str, *, sequence: int = 0, times: DayTimes = ORDINARY_TIMES
) -> bytes:
    """One person's sessions as a calendar of their own."""
    calendar = a_calendar("PUBLISH", f"{view.title}: {person.who.name}")
    for session in person.sessions:
        event = _event(view, session, language, sequence=sequence, times=times)
        event.add("uid", _uid(view.title, session.module.id, f"person {person.who.id}"))
        event.add("summary", in_text(f"{view.title}: {session.module.name}"))
        event.add("description", in_text(*_lines(view, session, language)))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(view: PlanView, session: SessionView, language: str, *, sequence: int, times: DayTimes) -> Event:
    begins, ends = times.of(session.date, session.half, whole_day=session.module.whole_day)
    event = Event()
    event.add("dtstamp", view.made_at.astimezone(UTC))
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("sequence", sequence)
    event.add("status", "CONFIRMED")
    event.add("location", in_text(session.place))
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
