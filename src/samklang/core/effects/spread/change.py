"""Whether staff have come closer to each other from one period to another."""

from dataclasses import dataclass, replace
from math import exp, hypot, log

from samklang.core.effects.answers import Estimate, Method, Undefined, Verdict
from samklang.core.effects.spread.model import fit
from samklang.core.effects.spread.sums import Sums
from samklang.core.effects.verdicts import verdict


@dataclass(frozen=True, kw_only=True)
class SpreadChange:
    """The spread between staff in two periods, and what may be said of the difference."""

    before: Estimate
    """The standard deviation between staff, in the outcome's unit; shares 0 to 1."""
    after: Estimate
    difference: Estimate
    """After less before: below 0 staff have come closer."""
    ratio: Estimate
    """After divided by before; 1 is no change. None where before there was no difference."""
    smallest_relevant: float
    verdict: Verdict
    """`IMPROVED` where staff have come closer."""


def spread_change(before: Sums, after: Sums, *, smallest_relevant: float, confidence: float = 0.95) -> SpreadChange:
    """How the standard deviation between staff changed.

    The interval joins those of the two periods as if they were told of other staff. Where many are the same it is on
    the careful side, since what makes two variances rise together then counts twice.

    before, after:     of the same outcome; staff may be the same, in part, or others. Kinds must be equal.
    smallest_relevant: the smallest change that matters, in the outcome's unit, above 0, stated beforehand.
    returns:           with fewer than ten staff in either period no interval, and the verdict is CANNOT_TELL.
    raises:            ValueError where one period has scores and the other yes and no.
    source:            Zou & Donner (2008), Stat. Med. 27(10), 1693-1702; for the ratio the same on
                       logarithms.
    """
    first, second = (fit(one, confidence) for one in (before, after))
    if not isinstance(first, Undefined) and not isinstance(second, Undefined) and first.kind is not second.kind:
        raise ValueError("One period has scores and the other yes and no; compare the same outcome.")
    one, two = (
        Estimate(confidence=confidence, n=given.values, clusters=len(given.staff), reason=model)
        if isinstance(model, Undefined)
        else model.between
        for given, model in ((before, first), (after, second))
    )
    difference = _difference(one, two)
    return SpreadChange(
        before=one, after=two, difference=difference, ratio=_ratio(one, two), smallest_relevant=smallest_relevant,
        verdict=verdict(difference, smallest_relevant=smallest_relevant, higher_is_better=False),
    )  # fmt: skip


def _joined(one: Estimate, two: Estimate, value: float | None, low: float | None, high: float | None) -> Estimate:
    told = low is not None and high is not None
    return Estimate(
        estimate=value, low=low if told else None, high=high if told else None,
        method=Method.RECOVERED if told else Method.NONE, confidence=one.confidence, n=one.n + two.n,
        clusters=min(one.clusters, two.clusters), reason=None if told else one.reason or two.reason,
    )  # fmt: skip


def _difference(one: Estimate, two: Estimate) -> Estimate:
    if one.estimate is None or two.estimate is None:
        return _joined(one, two, None, None, None)
    apart = two.estimate - one.estimate
    if one.low is None or one.high is None or two.low is None or two.high is None:
        return _joined(one, two, apart, None, None)
    low = apart - hypot(two.estimate - two.low, one.high - one.estimate)
    high = apart + hypot(two.high - two.estimate, one.estimate - one.low)
    return _joined(one, two, apart, low, high)


def _ratio(one: Estimate, two: Estimate) -> Estimate:
    if not one.estimate or two.estimate is None:
        return Estimate(
            confidence=one.confidence, n=one.n + two.n, clusters=min(one.clusters, two.clusters),
            reason=one.reason or two.reason or Undefined.NO_VARIATION,
        )  # fmt: skip
    share = two.estimate / one.estimate
    if one.low is None or one.high is None or two.low is None or two.high is None:
        return _joined(one, two, share, None, None)
    if one.low <= 0 or share <= 0:
        # Before, there may have been no difference, and then the ratio has no upper end; or there is none after.
        return replace(_joined(one, two, share, None, None), reason=Undefined.NO_VARIATION)
    ends = _ends_of_ratio((two.low, two.estimate, two.high), (one.low, one.estimate, one.high))
    return _joined(one, two, share, *ends)


def _ends_of_ratio(top: tuple[float, float, float], under: tuple[float, float, float]) -> tuple[float, float]:
    """On logarithms; figures are above 0, the lower end of the first may be 0."""
    low = 0.0 if top[0] == 0 else top[1] / under[1] * _back(top[1] / top[0], under[2] / under[1], -1)
    return low, top[1] / under[1] * _back(top[2] / top[1], under[1] / under[0], 1)


def _back(one: float, two: float, sign: int) -> float:
    return exp(sign * hypot(log(one), log(two)))
