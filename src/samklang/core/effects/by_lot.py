"""The answer of a study whose order of training was drawn: whether the draw was kept, and the figure that it allows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samklang.core.effects.answers import FEWEST_CLUSTERS, Estimate
from samklang.core.effects.cells import NEVER, Cells
from samklang.core.effects.did.random_order import efficient
from samklang.core.effects.did.randomisation import randomisation_test
from samklang.core.effects.plan import AnalysisPlan, Design

FEWEST_DRAWS = 19


@dataclass(frozen=True)
class ByLot:
    """What a drawn order shows."""

    primary: Estimate
    """The efficient estimate; with fewer than ten clusters, what drawing again shows."""
    randomised: Estimate


def draw_kept(plan: AnalysisPlan, cells: Cells) -> bool:
    """Whether everybody in the cells was first trained when the draw said, as far as cells can show it.

    returns: False for a plan without a draw, and where clusters are not the drawn units.
    """
    if plan.design is not Design.DRAWN or not plan.drawn or plan.cluster not in (None, plan.unit):
        return False
    said = {unit: float(first) if first else NEVER for unit, first in plan.drawn}
    last = cells.period.max(initial=0)
    for unit, cohort in set(zip(cells.cluster.tolist(), cells.cohort.tolist(), strict=True)):
        planned = said.get(unit)
        # Whoever is to come after the data may not have come yet, and counts as never trained either way.
        if planned is None or (planned != cohort and min(planned, cohort) <= last):
            return False
    return True


def by_lot(plan: AnalysisPlan, cells: Cells, *, kept: bool, draws: int) -> ByLot | None:
    """The figures that only a drawn order allows.

    kept:    whether the order was kept.
    draws:   of the order anew, where there are too many orders to go through all.
    returns: None for a plan without a draw, one that was not kept, or cells whose clusters are not the drawn units.
    """
    if plan.design is not Design.DRAWN or not kept or not _one_cohort_each(cells):
        return None
    found = randomisation_test(cells, plan, draws=max(FEWEST_DRAWS, draws - 1), within=_strata(cells)).estimate
    primary = efficient(cells, plan)
    return ByLot(found if primary.clusters < FEWEST_CLUSTERS else primary, found)


def _one_cohort_each(cells: Cells) -> bool:
    pairs = set(zip(cells.cluster.tolist(), cells.cohort.tolist(), strict=True))
    return len(pairs) == np.unique(cells.cluster).size


def _strata(cells: Cells) -> dict[str, str] | None:
    """Each unit's stratum, where each lies in one; None where people of several are in one unit.

    Drawing again within what was known before the draw is right whether or not it was drawn within it: the orders with
    as many of each stratum in each wave are as likely as each other.
    """
    pairs = set(zip(cells.cluster.tolist(), cells.stratum.tolist(), strict=True))
    return dict(pairs) if len(pairs) == np.unique(cells.cluster).size else None
