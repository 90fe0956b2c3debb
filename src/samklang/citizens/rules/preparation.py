"""Who sends a citizen a link, until when it works, and who words what stands there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.citizens.models import Preparation

DAYS_AHEAD = 183
"""No conversation is prepared for longer before."""
GONE = Refusal(say("There is nothing to prepare at this address."))
"""One sentence for all that stands in the way, so that nobody learns whether an address was ever real."""


def practise(by: Person) -> Refusal | None:
    """Whoever holds conversations with citizens."""
    if by.standing.may(Right.PRACTISE):
        return None
    return Refusal(say("Links to citizens are made by those who talk with them."))


def make_link(by: Person, jobcentre: Place | None, day: date, today: date) -> Refusal | None:
    """For a conversation of one's own in the time to come."""
    refusal = practise(by)
    if refusal is not None:
        return refusal
    if jobcentre is None:
        return Refusal(say("You work at no jobcentre here, so there is nothing to make a link for."))
    if not today <= day <= today + timedelta(days=DAYS_AHEAD):
        return Refusal(say("Choose the day of the conversation: from today and up to half a year ahead."))
    return None


def open_link(preparation: Preparation | None, today: date) -> Refusal | None:
    """Whoever has the address, until the day of the conversation is over."""
    return GONE if preparation is None or preparation.day < today else None


def remove_link(by: Person, preparation: Preparation) -> Refusal | None:
    """Who made it."""
    return None if preparation.person_id == by.pk else Refusal(say("Only who made the link takes it away."))


def word_texts(by: Person, jobcentre: Place) -> Refusal | None:
    """The programme lead."""
    if by.standing.may(Right.RUN_PRACTICE, jobcentre.pk):
        return None
    return Refusal(say("What citizens read before a conversation is worded by the programme lead."))
