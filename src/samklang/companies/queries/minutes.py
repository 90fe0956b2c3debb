"""What minutes begin with, and what the company is told of a meeting."""

from datetime import datetime
from typing import Any

from samklang.companies import letters
from samklang.companies.enums import MeetingState
from samklang.companies.models import CompanyContact, Entrance, Meeting
from samklang.companies.queries.meetings import agreements_of
from samklang.companies.queries.sheets import OTHER, points_of
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import say
from samklang.delivery.letters import Text


def first_minutes(meeting: Meeting, language: str) -> str:
    """The points of the agenda that something was noted at, with the notes; then what else came up."""
    points = points_of(meeting, language)
    parts = []
    for key, note in meeting.notes.items():
        text = str(note).strip()
        if text and key in points:
            parts.append((list(points).index(key), f"{points[key]}\n{text}"))
        elif text and key == OTHER:
            parts.append((len(points), text))
    return "\n\n".join(text for _, text in sorted(parts))


def facts_of(meeting: Meeting, now: datetime) -> dict[str, Any]:
    """What stands in the letter to the company."""
    begins, ends = (moment.astimezone(COPENHAGEN) for moment in (meeting.begins, meeting.ends))
    next_one = Meeting.objects.filter(company=meeting.company_id, state=MeetingState.PLANNED, begins__gt=now)
    again = next_one.order_by("begins", "pk").first()
    return {
        "title": meeting.title, "begins": begins.isoformat(), "ends": ends.isoformat(), "text": meeting.minutes,
        "agreements": [one.what for one in agreements_of(meeting)],
        "steps": [
            say("{what} ({name}, by {day})", what=one.what, name=one.owner.name, day=one.due) if one.owner else
            say("{what} (by {day})", what=one.what, day=one.due)
            for one in meeting.steps.select_related("owner")
        ],
        "next_meeting": again.begins if again else "",
    }  # fmt: skip


def letter_to_see(
    meeting: Meeting, entrance: Entrance, to: CompanyContact, *, by: str, text: str, now: datetime
) -> Text:  # fmt: skip
    """The letter as the company gets it: subject and body."""
    facts = {
        **facts_of(meeting, now), "name": to.name, "entrance": entrance.name, "phone": entrance.phone,
        "mail": entrance.mail_address, "by": by, "company": meeting.company.name, "text": text,
    }  # fmt: skip
    return letters.written_out("minutes", facts, letters.language_of(to.language))
