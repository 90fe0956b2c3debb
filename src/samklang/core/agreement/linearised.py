"""Gwet's linearised standard errors: each case's own contribution to a coefficient, and how far those lie apart."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from samklang.core.agreement.ratings import Floats, Ints
from samklang.core.agreement.sums import Sums

Contributions: TypeAlias = Callable[[Sums], Floats]
"""From sums to one number for each column that counts; their mean is the coefficient."""


def percent_contributions(agreeing: Floats, sums: Sums) -> Floats:
    """The share of pairs that agree in each case, so that the mean over all cases is the coefficient."""
    counts = _rated(sums)
    shared = counts.sum(axis=1) > 1
    contributions: Floats = _agreement(agreeing, counts) * shared.size / shared.sum()
    return contributions


def fleiss_contributions(agreeing: Floats, sums: Sums) -> Floats:
    """Each case's contribution to Fleiss' kappa."""
    counts = _rated(sums)
    own_shares = counts / counts.sum(axis=1)[:, None]
    shares = own_shares.mean(axis=0)
    return _linear(agreeing, counts, float(shares @ agreeing @ shares), own_shares @ (agreeing @ shares))


def ac_contributions(agreeing: Floats, sums: Sums) -> Floats:
    """Each case's contribution to Gwet's AC1 and AC2."""
    counts, levels = _rated(sums), sums.scale.size
    own_shares = counts / counts.sum(axis=1)[:, None]
    shares = own_shares.mean(axis=0)
    per_pair = agreeing.sum() / (levels * (levels - 1))
    chance = float(per_pair * (shares * (1 - shares)).sum())
    return _linear(agreeing, counts, chance, per_pair * (own_shares @ (1 - shares)))


def alpha_contributions(agreeing: Floats, sums: Sums) -> Floats:
    """Each case's contribution to alpha. Gwet leaves Krippendorff's correction for few ratings out of the error."""
    counts = sums.counts[:, sums.pairs > 0].T
    ratings = counts.sum(axis=1)
    mean = ratings.mean()
    shares = (counts / mean).mean(axis=0)
    chance = shares @ agreeing @ shares
    seen = (counts * (counts @ agreeing - 1)).sum(axis=1) / (mean * (ratings - 1))
    surplus = (ratings - mean) / mean
    own_seen = seen - seen.mean() * surplus
    own_chance = counts @ (agreeing @ shares) / mean - chance * surplus
    alpha = (seen.mean() - chance) / (1 - chance)
    contributions: Floats = (own_seen - chance) / (1 - chance) - 2 * (1 - alpha) * (own_chance - chance) / (1 - chance)
    return contributions


def linearised_error(contributions: Floats, cluster: Ints) -> float:
    """The standard error of a mean of contributions.

    cluster: for each contribution the case it belongs to; those of one case stand or fall together.
    source:  Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 5; his figures for the 4 x 12 table are
             in tests/core/agreement/published.py.
    """
    cases, place = np.unique(cluster, return_inverse=True)
    apart = np.bincount(place, contributions - contributions.mean())
    return float(np.sqrt(cases.size / (cases.size - 1) * (apart**2).sum()) / contributions.size)


def _rated(sums: Sums) -> Floats:
    """The counts of those columns that anybody rated, U x K."""
    counts: Floats = sums.counts[:, sums.ratings > 0].T
    return counts


def _agreement(agreeing: Floats, counts: Floats) -> Floats:
    """For each column the share of its pairs that agree; 0 where it has none."""
    ratings = counts.sum(axis=1)
    together = (counts * (counts @ agreeing - 1)).sum(axis=1)
    agreement: Floats = np.where(ratings > 1, together / np.maximum(ratings * (ratings - 1), 1), 0.0)
    return agreement


def _linear(agreeing: Floats, counts: Floats, chance: float, own_chance: Floats) -> Floats:
    """A kappa's contributions from what each column adds to agreement seen and to agreement by chance."""
    shared = counts.sum(axis=1) > 1
    own_seen = _agreement(agreeing, counts)
    kappa = (own_seen[shared].mean() - chance) / (1 - chance)
    own = shared.size / shared.sum() * (own_seen - chance * shared) / (1 - chance)
    contributions: Floats = own - 2 * (1 - kappa) * (own_chance - chance) / (1 - chance)
    return contributions
