"""Who loads outcomes by whom somebody met, and who takes them away again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.evidence.rules.evidence import run_evidence

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def load_spread(
    by: Person, jobcentre: Place, last_day: date, today: date, measuring: Iterable[Refusal | None]
) -> Refusal | None:
    """Whoever runs evidence there, of a time that is over, while staff have been told.

    measuring: as `refusal_to_measure` says of the two purposes.
    """
    refusal = run_evidence(by, jobcentre) or next((one for one in measuring if one is not None), None)
    if refusal is None and last_day > today:
        return Refusal(say("The period is not over yet. Load it when it is."))
    return refusal
