"""Cells made in memory: from rows, and with a truth that is known."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

from samklang.core.effects.cells import NEVER, Cells
from samklang.core.effects.plan import Controls

CASTLE = Path(__file__).parent / "castle.csv"
"""50 states of the USA, 2000 to 2010: log homicides in 100,000, and the first year of a law on self-defence.

Cheng & Hoekstra (2013), J. Human Resources 48(3), 821-854; as handed on with Cunningham, Causal Inference: The Mixtape.
"""


def cells_of(rows):
    """Cells of (cluster, cohort, period, outcome) or (cluster, cohort, period, outcome, stratum)."""
    sums = defaultdict(lambda: np.zeros(3))
    for cluster, cohort, period, outcome, *stratum in rows:
        sums[str(cluster), float(cohort), period, *(stratum or [""])] += (1, outcome, outcome**2)
    keys = sorted(sums)
    cluster, cohort, period, stratum = (list(part) for part in zip(*keys, strict=True)) if keys else ([], [], [], [])
    n, total, squares = np.array([sums[key] for key in keys]).reshape(-1, 3).T
    return Cells(
        np.array(cluster, dtype=np.str_),
        np.array(cohort, dtype=np.float64),
        np.array(period, dtype=np.int64),
        np.array(stratum, dtype=np.str_),
        n.astype(np.int64),
        n,
        total,
        squares,
    )


def kept(cells, which):
    """The cells at some places."""
    return Cells(**{name: column[which] for name, column in cells.columns().items()})


def castle():
    """One row for each state and year."""
    with CASTLE.open(encoding="utf-8") as file:
        return cells_of(
            (f"{int(row['state']):02}", row["law_in"] or NEVER, int(row["year"]), float(row["log_homicide"]))
            for row in csv.DictReader(file)
        )


def rollout(rng, cohorts, periods, *, effect=0.0, own=1.0, noise=1.0, people=1):
    """Cells of clusters with their own level, periods with their own, and an effect since training.

    cohorts: the first period of each cluster.
    effect:  a number, or what it is for a cohort and time since training.
    """
    of = effect if callable(effect) else lambda *_: effect
    level, time = own * rng.standard_normal(len(cohorts)), rng.standard_normal(periods + 1)
    means = np.array(
        [
            [
                level[unit] + time[period] + (of(cohort, period - cohort) if period >= cohort else 0.0)
                for period in range(1, periods + 1)
            ]
            for unit, cohort in enumerate(cohorts)
        ]
    )
    return of_means(means + noise / np.sqrt(people) * rng.standard_normal(means.shape), cohorts, people)


def of_means(means, cohorts, people=1):
    """Cells of clusters x periods means, each over as many people."""
    units, periods = means.shape
    n = np.full(units * periods, people)
    return Cells(
        np.repeat(np.array([f"c{unit:04}" for unit in range(units)]), periods),
        np.repeat(np.array(cohorts, dtype=np.float64), periods),
        np.tile(np.arange(1, periods + 1), units),
        np.full(units * periods, ""),
        n,
        n.astype(np.float64),
        means.ravel() * people,
        means.ravel() ** 2 * people,
    )


def by_hand(means, cohorts, controls):
    """The efficient estimate under a drawn order, its squared error by the formula, and the part it subtracts.

    One comparison at a time, from means and covariances of whole cohorts.
    """
    cohorts, periods = np.array(cohorts), means.shape[1]
    every = sorted(set(cohorts.tolist()))
    size = {one: int((cohorts == one).sum()) for one in every}
    after = {one: np.zeros(periods) for one in every}
    before = {one: np.zeros(periods) for one in every}
    pairs = []
    for cohort in every:
        for period in range(1, periods + 1):
            against = [one for one in every if (one == NEVER if controls is Controls.NEVER else one > period)]
            if cohort <= period and against:
                pairs.append((cohort, period, against))
    whole = sum(size[cohort] for cohort, _, _ in pairs)
    for cohort, period, against in pairs:
        share = size[cohort] / whole
        for weights, time in ((after, period), (before, cohort - 1)):
            weights[cohort][int(time) - 1] += share
            for one in against:
                weights[one][int(time) - 1] -= share * size[one] / sum(size[other] for other in against)
    covariance = {one: np.cov(means[cohorts == one].T) for one in every}

    def together(one, other):
        return sum(one[cohort] @ covariance[cohort] @ other[cohort] / size[cohort] for cohort in every)

    part = together(after, before) / together(before, before)
    weights = {one: after[one] - part * before[one] for one in every}
    value = sum(weights[one] @ means[cohorts == one].mean(axis=0) for one in every)
    return value, together(weights, weights), part
