"""Who sees grants, and who applies for them and keeps their books: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def see_grants(by: Person, place: Place | None = None) -> Refusal | None:
    """Whoever sees grants at the place, or anywhere."""
    if by.standing.may(Right.SEE_GRANTS, place.pk) if place else by.standing.may(Right.SEE_GRANTS):
        return None
    return Refusal(say("You do not see grants and accounts. Ask the programme lead."))


def run_grants(by: Person | None, place: Place | None = None) -> Refusal | None:
    """Whoever applies, enters and reports at the place, or anywhere; None is Samklang itself."""
    if by is None:
        return None
    if by.standing.may(Right.RUN_GRANTS, place.pk) if place else by.standing.may(Right.RUN_GRANTS):
        return None
    return Refusal(say("Grants are run by the programme lead and the head of service. You may read them."))
