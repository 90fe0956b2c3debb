"""No small count leaves, and none can be had by subtracting what leaves from totals."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samklang.core.effects.cells import NEVER, Cells, small, suppress

COUNT = st.one_of(st.integers(1, 7), st.integers(5, 60))


@st.composite
def yes_or_no(draw):
    """Cells of up to six clusters, two cohorts, three periods and two strata, many of them small."""
    rows = []
    for cluster in range(draw(st.integers(1, 6))):
        cohort = draw(st.sampled_from([2.0, NEVER]))
        for period in range(1, draw(st.integers(1, 3)) + 1):
            for stratum in ("old", "young")[: draw(st.integers(1, 2))]:
                n = draw(COUNT)
                rows.append((f"c{cluster}", cohort, period, stratum, n, draw(st.integers(0, n))))
    return cells_from(rows)


def cells_from(rows, squares=1):
    cluster, cohort, period, stratum, n, total = (np.array(column) for column in zip(*sorted(rows), strict=True))
    total = total.astype(float)
    return Cells(cluster, cohort, period, stratum, n, n.astype(float), total, total * squares, "in work")


def totals(cells, key):
    """People, yes and no, by the columns in `key`."""
    found = defaultdict(lambda: np.zeros(3))
    for at, (n, total) in enumerate(zip(cells.n, cells.total, strict=True)):
        found[tuple(getattr(cells, name)[at] for name in key)] += (n, total, n - total)
    return found


def is_small(counts, least=5):
    return bool(((counts > 0) & (counts < least)).any())


@settings(max_examples=150, deadline=None)
@given(yes_or_no())
def test_an_attacker_who_subtracts_from_every_total_finds_no_small_count(cells):
    left = suppress(cells)
    assert not small(left).any()
    assert left.suppressed == len(cells) - len(left)
    for key in (("cohort", "period"), ("period",), ("cohort",), ()):
        whole, shown = totals(cells, key), totals(left, key)
        for margin in shown:
            assert not is_small(whole[margin] - shown[margin])


@settings(max_examples=60, deadline=None)
@given(yes_or_no())
def test_a_group_is_kept_in_all_its_periods_or_in_none(cells):
    left = suppress(cells)
    groups = list(zip(left.cluster, left.cohort, left.stratum, strict=True))
    for group in set(groups):
        there = zip(cells.cluster, cells.cohort, cells.stratum, strict=True)
        assert groups.count(group) == sum(one == group for one in there)


def test_the_smallest_other_group_is_left_out_with_the_only_small_one():
    cells = cells_from([("a", 2.0, 1, "", 3, 1), ("b", 2.0, 1, "", 40, 20), ("c", 2.0, 1, "", 30, 12)])
    left = suppress(cells)
    assert (left.cluster.tolist(), left.suppressed) == (["b"], 2)


def test_nothing_is_left_out_where_nothing_is_small():
    cells = cells_from([("a", 2.0, 1, "", 30, 10), ("b", 2.0, 1, "", 40, 20), ("c", 2.0, 1, "", 30, 30)])
    left = suppress(cells)
    assert (len(left), left.suppressed) == (3, 0)


def test_few_without_are_as_small_as_few_with():
    cells = cells_from([("a", 2.0, 1, "", 30, 28), ("b", 2.0, 1, "", 30, 2), ("c", 2.0, 1, "", 30, 15)])
    assert small(cells).tolist() == [True, True, False]


def test_an_outcome_in_amounts_is_judged_by_people_alone():
    cells = cells_from([("a", 2.0, 1, "", 30, 2), ("b", 2.0, 1, "", 4, 20)], squares=3)
    assert small(cells).tolist() == [False, True]


def test_cells_without_rows_stay_as_they_are_and_a_limit_of_one_is_refused():
    cells = cells_from([("a", 2.0, 1, "", 30, 10)])
    assert len(suppress(suppress(cells, least=90))) == 0
    with pytest.raises(ValueError, match="2 or more"):
        suppress(cells, least=1)
