"""A meeting as a calendar file: the same entry each time it is fetched, with a number that rises. Pure.

source: RFC 5545 (3.8.4.7 UID, 3.8.7.4 SEQUENCE); the time zone is that of the calendars of courses.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from samklang.core.calendar import COPENHAGEN
from samklang.core.words import render, say
from samklang.delivery.ical_lines import at, file, line, text_line


class Event(NamedTuple):
    """What a calendar is told. number, made: tell this meeting from every other; stamped: when it last changed."""

    number: int
    made: datetime
    sequence: int
    stamped: datetime
    title: str
    where: str
    begins: datetime
    ends: datetime
    is_cancelled: bool
    about: tuple[str, ...]
    link: str


def uid(number: int, made: datetime) -> str:
    """The entry's name: the same for as long as the meeting lives."""
    return f"company-meeting-{number}-{made.astimezone(UTC):%Y%m%d%H%M%S}@samklang"


def as_file(event: Event, language: str) -> bytes:
    """The file. A cancelled meeting takes itself out of the calendar."""
    title = render(say("Cancelled: {title}", title=event.title), language) if event.is_cancelled else event.title
    span = (("DTSTART", event.begins), ("DTEND", event.ends))
    lines = [
        line("UID", uid(event.number, event.made)),
        line("SEQUENCE", str(event.sequence)),
        line("DTSTAMP", at(event.stamped.astimezone(UTC))),
        *(line(name, at(moment.astimezone(COPENHAGEN)), TZID=COPENHAGEN.key) for name, moment in span),
        line("STATUS", "CANCELLED" if event.is_cancelled else "CONFIRMED"),
        text_line("SUMMARY", title),
        *([text_line("LOCATION", event.where)] if event.where else []),
        text_line("DESCRIPTION", *event.about, event.link),
        line("TRANSP", "TRANSPARENT" if event.is_cancelled else "OPAQUE"),
    ]
    return file("PUBLISH", [lines])
