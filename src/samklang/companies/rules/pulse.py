"""When a company may be asked how it went, and when it may answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.companies.models import Entrance, PulseAsked

DAYS_TO_ANSWER = 21
"""How long a link works. A quarter is shown when nobody who was asked in it can answer any more, so that no single
answer can be told from what has been added since one looked last."""
GONE = Refusal(say("There is no question to answer at this address."))
"""One sentence for all that stands in the way, so that nobody learns whether an address was ever real."""


def ask_companies(entrance: Entrance, measuring: Refusal | None) -> Refusal | None:
    """Where the municipality wants it, while staff have notice of it. measuring: as `refusal_to_measure` says."""
    if not entrance.pulse_on:
        return Refusal(say("Companies are not asked: the pulse is switched off for the entrance."))
    return measuring


def answer_pulse(asked: PulseAsked | None, today: date, measuring: Refusal | None) -> Refusal | None:
    """Whoever has the address, once, in time, while staff have notice of it."""
    if asked is None or asked.answered or asked.until < today or measuring is not None:
        return GONE
    return None
