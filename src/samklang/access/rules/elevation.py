"""Who may open records for a time: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place

LEAST_LETTERS = 15
MOST_HOURS = 8


def elevate(by: Person, place: Place, reason: str, hours: int, *, names_somebody: bool = False) -> Refusal | None:
    """An administrator of the place, with a reason somebody can understand, for at most a working day.

    names_somebody: whether the reason holds the name of somebody known here; the ledger cannot forget it again.
    """
    if not by.standing.may(Right.ELEVATE, place.pk):
        return Refusal(say("Only an administrator of {place} opens its records.", place=place.name))
    if any(place.path.startswith(one.place.path) for one in by.running_elevations):
        return Refusal(say("The records of {place} are open to you already. End that first.", place=place.name))
    if len(reason.strip()) < LEAST_LETTERS:
        return Refusal(say("Write why, in a sentence: it stands in the ledger, where others can read it."))
    if names_somebody:
        return Refusal(
            say("Write the reason without anybody's name or e-mail address: the ledger never forgets what is written.")
        )
    if not 1 <= hours <= MOST_HOURS:
        return Refusal(say("Choose between 1 and 8 hours."))
    return None


def see_elevations(by: Person) -> Refusal | None:
    """Who may open records, the head, and the works council."""
    if by.standing.may(Right.ELEVATE) or by.standing.may(Right.SEE_ELEVATIONS):
        return None
    return Refusal(say("Who has opened records is seen by the head, the works council and the administrators."))
