"""Where the variance of levels comes from: cases, raters and chance, on complete and incomplete tables."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samklang.core.agreement.ratings import Floats, Ints, Table, largest_group

MOST_STEPS = 1000
CLOSE = 1e-12


@dataclass(frozen=True, eq=False)
class Components:
    """Variances in squared levels; an estimate may come out below 0. One number each, or one for each case left out."""

    cases: Floats
    raters: Floats
    chance: Floats
    """What neither case nor rater explains."""
    between: Floats
    """Variance between cases when raters are not told apart; `within` is the rest."""
    within: Floats

    @property
    def reliability(self) -> Floats:
        """ICC(2,1): the share of all variance that lies between cases; NaN where there is none."""
        whole = self.cases + self.raters + self.chance
        with np.errstate(invalid="ignore", divide="ignore"):
            share: Floats = np.where(whole > 0, self.cases / whole, np.nan)
        return share


def components(table: Table) -> Components:
    """The variances of the largest group of raters who share cases.

    returns: arrays of one number; NaN where there is nothing to tell them apart by: fewer than two raters or cases, or
             no rating left over when each case and each rater has a mean of their own.
    source:  Henderson (1953), Biometrics 9(2), 226-252, method III; on a complete table the mean squares of Shrout &
             Fleiss (1979).
    """
    group = table.connected_part
    return _components(group.levels, np.ones((len(group.cases), 1)))


def components_without(levels: Floats, cluster: Ints, clusters: int) -> Components:
    """The same without each case in turn.

    levels:  raters x columns of a connected table.
    cluster: the case of each column.
    returns: arrays of one number a case; NaN where without it raters share no cases.
    """
    keep = (cluster[:, None] != np.arange(clusters)).astype(np.float64)
    return _components(levels, keep)


def _components(levels: Floats, keep: Floats) -> Components:
    """For each column of `keep` (columns x B, 1 or 0) the variances of the columns kept."""
    rated = (~np.isnan(levels)).astype(np.float64)
    given = np.where(rated > 0, levels - np.nanmean(levels), 0.0) if rated.any() else np.zeros_like(rated)
    of_column, of_rater = rated.sum(axis=0), rated @ keep
    ratings, cases, raters = of_column @ keep, keep.sum(axis=0), (of_rater > 0).sum(axis=0)
    whole = (given**2).sum(axis=0) @ keep
    by_case = (given.sum(axis=0) ** 2 / np.maximum(of_column, 1)) @ keep
    by_rater = ((given @ keep) ** 2 / np.maximum(of_rater, 1)).sum(axis=0)
    by_both = by_case + _beyond_cases(given, rated, keep)
    left = ratings - raters - cases + 1
    told = (raters > 1) & (cases > 1) & (left > 0) & _connected(rated > 0, keep)
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = np.where(told, (whole - by_both) / left, np.nan)
        within = np.where(told, (whole - by_case) / (ratings - cases), np.nan)
        # What the variance between cases counts in their sum of squares.
        repeated = ratings - (of_column**2 @ keep) / ratings
        total = given.sum(axis=0) @ keep
        return Components(
            cases=(by_both - by_rater - (cases - 1) * chance) / (ratings - raters),
            raters=(by_both - by_case - (raters - 1) * chance) / (ratings - cases),
            chance=chance,
            between=(by_case - total**2 / ratings - (cases - 1) * within) / repeated,
            within=within,
        )


def _beyond_cases(given: Floats, rated: Floats, keep: Floats) -> Floats:
    """The squares that raters explain beyond cases, one number for each column of `keep`.

    That is right · solution of a system with a row for each rater. The system of the whole table is inverted once; what
    a case left out takes away is small beside it, so a few steps from there solve all the systems together.
    """
    per_case = np.maximum(rated.sum(axis=0), 1)
    right = (given - rated * (given.sum(axis=0) / per_case)) @ keep
    system = np.diag(rated.sum(axis=1)) - (rated / per_case) @ rated.T
    # A connected table's system has one nought, that of all raters alike; adding them keeps all else as it is.
    inverse = np.linalg.pinv(system + 1 / max(1, len(system)), hermitian=True)
    gone = 1 - keep
    gone_ratings = rated @ gone
    effects = inverse @ right
    for _ in range(MOST_STEPS if gone.any() else 0):
        taken = gone_ratings * effects - rated @ (gone * (rated.T @ effects) / per_case[:, None])
        again = inverse @ (right + taken)
        done = float(np.abs(again - effects).max(initial=0.0)) < CLOSE * (1 + float(np.abs(again).max(initial=0.0)))
        effects = again
        if done:
            break
    squares: Floats = np.einsum("rb,rb->b", effects, right)
    return squares


def _connected(rated: NDArray[np.bool_], keep: Floats) -> NDArray[np.bool_]:
    """Whether the raters still hang together by the columns kept, for each column of `keep`."""
    everybody = np.flatnonzero(rated.all(axis=0)) if len(rated) else np.zeros(0, dtype=np.intp)
    # Where some column kept was rated by everybody there is nothing to search for.
    surely: NDArray[np.bool_] = np.atleast_1d(keep[everybody].any(axis=0))
    for replicate in np.flatnonzero(~surely):
        kept = rated[:, keep[:, replicate] > 0]
        surely[replicate] = np.array_equal(largest_group(kept), kept.any(axis=1))
    return surely
