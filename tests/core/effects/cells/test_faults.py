"""A table that cannot be summed is refused with every fault at once, each saying what to do."""

from datetime import date
from math import inf, nan

import pyarrow as pa
import pytest
from tests.core.effects.cells.tables import NAMED, arrow, long_table

from samklang.core.effects.cells import BadTable, cells_of


def faults(duck, table, outcome="outcome", **named):
    with pytest.raises(BadTable) as caught:
        cells_of(table, **{**NAMED, **named}, outcome=outcome, engine=duck)
    return [str(fault) for fault in caught.value.faults]


def changed(places=(), **values):
    """The table with some rows changed; all of them where no places are given."""
    rows = long_table()
    return arrow([{**row, **values} if not places or at in places else row for at, row in enumerate(rows)])


def test_columns_that_are_not_there_are_all_named(duck):
    has = "The table has: unit, office, cohort, period, kind, weight, outcome, yes."
    assert faults(duck, changed(), outcome="pay", cluster="team") == [
        f"There is no column “team”. {has}",
        f"There is no column “pay”. {has}",
    ]


def test_text_where_numbers_are_needed(duck):
    advice = "Write numbers with a point and without a unit, and leave missing ones empty."
    assert faults(duck, changed(), outcome="kind", weight="office") == [
        f"The column “kind” holds text, where numbers are needed. {advice}",
        f"The column “office” holds text, where numbers are needed. {advice}",
    ]


def test_rows_that_are_there_twice_are_counted_with_an_example(duck):
    rows = long_table()
    assert faults(duck, arrow([*rows, rows[7], rows[-1]])) == [
        "2 units have more than one row for the same period, for example “unit” 1. Keep one row for each unit and "
        "period, or say that units have many rows."
    ]


def test_a_unit_in_two_cohorts(duck):
    assert faults(duck, changed([6, 7], cohort=None)) == [
        "One unit is in two cohorts, “unit” 1. The first period with training must be the same in all rows of a unit."
    ]


def test_outcomes_that_are_infinite_or_not_a_number_are_counted(duck):
    rows = long_table()
    numbers = [row["outcome"] for row in rows]
    numbers[3], numbers[200], numbers[201] = inf, -inf, nan
    table = arrow(rows).set_column(6, "outcome", pa.array(numbers, pa.float64()))
    assert faults(duck, table) == [
        "The column “outcome” is infinite or not a number in 3 rows. Correct them, or leave them empty where the "
        "outcome is not known."
    ]


def test_rows_without_unit_cluster_or_period_and_weights_that_are_none_are_told_together(duck):
    table = changed([1, 2], unit=None, office=None, period=None, weight=-1.0)
    told = "2 rows have nothing in the column “{}”. Fill it in, or take the rows out."
    assert faults(duck, table, weight="weight") == [
        told.format("unit"),
        told.format("period"),
        told.format("office"),
        "The weights in “weight” must be there in every row, finite and not below 0.",
    ]


def test_periods_that_are_no_numbers_and_dates_that_do_not_lie_evenly(duck):
    rows = long_table()
    assert faults(duck, arrow([{**row, "period": f"week {row['period']}"} for row in rows[:12]]))[0].startswith(
        "The column “period” must hold whole numbers or dates, of one kind; it holds for example week"
    )
    days = {1: 1, 2: 2, 3: 9, 4: 12, 5: 20, 6: 29}
    uneven = [{**row, "cohort": None, "period": date(2025, 1, days[row["period"]])} for row in rows]
    assert faults(duck, arrow(uneven)) == [
        "The dates in the column “period” do not lie evenly, so that they cannot be numbered. Number the periods 1, 2, "
        "3 and so on."
    ]


def test_a_cohort_that_is_no_period(duck):
    assert faults(duck, changed(cohort=2.5)) == [
        "The column “cohort” must hold the number of the first period with training, and be empty or 0 for those who "
        "are never trained; it holds for example 2.5."
    ]
    dated = [{**row, "period": date(2025, row["period"], 1)} for row in long_table()]
    assert faults(duck, arrow(dated))[0].startswith("The column “cohort” must hold dates as the periods do")


def test_nothing_is_not_never_where_it_is_a_period(duck):
    rows = [{**row, "cohort": row["cohort"] or 0, "period": row["period"] - 1} for row in long_table()]
    assert faults(duck, arrow(rows)) == [
        "The column “cohort” holds 0, which is read as never, but 0 is also a period. Number the periods from 1, or "
        "leave the column empty for those who are never trained."
    ]


@pytest.mark.parametrize("column", ["unit", "office", "kind"])
def test_a_column_of_names_is_refused_wherever_it_would_be_shown(duck, column):
    rows = [{**row, column: f"Karen Hansen {row[column]}"} for row in long_table()]
    found = faults(
        duck, arrow(rows), strata=("kind",), looks_like_a_person=lambda text: text.startswith("Karen Hansen")
    )
    assert found == [
        f"The column “{column}” seems to hold names or civil registration numbers. Put a made-up number for each "
        "person in their place, and keep the key where the data come from."
    ]


def test_a_civil_registration_number_that_was_kept_as_a_number_is_known_with_its_zero(duck):
    rows = [{**row, "unit": 101_900_000 + row["unit"]} for row in long_table()]
    found = faults(duck, arrow(rows), looks_like_a_person=lambda text: len(text) == 10 and text.startswith("0"))
    assert found[0].startswith("The column “unit” seems to hold names")


def test_an_empty_table_and_a_file_that_is_not_there(duck, tmp_path):
    assert faults(duck, arrow(long_table()).slice(0, 0)) == ["The table has no rows."]
    path = tmp_path / "data.parquet"
    assert faults(duck, path) == [f"There is no file {path}. See how it is spelt, and where it lies."]
    assert faults(duck, 7) == ["Give a table of Ibis, Arrow, pandas or Polars, or the path of a Parquet or CSV file."]


def test_too_many_groups_are_refused_before_they_fill_the_memory(duck, monkeypatch):
    monkeypatch.setattr("samklang.core.effects.cells.long.MOST_CELLS", 50)
    assert faults(duck, changed())[0].startswith("The table falls into more than 50 groups")
