"""Everybody who could sit beside one person, and why not the others: for whoever chooses a partner by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from samklang.core.calendar import HalfDay
from samklang.core.planner.pairing.booked import Booked
from samklang.core.planner.pairing.pairs import Pair
from samklang.core.planner.pairing.possible import Obstacle, Possible, bits
from samklang.core.planner.pairing.problem import PairingProblem
from samklang.core.planner.pairing.relaxed import PAIR_AIMS
from samklang.core.words import Sentence, say, say_n


@dataclass(frozen=True)
class Candidate:
    """One colleague, and the half-days in which they can be the partner; without any, `refused_because` says why."""

    partner: str
    half_days: tuple[HalfDay, ...]
    refused_because: Sentence | None = None


def could_be(problem: PairingProblem, focus_id: str, *, beside: Iterable[Pair] = ()) -> tuple[Candidate, ...]:
    """Every other participant as a partner for one: the possible ones first, the best of them first.

    beside: pairs that stand; that of the focus person is not counted, since it is the one to be changed.
    raises: KeyError where nobody has that id, also in the pairs.
    """
    standing = [one for one in beside if one.focus != focus_id]
    possible = Possible(problem, also=(one.half_day for one in standing))
    focus = possible.number[focus_id]
    halves = {half: at for at, half in enumerate(possible.halves)}
    booked = Booked(
        possible,
        ((possible.number[one.focus], possible.number[one.partner], halves[one.half_day]) for one in standing),
    )
    ranked = sorted(_candidate(possible, booked, focus, at) for at in range(len(possible.people)) if at != focus)
    return tuple(Candidate(partner, half_days, why) for _, partner, half_days, why in ranked)


_Ranked = tuple[tuple[int, ...], str, tuple[HalfDay, ...], Sentence | None]


def _candidate(possible: Possible, booked: Booked, focus: int, partner: int) -> _Ranked:
    """One colleague, after what they are sorted by; no two have the same id, so nothing behind it is compared."""
    who = possible.people[partner].id
    obstacle = possible.obstacle(focus, partner)
    if obstacle is not None:
        return (2, -obstacle), who, (), _refused(possible, focus, partner, obstacle)
    match = possible.match(focus, partner)
    rank = tuple(match.costs[aim] for aim in PAIR_AIMS)
    left = booked.left(focus, partner, match.halves)
    if left:
        return (0, *rank), who, tuple(possible.halves[at] for at in bits(left)), None
    return (1, *rank), who, (), _taken(possible, booked, focus, partner, match.halves)


def _taken(possible: Possible, booked: Booked, focus: int, partner: int, halves: int) -> Sentence:
    if booked.is_full(partner):
        most = possible.people[partner].most_as_partner
        return say_n("Is already a partner for {count} person.", "Is already a partner for {count} people.", most)
    if not halves & ~booked.busy.get(partner, 0) & ~booked.busy.get(focus, 0):
        return say("One of the two is in another pair whenever both are free.")
    return say("Others of the team are partners whenever both are free, and the counter can spare no more.")


def _refused(  # noqa: PLR0911 - one line for each obstacle
    possible: Possible, focus: int, partner: int, obstacle: Obstacle
) -> Sentence:
    match obstacle:
        case Obstacle.LICENCES:
            held = len(possible.people[partner].licences)
            if not held:
                return say("Holds no licence.")
            needed = possible.problem.terms.min_licences
            return say("Holds {held} of the {needed} licences a partner needs.", held=held, needed=needed)
        case Obstacle.NO_PARTNER:
            return say("Is not a partner in this round.")
        case Obstacle.LEADS:
            leads = possible.people[partner].id in possible.people[focus].managers
            return say("Leads this person.") if leads else say("Is led by this person.")
        case Obstacle.TIME:
            return say("The two are never free in the same half-day.")
        case Obstacle.COVER:
            return say("The counter cannot spare them when both are free.")
    minutes = possible.minutes(focus, partner)
    if minutes is None:
        return say("How long the way between the two places is, is not known.")
    most = possible.problem.most_minutes
    return say_n(
        "Has {count} minute to travel; the most is {most}.",
        "Has {count} minutes to travel; the most is {most}.",
        minutes,
        most=most,
    )
