"""Whether what was believed came to be: belief against outcome, where beliefs were frozen before outcomes were known.

It is one person's own picture of their own beliefs, or a group's. What is said with few outcomes is that there are few.
"""

from collections.abc import Sequence
from enum import Enum
from math import sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import erfc, expit, logit, ndtri

from samklang.core.effects.answers import Estimate, Method, Undefined

FEWEST = 10
"""Of fewer known outcomes than this nothing is concluded."""
FEWEST_FOR_LINE = 50
"""Of fewer known outcomes than this no line is drawn through them."""
FEWEST_OF_EACH = 10
"""And that many must have happened, and as many not."""
CERTAIN = 0.01
"""How near to 0 or 1 a belief counts at most where its odds are needed: 0 and 100 per cent have none."""
_BANDS = ((0, 10), (20, 30), (40, 60), (70, 80), (90, 100))
"""What is shown together, in per cent; each holds some of the steps of ten."""
_MOST_STEPS = 100


class Known(NamedTuple):
    """One belief whose outcome is known. percent: 0 to 100."""

    percent: int
    happened: bool


class Verdict(Enum):
    """What the outcomes say of the beliefs."""

    TOO_FEW = "too-few"
    TOO_LITTLE = "too-little"
    TOO_MUCH = "too-much"
    CANNOT_TELL = "cannot-tell"


class Happened(NamedTuple):
    """The share that came to be, 0 to 1, its 95 % interval, and of how many."""

    value: float
    low: float
    high: float
    n: int


class Band(NamedTuple):
    """Beliefs from `low` to `high` per cent. belief: their mean, 0 to 1; happened: the share that came to be."""

    low: int
    high: int
    belief: float
    happened: Happened


class Parts(NamedTuple):
    """The Brier score and what it is made of: score = reliability - resolution + uncertainty."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float


class Calibration(NamedTuple):
    """Beliefs against outcomes. skill: of saying more than the share alone would; None where all ended alike."""

    belief: float
    happened: Happened
    bands: Sequence[Band]
    parts: Parts
    skill: float | None
    verdict: Verdict


class Line(NamedTuple):
    """The line from the log-odds that were believed to those that came to be.

    intercept: with the slope held at 1, so that it says whether beliefs lie too low (above 0) or too high (below 0).
    slope:     1 is right; below 1 beliefs are too far out to either side, above 1 too near the middle.
    alike:     `p` is the chance of outcomes at least so far from the beliefs if these were right (Spiegelhalter's z).
    """

    intercept: Estimate
    slope: Estimate
    alike: Estimate


def calibration(known: Sequence[Known]) -> Calibration | None:
    """How beliefs and outcomes go together.

    known:   in any order.
    returns: None of none. Of fewer than FEWEST the verdict is that they are too few; the rest is still reckoned, for
             the person themselves to look at.
    raises:  ValueError where a belief is not from 0 to 100.
    source:  Brier (1950), Mon. Weather Rev. 78, 1-3; Murphy (1973), J. Appl. Meteorol. 12, 595-600. The verdict asks
             whether the mean belief lies outside the interval of the share that came to be; that is on the careful
             side, since beliefs that differ make outcomes vary less.
    """
    _refuse_other_than_per_cent(known)
    if not known:
        return None
    belief, happened = _mean_belief(known), _happened(known)
    parts = brier(known)
    skill = 1 - parts.score / parts.uncertainty if parts.uncertainty else None
    bands = [one for low, high in _BANDS if (one := _band(low, high, known)) is not None]
    return Calibration(belief, happened, bands, parts, skill, _verdict(belief, happened))


def brier(known: Sequence[Known]) -> Parts:
    """The mean squared distance between belief (0 to 1) and outcome (0 or 1), in its parts.

    The parts are reckoned over the beliefs as they were said, not over bands, so that they add up without a rest.

    known:   one at least.
    returns: all from 0 to 1; the score and reliability best when low, resolution when high.
    raises:  ValueError of none.
    """
    if not known:
        raise ValueError("A score is of one or more outcomes.")
    n, base = len(known), sum(one.happened for one in known) / len(known)
    by_belief: dict[int, list[bool]] = {}
    for one in known:
        by_belief.setdefault(one.percent, []).append(one.happened)
    groups = [(percent / 100, len(said), sum(said) / len(said)) for percent, said in sorted(by_belief.items())]
    return Parts(
        score=sum((one.percent / 100 - one.happened) ** 2 for one in known) / n,
        reliability=sum(count * (belief - share) ** 2 for belief, count, share in groups) / n,
        resolution=sum(count * (share - base) ** 2 for _belief, count, share in groups) / n,
        uncertainty=base * (1 - base),
    )


def difference_of(known: Sequence[Known]) -> float:
    """How much higher the beliefs lie than what came to be, -1 to 1. Raises ZeroDivisionError of none."""
    return _mean_belief(known) - _happened(known).value


def line(known: Sequence[Known], *, confidence: float = 0.95) -> Line:
    """A group's beliefs against outcomes, as a line on the scale of log-odds.

    known:   of a whole group, in any order; beliefs of 0 and 100 per cent count as 1 and 99 where odds are needed.
    returns: with fewer than 50 outcomes, or fewer than 10 of either kind, no figure but the reason; no slope where all
             believed the same. Outcomes are taken as apart from each other; those of one citizen should count once.
    raises:  ValueError where a belief is not from 0 to 100.
    source:  Cox (1958), Biometrika 45(3/4), 562-565, for intercept and slope; Spiegelhalter (1986), Stat. Med. 5(5),
             421-433, for z.
    """
    _refuse_other_than_per_cent(known)
    happened = np.array([one.happened for one in known], dtype=np.float64)
    belief = np.array([one.percent for one in known], dtype=np.float64) / 100
    n, yes = len(known), int(happened.sum())
    if n < FEWEST_FOR_LINE or min(yes, n - yes) < FEWEST_OF_EACH:
        none = Estimate(confidence=confidence, n=n, reason=Undefined.TOO_FEW_CASES if n else Undefined.NO_ROWS)
        return Line(none, none, none)
    odds = logit(np.clip(belief, CERTAIN, 1 - CERTAIN))
    alone = _wald(_logistic(np.ones((n, 1)), happened, odds), 0, n, confidence, none=0.0)
    if np.ptp(odds) < 1e-9:
        slope = Estimate(confidence=confidence, n=n, reason=Undefined.NO_VARIATION)
    else:
        slope = _wald(_logistic(np.column_stack((np.ones(n), odds)), happened, 0 * odds), 1, n, confidence, none=1.0)
    return Line(alone, slope, _spiegelhalter(belief, happened, confidence))


_Fitted = tuple[np.ndarray, np.ndarray] | None


def _logistic(given: np.ndarray, happened: np.ndarray, offset: np.ndarray) -> _Fitted:
    """Coefficients and their covariance by Newton's method; None where the search does not come to rest."""
    found = np.zeros(given.shape[1])
    for _ in range(_MOST_STEPS):
        share = expit(given @ found + offset)
        information = (given * (share * (1 - share))[:, None]).T @ given
        if not np.isfinite(information).all() or np.linalg.cond(information) > 1e12:
            return None
        step = np.linalg.solve(information, given.T @ (happened - share))
        # Half as far where a full step would overshoot: steps are kept within one.
        found = found + step / max(1.0, float(np.abs(step).max()))
        if float(np.abs(step).max()) < 1e-10:
            return found, np.linalg.inv(information)
    return None


def _wald(fitted: _Fitted, place: int, n: int, confidence: float, *, none: float) -> Estimate:
    if fitted is None:
        return Estimate(confidence=confidence, n=n, reason=Undefined.NOT_FOUND)
    value, error = float(fitted[0][place]), sqrt(float(fitted[1][place, place]))
    far = float(ndtri((1 + confidence) / 2)) * error
    return Estimate(
        estimate=value, low=value - far, high=value + far, standard_error=error,
        p=float(erfc(abs(value - none) / error / sqrt(2))), method=Method.WALD, confidence=confidence, n=n,
    )  # fmt: skip


def _spiegelhalter(belief: np.ndarray, happened: np.ndarray, confidence: float) -> Estimate:
    """How far the Brier score lies from what right beliefs give, in its standard errors."""
    weight = 1 - 2 * belief
    variance = float((weight**2 * belief * (1 - belief)).sum())
    distance = float(((happened - belief) * weight).sum())
    if variance == 0:
        # All believed 0, 50 or 100 per cent: the score is the same whatever happened, or is certain beforehand.
        certain = bool(np.isin(belief, (0.0, 1.0)).any()) and abs(distance) > 0
        return Estimate(p=0.0 if certain else None, confidence=confidence, n=len(belief), reason=Undefined.NO_VARIATION)
    z, far = distance / sqrt(variance), float(ndtri((1 + confidence) / 2))
    return Estimate(
        estimate=z, low=z - far, high=z + far, standard_error=1.0, p=float(erfc(abs(z) / sqrt(2))), method=Method.WALD,
        confidence=confidence, n=len(belief),
    )  # fmt: skip


def _refuse_other_than_per_cent(known: Sequence[Known]) -> None:
    if any(not 0 <= one.percent <= 100 for one in known):
        raise ValueError("A belief is from 0 to 100 per cent.")


def _mean_belief(known: Sequence[Known]) -> float:
    return sum(one.percent for one in known) / len(known) / 100


def _happened(known: Sequence[Known]) -> Happened:
    """With the score interval of Wilson (1927), J. Am. Stat. Assoc. 22, 209-212."""
    count, n = sum(one.happened for one in known), len(known)
    z = float(ndtri(0.975))
    share, room = count / n, z * z / n
    middle = (share + room / 2) / (1 + room)
    half = z * sqrt(share * (1 - share) / n + room / (4 * n)) / (1 + room)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return Happened(share, low, high, n)


def _band(low: int, high: int, known: Sequence[Known]) -> Band | None:
    # A belief between two bands, which pages do not offer, goes to the nearer.
    within = [one for one in known if min(_BANDS, key=lambda band: _distance(one.percent, band)) == (low, high)]
    return Band(low, high, _mean_belief(within), _happened(within)) if within else None


def _distance(percent: int, band: tuple[int, int]) -> int:
    return max(band[0] - percent, percent - band[1], 0)


def _verdict(belief: float, happened: Happened) -> Verdict:
    if happened.n < FEWEST:
        return Verdict.TOO_FEW
    if belief < happened.low:
        return Verdict.TOO_LITTLE
    return Verdict.TOO_MUCH if belief > happened.high else Verdict.CANNOT_TELL
