"""Calendar entries as calendars exchange them: an invitation, a change and a cancellation by mail, and the feed. Pure.

source: RFC 5545 (iCalendar), 5546 (iTIP), 6047 (iMIP), and what Outlook, Google and Apple were found to act upon, as
        CalConnect's guide for developers has it. How it lies in a mail stands in `delivery.letter_mail`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from samklang.core.calendar import COPENHAGEN
from samklang.core.words import render, say
from samklang.delivery.enums import Method
from samklang.delivery.ical_lines import at, file, line, text_line

FETCH_AGAIN = timedelta(hours=2)
"""How often a calendar is asked to fetch the feed."""


@dataclass(frozen=True)
class Entry:
    """One entry of one person's calendar, as it was last told.

    told:     `delivery.told.facts`.
    stamped:  when this was written, whatever it is sent or fetched at.
    """

    uid: str
    sequence: int
    stamped: datetime
    told: Mapping[str, Any]
    active: bool = True
    teaches: bool = False


def message(
    entry: Entry, *, method: Method, organiser: tuple[str, str], attendee: tuple[str, str], link: str, language: str
) -> bytes:
    """What the calendar of one person is asked to do about one entry.

    organiser, attendee: name and address. No answer is asked for: whether somebody comes is said in Samklang.
    """
    event = [
        *_event(entry, link, language, cancelled=method == Method.CANCEL),
        line("ORGANIZER", f"mailto:{organiser[1]}", CN=organiser[0]),
        line(
            "ATTENDEE", f"mailto:{attendee[1]}", CN=attendee[0], ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION",
            RSVP="FALSE",
        ),
        line("X-MICROSOFT-DISALLOW-COUNTER", "TRUE"),
    ]  # fmt: skip
    return file(method.value, [event])


def feed(entries: Iterable[Entry], *, name: str, link: str, language: str) -> bytes:
    """All entries of one person, those taken back as cancelled, so that a calendar that keeps what it saw lets go."""
    hours = FETCH_AGAIN // timedelta(hours=1)
    about = [
        text_line("X-WR-CALNAME", name),
        f"REFRESH-INTERVAL;VALUE=DURATION:PT{hours}H",
        f"X-PUBLISHED-TTL:PT{hours}H",
    ]
    return file("PUBLISH", [_event(one, link, language, cancelled=not one.active) for one in entries], about)


def times(told: Mapping[str, Any], before: bool = False) -> tuple[datetime, datetime] | None:
    """When it begins and ends by the clock in Denmark; None where that was not told.

    before: as it was until it was changed.
    """
    prefix = "before_" if before else ""
    begins, ends = (_moment(told.get(f"{prefix}{name}")) for name in ("begins", "ends"))
    return None if begins is None or ends is None else (begins, ends)


def where(told: Mapping[str, Any]) -> str:
    """Room and place, as far as they are known."""
    return ", ".join(str(told[name]) for name in ("room", "site") if told.get(name))


def _event(entry: Entry, link: str, language: str, *, cancelled: bool) -> list[str]:
    span, place = times(entry.told), where(entry.told)
    return [
        line("UID", entry.uid),
        line("SEQUENCE", str(entry.sequence)),
        line("DTSTAMP", at(entry.stamped.astimezone(UTC))),
        *([] if span is None else [line(name, at(moment), TZID=COPENHAGEN.key)
                                   for name, moment in zip(("DTSTART", "DTEND"), span, strict=True)]),
        line("STATUS", "CANCELLED" if cancelled else "CONFIRMED"),
        text_line("SUMMARY", _summary(entry, language, cancelled=cancelled)),
        *([text_line("LOCATION", place)] if place else []),
        text_line("DESCRIPTION", *_description(entry, link, language)),
        line("TRANSP", "TRANSPARENT" if cancelled else "OPAQUE"),
        line("X-MICROSOFT-CDO-BUSYSTATUS", "FREE" if cancelled else "BUSY"),
    ]  # fmt: skip


def _summary(entry: Entry, language: str, *, cancelled: bool) -> str:
    title = f"{entry.told.get('module', '')} ({entry.told.get('programme', '')})"
    if cancelled:
        return render(say("Cancelled: {title}", title=title), language)
    return render(say("You teach: {title}", title=title), language) if entry.teaches else title


def _description(entry: Entry, link: str, language: str) -> list[str]:
    told = entry.told
    lines = []
    if told.get("trainer") and not entry.teaches:
        lines.append(say("Trainer: {trainer}", trainer=str(told["trainer"])))
    if told.get("cohort"):
        lines.append(say("Cohort {number}", number=int(told["cohort"])))
    if told.get("contact"):
        lines.append(say("Questions: {contact}", contact=str(told["contact"])))
    return [*(render(line, language) for line in lines), link]


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found.astimezone(COPENHAGEN) if found.tzinfo else None
