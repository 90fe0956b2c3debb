"""Who prepares a round of pairs, and what must hold before it is changed or published: a refusal, or None."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import Value, say, say_n
from samklang.practice.enums import PairingState

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.practice.models import PairingMember, PairingRound

AT_ONCE = 40
"""So many people at most are paired while one waits; more are left to the worker."""
SECONDS_AT_ONCE, SECONDS_BEHIND = 5.0, 60.0
MOST_WISHES, MOST_BESIDE, MOST_MINUTES = 3, 20, 240
LONGEST = timedelta(weeks=13)
FURTHEST = timedelta(days=366)


def run_rounds(by: Person | None, jobcentre_id: int | None = None) -> Refusal | None:
    """The programme lead. by: None is the house itself."""
    if by is None or by.standing.may(Right.RUN_PRACTICE, *([jobcentre_id] if jobcentre_id is not None else [])):
        return None
    return Refusal(say("Colleagues are paired by the programme lead."))


def change_round(by: Person | None, round_: PairingRound, *, searching: bool = False) -> Refusal | None:
    """As long as it is being prepared, and nobody is at work on it. searching: whether the worker is."""
    if refusal := run_rounds(by, round_.jobcentre_id):
        return refusal
    if round_.state == PairingState.PUBLISHED:
        return Refusal(say("The round is published. The two of a pair move and cancel their sparring themselves."))
    if round_.state == PairingState.DROPPED:
        return Refusal(say("The round is dropped. Take it up again first."))
    if searching:
        return Refusal(say("The search for pairs is still at work. Wait until it has ended."))
    return None


def take_up_again(by: Person | None, round_: PairingRound) -> Refusal | None:
    """A round that was dropped."""
    if refusal := run_rounds(by, round_.jobcentre_id):
        return refusal
    return None if round_.state == PairingState.DROPPED else Refusal(say("The round is not dropped."))


def days_fit(first_day: date, last_day: date, today: date) -> Refusal | None:
    """Some weeks to come, or of which some are left."""
    if last_day < first_day:
        return Refusal(say("The last day comes before the first. Choose a later one."))
    if last_day < today:
        return Refusal(say("The days have passed. Choose days to come."))
    if last_day - first_day > LONGEST:
        return Refusal(say("A round lasts thirteen weeks at most. Choose an earlier last day."))
    if first_day > today + FURTHEST:
        return Refusal(say("That is more than a year ahead. Choose a nearer day."))
    return None


def licences_to_ask_for(holders: int, most_beside: int, to_be_paired: int) -> int:
    """One, where those who hold any can reach everybody; else none is asked for. holders: how many hold one."""
    return 1 if holders > 1 and holders * most_beside >= to_be_paired else 0


def takes_part(refused: Value | None) -> Refusal | None:
    """What the planner's rules say against a pair chosen by hand."""
    return Refusal(say("{reason} Choose somebody else or another time.", reason=refused)) if refused else None


def not_booked(focus_person: Person, partner: Person, reason: Value) -> Refusal:
    """Why a pair could not be put in the calendars."""
    return Refusal(say("{name} and {other}: {reason}", name=focus_person.name, other=partner.name, reason=reason))


def publish(
    by: Person | None, round_: PairingRound, pairs: int, at_fault: int, *, searching: bool = False
) -> Refusal | None:  # fmt: skip
    """There are pairs, and each holds by what is known today."""
    if refusal := change_round(by, round_, searching=searching):
        return refusal
    if not pairs:
        return Refusal(say("There are no pairs to publish. Find pairs first."))
    if at_fault:
        return Refusal(
            say_n(
                "{count} pair no longer holds by what is known today. Choose another, or pair those again.",
                "{count} pairs no longer hold by what is known today. Choose others, or pair those again.",
                at_fault,
            )
        )
    return None


def choose_wishes(
    by: Person, member: PairingMember, wishes: Collection[str], indicators: Collection[str], today: date
) -> Refusal | None:  # fmt: skip
    """Oneself, while the round is being prepared. indicators: keys of those there are."""
    if by.pk != member.person_id:
        return Refusal(say("One chooses oneself what to work on."))
    if member.round.state != PairingState.DRAFT or member.round.last_day < today:
        return Refusal(say("The pairs are settled. Choose what is looked at on the page of your sparring."))
    if len(wishes) > MOST_WISHES:
        return Refusal(say("Choose {most} at most.", most=MOST_WISHES))
    if not set(wishes) <= set(indicators):
        return Refusal(say("An indicator you chose is no longer in the method. Choose again."))
    return None
