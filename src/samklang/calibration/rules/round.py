"""Who may make, open, close and reopen a round, and what must hold first: a refusal with a sentence, or None."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.calibration.enums import RoundState
from samklang.core.agreement import FEWEST_RATERS
from samklang.core.words import say, say_n

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.calibration.models import Round

MOST_CASES, MOST_RATERS = 500, 300
"""What one round may hold: more is no round but a census."""


class Held(NamedTuple):
    """How many a round holds of each."""

    raters: int
    cases: int
    indicators: int


def lead_calibration(by: Person | None, jobcentre: Place) -> Refusal | None:
    """Whoever leads calibration at the jobcentre. by: None is the house itself."""
    if by is None or by.standing.may(Right.LEAD_CALIBRATION, jobcentre.pk):
        return None
    return Refusal(say("You do not lead calibration at {place}. Ask the programme lead.", place=jobcentre.name))


def lead_any_calibration(by: Person) -> Refusal | None:
    """Whoever leads calibration somewhere."""
    if by.standing.may(Right.LEAD_CALIBRATION):
        return None
    return Refusal(say("You do not lead calibration. Ask the programme lead."))


def make_round(by: Person | None, jobcentre: Place, held: Held) -> Refusal | None:
    """The leader, within what one round may hold; what it still lacks is asked for when it opens."""
    if held.cases > MOST_CASES:
        return Refusal(say("A round holds at most {most} cases. Choose fewer.", most=MOST_CASES))
    return lead_calibration(by, jobcentre) or raters_in_reach(held.raters)


def raters_in_reach(count: int) -> Refusal | None:
    """No more than one round can hold."""
    if count > MOST_RATERS:
        return Refusal(say("A round holds at most {most} raters. Choose fewer, or make two rounds.", most=MOST_RATERS))
    return None


def change_round(by: Person | None, round_: Round) -> Refusal | None:
    """The leader, while it is being prepared."""
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state != RoundState.DRAFT:
        return Refusal(
            say("The round has been opened, so its cases and indicators stand. Raters and last day can still change.")
        )
    if refusal is None and round_.deleted_at is not None:
        return Refusal(say("The round was deleted. Take it back first."))
    return refusal


def restore_round(by: Person | None, round_: Round) -> Refusal | None:
    """The leader; where it was put away."""
    return lead_calibration(by, round_.jobcentre)


def open_round(by: Person | None, round_: Round, held: Held, measuring: Refusal | None, today: date) -> Refusal | None:
    """With a notice in force, at least three raters, a case and an indicator, and time to rate.

    measuring: what stands in the way of measuring staff for this purpose, as `refusal_to_measure` says.
    """
    refusal = change_round(by, round_) or notice_in_force(measuring)
    if refusal is not None:
        return refusal
    if held.raters < FEWEST_RATERS:
        return Refusal(
            say(
                "Agreement needs at least {fewest} raters, and the round has {count}. Choose more first.",
                fewest=FEWEST_RATERS,
                count=held.raters,
            )
        )
    if not held.cases:
        return Refusal(say("The round has no case to rate. Choose at least one first."))
    if not held.indicators:
        return Refusal(say("The round has no indicator to rate by. Choose at least one first."))
    return day_to_come(round_.last_day, today)


def notice_in_force(measuring: Refusal | None) -> Refusal | None:
    """Staff are told before they are measured: says what is missing, and whom to ask."""
    if measuring is None:
        return None
    return Refusal(
        say(
            "A round measures staff, so they must have been told first. {why} The head of service writes the notice "
            "under Access.",
            why=measuring.reason,
        )
    )


def day_to_come(last_day: date, today: date) -> Refusal | None:
    """A last day on which somebody can still rate."""
    if last_day < today:
        return Refusal(say("The last day to rate, {day}, is past. Choose a later one.", day=last_day))
    return None


def manage_round(by: Person | None, round_: Round) -> Refusal | None:
    """The leader, while people rate: raters, last day, reminders."""
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state == RoundState.DRAFT:
        return Refusal(say("The round has not been opened yet. Change it as you like until then."))
    if refusal is None and round_.state == RoundState.CLOSED:
        return Refusal(say("The round is closed. Open it again first, with a reason."))
    return refusal


def close_round(by: Person | None, round_: Round, finished: int, rated: bool) -> Refusal | None:
    """The leader, while it is open, once enough have said that they are done.

    finished: how many people have; so few that one could reckon who said what are too few to show.
    rated:    whether anything has been rated.
    """
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state == RoundState.CLOSED:
        closed_by = round_.closed_by
        if closed_by is None:
            return Refusal(say("The round is closed already. Its result stands on its page."))
        return Refusal(say("{name} has just closed the round. Its result stands on its page.", name=closed_by.name))
    refusal = refusal or manage_round(by, round_)
    if refusal is None and not rated:
        return Refusal(say("Nothing has been rated yet, so there is nothing to show. Remind the raters first."))
    if refusal is None and finished < FEWEST_RATERS:
        return Refusal(
            say(
                "{count} have said that they are done, and agreement needs at least {fewest}. Remind the others, or "
                "give them more days.",
                count=finished,
                fewest=FEWEST_RATERS,
            )
        )
    return refusal


def reopen_round(by: Person | None, round_: Round, licences: int, reason: str) -> Refusal | None:
    """The leader, with a reason, unless somebody may rate because of what it showed.

    licences: how many earned in it are in force.
    """
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state != RoundState.CLOSED:
        return Refusal(say("The round is not closed, so there is nothing to open again."))
    if refusal is None and licences:
        return Refusal(
            say_n(
                "{count} licence rests on this round. End it first; then the round can be opened again.",
                "{count} licences rest on this round. End them first; then the round can be opened again.",
                licences,
            )
        )
    if refusal is None and not reason.strip():
        return Refusal(say("Write why the round is opened again: it stands in the log."))
    return refusal
