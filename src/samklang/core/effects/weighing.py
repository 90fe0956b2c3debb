"""How the effects of cohorts and periods become one figure: what each of them weighs."""

import numpy as np
from numpy.typing import NDArray

from samklang.core.effects.plan import Summary

Floats = NDArray[np.float64]


def summary_weights(summary: Summary, cohorts: Floats, periods: NDArray[np.int64], size: Floats) -> Floats:
    """What each cohort's effect in each period weighs in the one figure.

    cohorts: K first periods with training; NEVER where it does not come.
    periods: T periods.
    size:    K x T, how many are in each cohort and period; 0 where there is no effect to be found.
    returns: K x T, 0 or more, adding up to 1; all 0 where `size` is.
    """
    size = np.where(periods[None, :] >= cohorts[:, None], size, 0.0)
    there = size > 0
    if not there.any():
        return np.zeros_like(size)
    if summary is Summary.SIMPLE:
        weights = size
    elif summary is Summary.COHORT:
        many = np.maximum(there.sum(axis=1, keepdims=True), 1)
        mean_size = size.sum(axis=1, keepdims=True) / many
        weights = there * mean_size / many
    elif summary is Summary.CALENDAR:
        weights = size / np.where(there.any(axis=0), size.sum(axis=0), 1)
    else:
        weights = _by_time_since(cohorts, periods, size)
    found: Floats = weights / weights.sum()
    return found


def _by_time_since(cohorts: Floats, periods: NDArray[np.int64], size: Floats) -> Floats:
    since = periods[None, :] - cohorts[:, None]
    weights = np.zeros_like(size)
    for time in np.unique(since[size > 0]):
        these = (since == time) & (size > 0)
        weights[these] = size[these] / size[these].sum()
    return weights
