"""Who sees evidence, and who runs it: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def see_evidence(by: Person, place: Place | None = None) -> Refusal | None:
    """Whoever sees evidence at the place, or anywhere."""
    if by.standing.may(Right.SEE_EVIDENCE, place.pk) if place else by.standing.may(Right.SEE_EVIDENCE):
        return None
    return Refusal(say("You do not see evidence. Ask the programme lead."))


def run_evidence(by: Person, place: Place | None = None) -> Refusal | None:
    """Whoever sets up studies, loads outcomes and answers for figures at the place, or anywhere."""
    if by.standing.may(Right.RUN_EVIDENCE, place.pk) if place else by.standing.may(Right.RUN_EVIDENCE):
        return None
    return Refusal(say("Studies and files of outcomes are for the programme lead and the head of service."))
