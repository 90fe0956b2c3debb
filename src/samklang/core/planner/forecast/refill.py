"""How many people to train each half-year to hold a goal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from samklang.core.planner.forecast.assumptions import MONTHS_IN_HALF_YEAR
from samklang.core.planner.forecast.simulate import Figures, Futures, training

SURE = 0.95
_TINY = 1e-9


@dataclass(frozen=True)
class Refill:
    """The fewest people to train each half-year so that the goal holds at every month end from `from_month` on.

    A number is None where no number is enough, or where no month is left in which the goal could be held.
    """

    goal: float
    """Share of the posts whose holder is trained and still employed, above 0 to 1."""
    from_month: int
    """The month in which the planned training is over."""
    people: int | None
    """So that the expected share holds the goal."""
    low: int | None
    """The same at the low turnover: with `high` the range that the turnover's own uncertainty gives."""
    high: int | None
    """The same at the high turnover."""
    surely: int | None
    """So that at each month end, taken by itself, the goal holds in 95 of 100 replications."""
    best_share: float | None
    """The lowest expected share of any of those month ends when everybody who can be trained is trained at each course:
    what can be held at most. None where there is no such month or no post."""
    best_month: int | None
    """The month in which the share is lowest then."""


def courses_from(over: int, months: int, per_half_year: int, every_months: int) -> Mapping[int, int]:
    """The seats in each refill course: month -> people, spread evenly, the first course one interval after the plan.

    over:   the month in which the planned training is over.
    months: the last month.
    """
    in_half_year = MONTHS_IN_HALF_YEAR // every_months
    held = range(over + every_months, months + 1, every_months)
    return {
        month: (per_half_year + in_half_year - 1 - nth % in_half_year) // in_half_year for nth, month in enumerate(held)
    }


@dataclass(frozen=True)
class Fewest:
    """The answer at one turnover; the fields are those of `Refill`."""

    people: int | None
    surely: int | None
    best_share: float | None
    best_month: int | None


def fewest(goal: float, seen: Futures, every_months: int, over: int) -> Fewest:
    """Search for the refill on the futures drawn at one turnover.

    More seats never leave fewer trained on the same futures, since comings and goings do not depend on training: so the
    search halves the range each time and its answer is exact for these futures.
    """
    search = _Search(seen, goal, every_months, over)
    best_share, best_month = search.best() or (None, None)
    return Fewest(search.fewest(search.expected_holds), search.fewest(search.surely_holds), best_share, best_month)


class _Search:
    """The trained at the end of each month for any refill, on one set of futures."""

    def __init__(self, seen: Futures, goal: float, every_months: int, over: int) -> None:
        self.seen, self.goal, self.every_months, self.over = seen, goal, every_months, over
        self.last = len(seen.stays) - 1
        self.posts = np.array([seen.posts.open_in(month) for month in range(self.last + 1)])
        self.months = [month for month in range(over, self.last + 1) if self.posts[month]]
        self._trained: dict[int, Figures] = {}

    @property
    def everybody(self) -> int:
        """A refill that no course can use up."""
        return len(self.seen.posts.trained) * MONTHS_IN_HALF_YEAR

    def trained(self, people: int) -> Figures:
        if people not in self._trained:
            courses = courses_from(self.over, self.last, people, self.every_months)
            heads = [np.count_nonzero(trained, axis=1) for _, trained, _ in training(self.seen, courses)]
            self._trained[people] = np.array(heads, dtype=float)
        return self._trained[people]

    def expected_holds(self, people: int) -> bool:
        shares = self.trained(people).mean(axis=1)[self.months] / self.posts[self.months]
        return bool((shares >= self.goal - _TINY).all())

    def surely_holds(self, people: int) -> bool:
        held = self.trained(people)[self.months] >= self.goal * self.posts[self.months][:, None] - _TINY
        return bool((held.mean(axis=1) >= SURE).all())

    def fewest(self, holds: Callable[[int], bool]) -> int | None:
        """The smallest refill that holds; None where even `everybody` does not, or no month is to be held."""
        too_few, enough = -1, self.everybody
        if not self.months or not holds(enough):
            return None
        while enough - too_few > 1:
            middle = (too_few + enough) // 2
            too_few, enough = (too_few, middle) if holds(middle) else (middle, enough)
        return enough

    def best(self) -> tuple[float, int] | None:
        if not self.months:
            return None
        shares = self.trained(self.everybody).mean(axis=1)[self.months] / self.posts[self.months]
        lowest = int(shares.argmin())
        return float(shares[lowest]), self.months[lowest]
