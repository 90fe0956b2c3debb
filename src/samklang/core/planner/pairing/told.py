"""Why a pair is as it is, and why somebody has no partner, in words."""

from samklang.core.planner.pairing.booked import Booked
from samklang.core.planner.pairing.possible import Cell, Obstacle, Possible
from samklang.core.words import Sentence, say, say_n


def why_pair(possible: Possible, booked: Booked, cell: Cell) -> tuple[Sentence, ...]:
    """The grounds of one pair: licences, earlier rounds, travel and the counter."""
    focus, partner, half = cell
    away = booked.away[possible.people[partner].team, half]
    spare = possible.spare[possible.people[partner].team, half]
    return (
        licences_told(possible, focus, partner),
        _earlier_told(possible, focus, partner),
        _travel_told(possible, focus, partner),
        say_n(
            "The counter stays manned: {count} of the partner's team can be away then, and {away} will be.",
            "The counter stays manned: {count} of the partner's team can be away then, and {away} will be.",
            spare,
            away=away,
        ),
    )


def licences_told(possible: Possible, focus: int, partner: int) -> Sentence:
    """How far the partner's licences reach."""
    wanted, held = possible.people[focus].focus, possible.people[partner].licences
    if not wanted:
        return say_n("Holds a licence for {count} indicator.", "Holds a licence for {count} indicators.", len(held))
    both = len(wanted & held)
    if both == len(wanted):
        return say_n(
            "Holds a licence for the indicator wished for.",
            "Holds a licence for all {count} indicators wished for.",
            both,
        )
    return say_n(
        "Holds a licence for none of what is wished for, which is {count} indicator.",
        "Holds a licence for {both} of the {count} indicators wished for.",
        len(wanted),
        both=both,
    )


def _earlier_told(possible: Possible, focus: int, partner: int) -> Sentence:
    ago = possible.problem.earlier.get((possible.people[focus].id, possible.people[partner].id))
    if ago is None:
        return say("The two have not been a pair before.")
    return say_n("The two were a pair in the last round.", "The two were last a pair {count} rounds ago.", ago)


def _travel_told(possible: Possible, focus: int, partner: int) -> Sentence:
    if possible.people[focus].site == possible.people[partner].site:
        return say("Both work at the same place.")
    minutes = possible.minutes(focus, partner) or 0
    return say_n("The partner travels {count} minute.", "The partner travels {count} minutes.", minutes)


def why_unpaired(possible: Possible, booked: Booked, focus: int) -> Sentence:
    """The first reason that leaves nobody for a focus person, the other pairs being as they are."""
    others = [at for at in range(len(possible.people)) if at != focus]
    obstacles = [possible.obstacle(focus, other) for other in others]
    left = [other for other, obstacle in zip(others, obstacles, strict=True) if obstacle is None]
    if not left:
        return _nobody(possible, max((one for one in obstacles if one), default=Obstacle.LICENCES))
    if any(booked.partner_left(one, possible.free[focus] & possible.may_leave[one]) for one in left):
        return say("Is a partner for others whenever somebody could come.")
    return say_n(
        "The only possible partner is taken by others.", "All {count} possible partners are taken by others.", len(left)
    )


def _nobody(possible: Possible, obstacle: Obstacle) -> Sentence:
    """What is said where each falls to some obstacle, and the last of them falls to this one."""
    match obstacle:
        case Obstacle.LICENCES:
            needed = max(1, possible.problem.terms.min_licences)
            return say_n(
                "No colleague holds a licence.", "No colleague holds the {count} licences a partner needs.", needed
            )
        case Obstacle.NO_PARTNER:
            return say("No colleague with enough licences is a partner in this round.")
        case Obstacle.LEADS:
            return say("The only partners with enough licences lead this person, or are led by them.")
        case Obstacle.TIME:
            return say("Nobody who could be the partner is free in the same half-day.")
        case Obstacle.COVER:
            return say("No counter can spare anybody who could be the partner when both are free.")
    return say_n(
        "Everybody who could be the partner has more than {count} minute to travel.",
        "Everybody who could be the partner has more than {count} minutes to travel.",
        possible.problem.most_minutes,
    )
