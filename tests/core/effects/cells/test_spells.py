"""From spells as from walking through every period: who is there, and who is in a spell."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.effects.cells.tables import same
from tests.oracles.long_sums import people_in_spells

from samklang.core.effects.cells import BadTable, SpellColumns, cells_of_spells
from samklang.core.effects.engine import open_engine

COLUMNS = SpellColumns(start="start", stop="stop", cluster="office", cohort="cohort", person="person")
PERIODS = (3, 12)
SMALL = st.one_of(st.none(), st.integers(0, 15))
SPELLS = st.lists(st.tuples(st.integers(0, 7), SMALL, SMALL), min_size=1, max_size=25)


def office(person):
    return f"office {person % 3}"


def spell_table(spells):
    whole = {name: pa.int64() for name in ("person", "start", "stop", "cohort")}
    kinds = pa.schema({**whole, "office": pa.string()})
    rows = [
        {"person": person, "start": start, "stop": stop, "office": office(person), "cohort": 5 if person % 3 else None}
        for person, start, stop in spells
    ]
    return pa.Table.from_pylist(rows, kinds)


PEOPLE = spell_table([(person, None, None) for person in range(8)]).select(["office", "cohort"])


def wanted(spells, stop_counts):
    rows = [
        (person, start, stop if stop is None or stop_counts else stop - 1, office(person))
        for person, start, stop in spells
    ]
    return {key: count for key, count in people_in_spells(rows, *PERIODS).items() if count}


@settings(max_examples=25, deadline=None)
@given(SPELLS, st.booleans())
def test_people_in_a_spell_are_counted_once_in_every_period(spells, stop_counts):
    forward = [
        (person, start, stop if start is None or stop is None else max(start, stop)) for person, start, stop in spells
    ]
    with open_engine(None, threads=1) as duck:
        cells, intake = cells_of_spells(
            spell_table(forward), PEOPLE, columns=COLUMNS, periods=PERIODS, outcome="benefit", engine=duck,
            stop_counts=stop_counts,
        )  # fmt: skip
    found = {
        (cluster, period): total
        for cluster, period, total in zip(cells.cluster, cells.period, cells.total, strict=True)
        if total
    }
    assert found == wanted(forward, stop_counts)
    assert (cells.total == cells.squares).all()
    assert (len(cells), set(cells.n.tolist()), intake.units) == (30, {2, 3}, 8)


def test_people_come_and_go_and_a_row_may_stand_for_many(duck):
    columns = SpellColumns(
        start="start", stop="stop", cluster="office", cohort="cohort", entry="from", exit="to", people="count"
    )
    people = pa.table({"office": ["a", "a"], "cohort": [4, 4], "from": [None, 3], "to": [2, None], "count": [10, 7]})
    spells = pa.table({"office": ["a"], "cohort": [4], "start": [2], "stop": [3]})
    cells, _ = cells_of_spells(spells, people, columns=columns, periods=(1, 4), outcome="benefit", engine=duck)
    assert cells.period.tolist() == [1, 2, 3, 4]
    assert (cells.n.tolist(), cells.total.tolist()) == ([10, 10, 7, 7], [0, 1, 1, 0])
    assert cells.cohort.tolist() == [4, 4, 4, 4]


def test_more_in_spells_than_there_are_people_is_refused(duck):
    spells = pa.table({"office": ["a", "a"], "cohort": [4, 4], "start": [2, 2], "stop": [3, 3]})
    people = pa.table({"office": ["a"], "cohort": [4]})
    columns = SpellColumns(start="start", stop="stop", cluster="office", cohort="cohort")
    with pytest.raises(BadTable, match=r"in 2 groups and periods. Name the column of persons"):
        cells_of_spells(spells, people, columns=columns, periods=(1, 4), outcome="benefit", engine=duck)


def test_spells_that_stop_before_they_start_are_counted(duck):
    spells = spell_table([(1, 5, 4), (2, 5, 5), (3, 9, 2)])
    with pytest.raises(BadTable, match=r"2 spells stop before they start. Correct “start” and “stop” in them."):
        cells_of_spells(spells, PEOPLE, columns=COLUMNS, periods=PERIODS, outcome="benefit", engine=duck)


def test_columns_of_spells_must_be_there_and_hold_numbers(duck):
    spells = spell_table([(1, 5, 6)]).drop_columns("person").set_column(0, "start", pa.array(["week 5"]))
    with pytest.raises(BadTable) as caught:
        cells_of_spells(spells, PEOPLE, columns=COLUMNS, periods=PERIODS, outcome="benefit", engine=duck)
    assert [str(fault).split(".")[0] for fault in caught.value.faults] == [
        "There is no column “person”",
        "The column “start” must hold whole numbers: the periods counted from the first, such as weeks 1, 2, 3",
    ]


@pytest.mark.xdist_group("spark")
def test_both_engines_sum_spells_alike(duck, spark):
    chance = np.random.default_rng(7)
    who, starts, more = (chance.integers(0, most, 400).tolist() for most in (8, 15, 2))
    spells = spell_table([(one, start, start + longer) for one, start, longer in zip(who, starts, more, strict=True)])
    here, there = (
        cells_of_spells(spells, PEOPLE, columns=COLUMNS, periods=PERIODS, outcome="benefit", engine=engine)
        for engine in (duck, spark)
    )
    same(here.cells, there.cells)
    assert here.intake == there.intake
