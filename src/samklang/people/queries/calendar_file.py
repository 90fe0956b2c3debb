"""Leave in a calendar file: which entries are whose, what they would change, and what cannot be read.

An entry is somebody's if it names them: an attendee or the organizer by e-mail address, else the title by employee
number or by whole name. Its UID is remembered, so that the same entry is changed and not added again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Component

from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds.dates import FIRST_YEAR, LAST_YEAR
from samklang.core.workbook.labels import folded, tidy
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.core.workbook.sheets import ABSENCE_KINDS, ABSENCE_WORDS
from samklang.people.enums import LeaveKind, Source
from samklang.people.models import Employee, Leave

MOST_ENTRIES = 5_000
_CORRECT = say("Add the leave by hand on the person's page.")
_REPEATING = ("RRULE", "RDATE", "RECURRENCE-ID")
_LONGEST_KEY = 200
_WORDS = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


@dataclass(frozen=True)
class Entry:
    """One entry of the calendar: UID, title, days, the addresses of those invited, and whether it is called off."""

    uid: str
    title: str
    first_day: date
    last_day: date
    emails: tuple[str, ...]
    cancelled: bool


@dataclass(frozen=True)
class LeaveStep:
    """What one entry does: adds, changes or removes a leave. kind_word: the word its kind was chosen by."""

    deed: str
    employee: Employee
    entry: Entry
    kind: str
    kind_word: str
    leave: Leave | None = None


@dataclass(frozen=True)
class LeaveFile:
    """Everything a calendar file would do, and what is not read. words: each with the kind it stands for."""

    steps: tuple[LeaveStep, ...]
    unchanged: int
    not_read: tuple[tuple[str, Sentence], ...]
    words: Mapping[str, str] = field(default_factory=dict)


def entries_in(content: bytes) -> tuple[list[Entry], list[tuple[str, Sentence]]]:
    """The entries with days, and for each other one its title and why it is not read. Raises Misread."""
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").upper().startswith(b"BEGIN:VCALENDAR"):
        raise _no_calendar()
    try:
        calendars = Calendar.from_ical(content.replace(b"\x00", b""), multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise _no_calendar() from None
    if not events:
        raise Misread(
            say("There is no entry in the calendar."),
            say("Export the calendar again as iCalendar, with the ending .ics."),
        )
    if len(events) > MOST_ENTRIES:
        raise Misread(
            say("The calendar has {count} entries; at most {most} are read.", count=len(events), most=MOST_ENTRIES),
            say("Export a shorter period."),
        )
    found: list[Entry] = []
    not_read: list[tuple[str, Sentence]] = []
    for event in events:
        title = _title(event)
        try:
            found.append(_entry(event, title))
        except Misread as wrong:
            not_read.append((title, wrong.what))
    return found, not_read


def _no_calendar() -> Misread:
    return Misread(
        say("The file is not a calendar (.ics)."), say("Export the calendar again as iCalendar, with the ending .ics.")
    )


def _title(event: Component) -> str:
    text = tidy("".join(sign if sign.isprintable() else " " for sign in str(event.get("SUMMARY", ""))))
    if holds_civil_registration_number(text):
        return "…"
    return text[:120]


def _entry(event: Component, title: str) -> Entry:
    if title == "…":
        raise Misread(say("It holds what looks like a civil registration number."), _CORRECT)
    if any(name in event for name in _REPEATING):
        raise Misread(say("It is repeated, and only single entries are read."), _CORRECT)
    uid = str(event.get("UID", "")).strip()
    if not uid or not uid.isprintable() or len(uid) > _LONGEST_KEY:
        raise Misread(say("It has no identifier (UID) by which it would be known again."), _CORRECT)
    first, last = _days(event)
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    return Entry(uid, title, first, last, tuple(_addresses(event)), cancelled)


def _days(event: Component) -> tuple[date, date]:
    """First and last day. An entry of whole days ends on the day before DTEND; one that ends at midnight as well."""
    try:
        start = event.decoded("DTSTART")
        end = event.decoded("DTEND", None)
        length = event.decoded("DURATION", None)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise _no_days() from None
    try:
        if end is None and isinstance(length, timedelta):
            end = start + length
        begins, ends = _local(start), _local(end) if end is not None else None
    except OverflowError:  # a year at the end of the calendar, which some systems write for "no end"
        raise _no_days() from None
    if not isinstance(begins, date):
        raise _no_days()
    first = begins.date() if isinstance(begins, datetime) else begins
    if ends is None or not isinstance(ends, date):
        return first, first
    if isinstance(ends, datetime):
        last = ends.date() - timedelta(days=ends.time() == time() and ends.date() > first)
    else:
        last = ends - timedelta(days=1) if ends > first else ends
    if last < first:
        raise Misread(say("It ends before it begins."), _CORRECT)
    if not (first.year >= FIRST_YEAR and last.year <= LAST_YEAR):
        raise _no_days()
    return first, last


def _no_days() -> Misread:
    return Misread(say("It has no day."), _CORRECT)


def _local(moment: Any) -> Any:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None)
    return moment


def _addresses(event: Component) -> Iterator[str]:
    for name in ("ATTENDEE", "ORGANIZER"):
        given = event.get(name, [])
        for one in given if isinstance(given, list) else [given]:
            text = str(one).strip().lower()
            yield text.removeprefix("mailto:")


@dataclass
class Staff:
    """Who can be named, and how."""

    people: Sequence[Employee]

    def __post_init__(self) -> None:
        self.by_email = {one.person.email.lower(): one for one in self.people if one.person.email}
        self.by_number: dict[str, list[Employee]] = {}
        self.by_name: dict[str, list[Employee]] = {}
        for one in self.people:
            self.by_number.setdefault(one.number.casefold(), []).append(one)
            self.by_name.setdefault(folded(one.name), []).append(one)

    def named_in(self, entry: Entry) -> list[Employee]:
        """Everybody the entry names; attendees and organizer first, and only where there are none, the title."""
        by_email = [self.by_email[one] for one in entry.emails if one in self.by_email]
        if by_email:
            return list(dict.fromkeys(by_email))
        words = _WORDS.findall(entry.title)
        by_number = [one for word in words for one in self.by_number.get(word.casefold(), ())]
        if by_number:
            return list(dict.fromkeys(by_number))
        runs = {
            folded(" ".join(words[a:b])) for a in range(len(words)) for b in range(a + 2, min(a + 7, len(words)) + 1)
        }
        return list(dict.fromkeys(one for run in runs for one in self.by_name.get(run, ())))


def leave_file(content: bytes, people: Iterable[Employee], told: Mapping[str, str]) -> LeaveFile:
    """What the file would change for these people. told: for a folded word of a title, the kind of leave it means.

    raises: Misread where the file is no calendar.
    """
    staff = Staff(list(people))
    entries, not_read = entries_in(content)
    kinds, words = {**_known_words(), **told}, {}
    there = {
        (leave.employee_id, leave.outside_key): leave
        for leave in Leave.objects.filter(employee__in=[one.pk for one in staff.people], source=Source.CALENDAR)
    }
    steps: list[LeaveStep] = []
    unchanged = 0
    for entry in {one.uid: one for one in entries}.values():
        named = staff.named_in(entry)
        if len(named) != 1:
            what = say("It names nobody whose leave you keep.") if not named else say("It names several people.")
            not_read.append((entry.title, what))
            continue
        word, kind = _kind(entry.title, named[0], kinds)
        words[word] = kind
        step = _step(entry, named[0], kind, word, there.get((named[0].pk, entry.uid)))
        unchanged += step is None
        steps += [step] if step else []
    return LeaveFile(tuple(steps), unchanged, tuple(not_read), words)


def _step(entry: Entry, employee: Employee, kind: str, word: str, leave: Leave | None) -> LeaveStep | None:
    if entry.cancelled:
        return LeaveStep("remove", employee, entry, kind, word, leave) if leave else None
    if leave is None:
        return LeaveStep("add", employee, entry, kind, word)
    same = (leave.kind, leave.first_day, leave.last_day) == (kind, entry.first_day, entry.last_day)
    return None if same else LeaveStep("change", employee, entry, kind, word, leave)


def _known_words() -> dict[str, str]:
    labels = {folded(one): kind for kind, label in ABSENCE_KINDS.items() for one in (label.da, label.en)}
    return {**{folded(one): kind for one, kind in ABSENCE_WORDS.items()}, **labels}


def _kind(title: str, employee: Employee, kinds: Mapping[str, str]) -> tuple[str, str]:
    """The word of the title that decides the kind, and the kind; the rest of the title where no word is known."""
    own = {folded(word) for word in _WORDS.findall(f"{employee.name} {employee.number}")}
    words = [word for word in _WORDS.findall(title) if folded(word) not in own]
    for word in words:
        if folded(word) in kinds:
            return word.lower(), kinds[folded(word)]
    rest = " ".join(words).lower()[:60]
    return rest or "–", kinds.get(folded(rest), LeaveKind.OTHER.value)
