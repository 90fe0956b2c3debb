"""Peer sparring: each focus person gets one trained colleague who sits beside them in one half-day.

Hard rules: the partner is licensed and no leader of the focus person nor led by them; both are free, and nobody is in
two places; the partner's counter can spare them; the way is not too long; nobody is a partner too often. The aims come
in strict order (`Aim`): one is never made worse for those after it. What is proved of each is told with it.
"""

from collections.abc import Callable

from samklang.core.chance import stream
from samklang.core.planner.pairing.booked import Booked
from samklang.core.planner.pairing.check import Fault, check
from samklang.core.planner.pairing.could_be import Candidate, could_be
from samklang.core.planner.pairing.pairs import NAMES, Aim, Level, Pair, Pairing, Unpaired
from samklang.core.planner.pairing.possible import Possible
from samklang.core.planner.pairing.problem import PairingProblem, Participant, Terms
from samklang.core.planner.pairing.search import Limits, Search
from samklang.core.planner.pairing.told import why_pair, why_unpaired

__all__ = [
    "NAMES",
    "Aim",
    "Candidate",
    "Fault",
    "Level",
    "Pair",
    "Pairing",
    "PairingProblem",
    "Participant",
    "Terms",
    "Unpaired",
    "check",
    "could_be",
    "pair",
]


def pair(
    problem: PairingProblem,
    *,
    seed: int = 1,
    time_limit_s: float = 10.0,
    should_stop: Callable[[], bool] | None = None,
) -> Pairing:
    """The best pairing found, approved by the checker, with what is proved of each aim and the reasons in words.

    seed:         how ties fall; the order in which the participants come does not matter. The same seed gives the same
                  pairs unless the time limit or a stop cuts in.
    time_limit_s: seconds after which the best so far is returned.
    should_stop:  asked often; True ends the search and keeps the best so far.
    """
    people = sorted(problem.participants, key=lambda one: one.id)
    stream(seed, "pairing").shuffle(people)
    possible = Possible(problem, people)
    search = Search(possible, Limits(seed, time_limit_s, should_stop or (lambda: False)))
    search.run()
    pairing = _told(possible, search)
    faults = check(problem, pairing.pairs)
    if faults:
        raise AssertionError(f"The checker disagrees with the search: {faults[0]}")
    return pairing


def _told(possible: Possible, search: Search) -> Pairing:
    booked = Booked(possible, search.best)
    pairs = (
        Pair(
            possible.people[cell[0]].id,
            possible.people[cell[1]].id,
            possible.halves[cell[2]],
            why_pair(possible, booked, cell),
        )
        for cell in search.best
    )
    paired = {focus for focus, _, _ in search.best}
    left = (
        Unpaired(possible.people[at].id, why_unpaired(possible, booked, at))
        for at in possible.focus
        if at not in paired
    )
    return Pairing(
        tuple(sorted(pairs, key=lambda one: one.focus)),
        tuple(sorted(left, key=lambda one: one.focus)),
        search.levels(),
    )
