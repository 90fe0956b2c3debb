"""What the pages of one meeting share: the pages above, what can be done, how far it has come."""

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from samklang.access.clock import now
from samklang.companies.enums import MeetingState, ObserverState
from samklang.companies.meeting_file import Event
from samklang.companies.models import Meeting, Opening
from samklang.companies.queries.meetings import agreements_of
from samklang.companies.rules import meetings as rules
from samklang.core.words import Value, say
from samklang.web.requests import StaffRequest


def above_meeting(meeting: Meeting, *, inside: bool = True) -> list[tuple[Value, str]]:
    """The pages above one of a meeting's own. inside: whether the meeting's page is above it too."""
    found: list[tuple[Value, str]] = [
        (say("Companies"), reverse("companies:companies")),
        (meeting.company.name, meeting.company.get_absolute_url()),
    ]
    return [*found, (meeting.title, meeting.get_absolute_url())] if inside else found


def around_meeting(request: StaffRequest, meeting: Meeting) -> dict[str, Any]:
    """What the meeting's own page shows."""
    mine = meeting.holder_id == request.user.pk
    return {
        "meeting": meeting, "above": above_meeting(meeting, inside=False), "contacts": list(meeting.contacts.all()),
        "agreements": list(agreements_of(meeting)), "next_steps": list(meeting.steps.select_related("owner")),
        "openings": list(Opening.objects.filter(meeting=meeting).order_by("pk")), "mine": mine,
        "way": way_of(meeting), "may_change": rules.change_meeting(request.user, meeting) is None,
        "may_restore": rules.restore_meeting(request.user, meeting) is None, "begun": meeting.begins <= now(),
        "observers": _observers(request, meeting), "new_opening": new_opening_of(meeting),
        "over": meeting.ends <= now(),
    }  # fmt: skip


def _observers(request: StaffRequest, meeting: Meeting) -> list[Any]:
    """Whom the reader has asked, or the reader themselves; who else was asked is between the two."""
    asked = meeting.observers.select_related("person").exclude(state=ObserverState.NO)
    own = {} if meeting.holder_id == request.user.pk else {"person": request.user}
    return list(asked.filter(**own))


def new_opening_of(meeting: Meeting) -> str:
    """Where an opening that came up at the meeting is written down."""
    try:
        return f"{reverse('companies:new-opening', args=[meeting.company_id])}?meeting={meeting.pk}"
    except NoReverseMatch:
        return ""


def way_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Where the meeting is on its way: prepared, held, written down."""
    held = meeting.state == MeetingState.HELD
    prepared = meeting.sheet_at is not None
    done = [True, prepared or held, bool(meeting.notes) or held, held]
    current = done.index(False) if False in done else -1
    named = (
        (say("Planned"), ""), (say("Preparation"), "companies:sheet"), (say("The meeting"), "companies:meeting-notes"),
        (say("Minutes and next step"), "companies:minutes"),
    )  # fmt: skip
    return [
        {
            "label": label, "url": reverse(name, args=[meeting.pk]) if name else "",
            "state": "done" if done[at] else "current" if at == current else "coming",
        }
        for at, (label, name) in enumerate(named)
    ]  # fmt: skip


def event_of(meeting: Meeting) -> Event:
    """The meeting as a calendar is told it."""
    people = ", ".join(one.name for one in meeting.contacts.all())
    return Event(
        number=meeting.pk, made=meeting.created_at, sequence=meeting.sequence,
        stamped=meeting.changed_at or meeting.created_at, title=meeting.title,
        where=", ".join(filter(None, (meeting.where, str(meeting.site) if meeting.site else ""))),
        begins=meeting.begins, ends=meeting.ends, is_cancelled=meeting.state == MeetingState.CANCELLED,
        about=tuple(filter(None, (meeting.company.name, people))),
        link=settings.PUBLIC_ADDRESS + meeting.get_absolute_url(),
    )  # fmt: skip
