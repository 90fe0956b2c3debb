"""How soon something happens: of those still waiting in each period, the share that it happens to, and the difference.

From counts alone: how many were waiting in a period (at risk), and to how many it happened. Whoever moves away or is
still waiting when the data end simply stops being counted, and that is all that is needed, as long as moving away has
nothing to do with how soon it would have happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from samklang.core.effects.answers import FEWEST_CLUSTERS, FEWEST_IN_COHORT, POWER, Estimate, Method, Undefined
from samklang.core.effects.cells import Cells

Floats = NDArray[np.float64]

FEWEST_AT_RISK = 5
"""Below so many waiting there is no figure for a time, nor for what adds up over it."""
ROUNDING = 1e-12


@dataclass(frozen=True, kw_only=True)
class Hazards:
    """One estimate for each time since the beginning. Shares, 0 to 1; differences, -1 to 1."""

    times: tuple[int, ...] = ()
    """Periods since the beginning, 0 for the first."""
    trained: tuple[Estimate, ...] = ()
    """Of those still waiting, the share that it happens to in the period."""
    others: tuple[Estimate, ...] = ()
    difference: tuple[Estimate, ...] = ()
    """Trained less others, in the period."""
    by_then: tuple[Estimate, ...] = ()
    """The same difference in the share that it has happened to by the end of the period."""
    reason: Undefined | None = None


def hazards(trained: Cells, others: Cells, *, confidence: float = 0.95) -> Hazards:
    """How soon it happens to those with training behind them, beside others.

    trained, others: cells whose cohort is the period in which the waiting began (with training, with a spell, with a
                     conversation), n is how many were waiting in a period, and total to how many it happened in it. The
                     same cluster may be in both.
    returns:         for each time at which both have anybody waiting. No figure with fewer than 5 waiting, and none by
                     then from there on; no interval with fewer than ten clusters, or one on either side.
    raises:          ValueError where more happened than were waiting, or a confidence is not between 0 and 1.
    source:          the discrete-time hazard and the product over periods of its complement: Allison (1982), Sociol.
                     Methodol. 13, 61-98. Each cluster is left out in turn for the error; t with one degree fewer than
                     the smaller side has clusters.
    """
    if not 0 < confidence < 1:
        raise ValueError("The confidence is between 0 and 1.")
    sides = [_Side.of(cells, np.union1d(trained.cluster, others.cluster)) for cells in (trained, others)]
    times = np.intersect1d(sides[0].times, sides[1].times)
    if times.size == 0:
        return Hazards(reason=Undefined.NO_ROWS)
    sides = [side.at(times) for side in sides]
    shares = [side.shares() for side in sides]
    there = [side.shares_by_then(times) for side in sides]
    return Hazards(
        times=tuple(times.tolist()),
        trained=_estimates(shares[0], sides[:1], confidence),
        others=_estimates(shares[1], sides[1:], confidence),
        difference=_estimates(shares[0] - shares[1], sides, confidence),
        by_then=_estimates(there[0] - there[1], sides, confidence),
    )


@dataclass(frozen=True)
class _Side:
    """C clusters x T times since the beginning."""

    times: NDArray[np.int64]
    at_risk: Floats
    events: Floats

    @classmethod
    def of(cls, cells: Cells, clusters: NDArray[np.str_]) -> _Side:
        if (cells.n < 0).any() or not ((cells.total >= 0) & (cells.total <= cells.n * (1 + ROUNDING))).all():
            raise ValueError("To no more people than are waiting can it happen.")
        since = cells.period - cells.cohort
        kept = np.isfinite(since) & (since >= 0) & (cells.n > 0)
        times, time = np.unique(since[kept].astype(np.int64), return_inverse=True)
        at = np.searchsorted(clusters, cells.cluster[kept]), time
        at_risk, events = np.zeros((clusters.size, times.size)), np.zeros((clusters.size, times.size))
        np.add.at(at_risk, at, cells.n[kept])
        np.add.at(events, at, cells.total[kept])
        return cls(times, at_risk, events)

    def at(self, times: NDArray[np.int64]) -> _Side:
        """The same at some of its times."""
        places = np.searchsorted(self.times, times)
        return _Side(times, self.at_risk[:, places], self.events[:, places])

    def shares(self) -> Floats:
        """(1 + C) x T: of all clusters, and with each left out; not a number where too few are waiting."""
        at_risk, events = (np.vstack([one.sum(axis=0), one.sum(axis=0) - one]) for one in (self.at_risk, self.events))
        enough = at_risk > 0
        enough[0] = at_risk[0] >= FEWEST_AT_RISK
        found: Floats = np.where(enough, events / np.where(at_risk > 0, at_risk, 1.0), np.nan)
        return found

    def shares_by_then(self, times: NDArray[np.int64]) -> Floats:
        """(1 + C) x T: the share it has happened to; not a number from a time on that is missing or has too few."""
        waiting = np.cumprod(1 - self.shares(), axis=1)
        whole: Floats = np.where(times == np.arange(times.size), 1 - waiting, np.nan)
        return whole


def _estimates(figures: Floats, sides: list[_Side], confidence: float) -> tuple[Estimate, ...]:
    """figures: (1 + C) x T, of all clusters and with each left out."""
    return tuple(_estimate(column, sides, place, confidence) for place, column in enumerate(figures.T))


def _estimate(figures: Floats, sides: list[_Side], place: int, confidence: float) -> Estimate:
    """figures: (1 + C,), of all clusters and with each left out."""
    rows = int(sum(side.at_risk[:, place].sum() for side in sides))
    on_each = [int((side.at_risk[:, place] > 0).sum()) for side in sides]
    clusters = int(np.logical_or.reduce([side.at_risk[:, place] > 0 for side in sides]).sum())
    value = float(figures[0])
    if not np.isfinite(value):
        return Estimate(confidence=confidence, n=rows, clusters=clusters, reason=Undefined.TOO_FEW_UNITS)
    apart = figures[1:] - value
    every = apart.size
    square = (every - 1) / every * float((apart**2).sum())
    reason = _why_no_interval(clusters, min(on_each), square)
    if reason is not None:
        return Estimate(estimate=value, confidence=confidence, n=rows, clusters=clusters, reason=reason)
    error, degrees = sqrt(square), min(on_each) - 1
    reach = float(stdtrit(degrees, (1 + confidence) / 2))
    lowest = 0.0 if len(sides) == 1 else -1.0
    return Estimate(
        estimate=value,
        low=max(lowest, value - reach * error),
        high=min(1.0, value + reach * error),
        standard_error=error,
        p=float(2 * stdtr(degrees, -abs(value) / error)) if len(sides) == 2 else None,
        detectable=(reach + float(stdtrit(degrees, POWER))) * error if len(sides) == 2 else None,
        method=Method.JACKKNIFE_T,
        confidence=confidence,
        n=rows,
        clusters=clusters,
    )


def _why_no_interval(clusters: int, fewest: int, square: float) -> Undefined | None:
    if clusters < FEWEST_CLUSTERS:
        return Undefined.ONE_CLUSTER if clusters < 2 else Undefined.TOO_FEW_CLUSTERS
    if fewest < FEWEST_IN_COHORT or not np.isfinite(square):
        return Undefined.TOO_FEW_IN_COHORT
    return Undefined.NO_VARIATION if square <= ROUNDING**2 else None
