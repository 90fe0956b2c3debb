"""Who may ask for a result once more: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.calibration.enums import RoundState
from samklang.calibration.rules.round import lead_calibration
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.calibration.models import Round


def reckon_again(by: Person | None, round_: Round, reckoned: bool) -> Refusal | None:
    """The leader, where a closed round has no result yet."""
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state != RoundState.CLOSED:
        return Refusal(say("The round is not closed, so there is nothing to reckon."))
    if refusal is None and reckoned:
        return Refusal(say("The result is there already."))
    return refusal
