"""What every calendar file of ours has in common: who made it, what it asks for, and when it is summer in Denmark."""

import re

from icalendar import Calendar, Timezone, vText

PRODUCT = "-//Samklang//Samklang//DA"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

ZONE = """BEGIN:VTIMEZONE
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
"""
"""Danish time since 1996: summer from the last Sunday of March at 02:00 to the last Sunday of October at 03:00."""
_ZONE = Timezone.from_ical(ZONE)


def a_calendar(method: str, name: str = "") -> Calendar:
    """An empty one. method: what a calendar is to do with it, by the names of the standard (RFC 5546)."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", in_text(name))
    calendar.add_component(_ZONE)
    return calendar


def in_text(*lines: str) -> vText:
    """Lines of text without the control characters that the standard forbids; it is escaped when it is written."""
    return vText("\n".join(map(without_control, lines)))


def without_control(line: str) -> str:
    """The line with a space in place of what no calendar file may hold."""
    return _CONTROL.sub(" ", line)
