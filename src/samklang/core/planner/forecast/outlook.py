"""The forecast: who is trained and still here, month by month, with intervals, and the refill that holds a goal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from samklang.core.planner.forecast.assumptions import Assumptions
from samklang.core.planner.forecast.refill import Fewest, Refill, courses_from, fewest
from samklang.core.planner.forecast.simulate import Figures, Posts, Tally, futures, generator, train
from samklang.core.planner.forecast.staff import Known, counted, from_plan
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True)
class Estimate:
    """One figure over all replications. Nine in ten of them lie from low to high: the spread of chance alone."""

    mean: float
    median: float
    low: float
    high: float
    error: float | None
    """The standard error of the mean over the replications; None for a single one."""


@dataclass(frozen=True)
class Point:
    """The staff at the end of one month. Month 0 is the day of the forecast."""

    month: int
    posts: int
    """Posts that exist, manned or vacant."""
    trained: Estimate
    """People trained and still employed, on leave or not."""
    at_work: Estimate
    """Of those, the ones at work on an ordinary day: not on long leave, not ill that day."""
    skill_kept: Estimate | None
    """The mean over the trained and still employed of the part of their gain that is left, 0 to 1: an average of effect
    sizes, not a count of heads. None where nobody is trained."""
    gain_sd: Estimate | None
    """The gain that is left, spread over all posts, in standard deviations. None without posts."""
    newcomers: Estimate
    """People who came after today, are past their ramp-up and are untrained: full load without the method."""

    @property
    def share(self) -> float | None:
        """The expected share of the posts whose holder is trained, 0 to 1; None without posts."""
        return self.trained.mean / self.posts if self.posts else None


@dataclass(frozen=True)
class Scenario:
    """People trained and still employed at the end of each month, at another turnover."""

    turnover: float
    trained: tuple[Estimate, ...]


@dataclass(frozen=True)
class Forecast:
    """One forecast with all that it rests on. The scenarios differ in turnover only."""

    assumptions: Assumptions
    staff: int
    trained_now: int
    to_be_trained: int
    seed: int
    replications: int
    points: tuple[Point, ...]
    low_turnover: Scenario
    high_turnover: Scenario
    refill: Refill | None
    """None where no goal was given."""


def forecast(
    staff: int,
    trained_now: int,
    completions: Sequence[tuple[int, int]],
    assumptions: Assumptions,
    *,
    months: int = 24,
    seed: int = 0,
    replications: int = 2000,
    goal: float | None = None,
    known: Sequence[Known] | None = None,
) -> Forecast:
    """Simulate each person's months: leaving, long leave, training, the newcomer in the vacant post.

    People leave with the same chance every month, 1 - (1 - turnover)^(1/12), whatever else happens to them. One who
    leaves before their course, or is on long leave by chance when it ends, is not trained by it. Posts are filled again
    with untrained newcomers; these, and those who missed their course, are trained only by the refill.

    staff, trained_now: people, from 0.
    completions:  (month, people) who finish by the end of that month.
    months:       how far to look, 0 to 120.
    replications: futures drawn, from 1.
    goal:         share of the posts whose holder is to be trained at every month end once the plan is over; above 0,
                  at most 1.
    known:        what is known of each person; replaces the three numbers, which must agree with it in staff.
    returns:      the same for the same arguments on every machine.
    raises:       ValueError where a number is outside its range or the numbers do not agree.
    """
    _in_range(months, replications, goal)
    people = counted(staff, trained_now, completions) if known is None else tuple(known)
    if len(people) != staff:
        raise ValueError(f"{len(people)} people are known of a staff of {staff}.")
    return _followed(people, assumptions, goal=goal, months=months, replications=replications, seed=seed)


def _in_range(months: int, replications: int, goal: float | None) -> None:
    if not (0 <= months <= 120 and replications >= 1 and (goal is None or 0 < goal <= 1)):
        raise ValueError("Months go from 0 to 120, replications from 1, and a goal is above 0 and at most 1.")


def _followed(
    people: tuple[Known, ...], given: Assumptions, *, goal: float | None, months: int, replications: int, seed: int
) -> Forecast:
    posts = Posts.of(people, months)
    over = max((one.completes for one in people if one.completes is not None), default=0)
    courses = courses_from(over, months, given.refill_per_half_year, given.refill_every_months)

    def at(turnover: float) -> tuple[Tally, Fewest | None]:
        seen = futures(posts, given, turnover, months=months, replications=replications, seed=seed)
        found = None if goal is None else fewest(goal, seen, given.refill_every_months, over)
        return train(seen, given, courses), found

    low, base, high = (at(turnover) for turnover in (given.turnover_low, given.turnover, given.turnover_high))
    return Forecast(
        assumptions=given,
        staff=len(people),
        trained_now=sum(one.trained and one.starts == 0 for one in people),
        to_be_trained=sum(one.completes is not None for one in people),
        seed=seed,
        replications=replications,
        points=_points(posts, base[0], given, seed),
        low_turnover=_scenario(given.turnover_low, low[0]),
        high_turnover=_scenario(given.turnover_high, high[0]),
        refill=_refill(goal, over, low[1], base[1], high[1]),
    )


def forecast_plan(
    problem: Problem,
    plan: Plan | None,
    assumptions: Assumptions,
    *,
    today: date,
    months: int = 24,
    seed: int = 0,
    replications: int = 2000,
    goal: float | None = None,
) -> Forecast:
    """The forecast for the people of a problem, trained as the plan says; see `from_plan` and `forecast`."""
    start = from_plan(problem, plan, today=today)
    return forecast(
        start.staff,
        start.trained_now,
        start.completions,
        assumptions,
        months=months,
        seed=seed,
        replications=replications,
        goal=goal,
        known=start.known,
    )


def _points(posts: Posts, tally: Tally, assumptions: Assumptions, seed: int) -> tuple[Point, ...]:
    chance = generator(seed, "sickness")
    at_work = chance.binomial(tally.present.astype(np.int64), 1 - assumptions.sickness_share).astype(float)
    return tuple(
        Point(
            month=month,
            posts=posts.open_in(month),
            trained=_estimate(tally.trained[month]),
            at_work=_estimate(at_work[month]),
            skill_kept=_kept(tally, month),
            gain_sd=_gain(tally.kept[month] * assumptions.gain_sd, posts.open_in(month)),
            newcomers=_estimate(tally.newcomers[month]),
        )
        for month in range(len(tally.trained))
    )


def _refill(
    goal: float | None, over: int, low: Fewest | None, base: Fewest | None, high: Fewest | None
) -> Refill | None:
    if goal is None or low is None or base is None or high is None:
        return None
    return Refill(
        goal=goal,
        from_month=over,
        people=base.people,
        low=low.people,
        high=high.people,
        surely=base.surely,
        best_share=base.best_share,
        best_month=base.best_month,
    )


def _scenario(turnover: float, tally: Tally) -> Scenario:
    return Scenario(turnover, tuple(_estimate(row) for row in tally.trained))


def _kept(tally: Tally, month: int) -> Estimate | None:
    """Over the replications in which anybody is trained."""
    some = tally.trained[month] > 0
    return _estimate(tally.kept[month][some] / tally.trained[month][some]) if some.any() else None


def _gain(gain_sd: Figures, posts: int) -> Estimate | None:
    return _estimate(gain_sd / posts) if posts else None


def _estimate(values: Figures) -> Estimate:
    low, median, high = np.quantile(values, [LOW, 0.5, HIGH], method="inverted_cdf")
    error = float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else None
    return Estimate(float(values.mean()), float(median), float(low), float(high), error)
