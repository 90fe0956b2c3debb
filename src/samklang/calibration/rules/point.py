"""Who may put an indicator on the disagreement board and settle its wording: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.calibration.enums import RoundState, Target
from samklang.calibration.rules.round import lead_calibration
from samklang.core.words import say
from samklang.method.enums import Scale

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.calibration.models import Point, Round


def write_board(by: Person | None, round_: Round) -> Refusal | None:
    """The leader, once the round is closed: until then nobody knows what divides."""
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state != RoundState.CLOSED:
        return Refusal(say("The round is not closed, so nobody knows yet what divides you. Close it first."))
    return refusal


def change_point(by: Person | None, point: Point) -> Refusal | None:
    """The leader, as long as the wording has not been settled."""
    refusal = write_board(by, point.round)
    if refusal is None and point.settled_at is not None:
        return Refusal(say("The wording is settled. Take that back first; then it can be changed."))
    return refusal


def settle_point(by: Person | None, point: Point) -> Refusal | None:
    """The leader, who also writes the method, with a wording and the text whose place it takes."""
    refusal = change_point(by, point)
    if refusal is not None:
        return refusal
    if by is not None and not by.standing.may(Right.EDIT_METHOD, point.round.jobcentre_id):
        return Refusal(say("You do not write the shared method. Ask the programme lead to settle it."))
    if not point.target:
        return Refusal(say("Choose which text the wording takes the place of."))
    if not point.agreed_da.strip():
        return Refusal(say("Write the wording you agreed on, in Danish, before it is settled."))
    return target_is_named(point.target, point.level, point.concept_key)


def target_is_named(target: str, level: int | None, concept_key: str) -> Refusal | None:
    """An anchor has its level, a concept its name."""
    if target == Target.ANCHOR and level is None:
        return Refusal(say("Choose the level whose words are changed."))
    if target == Target.CONCEPT and not concept_key:
        return Refusal(say("Choose the concept whose definition is changed."))
    return None


def target_fits(target: str, scale: str) -> Refusal | None:
    """A count has no levels with words of their own."""
    if target == Target.ANCHOR and scale == Scale.COUNT:
        return Refusal(say("A count has no levels. Change what to look for instead."))
    return None


def unsettle_point(by: Person | None, point: Point) -> Refusal | None:
    """The leader, while the edition it went into is still a draft."""
    refusal = write_board(by, point.round)
    if refusal is None and point.settled_at is None:
        return Refusal(say("The wording is not settled, so there is nothing to take back."))
    if refusal is None and point.edition is not None and not point.edition.is_draft:
        return Refusal(
            say("The wording has been published with an edition and stands. Agree on a new one after the next round.")
        )
    return refusal
