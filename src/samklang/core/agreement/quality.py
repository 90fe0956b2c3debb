"""Whether an item is any good: does it tell cases apart, do raters agree on it, do they hit the key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from samklang.core.agreement.answers import FEWEST_CASES, FEWEST_RATERS, Coefficient, Figure, Method, Metric, Undefined
from samklang.core.agreement.coefficients import alpha, why_no_pairs, with_bounds
from samklang.core.agreement.intervals import Found, Jackknife, jackknife_bounds
from samklang.core.agreement.key import KeyMatch, match_table
from samklang.core.agreement.ratings import Name, Table
from samklang.core.agreement.sums import clusters_of
from samklang.core.agreement.variance import components, components_without


@dataclass(frozen=True)
class Quality:
    """One item's worth as a measure."""

    separates: Coefficient
    """ICC(2,1): the share of all variance that lies between cases, and so how reliable one rater's level is."""
    agreement: Coefficient
    key: KeyMatch | None
    """None where no key was given."""


def quality(
    table: Table, metric: Metric, *, key: Mapping[Name, float] | None = None, confidence: float = 0.95
) -> Quality:
    """Three questions about one item.

    An item that everybody rates alike on every case agrees perfectly by percent and separates nothing: both figures are
    needed.

    key:    the agreed level of each case, by name.
    raises: ValueError as `alpha`.
    """
    return Quality(
        separates=reliability(table, confidence=confidence),
        agreement=alpha(table, metric, interval=Jackknife(confidence)),
        key=None if key is None else match_table(table, key, confidence=confidence),
    )


def reliability(table: Table, *, confidence: float = 0.95) -> Coefficient:
    """How reliable one rater's level of one case is: ICC(2,1), for raters and cases that are both a sample.

    returns: at most 1; 0 or below where cases differ no more than chance would have it. Levels count as numbers.
    source:  Shrout & Fleiss (1979), Psychological Bulletin 86(2), 420-428, whose table is in
             tests/core/agreement/published.py; on incomplete tables by Henderson's method III.
    """
    group = table.connected_part
    counts = group.rated.sum(axis=0)
    cluster, cases = clusters_of(group)
    blank = Coefficient(
        figure=Figure.ICC,
        measure=None,
        method=Method.JACKKNIFE_T,
        confidence=confidence,
        raters=len(group.raters),
        cases=cases,
        pairs=int((counts * (counts - 1)).sum()) // 2,
    )
    if not cases:
        return replace(blank, reason=why_no_pairs(table))
    estimate = float(components(group).reliability[0])
    if np.isnan(estimate):
        return replace(blank, reason=Undefined.NO_VARIATION)
    if len(group.raters) < FEWEST_RATERS or cases < FEWEST_CASES:
        few = Undefined.TOO_FEW_RATERS if len(group.raters) < FEWEST_RATERS else Undefined.TOO_FEW_CASES
        return replace(blank, estimate=estimate, reason=few)
    without = components_without(group.levels, cluster, cases).reliability
    bounds = jackknife_bounds(Found(estimate, without, -1 / (float(counts.mean()) - 1), confidence))
    return with_bounds(blank, estimate, bounds)
