"""What a plan risks at the counter: how tight it is, and how often sickness is expected to leave a group short."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import exp, fsum, lgamma, log, log1p

from samklang.core.planner.check import CoverPoint
from samklang.core.planner.forecast import SICKNESS_SHARE


@dataclass(frozen=True)
class Risk:
    """The counter over all half-days of a plan. One group in one half-day is one group half-day."""

    course_half_days: int
    """Group half-days in which somebody of the group is in a session or temps stand in."""
    smallest_slack: int | None
    """People to spare in the tightest of those; below 0 the group is short. None where there is none."""
    tight: int
    """Those of them in which not one more could be away."""
    short: float
    """Expected group half-days below what is needed, with the courses, when each person at the counter may be ill."""
    short_anyway: float
    """The same half-days without the courses and their temps."""
    sickness_share: float

    @property
    def short_more(self) -> float:
        """What the courses add; below 0 where temps more than make up for them."""
        return self.short - self.short_anyway


def risk(cover: Iterable[CoverPoint], *, sickness_share: float = SICKNESS_SHARE) -> Risk:
    """The risk of a plan from its cover table (`check.cover_table`).

    Each person left and each temp is ill on a half-day with the same chance, independently of the others, so the number
    at the counter is binomial; its tail is summed exactly, nothing is simulated. Illness that spreads makes short
    half-days come together, and a small group short more seldom but worse than this says. What is needed is the
    minimum, or all who would have been there if that is fewer.

    sickness_share: chance of being ill on a half-day, 0 to 1; 11 days of 227 (see forecast.Assumptions).
    raises:         ValueError outside that range.
    """
    if not 0 <= sickness_share <= 1:
        raise ValueError("The share of days ill lies between 0 and 1.")
    points = [point for point in cover if point.need > 0]
    in_course = [point for point in points if point.away or point.temps]
    return Risk(
        course_half_days=len(in_course),
        smallest_slack=min((point.slack for point in in_course), default=None),
        tight=sum(point.tight for point in in_course),
        short=fsum(below(point.need, point.left + point.temps, sickness_share) for point in points),
        short_anyway=fsum(below(point.need, point.base, sickness_share) for point in points),
        sickness_share=sickness_share,
    )


@cache
def below(need: int, people: int, sickness_share: float) -> float:
    """The chance that fewer than `need` of `people` are well, when each is ill independently of the others.

    need, people:   from 0; sickness_share: 0 to 1.
    returns:        P(X < need) for X ~ Bin(people, 1 - sickness_share), 0 to 1.
    source:         the binomial distribution; its terms are taken through logarithms, so that a thousand people fit.
    """
    if need <= 0:
        return 0.0
    if people < need or sickness_share == 1:
        return 1.0
    if sickness_share == 0:
        return 0.0
    well, ill = log1p(-sickness_share), log(sickness_share)
    ways = lgamma(people + 1)
    terms = (
        ways - lgamma(count + 1) - lgamma(people - count + 1) + count * well + (people - count) * ill
        for count in range(need)
    )
    return min(1.0, fsum(exp(term) for term in terms))
