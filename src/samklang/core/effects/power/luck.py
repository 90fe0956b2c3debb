"""What luck alone spreads between staff who are all alike, and how large a real spread must be to be seen."""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from scipy.stats import binom, chi2

from samklang.core.effects.answers import POWER


@dataclass(frozen=True, kw_only=True)
class LuckSpread:
    """How far apart staff lie by luck alone, where all have one and the same true share."""

    share: float
    citizens: int
    staff: int
    tail: int
    """How many are at either end: a tenth of the staff, where nothing else was asked for."""
    lowest: float
    """The share to be expected among those who happen to lie lowest, 0 to 1."""
    highest: float


def luck_spread(share: float, citizens: int, staff: int, *, part: float = 0.1) -> LuckSpread:
    """What the bottom and the top tenth show although nobody differs, exactly.

    share:    the true share of all, between 0 and 1.
    citizens: of each, 1 or more.
    staff:    2 or more.
    part:     which part of the staff an end is, above 0, at most one half; rounded up to whole people.
    returns:  the expected mean share of the lowest and of the highest part.
    raises:   ValueError outside these.
    source:   the expected sum of the k lowest of J counts is the sum over v of E max(0, k - N(v)), where N(v) counts
              those at or below v and is binomial.
    """
    _in_range(share, citizens, staff)
    if not 0 < part <= 0.5:
        raise ValueError("An end is at most half of the staff, and more than nobody.")
    # A tenth of 300 is 30, also where 0.1 is a little more than a tenth.
    tail = ceil(part * staff - 1e-9)
    low = _lowest(binom.cdf(np.arange(citizens), citizens, share), staff, tail) / citizens
    high = 1 - _lowest(binom.cdf(np.arange(citizens), citizens, 1 - share), staff, tail) / citizens
    return LuckSpread(share=share, citizens=citizens, staff=staff, tail=tail, lowest=low, highest=high)


def _lowest(below: np.ndarray, staff: int, tail: int) -> float:
    """The expected mean count of the lowest so many; `below`: the chance of a count at most 0, 1, …, citizens - 1."""
    at_or_below = np.arange(tail)
    short = (tail - at_or_below)[None, :] * binom.pmf(at_or_below[None, :], staff, below[:, None])
    return float(short.sum() / tail)


def spread_power(sd: float, share: float, citizens: int, staff: int, *, confidence: float = 0.95) -> float:
    """How often a true difference between staff would be seen by the test that all have one share.

    sd:      the true standard deviation between staff, in shares, 0 or more.
    returns: 0 to 1; at 0 it is the false alarms, one less the confidence.
    raises:  ValueError outside, or where staff cannot differ so much around this share.
    source:  under a beta-binomial the chi-square of homogeneity is (nearly) larger by 1 + (citizens - 1) x the part of
             the variance that lies between staff.
    """
    _in_range(share, citizens, staff)
    _between(confidence)
    largest = sqrt(share * (1 - share))
    if not 0 <= sd <= largest:
        raise ValueError("A standard deviation between shares is 0 or more, and at most that of yes and no itself.")
    limit = chi2.ppf(confidence, staff - 1)
    return float(chi2.sf(limit / (1 + (citizens - 1) * (sd / largest) ** 2), staff - 1))


def detectable_spread(
    share: float, citizens: int, staff: int, *, power: float = POWER, confidence: float = 0.95
) -> float | None:
    """The smallest true standard deviation between staff that would be seen so often.

    returns: in shares, above 0; None where even the largest possible would not be seen so often.
    raises:  ValueError as `spread_power`.
    """
    _in_range(share, citizens, staff)
    _between(power, confidence)
    larger = chi2.ppf(confidence, staff - 1) / chi2.ppf(1 - power, staff - 1)
    if citizens < 2 or larger <= 1:
        return None
    part = (larger - 1) / (citizens - 1)
    return sqrt(part * share * (1 - share)) if part <= 1 else None


def _in_range(share: float, citizens: int, staff: int) -> None:
    if not 0 < share < 1:
        raise ValueError("The share is between 0 and 1.")
    if citizens < 1 or staff < 2:
        raise ValueError("There are two or more staff, with one citizen or more each.")


def _between(*shares: float) -> None:
    if any(not 0 < share < 1 for share in shares):
        raise ValueError("Power and confidence are between 0 and 1.")
