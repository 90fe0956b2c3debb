"""Checking in with the code in the room: when, and why a code does not open anything."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import Moment, say
from samklang.delivery.enums import Mark
from samklang.delivery.rules.attendance import ON_TIME, opens_at

if TYPE_CHECKING:
    from samklang.delivery.models import Session

MOST_WRONG = 5
WRONG_MINUTES = 5
"""So many wrong codes within so many minutes, and the person must wait: a code is not to be guessed."""


def in_time(session: Session, moment: datetime) -> Refusal | None:
    """From an hour before the session begins until it ends."""
    if moment < opens_at(session):
        return Refusal(say("It is too early to check in. It opens {when}.", when=Moment(opens_at(session))))
    if moment > session.ends:
        return Refusal(say("The session is over, so checking in has closed. Tell the trainer that you were there."))
    return None


def mark_at(session: Session, moment: datetime) -> Mark:
    """Present until a quarter of an hour after the beginning, then late."""
    return Mark.PRESENT if moment <= session.begins + ON_TIME else Mark.LATE


def not_too_many(wrong: int) -> Refusal | None:
    """Guessing has an end."""
    if wrong < MOST_WRONG:
        return None
    return Refusal(say("That was many codes that did not fit. Wait five minutes, or ask the trainer to mark you."))


def nothing_fits(*, is_old: bool, is_anothers: bool, expected: bool) -> Refusal:
    """Why the code does not open any session of the person's.

    is_old: it was on the screen of theirs before. is_anothers: it is on the screen of another session now.
    expected: they are expected at a session today.
    """
    if is_old:
        return Refusal(say("The code has changed since. Type the one that is on the screen now."))
    if is_anothers and expected:
        return Refusal(say("That is the code of another session. Type the one on the screen in your own room."))
    if is_anothers:
        return Refusal(
            say("You are not expected at the session that the code belongs to. Ask the trainer to write you down.")
        )
    if not expected:
        return Refusal(say("You are not expected at any session today. Ask the trainer to write you down."))
    return Refusal(say("No session has that code now. Look at the screen, and type the six digits again."))
