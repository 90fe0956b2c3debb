"""Who sees how a group looks back and believes: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def see_trends(by: Person, place: Place) -> Refusal | None:
    """Whoever answers for the conversations at the place."""
    if by.standing.may(Right.SEE_CONVERSATIONS, place.pk):
        return None
    return Refusal(say("Figures of conversations at {place} are for those who answer for it.", place=place.name))
