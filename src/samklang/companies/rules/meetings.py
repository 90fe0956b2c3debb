"""What may be done with a meeting when: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import MeetingState
from samklang.companies.rules.company import write_about_company
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Company, Meeting


def plan_meeting(by: Person | None, company: Company) -> Refusal | None:
    """Whoever writes about the company, while it is shown by itself."""
    refusal = write_about_company(by, company.municipality_id)
    if refusal is None and company.merged_into_id is not None:
        refusal = Refusal(say("This company turned out to be the same as another one. Plan the meeting there."))
    return refusal


def keep_meeting(by: Person | None, meeting: Meeting) -> Refusal | None:
    """Any colleague, not only who holds it: a meeting must not be lost because somebody is ill."""
    return write_about_company(by, meeting.company.municipality_id)


def change_meeting(by: Person | None, meeting: Meeting) -> Refusal | None:
    """While it is planned."""
    return keep_meeting(by, meeting) or _is_planned(meeting)


def cancel_meeting(by: Person | None, meeting: Meeting, because: str) -> Refusal | None:
    """While it is planned, with a reason that colleagues read."""
    refusal = change_meeting(by, meeting)
    if refusal is None and not because.strip():
        refusal = Refusal(say("Write why the meeting is cancelled, so that colleagues know it."))
    return refusal


def restore_meeting(by: Person | None, meeting: Meeting) -> Refusal | None:
    """Once it is cancelled."""
    refusal = keep_meeting(by, meeting)
    if refusal is None and meeting.state != MeetingState.CANCELLED:
        refusal = Refusal(say("The meeting is not cancelled, so there is nothing to take back."))
    return refusal


def _is_planned(meeting: Meeting) -> Refusal | None:
    if meeting.state == MeetingState.CANCELLED:
        return Refusal(say("The meeting is cancelled. Take the cancellation back first."))
    if meeting.state == MeetingState.HELD:
        return Refusal(say("The meeting has been held. Correct the minutes instead."))
    return None
