"""A long table is summed as by walking through every row, whichever form it comes in."""

from datetime import date
from math import inf

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from tests.core.effects.cells.tables import NAMED, arrow, by_key, long_table, same
from tests.oracles.long_sums import long_sums

from samklang.core.effects.cells import NEVER, cells_of, cells_of_many


def test_every_cell_holds_the_sums_of_its_rows(duck):
    rows = long_table()
    cells, intake = cells_of(arrow(rows), **NAMED, outcome="outcome", strata=("kind",), weight="weight", engine=duck)
    found = by_key(cells)
    wanted = long_sums([{**row, "cluster": row["office"], "stratum": row["kind"]} for row in rows], last=6)
    assert list(found) == sorted(wanted)
    for key, sums in wanted.items():
        assert found[key] == pytest.approx(sums, rel=1e-12)
    missing = sum(row["outcome"] is None for row in rows)
    assert (intake.rows, intake.left_out, intake.units, intake.periods) == (360, missing, 60, (1, 2, 3, 4, 5, 6))
    assert [str(note) for note in intake.notes] == [f"{missing} rows are left out because their outcome is missing."]
    assert (cells.outcome, cells.source) == ("outcome", duck.name)


def test_several_outcomes_are_summed_at_once(duck):
    table = arrow(long_table())
    cells, _ = cells_of_many(table, **NAMED, outcomes=("outcome", "yes"), engine=duck)
    same(cells["yes"], cells_of(table, **NAMED, outcome="yes", engine=duck).cells)
    same(cells["outcome"], cells_of(table, **NAMED, outcome="outcome", engine=duck).cells)
    assert (cells["yes"].total == cells["yes"].squares).all()


def test_a_table_may_come_as_frame_or_in_files(duck, tmp_path):
    table = arrow(long_table())
    wanted = cells_of(table, **NAMED, outcome="outcome", engine=duck).cells
    pq.write_table(table.slice(0, 100), tmp_path / "part-1.parquet")
    pq.write_table(table.slice(100), tmp_path / "part-2.parquet")
    pa.csv.write_csv(table, tmp_path / "all.csv")
    sources = [
        pd.DataFrame(table.to_pylist()),
        duck.table(table),
        tmp_path / "all.csv",
        [tmp_path / "part-1.parquet", tmp_path / "part-2.parquet"],
        str(tmp_path / "part*.parquet"),
    ]
    for source in sources:
        same(cells_of(source, **NAMED, outcome="outcome", engine=duck).cells, wanted)


def test_without_a_cluster_every_unit_is_its_own(duck):
    named = {**NAMED, "cluster": None}
    cells, _ = cells_of(arrow(long_table(units=3, periods=2)), **named, outcome="yes", engine=duck)
    assert list(zip(cells.cluster, cells.period, cells.n, strict=True)) == [
        ("0", 1, 1), ("0", 2, 1), ("1", 1, 1), ("1", 2, 1), ("2", 1, 1), ("2", 2, 1)
    ]  # fmt: skip


@pytest.mark.parametrize("never", [None, 0, 99])
def test_empty_nothing_and_later_than_the_data_are_all_never(duck, never):
    rows = [{**row, "cohort": row["cohort"] or never} for row in long_table()]
    cells, intake = cells_of(arrow(rows), **NAMED, outcome="yes", engine=duck)
    assert sorted(set(cells.cohort)) == [3, 5, NEVER]
    notes = [str(note) for note in intake.notes]
    assert notes == (["Training that begins after the last period (99) is counted as never."] if never == 99 else [])


@pytest.mark.parametrize("cohort", ["", "0", " "])
def test_texts_are_read_as_numbers_and_an_empty_one_as_never(duck, cohort):
    rows = [{**row, "cohort": str(row["cohort"] or cohort), "period": str(row["period"])} for row in long_table()]
    cells = cells_of(arrow(rows), **NAMED, outcome="yes", engine=duck).cells
    same(cells, cells_of(arrow(long_table()), **NAMED, outcome="yes", engine=duck).cells)


def test_fractions_that_are_whole_and_numbers_that_are_none_are_read_as_a_frame_writes_them(duck):
    rows = [{**row, "cohort": float(row["cohort"] or inf)} for row in long_table()]
    cells = cells_of(arrow(rows), **NAMED, outcome="yes", engine=duck).cells
    same(cells, cells_of(arrow(long_table()), **NAMED, outcome="yes", engine=duck).cells)


def test_dates_that_lie_evenly_are_numbered_and_a_day_within_a_period_belongs_to_it(duck):
    def dated(row):
        cohort = None if row["cohort"] is None else date(2025, row["cohort"], 17)
        return {**row, "cohort": cohort, "period": date(2025, row["period"], 1)}

    cells, intake = cells_of(arrow([dated(row) for row in long_table()]), **NAMED, outcome="yes", engine=duck)
    same(cells, cells_of(arrow(long_table()), **NAMED, outcome="yes", engine=duck).cells)
    assert [str(note) for note in intake.notes] == [
        "The periods are dates: 1 January 2025 is number 1 and 1 June 2025 is number 6, 1 months for each."
    ]


def test_people_who_are_not_there_all_the_time_and_periods_without_rows_are_told(duck):
    rows = [row for row in long_table() if row["period"] != 4 and (row["unit"], row["period"]) != (7, 2)]
    _, intake = cells_of(arrow(rows), **NAMED, outcome="yes", engine=duck)
    assert intake.periods == (1, 2, 3, 5, 6)
    assert [str(note) for note in intake.notes] == [
        "One period between the first and the last in “period” has no rows. If the periods are not missing, number "
        "them 1, 2, 3 and so on.",
        "One of 60 units is not there in every period.",
    ]


def test_an_office_may_have_many_rows_in_a_period_when_it_is_said(duck):
    named = {**NAMED, "unit": "office", "cluster": None}
    cells, intake = cells_of(arrow(long_table()), **named, outcome="yes", engine=duck, repeated=True)
    assert (set(cells.n.tolist()), intake.units, len(cells)) == ({6}, 10, 60)
