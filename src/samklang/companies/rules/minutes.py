"""When the minutes of a meeting are written, and what they must hold: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import MeetingState
from samklang.companies.rules.meetings import keep_meeting
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Meeting


def write_minutes(by: Person | None, meeting: Meeting, now: datetime) -> Refusal | None:
    """Any colleague, from when it begins: that of a cancelled meeting is none."""
    refusal = keep_meeting(by, meeting)
    if refusal is None and meeting.state == MeetingState.CANCELLED:
        refusal = Refusal(say("The meeting is cancelled. Take the cancellation back first."))
    if refusal is None and meeting.state == MeetingState.PLANNED and now < meeting.begins:
        refusal = Refusal(say("The meeting has not begun yet. Move it first, if it was held earlier than planned."))
    return refusal


def hold_together(text: str, has_step: bool, no_step_because: str) -> Refusal | None:
    """Something is told, and there is a next step or a reason why there is none."""
    if not text.strip():
        return Refusal(say("Write in a few lines what you talked about."))
    if not has_step and not no_step_because.strip():
        return Refusal(say("Agree a next step with owner and date, or write why there is none."))
    if has_step and no_step_because.strip():
        return Refusal(say("There is a next step, so the reason why there is none must be empty."))
    return None


def send_minutes(by: Person | None, meeting: Meeting) -> Refusal | None:
    """Once they are written, and once only."""
    refusal = keep_meeting(by, meeting)
    if refusal is None and meeting.written_at is None:
        refusal = Refusal(say("Write the minutes first."))
    if refusal is None and meeting.sent_at is not None:
        refusal = Refusal(
            say("The company has been sent the minutes already. Write to them if something is to be put right.")
        )
    return refusal
