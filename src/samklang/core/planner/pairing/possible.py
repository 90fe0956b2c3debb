"""Who could sit beside whom and when, and what each such pair costs on every aim.

Half-days are bits of a whole number, so that what two people share is one operation.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from samklang.core.calendar import HalfDay
from samklang.core.planner.pairing.pairs import Aim
from samklang.core.planner.pairing.problem import PairingProblem, Participant

THOUSAND = 1000
Cell: TypeAlias = tuple[int, int, int]
"""A focus person, a partner and a half-day, each by number."""


class Obstacle(IntEnum):
    """What keeps two from being a pair at all, in the order in which it is asked."""

    LICENCES = 1
    NO_PARTNER = 2
    LEADS = 3
    TIME = 4
    COVER = 5
    TRAVEL = 6


@dataclass(frozen=True)
class Match:
    """A possible pair: the half-days as bits, and what it adds to the aims that look at pairs."""

    halves: int
    costs: Mapping[Aim, int]


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


class Possible:
    """The problem by number: people, half-days, cover and every pair that is possible by itself."""

    def __init__(
        self, problem: PairingProblem, people: Iterable[Participant] | None = None, also: Iterable[HalfDay] = ()
    ) -> None:
        """The problem's own order decides ties where no other is given.

        people: the participants in another order; also: half-days that pairs stand in and nobody need be free in.
        """
        self.problem = problem
        self.people = tuple(problem.participants if people is None else people)
        self.number = {one.id: at for at, one in enumerate(self.people)}
        self.halves = tuple(sorted({*also, *(half for one in self.people for half in one.free)}))
        place = {half: at for at, half in enumerate(self.halves)}
        self.free = [sum(1 << place[half] for half in one.free) for one in self.people]
        self.teams = tuple(dict.fromkeys(one.team for one in self.people))
        self.spare = {(team, at): self._spare(team, half) for team in self.teams for at, half in enumerate(self.halves)}
        manned = {team: sum(1 << at for at in range(len(self.halves)) if self.spare[team, at]) for team in self.teams}
        self.may_leave = [self.free[at] & manned[one.team] for at, one in enumerate(self.people)]
        self.focus = [at for at, one in enumerate(self.people) if one.is_focus]

    def _spare(self, team: str, half: HalfDay) -> int:
        spare, most = self.problem.spare.get((team, half), 0), self.problem.terms.most_away
        return spare if most is None else min(spare, most)

    def cap(self, partner: int) -> int:
        """How many a partner may sit beside; never more than there are half-days."""
        return min(self.people[partner].most_as_partner, len(self.halves))

    def obstacle(self, focus: int, partner: int) -> Obstacle | None:
        """The first thing that keeps two different people from being a pair; None where nothing does."""
        learner, other = self.people[focus], self.people[partner]
        if len(other.licences) < self.problem.terms.min_licences:
            return Obstacle.LICENCES
        if other.most_as_partner <= 0:
            return Obstacle.NO_PARTNER
        if other.id in learner.managers or learner.id in other.managers:
            return Obstacle.LEADS
        if not self.free[focus] & self.free[partner]:
            return Obstacle.TIME
        if not self.free[focus] & self.may_leave[partner]:
            return Obstacle.COVER
        minutes = self.minutes(focus, partner)
        return Obstacle.TRAVEL if minutes is None or minutes > self.problem.most_minutes else None

    def minutes(self, focus: int, partner: int) -> int | None:
        """Minutes from the partner's site to the focus person's; None where it cannot be travelled."""
        here, there = self.people[focus].site, self.people[partner].site
        return 0 if here == there else self.problem.minutes.get((there, here))

    def match(self, focus: int, partner: int) -> Match:
        """A pair that nothing keeps apart."""
        learner, other = self.people[focus], self.people[partner]
        wanted, held = len(learner.focus), len(learner.focus & other.licences)
        ago = self.problem.earlier.get((learner.id, other.id))
        costs = {
            Aim.UNCOVERED: (THOUSAND * (wanted - held) + wanted // 2) // wanted if wanted else 0,
            Aim.REPEATED: max(0, self.problem.terms.rounds_remembered + 1 - ago) if ago else 0,
            Aim.TRAVEL: self.minutes(focus, partner) or 0,
        }
        return Match(self.free[focus] & self.may_leave[partner], costs)

    def matches(self) -> dict[tuple[int, int], Match]:
        """Every possible pair, by focus person and partner."""
        needed = self.problem.terms.min_licences
        partners = [at for at, one in enumerate(self.people) if one.most_as_partner > 0 and len(one.licences) >= needed]
        return {
            (focus, partner): self.match(focus, partner)
            for focus in self.focus
            for partner in partners
            if focus != partner and self.obstacle(focus, partner) is None
        }
