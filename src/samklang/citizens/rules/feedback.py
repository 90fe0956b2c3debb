"""Who asks citizens the two questions, and when they are answered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.citizens.models import FeedbackDoor

DAYS_TO_ANSWER = 60
"""How long a link that is used once works: slips lie in a drawer for a while."""
MOST_SLIPS = 30
ANSWERS_AN_HOUR = 30
"""So many answers from one address on the network at one code on the wall; a waiting room may share one address."""
GONE = Refusal(say("There are no questions to answer at this address."))
"""One sentence for all that stands in the way, so that nobody learns whether an address was ever real."""


def make_links(by: Person, jobcentre: Place | None, measuring: Refusal | None) -> Refusal | None:
    """Whoever talks with citizens, while staff have notice of it. measuring: as `refusal_to_measure` says."""
    if not by.standing.may(Right.PRACTISE):
        return Refusal(say("Citizens are asked by those who talk with them."))
    if jobcentre is None:
        return Refusal(say("You work at no jobcentre here, so there is nobody to ask for."))
    return measuring


def put_up(by: Person, team: Place, measuring: Refusal | None) -> Refusal | None:
    """The team's leader, the programme lead and the head, while staff have notice of it."""
    return keep(by, team.pk) or measuring


def keep(by: Person, team_id: int | None) -> Refusal | None:
    """Who renews and closes a code on the wall; that needs no notice."""
    standing = by.standing
    if team_id is not None and all(standing.may(one, team_id) for one in (Right.PRACTISE, Right.SEE_CONVERSATIONS)):
        return None
    return Refusal(say("Codes on the wall are put up by the team's leader, the programme lead and the head."))


def open_door(door: FeedbackDoor | None, today: date) -> Refusal | None:
    """Whoever has the address: of a link once and in time, of a code until it is closed."""
    if door is None or door.used or door.closed_at is not None or (door.until is not None and door.until < today):
        return GONE
    return None


def see_figures(by: Person) -> Refusal | None:
    """Those who answer for how conversations go, and those who read for the works council."""
    if by.standing.may(Right.SEE_CONVERSATIONS):
        return None
    return Refusal(
        say("What citizens answer is seen in groups by the leaders, the programme lead and the works council.")
    )
