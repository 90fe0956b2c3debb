"""The engine in this process and one with two workers give the same: counts identical, fractions to 1e-9."""

from datetime import date, datetime

import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from tests.core.effects.cells.tables import NAMED, arrow, long_table, same

from samklang.core.effects.cells import BadTable, cells_of

pytestmark = pytest.mark.xdist_group("spark")


def as_numbers(row):
    return row


def as_months(row):
    return {**row, "period": 202410 + row["period"] + 88 * (row["period"] > 2)}


def as_dates(row):
    cohort = row["cohort"] and date(2025, row["cohort"], 1)
    return {**row, "cohort": cohort, "period": date(2025, row["period"], 1)}


def as_moments(row):
    cohort = row["cohort"] and datetime.fromisoformat(f"2025-0{row['cohort']}-01T12:00")
    return {**row, "cohort": cohort, "period": datetime.fromisoformat(f"2025-0{row['period']}-01T08:00")}


def as_texts(row):
    return {**row, "cohort": str(row["cohort"] or ""), "period": str(row["period"])}


@pytest.mark.parametrize("form", [as_numbers, as_months, as_dates, as_moments, as_texts])
def test_both_engines_give_the_same_sums_and_the_same_notes(duck, spark, form):
    rows = [form(row) for row in long_table(units=300) if (row["unit"], row["period"]) != (5, 2)]
    named = {**NAMED, "outcome": "outcome", "strata": ("kind",), "weight": "weight"}
    here, there = (cells_of(arrow(rows), **named, engine=engine) for engine in (duck, spark))
    same(here.cells, there.cells)
    assert here.intake == there.intake
    assert there.cells.source.startswith("spark 4.")


def test_both_engines_read_files(duck, spark, tmp_path):
    table = arrow(long_table(units=100))
    paths = [tmp_path / "part-1.parquet", tmp_path / "part-2.parquet"]
    pq.write_table(table.slice(0, 100), paths[0])
    pq.write_table(table.slice(100), paths[1])
    pyarrow.csv.write_csv(table, tmp_path / "all.csv")
    wanted = cells_of(table, **NAMED, outcome="outcome", engine=duck).cells
    for source in (paths, tmp_path / "all.csv"):
        same(cells_of(source, **NAMED, outcome="outcome", engine=spark).cells, wanted)


def test_both_engines_refuse_the_same(duck, spark):
    rows = long_table()
    rows[9]["outcome"] = float("inf")
    tables = [arrow(rows), arrow([*long_table(), long_table()[7]]), arrow([{**row, "unit": None} for row in rows])]
    for table in tables:
        told = []
        for engine in (duck, spark):
            with pytest.raises(BadTable) as caught:
                cells_of(table, **NAMED, outcome="outcome", engine=engine)
            told.append(caught.value.faults)
        assert told[0] == told[1]
