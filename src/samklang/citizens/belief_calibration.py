"""Whether what was believed came to be: belief against outcome. Pure.

It is one person's own picture of their own beliefs, or a group's. What is said with few outcomes is that there are few.
"""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from samklang.method.shares import Estimate, wilson

FEWEST = 10
"""Of fewer known outcomes than this nothing is concluded."""
_BANDS = ((0, 10), (20, 30), (40, 60), (70, 80), (90, 100))
"""What is shown together, in per cent; each holds some of the steps of ten."""


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


class Band(NamedTuple):
    """Beliefs from `low` to `high` per cent. belief: their mean, 0 to 1; happened: the share that came to be."""

    low: int
    high: int
    belief: float
    happened: Estimate


class Parts(NamedTuple):
    """The Brier score and what it is made of: score = reliability - resolution + uncertainty."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float


class Calibration(NamedTuple):
    """Beliefs against outcomes. skill: of saying more than the share alone would; None where all ended alike."""

    belief: float
    happened: Estimate
    bands: Sequence[Band]
    parts: Parts
    skill: float | None
    verdict: Verdict


def calibration(known: Sequence[Known]) -> Calibration | None:
    """How beliefs and outcomes go together.

    known:   in any order.
    returns: None of none. Of fewer than FEWEST the verdict is that they are too few; the rest is still reckoned, for
             the person themselves to look at.
    raises:  ValueError where a belief is not from 0 to 100.
    source:  Brier (1950), Mon. Weather Rev. 78, 1-3; Murphy (1973), J. Appl. Meteorol. 12, 595-600; the interval is
             Wilson's, see `method.shares`. The verdict asks whether the mean belief lies outside the interval of the
             share that came to be; that is on the careful side, since beliefs that differ make outcomes vary less.
    """
    if any(not 0 <= one.percent <= 100 for one in known):
        raise ValueError("A belief is from 0 to 100 per cent.")
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


def _mean_belief(known: Sequence[Known]) -> float:
    return sum(one.percent for one in known) / len(known) / 100


def _happened(known: Sequence[Known]) -> Estimate:
    count = sum(one.happened for one in known)
    return Estimate(count / len(known), *wilson(count, len(known)), len(known))


def _band(low: int, high: int, known: Sequence[Known]) -> Band | None:
    # A belief between two bands, which pages do not offer, goes to the nearer.
    within = [one for one in known if min(_BANDS, key=lambda band: _distance(one.percent, band)) == (low, high)]
    return Band(low, high, _mean_belief(within), _happened(within)) if within else None


def _distance(percent: int, band: tuple[int, int]) -> int:
    return max(band[0] - percent, percent - band[1], 0)


def _verdict(belief: float, happened: Estimate) -> Verdict:
    if happened.n < FEWEST:
        return Verdict.TOO_FEW
    if belief < happened.low:
        return Verdict.TOO_LITTLE
    return Verdict.TOO_MUCH if belief > happened.high else Verdict.CANNOT_TELL
