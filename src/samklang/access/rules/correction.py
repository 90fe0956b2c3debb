"""Who may ask for a correction and answer it: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import CorrectionState, Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Correction, Person


def answer_correction(by: Person, correction: Correction) -> Refusal | None:
    """Whoever answers at the place, once, and not what they asked themselves."""
    if not by.standing.may(Right.ANSWER_CORRECTIONS, correction.place_id):
        return Refusal(say("Requests at {place} are answered by the head or the lead.", place=correction.place.name))
    if by.pk == correction.person_id:
        return Refusal(say("Nobody answers their own request. Ask another leader to do it."))
    if correction.state != CorrectionState.OPEN:
        return Refusal(say("The request has been answered or withdrawn already. What was answered stands below it."))
    return None


def withdraw_correction(by: Person, correction: Correction) -> Refusal | None:
    """Whoever asked, as long as nobody has answered."""
    if by.pk != correction.person_id:
        return Refusal(say("Only the person who asked withdraws a request."))
    if correction.state != CorrectionState.OPEN:
        return Refusal(say("The request has been answered or withdrawn already. What was answered stands below it."))
    return None
