"""Who prepares a meeting and notes in it, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import MeetingState
from samklang.companies.rules.meetings import change_meeting, keep_meeting
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Meeting


def prepare(by: Person | None, meeting: Meeting) -> Refusal | None:
    """Any colleague, until the minutes are written: then the preparation stays as it was."""
    refusal = keep_meeting(by, meeting)
    if refusal is None and meeting.state == MeetingState.HELD:
        refusal = Refusal(say("The meeting has been held, and the preparation stays as it was. You can read it."))
    return refusal or change_meeting(by, meeting)
