"""When a conversation may be recorded, and by whom it is heard: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.citizens.enums import RecordingState
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.citizens.models import Recording, RecordingSwitch

MOST_DAYS = 30
"""No jobcentre can keep a recording longer than this."""
DAYS_AHEAD = 30
"""So long before the conversation one may ask."""
_HELD = (RecordingState.AGREED, RecordingState.RECORDED)


def set_switch(by: Person, jobcentre: Place) -> Refusal | None:
    """Whoever runs practice at the jobcentre."""
    if by.standing.may(Right.RUN_PRACTICE, jobcentre.pk):
        return None
    return Refusal(say("Whether conversations may be recorded is decided by the programme lead."))


def switch_fits(on: bool, purpose: str, most_days: int) -> Refusal | None:
    """A purpose, before it is switched on; and an end."""
    if on and not purpose.strip():
        return Refusal(say("Write what recordings may be used for: both are told before they agree."))
    if not 1 <= most_days <= MOST_DAYS:
        return Refusal(say("Choose from 1 to {most} days.", most=MOST_DAYS))
    return None


def record_here(by: Person, switch: RecordingSwitch | None, measuring: Refusal | None) -> Refusal | None:
    """Off, until it has been switched on here and the notice is in force.

    measuring: what stands in the way, as `refusal_to_measure` says.
    """
    if not by.standing.may(Right.PRACTISE):
        return Refusal(say("Only those who talk with citizens have pages of their own here."))
    if switch is None or not switch.on:
        return Refusal(say("Conversations are not recorded here. The programme lead can switch it on."))
    return measuring


def ask(day: date, until: date, most_days: int, today: date) -> Refusal | None:
    """For a conversation that is still to be held, and for no longer than the jobcentre allows."""
    if not today <= day <= today + timedelta(days=DAYS_AHEAD):
        last = today + timedelta(days=DAYS_AHEAD)
        return Refusal(say("Choose a day from {first} to {last}.", first=today, last=last))
    if not day <= until <= day + timedelta(days=most_days):
        return Refusal(
            say("A recording is kept from {first} to {last} at the most.", first=day,
                last=day + timedelta(days=most_days))
        )  # fmt: skip
    return None


def show_link(recording: Recording, today: date) -> Refusal | None:
    """Until the citizen has answered."""
    if recording.state == RecordingState.ASKED and today <= recording.until:
        return None
    return Refusal(say("The citizen has answered, or the time is up. The link is shown no more."))


def answer(recording: Recording, agrees: bool, allowed: Refusal | None, today: date) -> Refusal | None:
    """The citizen answers once, in time. No can be said always."""
    if recording.state != RecordingState.ASKED or today > recording.until:
        return Refusal(say("It has been answered, or the time is up."))
    return allowed if agrees else None


def withdraw(recording: Recording) -> Refusal | None:
    """Always, as long as there is something to take back."""
    if recording.state in (*_HELD, RecordingState.ASKED):
        return None
    return Refusal(say("There is nothing to take back any more."))


def keep_sound(recording: Recording, today: date) -> Refusal | None:
    """When both have agreed, from the day of the conversation, once."""
    if recording.state == RecordingState.RECORDED:
        return Refusal(say("There is a recording already. Delete it first."))
    if recording.state != RecordingState.AGREED or not (recording.staff_agreed_at and recording.citizen_agreed_at):
        return Refusal(say("Both must agree before anything is recorded."))
    if not recording.day <= today <= recording.until:
        return Refusal(say("It can be recorded from {first} to {last}.", first=recording.day, last=recording.until))
    return None


def hear(recording: Recording, today: date) -> Refusal | None:
    """While both agree and the time is not up."""
    if recording.state == RecordingState.RECORDED and today <= recording.until:
        return None
    return Refusal(say("There is nothing to hear."))
