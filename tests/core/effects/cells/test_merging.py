"""Sums of the parts are the sums of the whole."""

import pytest
from tests.core.effects.cells.tables import NAMED, arrow, long_table, same

from samklang.core.effects.cells import CannotMerge, cells_of, merge


def cells(duck, rows, outcome="outcome"):
    return cells_of(arrow(rows), **NAMED, outcome=outcome, strata=("kind",), weight="weight", engine=duck).cells


def test_municipalities_together_equal_all_rows_at_once(duck):
    rows = long_table(units=200)
    parts = [
        cells(duck, [row for row in rows if row["unit"] % 10 in offices])
        for offices in ((0, 3), (1, 2, 9), (4, 5, 6, 7, 8))
    ]
    together = merge(parts)
    same(together, cells(duck, rows), relative=1e-12)
    assert (together.outcome, together.source, together.suppressed) == ("outcome", duck.name, 0)


def test_a_cluster_in_two_parts_is_refused_unless_it_is_said(duck):
    rows = long_table(units=200)
    parts = [cells(duck, [row for row in rows if row["unit"] % 2 == half]) for half in (0, 1)]
    first = cells(duck, rows[:600])
    rest = cells(duck, rows[600:])
    assert len(merge(parts)) == len(cells(duck, rows))
    with pytest.raises(CannotMerge, match="10 clusters are in more than one part: office 0, office 1, office 2"):
        merge([first, rest])
    same(merge([first, rest], same_clusters=True), cells(duck, rows), relative=1e-12)


def test_parts_of_different_outcomes_and_no_parts_are_refused(duck):
    rows = long_table()
    with pytest.raises(CannotMerge, match="different outcomes: outcome, yes"):
        merge([cells(duck, rows), cells(duck, rows, "yes")])
    with pytest.raises(CannotMerge, match="nothing to put together"):
        merge([])
