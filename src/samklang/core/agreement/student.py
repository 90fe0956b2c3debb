"""Student's t, the incomplete beta function and exact binomial bounds, so that NumPy is all this room stands on."""

from functools import lru_cache
from math import exp, lgamma, log, log1p
from statistics import NormalDist

MOST_STEPS = 500
SMALL = 1e-300
NEARLY_NORMAL = 1e6
"""Degrees of freedom from which the first term beside the normal distribution gives t to twelve digits."""


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b): the chance that a beta variable is at most x.

    a, b:    above 0.
    x:       0 to 1; outside it the nearer end counts.
    returns: 0 to 1.
    raises:  ValueError unless a and b are above 0.
    source:  continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, by Lentz's method.
    """
    if a <= 0 or b <= 0:
        raise ValueError("Both parameters of the incomplete beta function must be above 0.")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction's value, by Lentz's method."""
    top, bottom = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    value = bottom
    for step in range(1, MOST_STEPS):
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        change = 1.0
        for term in (even, odd):
            bottom = 1 / _not_zero(1 + term * bottom)
            top = _not_zero(1 + term / top)
            change = top * bottom
            value *= change
        if abs(change - 1) < 1e-16:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > SMALL else SMALL


def t_below(t: float, degrees: float) -> float:
    """The chance that Student's t with so many degrees of freedom (above 0) is below t."""
    return 1 - _above(t, degrees) if t > 0 else _above(t, degrees)


def _above(t: float, degrees: float) -> float:
    """The chance of lying further out than t on its side."""
    return incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t)) / 2


@lru_cache(4096)
def t_quantile(share: float, degrees: float) -> float:
    """The value that a share of Student's t lies below.

    share:   0 to 1, both excluded.
    degrees: degrees of freedom, above 0; need not be whole. Infinitely many are the normal distribution.
    raises:  ValueError outside those.
    source:  the incomplete beta function above, turned round by halving; checked against printed tables to their
             last digit and against closed forms for 1, 2 and 4 degrees to 1e-10.
    """
    if not 0 < share < 1 or degrees <= 0:
        raise ValueError("A quantile of t needs a share between 0 and 1 and degrees of freedom above 0.")
    if share == 0.5:
        return 0.0
    if share < 0.5:
        return -t_quantile(1 - share, degrees)
    if degrees >= NEARLY_NORMAL:
        z = NormalDist().inv_cdf(share)
        return z + (z**3 + z) / (4 * degrees)
    # The upper tail is compared, because it keeps its digits where the lower one is nearly 1.
    low, high = 0.0, 1.0
    while _above(high, degrees) > 1 - share:
        low, high = high, high * 2
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        if _above(middle, degrees) > 1 - share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def share_bounds(count: int, of: int, confidence: float) -> tuple[float, float]:
    """The exact two-sided interval of a share.

    count, of:  how many of how many, 0 <= count <= of, of at least 1.
    confidence: at least so often the interval holds the true share, 0 to 1.
    returns:    low and high, 0 to 1.
    raises:     ValueError outside those.
    source:     Clopper & Pearson (1934), Biometrika 26(4), 404-413.
    """
    if not 0 <= count <= of or of < 1:
        raise ValueError("A share counts some of one or more.")
    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else _beta_quantile(tail, count, of - count + 1)
    high = 1.0 if count == of else _beta_quantile(1 - tail, count + 1, of - count)
    return low, high


@lru_cache(4096)
def _beta_quantile(share: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    while high - low > 1e-13:
        middle = (low + high) / 2
        if incomplete_beta(a, b, middle) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
