"""How strict each rater is, when everybody's cases are taken into account."""

from dataclasses import dataclass, replace

import numpy as np

from samklang.core.agreement.answers import FEWEST_CASES, FEWEST_RATERS, Undefined
from samklang.core.agreement.estimators import NOTHING
from samklang.core.agreement.ratings import Floats, Name, Table
from samklang.core.agreement.student import t_quantile
from samklang.core.agreement.sums import clusters_of


@dataclass(frozen=True)
class Severity:
    """How far one rater's levels lie above or below all raters' together, cases being equal.

    For that rater, and for whoever licenses raters; for nobody else.
    """

    name: Name
    estimate: float | None
    """In levels; below 0 is stricter, above 0 milder than the others. Drawn towards 0 the less is known."""
    low: float | None
    high: float | None
    ratings: int
    cases: int
    """Cases that somebody else rated too."""
    confidence: float
    reason: Undefined | None = None


def severity(table: Table, *, confidence: float = 0.95) -> tuple[Severity, ...]:
    """Each rater's severity, in the order of the table.

    A level is taken to be the case's part, the rater's part and chance. Case parts are estimated freely, so a rater who
    got the hard cases is not called strict. Rater parts are drawn from one spread, as in a crossed mixed model, so what
    may be chance is not held against anybody; the interval adds that this spread is itself estimated. Ratings of one
    rater and one case on several items (a pooled table) may err together, and chance is measured over such sums.

    returns: levels. No figure (`reason`) for a rater who shares fewer than 10 cases with others, where fewer than 3
             raters share any, and for raters who share no case with the largest group, directly or through others:
             they have no common scale.
    source:  Henderson's equations, in Searle, Casella & McCulloch (1992), Variance Components, chapter 7; the spread by
             the method of moments; its uncertainty after Morris (1983), Journal of the American Statistical Association
             78(381), 47-55.
    """
    fit = _fit(table)
    reach = 0.0 if fit is None else t_quantile((1 + confidence) / 2, fit.degrees)
    found = []
    for row, name in enumerate(table.raters):
        ratings, cases = _shared(table, row)
        blank = Severity(name, None, None, None, ratings, cases, confidence)
        if fit is None:
            found.append(replace(blank, reason=Undefined.TOO_FEW_RATERS))
        elif cases < FEWEST_CASES:
            found.append(replace(blank, reason=Undefined.TOO_FEW_CASES))
        elif name not in fit.place:
            found.append(replace(blank, reason=Undefined.NOT_CONNECTED))
        else:
            middle, error = float(fit.drawn[fit.place[name]]), float(fit.errors[fit.place[name]])
            blank = replace(blank, estimate=middle)
            sure = replace(blank, low=middle - reach * error, high=middle + reach * error)
            found.append(sure if error else replace(blank, reason=Undefined.NO_VARIATION))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Fit:
    """The crossed model of the largest group of raters who share cases."""

    place: dict[Name, int]
    """Where each rater of the group stands below."""
    drawn: Floats
    """Each rater's part, drawn towards 0."""
    errors: Floats
    degrees: int


def _fit(table: Table) -> _Fit | None:
    """The crossed model; None where fewer than three raters share cases or nothing is left to measure chance by."""
    group = table.connected_part
    levels, rated = group.levels, group.rated
    degrees = int(rated.sum()) - sum(levels.shape) + 1
    if len(group.raters) < FEWEST_RATERS or degrees < 1:
        return None
    there = rated.astype(np.float64)
    means = np.where(rated, levels, 0.0).sum(axis=0) / there.sum(axis=0)
    # What is left when case parts are estimated freely: a system with a row for each rater.
    system = np.diag(there.sum(axis=1)) - (there / there.sum(axis=0)) @ there.T
    right = np.where(rated, levels - means, 0.0).sum(axis=1)
    # The group hangs together, so the system's only nought is that of all raters alike; this is its exact inverse.
    alike = np.full(system.shape, 1 / len(system))
    inverse = np.linalg.inv(system + alike) - alike
    effects = inverse @ right
    chance = _chance(group, levels - effects[:, None]) / degrees
    own = chance * np.diag(inverse)
    place = {name: index for index, name in enumerate(group.raters)}
    between = max(0.0, float((effects**2).sum() - own.sum()) / (len(place) - 1))
    if between == 0 or chance < NOTHING * between:
        return _Fit(place, effects * (between > 0), np.sqrt(own), degrees)
    mixed = np.linalg.inv(system + np.eye(len(place)) * chance / between)
    drawn = mixed @ right
    unsure = 2 / max(1, len(place) - 3) * (effects - drawn) ** 2
    return _Fit(place, drawn, np.sqrt(np.minimum(own, chance * np.diag(mixed) + unsure)), degrees)


def _chance(group: Table, levels: Floats) -> float:
    """The squares of what neither case nor rater explains, summed over each rater's ratings of a case first.

    levels: without the raters' parts.
    """
    left = levels - np.nanmean(levels, axis=0)
    cluster, clusters = clusters_of(group)
    of_case = np.zeros((len(group.raters), clusters))
    np.add.at(of_case.T, cluster, np.nan_to_num(left).T)
    return float((of_case**2).sum())


def _shared(table: Table, row: int) -> tuple[int, int]:
    """How many ratings, and of how many cases, one rater shares with others."""
    shared = table.rated[row] & (table.rated.sum(axis=0) > 1)
    return int(shared.sum()), len({table.cases[column] for column in np.flatnonzero(shared)})
