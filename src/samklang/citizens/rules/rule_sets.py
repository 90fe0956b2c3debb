"""Who reads and who changes the rules of conversations: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.citizens.enums import Measure
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.citizens.models import RuleSet

WITHOUT_NUMBER = frozenset({Measure.FIRST_TALK, Measure.RIGHT_TO_TALK, Measure.NO_FIXED_NUMBER})
SHARES = frozenset({Measure.SHARE_AT_LEAST, Measure.EXEMPT_AT_MOST})
MOST_MONTHS = 120


def edit_rules(by: Person, municipality_id: int) -> Refusal | None:
    """Whoever runs practice in the municipality."""
    if by.municipality_id == municipality_id and by.standing.may(Right.RUN_PRACTICE):
        return None
    return Refusal(say("The rules of conversations are kept by the programme lead."))


def days_fit(first_day: date, last_day: date | None, on: bool, others: Iterable[RuleSet]) -> Refusal | None:
    """A set ends after it begins, and on each day one set at most is in use.

    others: the other sets of the municipality.
    """
    if last_day is not None and last_day < first_day:
        return Refusal(say("The last day comes before the first. Change one of them."))
    for one in others if on else ():
        if one.on and first_day <= (one.last_day or date.max) and one.first_day <= (last_day or date.max):
            return Refusal(
                say(
                    "On some of these days “{other}” is in use already. End that first, or leave this one off.",
                    other=one.name_da,
                )
            )
    return None


def amount_fits(measure: Measure, amount: int | None, from_month: int | None, to_month: int | None) -> Refusal | None:
    """A number where the measure has one, and months in order."""
    if measure in WITHOUT_NUMBER and amount is not None:
        return Refusal(say("This kind of rule has no number. Leave it empty."))
    if measure not in WITHOUT_NUMBER and amount is None:
        return Refusal(say("Write the number: conversations, per cent, or the month."))
    if measure in SHARES and amount is not None and not 1 <= amount <= 100:
        return Refusal(say("A share lies between 1 and 100 per cent."))
    if from_month is not None and to_month is not None and to_month < from_month:
        return Refusal(say("The months end before they begin. Change one of them."))
    return None
