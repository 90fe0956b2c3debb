"""Tables that others have reckoned, with what they are reckoned from, in `published/`.

mpdta.csv           log of teenage employment in 500 counties of the USA, 2003 to 2007, and the first year of a higher
                    minimum wage (0: never); handed out with the R package did, and the example of Callaway & Sant'Anna
                    (2021), J. Econometrics 225(2), 200-230.
did.csv             what the R package did prints for it without covariates, analytic errors.
panel.csv           240 people in 60 clusters and 6 periods, and
cross_sections.csv  1,441 people asked once each; both made up with numpy's default_rng(20261126): a category that goes
                    with training and with the trend, weights from 0.5 to 2, shocks of clusters.
csdid.csv           what csdid 0.4.3 (Python 3.11, drdid's estimators) gives for these two, analytic errors.
"""

import csv
from pathlib import Path

import numpy as np

from samklang.core.effects.cells import NEVER, Cells

PUBLISHED = Path(__file__).parent / "published"


def rows_of(name):
    """The rows of a table, as text by column."""
    with (PUBLISHED / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cells_of_rows(cluster, cohort, period, outcome, *, stratum=None, weight=None):
    """One cell for each row."""
    outcome = np.array(outcome, dtype=np.float64)
    weight = np.ones(outcome.size) if weight is None else np.array(weight, dtype=np.float64)
    cohort = np.array(cohort, dtype=np.float64)
    return Cells(
        np.array(cluster, dtype=np.str_),
        np.where(cohort == 0, NEVER, cohort),
        np.array(period, dtype=np.int64),
        np.full(outcome.size, "") if stratum is None else np.array(stratum, dtype=np.str_),
        np.ones(outcome.size, dtype=np.int64),
        weight,
        weight * outcome,
        weight * outcome**2,
        outcome="lemp",
    )


def mpdta():
    """2,500 cells: every county in every year."""
    long = [(row["county"], row["first_treat"], year, row[str(year)]) for row in rows_of("mpdta.csv") for year in YEARS]
    return cells_of_rows(*zip(*long, strict=True))


YEARS = range(2003, 2008)


def panel(*, by="id", category=False, weight=False):
    """The made-up panel. by: "id" or "cluster"."""
    long = [
        (row[by], row["first"], period, row[str(period)], row["category"], row["weight"])
        for row in rows_of("panel.csv")
        for period in range(1, 7)
    ]
    return _cells(long, category, weight)


def cross_sections(*, by="id", category=False, weight=False):
    """The made-up cross-sections. by: "id" or "cluster"."""
    names = (by, "first", "period", "outcome", "category", "weight")
    return _cells([tuple(row[name] for name in names) for row in rows_of("cross_sections.csv")], category, weight)


def _cells(long, category, weight):
    *columns, stratum, weights = zip(*long, strict=True)
    return cells_of_rows(*columns, stratum=stratum if category else None, weight=weights if weight else None)
