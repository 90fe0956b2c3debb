"""Who asks whom to come along to a meeting, and who answers: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import MeetingState
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Meeting, ObserverAsked


def ask_observer(by: Person, meeting: Meeting, now: datetime) -> Refusal | None:
    """Who holds a meeting that is still to come: feedback is asked for, never sent for."""
    if meeting.holder_id != by.pk:
        return Refusal(say("Only who holds the meeting asks somebody to come along."))
    if meeting.state != MeetingState.PLANNED or meeting.ends <= now:
        return Refusal(say("The meeting is over or cancelled, so nobody can come along."))
    return None


def may_be_asked(by: Person, person: Person, *, is_colleague: bool, already: bool) -> Refusal | None:
    """A colleague, once."""
    if person.pk == by.pk or not is_colleague:
        return Refusal(say("Choose a colleague from the list."))
    if already:
        return Refusal(say("{name} has been asked already.", name=person.name))
    return None


def answer_observer(by: Person, asked: ObserverAsked, now: datetime) -> Refusal | None:
    """Who was asked, until the meeting is over."""
    if asked.person_id != by.pk:
        return Refusal(say("Somebody else was asked this."))
    if asked.meeting.state != MeetingState.PLANNED or asked.meeting.ends <= now:
        return Refusal(say("The meeting is over or cancelled, so there is nothing to answer."))
    return None


def take_back_observer(by: Person, asked: ObserverAsked) -> Refusal | None:
    """Who asked."""
    return None if asked.meeting.holder_id == by.pk else Refusal(say("Only who asked takes it back."))
