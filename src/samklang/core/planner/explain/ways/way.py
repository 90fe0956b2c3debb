"""One way out of a conflict."""

from dataclasses import dataclass
from enum import StrEnum

from samklang.core.planner.problem import Problem
from samklang.core.words import Sentence


class Unit(StrEnum):
    """What a way out is counted in."""

    PEOPLE = "people"
    HALF_DAYS = "half_days"
    DATES = "dates"
    DAYS = "days"
    SEATS = "seats"
    COHORTS = "cohorts"
    TRAINERS = "trainers"
    RULES = "rules"
    ORE = "ore"


_EFFORT = {
    Unit.HALF_DAYS: 1.0,
    Unit.SEATS: 1.0,
    Unit.DATES: 2.0,
    Unit.DAYS: 0.3,
    Unit.PEOPLE: 6.0,
    Unit.RULES: 8.0,
    Unit.COHORTS: 12.0,
    Unit.TRAINERS: 12.0,
    Unit.ORE: 1 / 500_000,
}
"""How hard one of each is to come by, compared with one person short at the counter for half a day. A rough judgement,
used for nothing but the order in which ways out are told."""


@dataclass(frozen=True)
class WayOut:
    """What to do, how much of it there is in its own unit, and whether a plan with less of it is proved impossible.

    changed: the problem with it done, where the rules alone say how; None where it is first to be agreed with somebody.
    """

    what: Sentence
    size: int
    unit: Unit
    proved: bool = False
    changed: Problem | None = None

    @property
    def effort(self) -> float:
        """For sorting ways out that are counted in different units."""
        return self.size * _EFFORT[self.unit]
