"""A fitted table: what every figure of the spread is taken from. It holds figures of persons and is never given out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import inf, sqrt

import numpy as np
from scipy.special import chdtrc, chdtri, expit, ndtri, stdtrit

from samklang.core.effects.answers import FEWEST_CLUSTERS, Estimate, Method, Undefined
from samklang.core.effects.spread import logit, reml
from samklang.core.effects.spread.sums import Floats, Kind, Sums

FEWEST_STAFF = 5
"""Of fewer staff nothing is said: the spread of four is nearly what each of them does."""
TENTHS = float(ndtri(0.9))
"""How far out one in ten lies on either side, in standard deviations."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Model:
    """One fit. Arrays are in the order of the sums' staff."""

    sums: Sums
    """Without strata in which nothing varies."""
    kind: Kind
    mean: Estimate
    """Of all values with the strata as they are mixed, in the outcome's unit; shares 0 to 1."""
    between: Estimate
    """The standard deviation between staff, in the outcome's unit; shares 0 to 1."""
    dependence: Estimate
    """The share of variance that lies between staff, 0 to 1, strata left out."""
    swap: Estimate
    """How far apart the middle eight in ten lie, in the outcome's unit."""
    log_odds: Estimate | None
    """For shares: the standard deviation between staff in log-odds."""
    one_below: Estimate | None
    """For shares: the share of yes at somebody one standard deviation of log-odds below the middle, 0 to 1."""
    one_above: Estimate | None
    within: float | None
    """For scores: the standard deviation within."""
    no_difference: float
    """The chance of a likelihood so much higher with a difference if there were none, 0 to 1."""
    reliability: Floats
    """How much of a person's own mean is the person, not luck, 0 to 1."""
    value: Floats
    """Each person's shrunken mean or share, adjusted to the mix of all."""
    low: Floats
    high: Floats


def fit(sums: Sums, confidence: float, *, intervals: bool = True) -> Model | Undefined:
    """The fit, or why there is none.

    intervals: False leaves out those of the spread, which take the longest.
    """
    if sums.values == 0:
        return Undefined.NO_ROWS
    kind = sums.kind
    kept = sums
    if kind is Kind.SHARES:
        yes, of = sums.total.sum(axis=0), sums.n.sum(axis=0)
        kept = sums.without((yes < 0.5) | (yes > of - 0.5))
    if len(sums.staff) < FEWEST_STAFF:
        return Undefined.TOO_FEW_UNITS
    if kept.values == 0 or (kind is Kind.SCORES and _all_alike(kept)):
        return Undefined.NO_VARIATION
    if len(kept.staff) < FEWEST_STAFF:
        return Undefined.TOO_FEW_UNITS
    free = len(kept.staff) - kept.parts
    if free < 1 or kept.values - len(kept.strata) - free < 1:
        return Undefined.NOT_TOLD_APART
    return (_scores if kind is Kind.SCORES else _shares)(_Asked(kept, confidence, intervals))


@dataclass(frozen=True, eq=False)
class _Asked:
    sums: Sums
    confidence: float
    intervals: bool

    @property
    def mix(self) -> Floats:
        found: Floats = self.sums.n.sum(axis=0) / self.sums.values
        return found

    @property
    def reach(self) -> float:
        """In standard errors, to either side."""
        return float(ndtri((1 + self.confidence) / 2))

    @property
    def may_have_interval(self) -> bool:
        return len(self.sums.staff) >= FEWEST_CLUSTERS

    def estimate(self, value: float, ends: tuple[float, float] | None, method: Method, error: float | None = None) -> (
        Estimate
    ):  # fmt: skip
        """With its interval where there are staff enough for one."""
        n, staff = self.sums.values, len(self.sums.staff)
        if not self.may_have_interval:
            few = Undefined.TOO_FEW_CLUSTERS
            return Estimate(estimate=value, confidence=self.confidence, n=n, clusters=staff, reason=few)
        if ends is None or not np.isfinite(ends).all():
            why = Undefined.NO_VARIATION if ends is None else Undefined.NOT_FOUND
            return Estimate(estimate=value, confidence=self.confidence, n=n, clusters=staff, reason=why)
        return Estimate(
            estimate=value, low=ends[0], high=ends[1], standard_error=error, method=method,
            confidence=self.confidence, n=n, clusters=staff,
        )  # fmt: skip


def _all_alike(sums: Sums) -> bool:
    likely = reml.Likelihood(sums)
    whole = likely.apart + float((sums.n * likely.mean**2).sum())
    return whole <= 1e-26 * (whole + float((sums.n * likely.origin**2).sum()))


def carried(found: Estimate, figure: Callable[[float], float]) -> Estimate:
    """An estimate and its interval on another scale that rises with the first."""
    there = [None if one is None else figure(one) for one in (found.estimate, found.low, found.high)]
    return replace(found, estimate=there[0], low=there[1], high=there[2], standard_error=None)


def mixture(rise: float) -> float:
    """The chance of a rise of twice the log-likelihood at least so large where the variance is 0.

    Half of the time there is no rise at all; otherwise it follows chi-square with one degree of freedom.

    source: Self & Liang (1987), J. Am. Stat. Assoc. 82, 605-610; Stram & Lee (1994), Biometrics 50(4), 1171-1177.
    """
    return 1.0 if rise <= 0 else float(chdtrc(1, rise)) / 2


def _scores(asked: _Asked) -> Model:
    sums = asked.sums
    likely = reml.Likelihood(sums)
    best = likely.best()
    if best.ratio == inf:
        return _nothing_within(asked, likely, best)
    within = best.rest / likely.degrees
    between = best.ratio * within
    wanted = asked.intervals and asked.may_have_interval
    squared = likely.profile_between(best, asked.confidence) if wanted else (0.0, inf)
    ratios = likely.profile_ratio(best, asked.confidence) if wanted else (0.0, inf)
    ends = sqrt(squared[0]), sqrt(squared[1])
    middle = float(asked.mix @ best.strata)
    error = sqrt(within * float(asked.mix @ best.inverse @ asked.mix))
    far = float(stdtrit(len(sums.staff) - 1, (1 + asked.confidence) / 2)) * error
    pulled = best.ratio / (1 + best.ratio * likely.of_staff)
    value = middle + pulled * best.own
    apart = asked.mix - pulled[:, None] * sums.n
    own_error = np.sqrt(within * (pulled + ((apart @ best.inverse) * apart).sum(axis=1)))
    return Model(
        sums=sums, kind=Kind.SCORES,
        mean=asked.estimate(middle, (middle - far, middle + far), Method.WALD, error),
        between=asked.estimate(sqrt(between), ends, Method.PROFILE),
        dependence=asked.estimate(best.ratio / (1 + best.ratio), (_share(ratios[0]), _share(ratios[1])),
                                  Method.PROFILE),
        swap=asked.estimate(2 * TENTHS * sqrt(between), (2 * TENTHS * ends[0], 2 * TENTHS * ends[1]), Method.PROFILE),
        log_odds=None, one_below=None, one_above=None, within=sqrt(within),
        no_difference=mixture(likely.criterion(likely.at(0.0)) - likely.criterion(best)),
        reliability=pulled * likely.of_staff,
        value=value, low=value - asked.reach * own_error, high=value + asked.reach * own_error,
    )  # fmt: skip


def _share(ratio: float) -> float:
    return 1.0 if ratio == inf else ratio / (1 + ratio)


def _nothing_within(asked: _Asked, likely: reml.Likelihood, best: reml.Point) -> Model:
    """Every value is what the person and the stratum say; luck has no part in it."""
    squared, free = likely.between_when_nothing_within(best)
    tails = (1 - asked.confidence) / 2, (1 + asked.confidence) / 2
    ends = sqrt(free * squared / float(chdtri(free, tails[0]))), sqrt(free * squared / float(chdtri(free, tails[1])))
    middle = float(asked.mix @ best.strata)
    value = middle + best.own / likely.of_staff
    error = sqrt(squared / len(asked.sums.staff))
    far = float(stdtrit(len(asked.sums.staff) - 1, tails[1])) * error
    wide = 2 * TENTHS
    return Model(
        sums=asked.sums, kind=Kind.SCORES,
        mean=asked.estimate(middle, (middle - far, middle + far), Method.WALD, error),
        between=asked.estimate(sqrt(squared), ends, Method.CHI_SQUARE),
        dependence=asked.estimate(1.0, None, Method.NONE),
        swap=asked.estimate(wide * sqrt(squared), (wide * ends[0], wide * ends[1]), Method.CHI_SQUARE),
        log_odds=None, one_below=None, one_above=None, within=0.0, no_difference=0.0,
        reliability=np.ones(len(value)), value=value, low=value, high=value,
    )  # fmt: skip


def _shares(asked: _Asked) -> Model | Undefined:
    sums, mix = asked.sums, asked.mix
    likely = logit.Likelihood(sums)
    best = likely.best()
    if best is None:
        return Undefined.NOT_FOUND
    wanted = asked.intervals and asked.may_have_interval
    ends = likely.profile(best, asked.confidence) if wanted else (0.0, inf)
    scale = _Scale(mix)
    # At either end the strata are at their own best, so that the figures belong together.
    points = [likely.at(one, best.strata) for one in ends if one < inf]

    def through(figure: Callable[[logit.Point], float]) -> Estimate:
        known = [figure(one) for one in (best, *points)]
        return asked.estimate(known[0], (min(known), max(known) if len(points) == 2 else inf), Method.PROFILE)

    own = best.deviation * (best.weights * best.places).sum(axis=1)
    square = best.deviation**2 * (best.weights * best.places**2).sum(axis=1) - own**2
    share = expit(best.strata)
    told = best.deviation**2 * (sums.n * share * (1 - share)).sum(axis=1)
    reliability = told / (1 + told)
    unsure = np.sqrt(np.maximum(0, square) + (1 - reliability) ** 2 * float(mix @ best.covariance @ mix))
    value, low, high = (scale.at(best, own + reach * unsure) for reach in (0.0, -asked.reach, asked.reach))
    return Model(
        sums=sums, kind=Kind.SHARES, mean=_mean_share(asked, best, scale),
        between=through(scale.deviation), dependence=through(scale.dependence), swap=through(scale.swap),
        log_odds=through(lambda one: one.deviation), one_below=through(lambda one: scale.beyond(one, -1)),
        one_above=through(lambda one: scale.beyond(one, 1)), within=None,
        no_difference=mixture(2 * (best.likelihood - likely.at(0.0).likelihood)),
        reliability=reliability, value=value, low=low, high=high,
    )  # fmt: skip


def _mean_share(asked: _Asked, best: logit.Point, scale: "_Scale") -> Estimate:
    middle = scale.mean(best)
    slopes = asked.mix * scale.steep(best)
    error = sqrt(max(0.0, float(slopes @ best.covariance @ slopes)))
    # On the scale of log-odds the interval stays between 0 and 1.
    wide = asked.reach * error / (middle * (1 - middle))
    odds = np.log(middle / (1 - middle))
    return asked.estimate(middle, (float(expit(odds - wide)), float(expit(odds + wide))), Method.WALD, error)


_PLACES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(40)
_WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


@dataclass(frozen=True, eq=False)
class _Scale:
    """From log-odds to shares with the strata as they are mixed."""

    mix: Floats

    def at(self, point: logit.Point, own: Floats) -> Floats:
        found: Floats = expit(point.strata + np.asarray(own)[..., None]) @ self.mix
        return found

    def _of_strata(self, point: logit.Point) -> Floats:
        """Strata x places: the shares of staff from the lowest to the highest."""
        found: Floats = expit(point.strata[:, None] + point.deviation * _PLACES)
        return found

    def mean(self, point: logit.Point) -> float:
        return float(self.mix @ self._of_strata(point) @ _WEIGHTS)

    def steep(self, point: logit.Point) -> Floats:
        shares = self._of_strata(point)
        found: Floats = (shares * (1 - shares)) @ _WEIGHTS
        return found

    def deviation(self, point: logit.Point) -> float:
        if point.deviation == 0:
            return 0.0
        shares = self.mix @ self._of_strata(point)
        return sqrt(max(0.0, float(_WEIGHTS @ (shares - _WEIGHTS @ shares) ** 2)))

    def dependence(self, point: logit.Point) -> float:
        """The variance of shares between staff, of all variance of yes and no within strata."""
        if point.deviation == 0:
            return 0.0
        shares = self._of_strata(point)
        means = shares @ _WEIGHTS
        between = (shares - means[:, None]) ** 2 @ _WEIGHTS
        return float(self.mix @ between / (self.mix @ (means * (1 - means))))

    def beyond(self, point: logit.Point, deviations: float) -> float:
        """The share at somebody so many standard deviations from the middle."""
        return float(self.at(point, np.array(deviations * point.deviation)))

    def swap(self, point: logit.Point) -> float:
        return self.beyond(point, TENTHS) - self.beyond(point, -TENTHS)
