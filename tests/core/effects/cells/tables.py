"""Small long tables with known sums, and cells as a dictionary."""

from typing import Any

import numpy as np
import pyarrow as pa

from samklang.core.effects.cells import Cells

NAMED: dict[str, Any] = {"unit": "unit", "cohort": "cohort", "period": "period", "cluster": "office"}


def long_table(units: int = 60, periods: int = 6, seed: int = 1) -> list[dict[str, Any]]:
    """Rows of people in ten offices; two cohorts and some never; missing outcomes, weights and two categories."""
    chance = np.random.default_rng(seed)
    rows = []
    for unit in range(units):
        office = unit % 10
        cohort = (None, 3, 5)[office % 3]
        for period in range(1, periods + 1):
            outcome = None if chance.random() < 0.1 else float(chance.normal())
            rows.append(
                {
                    "unit": unit,
                    "office": f"office {office}",
                    "cohort": cohort,
                    "period": period,
                    "kind": "young" if unit % 2 else "old",
                    "weight": float(chance.integers(1, 9)) / 4,
                    "outcome": outcome,
                    "yes": int(chance.random() < 0.4),
                }
            )
    return rows


def arrow(rows: list[dict[str, Any]]) -> pa.Table:
    """The rows as a table."""
    return pa.Table.from_pylist(rows)


def by_key(cells: Cells) -> dict[tuple[str, float, int, str], tuple[int, float, float, float]]:
    """n, weight, total and squares by cluster, cohort, period and stratum."""
    columns = [column.tolist() for column in cells.columns().values()]
    return {row[:4]: row[4:] for row in zip(*columns, strict=True)}


def same(one: Cells, other: Cells, relative: float = 1e-9) -> None:
    """Keys and counts are identical, fractions are equal to within `relative`."""
    for name, column in one.columns().items():
        if name in ("weight", "total", "squares"):
            np.testing.assert_allclose(column, other.columns()[name], rtol=relative, atol=relative)
        else:
            np.testing.assert_array_equal(column, other.columns()[name])
