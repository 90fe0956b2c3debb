"""The variance of scores between staff and within, by restricted maximum likelihood, from sums alone.

The model: a value is its stratum's mean, plus what is the person's own (normal, variance between), plus the rest
(normal, variance within). Nothing but the count, sum and squares of each person and stratum enters, so the answer from
sums is that from rows.

Source: Patterson & Thompson (1971), Biometrika 58(3), 545-554; Harville (1977), J. Am. Stat. Assoc. 72, 320-338.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, log, pi

import numpy as np
from scipy.optimize import brentq
from scipy.special import chdtri

from samklang.core.effects.spread.sums import Floats, Sums

NOTHING = 1e-12
"""A share of the variance too small to be more than rounding."""
STEPS = 60
LOWEST, HIGHEST = 1e-6, 1e7
"""Ratios of variances that are looked at, for a person with the mean number of values."""


@dataclass(frozen=True, eq=False)
class Point:
    """What follows from one ratio of the variance between to that within."""

    ratio: float
    strata: Floats
    """Means of the strata."""
    own: Floats
    """Staff: the sum of what their values have beyond their strata."""
    rest: float
    """The squares that are left, weighted; divided by the degrees of freedom it is the variance within."""
    shape: float
    """What the criterion has beside the squares: logarithms of determinants."""
    slope_rest: float
    slope_shape: float
    inverse: Floats
    """Strata x strata: the covariance of their means, in units of the variance within."""


class Likelihood:
    """The restricted likelihood of a table of sums, as a function of the ratio of variances."""

    def __init__(self, sums: Sums) -> None:
        """Takes what is summed once. sums: two or more staff, values that vary."""
        self.n, self.of_staff, self.of_stratum = sums.n, sums.n.sum(axis=1), sums.n.sum(axis=0)
        self.origin = sums.total.sum(axis=0) / self.of_stratum
        self.total = sums.total - sums.n * self.origin
        self.mean = self.total / np.maximum(sums.n, 1)
        self.apart = float(sums.apart.sum())
        self.degrees = sums.values - len(sums.strata)
        self.parts = sums.parts
        self._within = np.diag(self.of_stratum) - (self.n / self.of_staff[:, None]).T @ self.n
        self._typical = sums.values / len(sums.staff)

    def at(self, ratio: float) -> Point:
        """Everything at one ratio, 0 or above."""
        grown = 1 + ratio * self.of_staff
        thin = 1 / (self.of_staff * grown)
        precision = self._within + (self.n * thin[:, None]).T @ self.n
        inverse = np.linalg.inv(precision)
        total = self.total.sum(axis=1)
        pulled = ratio / grown
        strata = inverse @ (self.total.sum(axis=0) - self.n.T @ (pulled * total))
        own = total - self.n @ strata
        left = self.mean - strata - (own / self.of_staff)[:, None]
        rest = self.apart + float((self.n * left**2).sum()) + float((own**2 * thin).sum())
        steep = self.n / grown[:, None]
        return Point(
            ratio=ratio,
            strata=strata + self.origin,
            own=own,
            rest=rest,
            shape=float(np.log(grown).sum() + np.linalg.slogdet(precision)[1]),
            slope_rest=-float(((own / grown) ** 2).sum()),
            slope_shape=float((self.of_staff / grown).sum() - (inverse * (steep.T @ steep)).sum()),
            inverse=inverse,
        )

    def criterion(self, point: Point) -> float:
        """Minus twice the restricted log-likelihood, the variance within at its best."""
        return self.degrees * (1 + log(2 * pi * point.rest / self.degrees)) + point.shape

    def _slope(self, log_ratio: float) -> float:
        point = self.at(exp(log_ratio))
        return point.ratio * (self.degrees * point.slope_rest / point.rest + point.slope_shape)

    def best(self) -> Point:
        """The ratio with the lowest criterion; 0 where no variance between is the most likely.

        Where the values of each person and stratum do not vary at all, the ratio is without end: `inf`.
        """
        if self.nothing_within:
            return self._endless()
        ends = log(LOWEST / self._typical), log(HIGHEST / self._typical)
        grid = np.linspace(*ends, STEPS)
        slopes = np.array([self._slope(one) for one in grid])
        found = [self.at(0.0)]
        for place in np.flatnonzero((slopes[:-1] < 0) & (slopes[1:] >= 0)):
            found.append(self.at(exp(brentq(self._slope, grid[place], grid[place + 1], xtol=1e-13, rtol=1e-14))))
        if slopes[-1] < 0:
            return self._endless()
        return min(found, key=self.criterion)

    @property
    def nothing_within(self) -> bool:
        """Whether strata and persons explain every value."""
        most = self.at(HIGHEST / self._typical)
        left = self.mean - (most.strata - self.origin) - (most.own / self.of_staff)[:, None]
        within = self.apart + float((self.n * left**2).sum())
        whole = self.apart + float((self.n * self.mean**2).sum())
        return within <= NOTHING * whole

    def _endless(self) -> Point:
        most = self.at(HIGHEST / self._typical)
        return Point(**{**most.__dict__, "ratio": inf})

    def between_when_nothing_within(self, point: Point) -> tuple[float, int]:
        """The variance between staff where nothing is left within, and its degrees of freedom."""
        free = len(self.of_staff) - self.parts
        means = point.own / self.of_staff
        if self.parts == 1:
            means = means - means.mean()
        return float((means**2).sum()) / free, free

    def profile_ratio(self, best: Point, confidence: float) -> tuple[float, float]:
        """The interval of the ratio by profile likelihood: 0 or more to `inf`."""
        limit = self.criterion(best) + cut(confidence)
        return _ends(lambda ratio: self.criterion(self.at(ratio)) - limit, best.ratio, 1 / self._typical)

    def profile_between(self, best: Point, confidence: float) -> tuple[float, float]:
        """The interval of the variance between staff by profile likelihood, in the unit squared: 0 or more to `inf`."""
        within = best.rest / self.degrees
        limit = self.criterion(best) + cut(confidence)

        def beyond(between: float) -> float:
            return self._with_between(between, within) - limit

        return _ends(beyond, best.ratio * within, within / self._typical)

    def _with_between(self, between: float, near: float) -> float:
        """The criterion with that variance between, the variance within at its best (near `near`)."""
        if between == 0:
            return self.criterion(self.at(0.0))

        def slope(log_within: float) -> float:
            within = exp(log_within)
            point = self.at(between / within)
            return self.degrees - point.rest / within - point.ratio * (point.slope_rest / within + point.slope_shape)

        low = high = log(near)
        reach = 0.05
        while slope(low) > 0 and reach < 100:
            low, reach = low - reach, reach * 2
        reach = 0.05
        while slope(high) < 0 and reach < 100:
            high, reach = high + reach, reach * 2
        log_within = low if low == high else brentq(slope, low, high, xtol=1e-9)
        within = exp(log_within)
        point = self.at(between / within)
        return self.degrees * log(2 * pi * within) + point.rest / within + point.shape


def cut(confidence: float) -> float:
    """How far the criterion may rise inside an interval: a quantile of chi-square with one degree of freedom."""
    return float(chdtri(1, 1 - confidence))


def _ends(beyond: Callable[[float], float], best: float, small: float) -> tuple[float, float]:
    """Where a criterion less its limit crosses none below the best value and above it.

    best:    where the criterion is lowest, 0 or more.
    small:   a first step where the best is 0.
    returns: 0 where it does not cross on the way down, `inf` where it never does on the way up.
    """
    low = 0.0
    if best > 0 and beyond(0.0) > 0:
        low = float(brentq(beyond, 0.0, best, xtol=1e-12 * max(best, small), rtol=1e-10))
    step = max(best, small)
    below, above = best, best + step
    for _ in range(60):
        if beyond(above) > 0:
            return low, float(brentq(beyond, below, above, xtol=1e-12 * above, rtol=1e-10))
        below, step = above, step * 2
        above += step
    return low, inf
