"""Influence functions: what each cluster adds to an effect. The squares of what they add are its variance."""

from __future__ import annotations

import numpy as np

from samklang.core.effects.did.comparison import Comparison, Parts
from samklang.core.effects.did.sums import Floats, Ints, Sums


def influence_of(sums: Sums, one: Comparison, part: Parts) -> Floats:
    """What each cluster adds to the effect of one comparison.

    part:    the comparison as it came out over all clusters; it has an effect.
    returns: (C,), in the outcome's unit; sums to 0.
    source:  Callaway & Sant'Anna (2021), theorem 2; a cluster's lines are added up before they are squared.
    """
    line = np.zeros(sums.cluster.size)
    trained = np.flatnonzero(sums.cohort == one.cohort)
    against = np.flatnonzero(np.isin(sums.cohort, one.controls))
    for lines, (now, base), sign in ((trained, (0, 1), 1.0), (against, (2, 3), -1.0)):
        stratum = sums.stratum[lines]
        share = np.where(part.comparable, part.share, 0.0)[stratum] * sign
        line[lines] += share * (
            _of_mean(sums, part, lines, one.period, now) - _of_mean(sums, part, lines, one.base, base)
        )
    stratum = sums.stratum[trained]
    both = (sums.weight[trained, one.period] + sums.weight[trained, one.base]) / part.weight.sum()
    line[trained] += np.where(part.comparable[stratum], both * (part.gap[stratum] - part.effect), 0.0)
    return sums.by_cluster(line)


def _of_mean(sums: Sums, part: Parts, lines: Ints, period: int, side: int) -> Floats:
    """What each line adds to the mean of its stratum."""
    stratum = sums.stratum[lines]
    whole = np.where(part.comparable, part.weights[side], 1.0)[stratum]
    adds: Floats = (sums.total[lines, period] - part.means[side][stratum] * sums.weight[lines, period]) / whole
    return adds
