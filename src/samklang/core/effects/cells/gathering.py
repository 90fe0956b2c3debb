"""What the engine summed, put into cells: keys read, groups that are one joined, rows in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from samklang.core.effects.cells.cells import Cells
from samklang.core.effects.cells.columns import Columns
from samklang.core.effects.cells.reading import Periods, read_cohorts, read_periods
from samklang.core.words import Sentence, say, say_n

JOINED_BY = " | "
"""Between the categories of a stratum."""


@dataclass(frozen=True)
class Gathered:
    """The sums of every outcome, and what was seen on the way."""

    cells: dict[str, Cells]
    rows: int
    left_out: int
    periods: Periods
    period_values: pa.Array
    """The different periods as they stand in the table."""
    odd: list[int]
    """Places of the outcomes whose sums are not finite."""
    notes: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True)
class Coded:
    """A column as places in a short list of its different values."""

    values: list[Any]
    places: NDArray[np.intp]

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Coded:
        """None is a value of its own."""
        whole = column.combine_chunks()
        if isinstance(whole, pa.ChunkedArray):
            whole = whole.chunk(0) if whole.num_chunks else pa.array([], column.type)
        encoded = whole.dictionary_encode(null_encoding="encode")
        return cls(encoded.dictionary.to_pylist(), encoded.indices.to_numpy(zero_copy_only=False).astype(np.intp))


def gather(sums: pa.Table, asked: Columns, source: str) -> tuple[Gathered, list[Sentence]]:
    """Cells from the engine's groups, and the faults that stop them.

    sums: keys (`unit` or `cluster`, `cohort`, `period`, `stratum_0` …), `rows`, `named`, `empty`, and for each outcome
          `n_0`, `total_0`, `squares_0` and, with weights, `weight_0`; at least one row.
    """
    faults = _faults_of_rows(sums, asked)
    notes: list[Sentence] = []
    period, cohort = Coded.of(sums["period"]), Coded.of(sums["cohort"])
    periods = read_periods(asked.period, period.values, faults, notes)
    cohorts = read_cohorts(asked.cohort, cohort.values, periods, faults, notes) if periods.numbers else {}
    cluster = Coded.of(sums["cluster" if "cluster" in sums.column_names else "unit"])
    clusters = np.array([text_of(value) for value in cluster.values])[cluster.places]
    strata = joined([Coded.of(sums[f"stratum_{place}"]) for place in range(len(asked.strata))], len(sums), faults)
    values = pa.array([value for value in period.values if value is not None], sums["period"].type)
    rows, left_out = _whole(sums, "rows"), _whole(sums, "empty")
    if left_out:
        notes.append(
            say_n(
                "One row is left out because its outcome is missing.",
                "{count} rows are left out because their outcome is missing.",
                left_out,
            )
        )
    if faults:
        return Gathered({}, rows, left_out, periods, values, [], notes), faults
    at_cohort = np.array([cohorts[value] for value in cohort.values], np.float64)[cohort.places]
    at_period = np.array([periods.numbers[value] for value in period.values], np.int64)[period.places]
    groups = Groups.of(clusters, at_cohort, at_period, strata)
    odd, cells = [], {}
    for place, outcome in enumerate(asked.outcomes):
        cells[outcome] = _cells(sums, place, groups, outcome, source)
        if not (np.isfinite(cells[outcome].total).all() and np.isfinite(cells[outcome].squares).all()):
            odd.append(place)
    return Gathered(cells, rows, left_out, periods, values, odd, notes), faults


@dataclass(frozen=True)
class Groups:
    """Rows in the order of cells, with where each cell begins."""

    order: NDArray[np.intp]
    starts: NDArray[np.intp]
    cluster: NDArray[np.str_]
    cohort: NDArray[np.float64]
    period: NDArray[np.int64]
    stratum: NDArray[np.str_]

    @classmethod
    def of(
        cls,
        cluster: NDArray[np.str_],
        cohort: NDArray[np.float64],
        period: NDArray[np.int64],
        stratum: NDArray[np.str_],
    ) -> Groups:
        """Cells in order of cluster, cohort, period and stratum; texts in the order of their characters' numbers.

        All four have one length, at least 0.
        """
        in_cluster, in_stratum = (np.unique(texts, return_inverse=True)[1].ravel() for texts in (cluster, stratum))
        order = np.lexsort((in_stratum, period, cohort, in_cluster))
        keys = [column[order] for column in (in_cluster, cohort, period, in_stratum)]
        new = np.ones(len(order), np.bool_)
        if len(order):
            new[1:] = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
        starts = np.flatnonzero(new)
        first = order[starts]
        return cls(order, starts, cluster[first], cohort[first], period[first], stratum[first])

    @property
    def places(self) -> NDArray[np.intp]:
        """Which cell each row belongs to, counted from 0."""
        found = np.empty(len(self.order), np.intp)
        found[self.order] = np.repeat(np.arange(len(self.starts)), np.diff(self.starts, append=len(self.order)))
        return found

    def sum(self, values: NDArray[Any]) -> NDArray[Any]:
        """The sum of a column within each cell."""
        return np.add.reduceat(values[self.order], self.starts) if len(self.starts) else values[:0]


def text_of(value: Any) -> str:
    """A category as text: whole numbers without a point, empty for none."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _cells(sums: pa.Table, place: int, groups: Groups, outcome: str, source: str) -> Cells:
    n = groups.sum(_column(sums, f"n_{place}").astype(np.int64))
    total, squares = (groups.sum(_column(sums, f"{name}_{place}")) for name in ("total", "squares"))
    weighed = f"weight_{place}" in sums.column_names
    weight = groups.sum(_column(sums, f"weight_{place}")) if weighed else n.astype(np.float64)
    kept = n > 0
    return Cells(
        groups.cluster[kept],
        groups.cohort[kept],
        groups.period[kept],
        groups.stratum[kept],
        n[kept],
        weight[kept],
        total[kept],
        squares[kept],
        outcome,
        source,
    )


def _column(sums: pa.Table, name: str) -> NDArray[np.float64]:
    """As numbers; a group in which every outcome is missing has no sum, which is 0."""
    found: NDArray[np.float64] = sums[name].fill_null(0).to_numpy().astype(np.float64)
    return found


def _whole(sums: pa.Table, name: str) -> int:
    return int(_column(sums, name).astype(np.int64).sum())


def joined(columns: Sequence[Coded], length: int, faults: list[Sentence]) -> NDArray[np.str_]:
    """The categories of each row joined; `faults` gets a sentence where that could not be told apart again."""
    if not columns:
        return np.full(length, "", np.str_)
    texts = [[text_of(value) for value in column.values] for column in columns]
    if len(columns) > 1 and any(JOINED_BY in text for column in texts for text in column):
        faults.append(say("A category of a stratum holds “ | ”, which is put between categories. Write it otherwise."))
    rows, places = np.unique(np.stack([column.places for column in columns], 1), axis=0, return_inverse=True)
    joined = [JOINED_BY.join(texts[at][value] for at, value in enumerate(row)) for row in rows]
    return np.array(joined, np.str_)[places.ravel()]


def _faults_of_rows(sums: pa.Table, asked: Columns) -> list[Sentence]:
    """Rows without a unit, a cluster or a period, and weights that are none."""
    rows = _column(sums, "rows").astype(np.int64)
    lacking = [(asked.unit, int(rows.sum()) - _whole(sums, "named")), (asked.period, _rows_without(sums, "period"))]
    if "cluster" in sums.column_names and asked.cluster is not None:
        lacking.append((asked.cluster, _rows_without(sums, "cluster")))
    faults = [
        say_n(
            "One row has nothing in the column “{column}”. Fill it in, or take the row out.",
            "{count} rows have nothing in the column “{column}”. Fill it in, or take the rows out.",
            count,
            column=column,
        )
        for column, count in lacking
        if count
    ]
    if asked.weight is not None:
        least = sums["least_weight"].fill_null(0).to_numpy().astype(np.float64)
        missing = int(rows.sum()) - _whole(sums, "weighed")
        if missing or (least < 0).any() or not np.isfinite(_column(sums, "weights")).all():
            faults.append(
                say(
                    "The weights in “{column}” must be there in every row, finite and not below 0.", column=asked.weight
                )
            )
    return faults


def _rows_without(sums: pa.Table, key: str) -> int:
    return int(_column(sums, "rows")[sums[key].is_null().to_numpy()].sum())
