"""How much each cohort's mean in each period counts in an estimate: the estimators as the sums they are."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from samklang.core.effects.answers import Undefined
from samklang.core.effects.plan import Controls, Summary
from samklang.core.effects.weighing import summary_weights

Floats = NDArray[np.float64]


class Estimator(Enum):
    """How effects are reckoned."""

    GROUP_TIME = "group-time effects"
    """Callaway and Sant'Anna: against those not trained, from the last period before training."""
    IMPUTATION = "imputation"
    """Borusyak, Jaravel and Spiess: against what all untrained periods would lead one to expect."""
    RANDOM_ORDER = "efficient under a random order"
    """Roth and Sant'Anna: what was before training is subtracted only as far as it helps. Needs a drawn order."""


@dataclass(frozen=True)
class Rollout:
    """Who begins when: K cohorts of so many clusters, seen in periods 1 to T."""

    first: Floats
    """K first periods with training; NEVER where it does not come."""
    clusters: Floats
    """K numbers of clusters, above 0."""
    periods: int
    summary: Summary = Summary.COHORT
    controls: Controls = Controls.NOT_YET
    anticipation: int = 0

    @property
    def times(self) -> NDArray[np.int64]:
        """1 to T."""
        return np.arange(1, self.periods + 1)

    def untrained(self, time: int) -> NDArray[np.bool_]:
        """The cohorts that those trained in a period are compared with."""
        if self.controls is Controls.NEVER:
            return np.isinf(self.first)
        return self.first - self.anticipation > time

    def effects(self) -> Floats | Undefined:
        """K x T: what each cohort's effect in each period weighs in the summary, or why there is none to be found."""
        trained = self.times[None, :] >= self.first[:, None]
        if not trained.any():
            return Undefined.NOBODY_TREATED
        compared = np.array([self.untrained(int(time)).any() for time in self.times])
        if not (trained & compared[None, :]).any():
            return Undefined.NO_CONTROLS
        based = self.first - 1 - self.anticipation >= 1
        size = self.clusters[:, None] * (trained & compared[None, :] & based[:, None])
        if not size.any():
            return Undefined.NO_BASE_PERIOD
        return summary_weights(self.summary, self.first, self.times, size)


def after_and_before(rollout: Rollout, effects: Floats) -> tuple[Floats, Floats]:
    """The comparison after training, and the same comparison in the last period before it.

    effects: K x T as `Rollout.effects`.
    returns: two K x T; the first less the second is the group-time estimate.
    """
    after, before = np.zeros_like(effects), np.zeros_like(effects)
    for cohort, place in zip(*np.nonzero(effects), strict=True):
        weight = effects[cohort, place]
        untrained = rollout.untrained(int(rollout.times[place]))
        shares = np.where(untrained, rollout.clusters, 0.0)
        shares /= shares.sum()
        base = int(rollout.first[cohort]) - 2 - rollout.anticipation
        after[cohort, place] += weight
        after[:, place] -= weight * shares
        before[cohort, base] += weight
        before[:, base] -= weight * shares
    return after, before


def imputed(rollout: Rollout, effects: Floats) -> Floats:
    """K x T: the trained less what clusters and periods without training would lead one to expect there."""
    start = rollout.first - rollout.anticipation
    untrained = rollout.times[None, :] < start[:, None]
    cohorts, periods = effects.shape
    rows, columns = np.nonzero(untrained)
    design = np.zeros((len(rows), cohorts + periods))
    design[np.arange(len(rows)), rows] = 1
    design[np.arange(len(rows)), cohorts + columns] = 1
    asked = np.concatenate([effects.sum(axis=1), effects.sum(axis=0)])
    weights = rollout.clusters[rows]
    normal = design.T @ (weights[:, None] * design)
    found = effects.copy()
    found[rows, columns] -= weights * (design @ (np.linalg.pinv(normal, hermitian=True) @ asked))
    return found


def variance(weights: Floats, other: Floats, clusters: Floats, covariance: Floats) -> float:
    """The covariance of two sums of cohort means (K x T each) of independent clusters with one T x T covariance."""
    return float(np.einsum("kt,ts,ks,k->", weights, covariance, other, 1 / clusters))


def weights_of(estimator: Estimator, rollout: Rollout, covariance: Floats) -> Floats | Undefined:
    """How much each cohort's mean in each period counts.

    covariance: T x T, of one cluster's means; only the efficient estimator looks at it.
    returns:    K x T; each cohort's own add up to 0, but for the efficient one, whose columns do.
    """
    effects = rollout.effects()
    if isinstance(effects, Undefined):
        return effects
    if estimator is Estimator.IMPUTATION:
        return imputed(rollout, effects)
    after, before = after_and_before(rollout, effects)
    if estimator is Estimator.GROUP_TIME:
        return after - before
    spread = variance(before, before, rollout.clusters, covariance)
    helps = variance(after, before, rollout.clusters, covariance) / spread if spread > 0 else 1.0
    return after - helps * before
