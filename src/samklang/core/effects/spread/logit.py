"""The variance between staff in shares of yes, by a logit with an own part for each person, from counts alone.

The model: the log-odds of yes are the stratum's, plus what is the person's own (normal). The own part is integrated
away by adaptive Gauss-Hermite quadrature, and the strata are found by Newton's method for each standard deviation.

Source: Pinheiro & Bates (1995), J. Comput. Graph. Stat. 4(1), 12-35, for the quadrature; Louis (1982), J. R. Stat. Soc.
B 44(2), 226-233, for the second derivatives.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log, pi, sqrt

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import expit, gammaln, logsumexp

from samklang.core.effects.spread.reml import cut
from samklang.core.effects.spread.sums import Floats, Sums

NODES = 15
"""Points of the quadrature for each person: figures of typical tables stand to nine digits from here on."""
LARGEST = 12.0
"""A standard deviation of log-odds beyond which nothing is told apart from yes or no for certain."""
GRID = (0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 1.7, 3.0, 6.0, LARGEST)
PAST = 3
"""Neighbours in the grid that must all lie beyond the top before the rest of it is left out."""
MOST_STEPS = 60
CLOSE = 1e-9
LEAST_STEP = 1e-3


@dataclass(frozen=True, eq=False)
class Point:
    """What follows from one standard deviation of the own parts."""

    deviation: float
    """Of log-odds, 0 or more."""
    strata: Floats
    """Log-odds of the strata."""
    likelihood: float
    """The logarithm of how likely the counts are, with their binomial coefficients."""
    slope: float
    """Of the likelihood by the deviation."""
    information: Floats
    """Strata x strata: minus the second derivatives by the strata."""
    places: Floats
    """Staff x nodes: own parts, in standard deviations."""
    weights: Floats
    """Staff x nodes: how likely each is after the counts; rows sum to 1."""

    @property
    def covariance(self) -> Floats:
        """Of the strata's log-odds."""
        found: Floats = np.asarray(np.linalg.inv(self.information), dtype=np.float64)
        return found


class Likelihood:
    """The likelihood of a table of counts, as a function of the standard deviation of the own parts."""

    def __init__(self, sums: Sums, nodes: int = NODES) -> None:
        """sums: of yes and no, every stratum with some of each."""
        self.n, self.yes = sums.n, sums.total
        places, weights = np.polynomial.hermite_e.hermegauss(nodes)
        self._places: Floats = np.asarray(places, dtype=np.float64)
        self._log_weights: Floats = np.asarray(np.log(weights) + places**2 / 2 - log(2 * pi) / 2, dtype=np.float64)
        choices = gammaln(self.n + 1) - gammaln(self.yes + 1) - gammaln(self.n - self.yes + 1)
        self.choices = float(choices.sum())
        """The logarithm of the binomial coefficients, which rows do not have."""
        shares = self.yes.sum(axis=0) / self.n.sum(axis=0)
        self._start = np.log(shares / (1 - shares))

    def at(self, deviation: float, start: Floats | None = None) -> Point:
        """Everything at one deviation, 0 or above; strata are searched from `start`."""
        strata = self._start if start is None else start
        point, slopes = self._look(deviation, strata)
        for _ in range(MOST_STEPS):
            step = np.linalg.solve(point.information, slopes)
            if float(np.abs(step).max()) < CLOSE:
                break
            tried, tried_slopes = self._look(deviation, point.strata + step)
            while tried.likelihood < point.likelihood - 1e-9 and float(np.abs(step).max()) > LEAST_STEP:
                step = step / 2
                tried, tried_slopes = self._look(deviation, point.strata + step)
            if tried.likelihood < point.likelihood - 1e-9:
                # Where own parts are very far apart the quadrature is too rough to go on.
                break
            point, slopes = tried, tried_slopes
        return point

    def _look(self, deviation: float, strata: Floats) -> tuple[Point, Floats]:
        """At these strata: the point, and the slopes by the strata."""
        mode, width = self._mode(deviation, strata)
        places = mode[:, None] + width[:, None] * self._places
        odds = strata[None, :, None] + deviation * places[:, None, :]
        logs = (self.yes[:, :, None] * odds - self.n[:, :, None] * np.logaddexp(0, odds)).sum(axis=1)
        logs += self._log_weights - places**2 / 2 + np.log(width)[:, None]
        each = logsumexp(logs, axis=1)
        weights = np.exp(logs - each[:, None])
        share = expit(odds)
        left = self.yes[:, :, None] - self.n[:, :, None] * share
        mean = np.einsum("isq,iq->is", left, weights)
        flat = left.transpose(1, 0, 2).reshape(len(strata), -1)
        spread = (flat * weights.ravel()) @ flat.T - mean.T @ mean
        steep = np.einsum("isq,iq->s", self.n[:, :, None] * share * (1 - share), weights)
        point = Point(
            deviation=deviation,
            strata=strata,
            likelihood=float(each.sum()) + self.choices,
            slope=float((left.sum(axis=1) * places * weights).sum()),
            information=np.diag(steep) - spread,
            places=places,
            weights=weights,
        )
        return point, mean.sum(axis=0)

    def _mode(self, deviation: float, strata: Floats) -> tuple[Floats, Floats]:
        """Where each own part is most likely, in standard deviations, and how wide its peak is."""
        mode = np.zeros(len(self.n))
        for _ in range(MOST_STEPS):
            share = expit(strata + deviation * mode[:, None])
            curve = 1 + deviation**2 * (self.n * share * (1 - share)).sum(axis=1)
            step = (deviation * (self.yes - self.n * share).sum(axis=1) - mode) / curve
            # The curve is steepest in the middle, so a long step is shortened rather than trusted.
            mode = mode + np.clip(step, -1.0, 1.0)
            if float(np.abs(step).max()) < 1e-9:
                break
        share = expit(strata + deviation * mode[:, None])
        return mode, 1 / np.sqrt(1 + deviation**2 * (self.n * share * (1 - share)).sum(axis=1))

    @property
    def pull(self) -> float:
        """The slope of the likelihood by the variance where the variance is 0; above 0 where staff differ."""
        share = self.yes.sum(axis=0) / self.n.sum(axis=0)
        left = (self.yes - self.n * share).sum(axis=1)
        return float((left**2).sum() - (self.n * share * (1 - share)).sum()) / 2

    def best(self) -> Point | None:
        """The most likely deviation, which may be 0; None where it has no end."""
        points = [self.at(0.0)]
        for deviation in GRID:
            points.append(self.at(deviation, points[-1].strata))
            if len(points) > PAST and all(one.slope <= 0 for one in points[-PAST:]):
                break
        if points[-1].deviation == LARGEST and points[-1].slope > 0:
            return None
        found = [points[0]]
        for before, after in pairwise(points[1:]):
            if before.slope > 0 >= after.slope:
                found.append(self._top(before, after))
        if points[1].slope <= 0 < self.pull:
            found.append(self._top(self.at(1e-4), points[1]))
        return max(found, key=lambda one: one.likelihood)

    def _top(self, before: Point, after: Point) -> Point:
        def slope(deviation: float) -> float:
            return self.at(deviation, before.strata).slope

        ends = before.deviation, after.deviation
        where = brentq(slope, *ends, xtol=1e-10, rtol=1e-12) if slope(ends[0]) > 0 else ends[0]
        return self.at(float(where), before.strata)

    def restricted(self, point: Point) -> float:
        """The logarithm of the likelihood with the strata integrated away, nearly: less half that of their information.

        source: Cox & Reid (1987), J. R. Stat. Soc. B 49(1), 1-39. For normal scores it is the restricted likelihood.
        """
        return point.likelihood - float(np.linalg.slogdet(point.information)[1]) / 2

    def profile(self, best: Point, confidence: float) -> tuple[float, float]:
        """The interval of the deviation by the profile of the restricted likelihood: 0 or more to `inf`."""

        def minus(deviation: float) -> float:
            return -self.restricted(self.at(max(0.0, deviation), best.strata))

        reach = max(best.deviation * 2, 0.2)
        near = minimize_scalar(minus, bounds=(0.0, reach), method="bounded", options={"xatol": 1e-6})
        top, height = (float(near.x), float(near.fun)) if near.fun < minus(0.0) else (0.0, minus(0.0))
        limit = height + cut(confidence) / 2
        return _ends(lambda deviation: minus(deviation) - limit, top)


def _ends(beyond: Callable[[float], float], best: float) -> tuple[float, float]:
    low = float(brentq(beyond, 0.0, best, xtol=1e-8)) if best > 0 and beyond(0.0) > 0 else 0.0
    below = best
    for step in (0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4):
        above = best + step
        if beyond(above) > 0:
            return low, float(brentq(beyond, below, above, xtol=1e-8))
        below = above
    return low, inf


def latent_share(deviation: float) -> float:
    """The share of variance between staff on the scale of log-odds, 0 to 1; there the rest has variance pi² / 3."""
    return deviation**2 / (deviation**2 + pi**2 / 3)


def median_odds_ratio(deviation: float) -> float:
    """How the odds differ, at the median, between the higher and the lower of two members of staff; 1 or more.

    source: Larsen & Merlo (2005), Am. J. Epidemiol. 161(1), 81-88.
    """
    return float(np.exp(sqrt(2.0) * deviation * 0.6744897501960817))
