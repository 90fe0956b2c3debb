"""Shares, means and differences with how far they can be trusted. Pure.

Whatever is shown is shown with how many it is counted on. Where nothing has been counted, or too little, that is an
ordinary answer, not a fault.
"""

from enum import Enum
from math import hypot, sqrt
from statistics import NormalDist
from typing import NamedTuple

from samklang.core.agreement.student import t_quantile

LEAST = 5
"""Of fewer than this nothing is said: `method.suppression.SMALLEST_GROUP`."""
CONFIDENCE = 0.95


class Lack(Enum):
    """Why there is no figure."""

    NOTHING = "nothing"
    TOO_FEW = "too-few"


class Estimate(NamedTuple):
    """A figure, the two ends of its interval, and how many it is counted on."""

    value: float
    low: float
    high: float
    n: int


def wilson(count: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The score interval of a share.

    count, of: how many of how many, 0 <= count <= of, of at least 1.
    returns:   low and high, 0 to 1.
    raises:    ValueError outside those.
    source:    Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; without continuity correction, as method 3 of Newcombe
               (1998), Stat. Med. 17, 857-872, whose table 1 is in tests/method/test_shares.py.
    """
    if of < 1 or not 0 <= count <= of:
        raise ValueError("A share counts some of one or more.")
    z = _z(confidence)
    share, room = count / of, z * z / of
    middle = (share + room / 2) / (1 + room)
    half = z * sqrt(share * (1 - share) / of + room / (4 * of)) / (1 + room)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == of else min(1.0, middle + half)
    return low, high


def share_of(count: int, of: int, *, least: int = LEAST, confidence: float = CONFIDENCE) -> Estimate | Lack:
    """A share with its interval (Wilson's).

    count, of: as in `wilson`, though `of` may be 0.
    least:     of fewer than this there is no figure.
    """
    if of == 0:
        return Lack.NOTHING
    low, high = wilson(count, of, confidence)
    return Lack.TOO_FEW if of < least else Estimate(count / of, low, high, of)


def mean_of(
    n: int, total: float, squares: float, *, scale: tuple[float, float], least: int = LEAST,
    confidence: float = CONFIDENCE,
) -> Estimate | Lack:  # fmt: skip
    """A mean with its interval by Student's t, which is wide where n is small.

    n, total, squares: how many values, their sum, and the sum of their squares.
    scale:   the lowest and highest value there can be; the interval is cut off there.
    returns: where all values are the same the interval has no width: it says nothing of how sure one may be.
    raises:  ValueError where n is below 0, or the squares cannot be those of so many values with that sum.
    source:  Student (1908), Biometrika 6, 1-25; his ten patients are in tests/method/test_shares.py.
    """
    if n < 0:
        raise ValueError("A mean is of none or more values.")
    if n == 0:
        return Lack.NOTHING
    if n < max(least, 2):
        return Lack.TOO_FEW
    mean = total / n
    apart = squares - total * mean
    if apart < -1e-6 * max(1.0, squares):
        raise ValueError("The squares are too few for that sum.")
    half = t_quantile((1 + confidence) / 2, n - 1) * sqrt(max(0.0, apart) / (n - 1) / n)
    return Estimate(mean, max(scale[0], mean - half), min(scale[1], mean + half), n)


def difference_of(
    first: tuple[int, int], second: tuple[int, int], *, least: int = LEAST, confidence: float = CONFIDENCE
) -> Estimate | Lack:
    """How much larger the first share is than the second, with its interval. n: the smaller of the two groups.

    first, second: count and of, two groups apart from each other.
    returns:       -1 to 1; an interval on both sides of 0 does not tell which is the larger.
    source:        Newcombe (1998), Stat. Med. 17, 873-890, method 10; examples of its table II are in the tests.
    """
    if 0 in (first[1], second[1]):
        return Lack.NOTHING
    if min(first[1], second[1]) < least:
        return Lack.TOO_FEW
    one, two = first[0] / first[1], second[0] / second[1]
    (low_one, high_one), (low_two, high_two) = wilson(*first, confidence), wilson(*second, confidence)
    between = one - two
    return Estimate(
        between, between - hypot(one - low_one, high_two - two), between + hypot(high_one - one, two - low_two),
        min(first[1], second[1]),
    )  # fmt: skip


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
