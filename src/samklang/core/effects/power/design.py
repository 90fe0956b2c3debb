"""Before a study starts: the smallest effect it would see, for a rollout and for how alike people and offices are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samklang.core.effects.answers import FEWEST_CLUSTERS, POWER, Undefined
from samklang.core.effects.plan import Controls, Summary
from samklang.core.effects.power.detectable import detectable
from samklang.core.effects.power.weights import Estimator, Rollout, variance, weights_of

MOST_CLUSTERS = 100_000
"""Beyond these nobody is told to find more."""


class Wave(NamedTuple):
    """Clusters that begin together."""

    first: float
    """The first period with training, 1 or later; NEVER where it does not come."""
    clusters: int


@dataclass(frozen=True, kw_only=True)
class StudyDesign:
    """What a study is meant to be, and what is guessed of those it is about."""

    waves: tuple[Wave, ...]
    periods: int
    """Counted from 1."""
    people: float
    """Outcomes in each cluster and period."""
    level: float | None = None
    """The share before training of an outcome that is yes or no, between 0 and 1; or else `sd`."""
    sd: float | None = None
    """The standard deviation between people, in the outcome's unit."""
    icc: float = 0.03
    """The part of the variance that lies between clusters in a period, 0 to 1."""
    autocorrelation: float = 0.8
    """How far a cluster's own level in one period goes with that in another, 0 to 1."""
    fades: bool = False
    """Whether the autocorrelation is that of neighbouring periods and fades with the time between."""
    same_people: float = 0.0
    """How far the same person's outcomes go together in two periods; 0 where each period has its own people."""
    summary: Summary = Summary.COHORT
    controls: Controls = Controls.NOT_YET
    anticipation: int = 0

    def __post_init__(self) -> None:
        if not self.waves or any(wave.clusters < 1 for wave in self.waves):
            raise ValueError("A study has one wave or more, each with one cluster or more.")
        if any(wave.first < 1 or (isfinite(wave.first) and wave.first % 1) for wave in self.waves):
            raise ValueError("A wave begins in a whole period, 1 or later.")
        if self.periods < 1 or not self.people > 0:
            raise ValueError("A study has one period or more, and people in each.")
        if (self.level is None) == (self.sd is None):
            raise ValueError("Give the share before training, or else the standard deviation.")
        if self.level is not None and not 0 < self.level < 1:
            raise ValueError("The share before training is between 0 and 1.")
        if self.sd is not None and not (isfinite(self.sd) and self.sd > 0):
            raise ValueError("The standard deviation is a number above 0.")
        if any(not 0 <= part <= 1 for part in (self.icc, self.autocorrelation, self.same_people)):
            raise ValueError("Correlations within clusters, over time and of the same person are 0 to 1.")
        if self.anticipation < 0:
            raise ValueError("Anticipation is a number of periods, 0 or more.")

    @property
    def clusters(self) -> int:
        """How many there are in all."""
        return sum(wave.clusters for wave in self.waves)

    def covariance(self) -> NDArray[np.float64]:
        """T x T, of one cluster's means over the periods, in the outcome's unit squared."""
        between = self.level * (1 - self.level) if self.level is not None else (self.sd or 0.0) ** 2
        time = np.arange(self.periods)
        apart = np.abs(time[:, None] - time[None, :])
        lasting = self.autocorrelation ** (apart if self.fades else np.minimum(apart, 1))
        people = np.where(apart == 0, 1.0, self.same_people)
        found: NDArray[np.float64] = between * (self.icc * lasting + (1 - self.icc) / self.people * people)
        return found

    def rollout(self) -> Rollout:
        """Who begins when; waves that begin together are one cohort."""
        firsts = sorted({wave.first for wave in self.waves})
        sizes = [sum(wave.clusters for wave in self.waves if wave.first == first) for first in firsts]
        return Rollout(
            np.array(firsts, dtype=np.float64),
            np.array(sizes, dtype=np.float64),
            self.periods,
            self.summary,
            self.controls,
            self.anticipation,
        )


@dataclass(frozen=True, kw_only=True)
class StudyPower:
    """What a study would see."""

    estimator: Estimator
    clusters: int
    standard_error: float | None = None
    detectable: float | None = None
    """The smallest true effect that would be seen so often, in the outcome's unit; above 0."""
    power: float = POWER
    confidence: float = 0.95
    reason: Undefined | None = None
    """Why there is no figure; with a figure, TOO_FEW_CLUSTERS: only a drawn order gives such a study an interval."""


def study_power(
    design: StudyDesign,
    estimator: Estimator = Estimator.GROUP_TIME,
    *,
    power: float = POWER,
    confidence: float = 0.95,
) -> StudyPower:
    """The smallest effect a study would see, from the estimator's own weights on the clusters' means.

    returns: no figure, and why, where nothing could be estimated.
    raises:  ValueError where power or confidence are not between 0 and 1.
    source:  the variance of a fixed sum of means that are independent between clusters; for the efficient estimator
             with the best subtraction, which a real study must estimate (it then loses a little).
    """
    found = StudyPower(estimator=estimator, clusters=design.clusters, power=power, confidence=confidence)
    rollout, covariance = design.rollout(), design.covariance()
    weights = weights_of(estimator, rollout, covariance)
    if isinstance(weights, Undefined):
        return replace(found, reason=weights)
    error = sqrt(max(0.0, variance(weights, weights, rollout.clusters, covariance)))
    seen = detectable(error, design.clusters, power=power, confidence=confidence)
    if seen is None:
        return replace(found, standard_error=error, reason=Undefined.ONE_CLUSTER)
    few = design.clusters < FEWEST_CLUSTERS
    return replace(found, standard_error=error, detectable=seen, reason=Undefined.TOO_FEW_CLUSTERS if few else None)


def order_is_worth(design: StudyDesign, beside: Estimator = Estimator.GROUP_TIME) -> float | None:
    """How many times the clusters a study without a drawn order would need to see as much as one with it.

    returns: 1 or more beside group-time effects; None where nothing could be estimated or nothing varies.
    """
    drawn, other = study_power(design, Estimator.RANDOM_ORDER), study_power(design, beside)
    if not drawn.standard_error or other.standard_error is None:
        return None
    return (other.standard_error / drawn.standard_error) ** 2


def with_clusters(design: StudyDesign, clusters: int) -> StudyDesign:
    """The same study with so many clusters, shared between the waves as now (by largest remainder, one each at least).

    raises: ValueError where there are fewer clusters than waves.
    """
    if clusters < len(design.waves):
        raise ValueError("There is at least one cluster in each wave.")
    now, spare = design.clusters, clusters - len(design.waves)
    shares = [max(0.0, wave.clusters / now * clusters - 1) for wave in design.waves]
    whole = sum(shares) or 1.0
    parts = [share / whole * spare for share in shares]
    sizes = [1 + int(part) for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: (int(parts[place]) - parts[place], place))
    for place in by_remainder[: clusters - sum(sizes)]:
        sizes[place] += 1
    return replace(design, waves=tuple(Wave(w.first, size) for w, size in zip(design.waves, sizes, strict=True)))


def by_clusters(
    design: StudyDesign, numbers: Sequence[int], estimator: Estimator = Estimator.GROUP_TIME
) -> tuple[StudyPower, ...]:
    """What the same study would see with other numbers of clusters, in their order."""
    return tuple(study_power(with_clusters(design, number), estimator) for number in numbers)


def by_periods(
    design: StudyDesign, numbers: Sequence[int], estimator: Estimator = Estimator.GROUP_TIME
) -> tuple[StudyPower, ...]:
    """What the same study would see if it were followed for other numbers of periods, in their order."""
    return tuple(study_power(replace(design, periods=number), estimator) for number in numbers)


def clusters_needed(
    design: StudyDesign,
    effect: float,
    estimator: Estimator = Estimator.GROUP_TIME,
    *,
    power: float = POWER,
    confidence: float = 0.95,
) -> int | None:
    """The fewest clusters, shared between the waves as in the design, that would see an effect.

    effect:  the smallest that matters, in the outcome's unit, above 0.
    returns: None where nothing could be estimated, or where `MOST_CLUSTERS` would not do.
    raises:  ValueError for an effect not above 0.
    """
    if not (isfinite(effect) and effect > 0):
        raise ValueError("The smallest effect that matters is a number above 0.")

    def enough(clusters: int) -> bool:
        seen = study_power(with_clusters(design, clusters), estimator, power=power, confidence=confidence)
        return seen.detectable is not None and seen.detectable <= effect

    low, high = max(2, len(design.waves)) - 1, max(2, len(design.waves))
    while not enough(high):
        low, high = high, high * 2
        if low >= MOST_CLUSTERS:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
