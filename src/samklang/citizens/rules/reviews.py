"""Who looks back on a conversation of their own, and when: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import say
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.citizens.models import ConversationReview

FEWEST = 3
"""Of fewer own looks back than this no trend is shown: two points always make a line."""
DAYS_BACK = 14
"""So long one remembers a conversation well enough to look back on it."""


def practise(by: Person) -> Refusal | None:
    """Whoever talks with citizens."""
    if by.standing.may(Right.PRACTISE):
        return None
    return Refusal(say("Only those who talk with citizens have pages of their own here."))


def look_back(by: Person, measuring: Refusal | None) -> Refusal | None:
    """While the notice of own reviews is in force.

    measuring: what stands in the way, as `refusal_to_measure` says.
    """
    return practise(by) or measuring


def day_fits(day: date, today: date) -> Refusal | None:
    """Not ahead, and not longer ago than one remembers."""
    if today - timedelta(days=DAYS_BACK) <= day <= today:
        return None
    return Refusal(say("Choose a day from {first} to {last}.", first=today - timedelta(days=DAYS_BACK), last=today))


def answers_fit(answers: Mapping[str, int], keys: Collection[str]) -> Refusal | None:
    """From the lowest to the highest, to questions that there are; one at least."""
    if not answers:
        return Refusal(say("Answer at least one of the questions. Where you cannot say, leave it."))
    if set(answers) - set(keys) or not all(LOWEST_LEVEL <= one <= HIGHEST_LEVEL for one in answers.values()):
        return Refusal(say("Choose a level from {first} to {last}.", first=LOWEST_LEVEL, last=HIGHEST_LEVEL))
    return None


def change(review: ConversationReview, today: date) -> Refusal | None:
    """On the day it was written: what is changed later is what one wishes one had thought."""
    if review.at.astimezone(COPENHAGEN).date() == today:
        return None
    return Refusal(say("It can be changed only on the day it was written. You can delete it."))
