"""Who may rate when, and what can be said of an indicator: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.calibration.enums import RoundState
from samklang.core.words import say
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Scale

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.calibration.models import Rater

MOST_COUNTED = 99


def take_part(by: Person | None, rater: Rater) -> Refusal | None:
    """The rater themselves, while they belong to a round that people rate in. by: None is the house itself."""
    if by is not None and rater.person_id != by.pk:
        return Refusal(say("Only the rater gives these answers."))
    if rater.round.state == RoundState.CLOSED:
        return Refusal(say("The round is closed, so answers can no longer be changed. What you had answered counts."))
    if rater.round.state == RoundState.DRAFT:
        return Refusal(say("The round has not been opened yet. You get a mail when it is."))
    if rater.left_at is not None:
        return Refusal(
            say("You have been taken out of this round. What you had answered counts; ask the programme lead why.")
        )
    return None


def rate(by: Person | None, rater: Rater) -> Refusal | None:
    """Until they have said that they are done; that can be taken back."""
    refusal = take_part(by, rater)
    if refusal is None and rater.finished_at is not None:
        return Refusal(
            say(
                "You have said that you are done. Take that back on the round's page, then you can change your answers."
            )
        )
    return refusal


def level_fits(scale: Scale, level: int, choices: Collection[int]) -> Refusal | None:
    """Within the scale of the indicator. choices: the numbers of the answers, of an indicator that is a choice."""
    match scale:
        case Scale.LEVEL if not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
            return Refusal(
                say("Choose a level from {lowest} to {highest}.", lowest=LOWEST_LEVEL, highest=HIGHEST_LEVEL)
            )
        case Scale.COUNT if not 0 <= level <= MOST_COUNTED:
            return Refusal(say("Write a whole number from 0 to {most}.", most=MOST_COUNTED))
        case Scale.CHOICE if level not in choices:
            return Refusal(say("Choose one of the answers."))
    return None


def finish_rating(by: Person | None, rater: Rater, answered: int) -> Refusal | None:
    """Somebody who has answered something. answered: how many answers they have given."""
    refusal = take_part(by, rater)
    if refusal is None and not answered:
        return Refusal(say("You have not answered anything yet. Begin with the first case."))
    return refusal
