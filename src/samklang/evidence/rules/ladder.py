"""Who decides what a programme is compared with, and when a quarter is read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.evidence.rules.evidence import run_evidence

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.planning.models import Programme

DAYS_UNTIL_READ = 35
"""After a quarter companies can still answer for some weeks; then it is read."""
YEARS_BACK = 3


def set_baseline(by: Person, programme: Programme, day: date, today: date) -> Refusal | None:
    """Whoever runs evidence there; a day that is not to come, and not so long ago that nothing is known of it."""
    refusal = run_evidence(by, programme.jobcentre)
    if refusal is not None:
        return refusal
    if day > today:
        return Refusal(say("The baseline is a day that has been. Choose today or an earlier day."))
    if day < today - timedelta(days=365 * YEARS_BACK):
        return Refusal(say("Choose a day within the last {years} years.", years=YEARS_BACK))
    return None
