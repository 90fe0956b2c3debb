"""How soon something happens, from how many wait and to how many it happens."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samklang.core.effects.answers import Method, Undefined
from samklang.core.effects.cells import NEVER, Cells
from samklang.core.effects.hazards import hazards


def waiting(rows):
    """Cells of (cluster, began, period, waiting, happened)."""
    cluster, began, period, n, happened = (list(column) for column in zip(*rows, strict=True)) if rows else [[]] * 5
    n = np.array(n, dtype=np.int64)
    total = np.array(happened, dtype=np.float64)
    return Cells(
        np.array(cluster, dtype=np.str_),
        np.array(began, dtype=np.float64),
        np.array(period, dtype=np.int64),
        np.full(len(n), "", dtype=np.str_),
        n,
        n.astype(np.float64),
        total,
        total,
    )


def followed(rng, name, clusters, share, *, own=0.0, times=3, people=40):
    """People who wait from period 1 on, in clusters of their own level."""
    rows = []
    for cluster in range(clusters):
        left, mine = people, np.clip(share + own * rng.standard_normal(), 0, 1)
        for period in range(1, times + 1):
            happened = rng.binomial(left, mine)
            rows.append((f"{name}{cluster:02}", 1, period, left, happened))
            left -= happened
    return waiting(rows)


def test_shares_and_differences_are_those_of_the_counts():
    trained = waiting([(f"a{c}", 2, 2 + k, 10 - 2 * k, 2) for c in range(6) for k in range(2)])
    others = waiting([(f"b{c}", 5, 5 + k, 10 - k, 1) for c in range(6) for k in range(2)])
    found = hazards(trained, others)
    assert found.times == (0, 1)
    assert [one.estimate for one in found.trained] == pytest.approx([0.2, 0.25])
    assert [one.estimate for one in found.others] == pytest.approx([0.1, 1 / 9])
    assert [one.estimate for one in found.difference] == pytest.approx([0.1, 0.25 - 1 / 9])
    assert [one.estimate for one in found.by_then] == pytest.approx([0.1, 0.8 * -0.75 + 0.9 * 8 / 9])
    assert [(one.n, one.clusters) for one in found.difference] == [(120, 12), (102, 12)]
    # All clusters are alike, so nothing tells how far off the figure may be.
    assert {one.reason for one in found.difference} == {Undefined.NO_VARIATION}


def test_the_error_is_that_of_leaving_each_cluster_out():
    rng = np.random.default_rng(1)
    trained, others = followed(rng, "a", 9, 0.3, own=0.1), followed(rng, "b", 8, 0.2, own=0.1)

    def by_then(without=None):
        waits = []
        for cells in (trained, others):
            left = 1.0
            for period in range(1, 4):
                these = (cells.period == period) & (cells.cluster != without)
                left *= 1 - cells.total[these].sum() / cells.n[these].sum()
            waits.append(left)
        return waits[1] - waits[0]

    names = sorted({*trained.cluster.tolist(), *others.cluster.tolist()})
    apart = np.array([by_then(name) - by_then() for name in names])
    found = hazards(trained, others).by_then[2]
    assert found.estimate == pytest.approx(by_then(), abs=1e-12)
    assert found.standard_error == pytest.approx(np.sqrt(16 / 17 * (apart**2).sum()), rel=1e-9)
    assert found.method is Method.JACKKNIFE_T
    assert found.low < found.estimate < found.high
    assert found.detectable > 2 * found.standard_error


@given(st.integers(0, 10**6))
def test_shares_stay_shares_and_the_other_way_round_is_the_opposite(seed):
    rng = np.random.default_rng(seed)
    trained, others = followed(rng, "a", 8, rng.uniform(), own=0.2), followed(rng, "b", 8, rng.uniform(), own=0.2)
    there, back = hazards(trained, others), hazards(others, trained)
    for one, other in zip(there.difference, back.difference, strict=True):
        assert (one.estimate is None) == (other.estimate is None)
        if one.low is not None:
            assert (one.low, one.high) == (pytest.approx(-other.high), pytest.approx(-other.low))
            assert -1 <= one.low <= one.estimate <= one.high <= 1
    for one in (*there.trained, *there.others):
        assert one.estimate is None or 0 <= one.estimate <= 1


def test_one_cluster_may_be_on_both_sides():
    rng = np.random.default_rng(3)
    found = hazards(followed(rng, "c", 12, 0.3, own=0.1), followed(rng, "c", 12, 0.2, own=0.1))
    assert (found.difference[0].clusters, found.difference[0].reason) == (12, None)


def test_whoever_never_began_or_has_not_begun_is_not_waiting():
    trained = waiting([("a", 2, 1, 50, 9), ("a", NEVER, 2, 50, 9), ("a", 2, 2, 10, 1)])
    found = hazards(trained, waiting([("b", 2, 2, 10, 2)]))
    assert (found.times, found.trained[0].estimate, found.trained[0].n) == ((0,), 0.1, 10)


def test_with_fewer_than_five_waiting_there_is_no_figure_from_there_on():
    rows = [(f"a{c}", 1, 1 + k, (10, 0, 8)[k] or int(c == 0) * 4, 1) for c in range(12) for k in range(3)]
    rows = [row for row in rows if row[3]]
    others = [(f"b{c}", 1, 1 + k, 9, (c + k) % 3) for c in range(12) for k in range(3)]
    found = hazards(waiting(rows), waiting(others))
    assert [one.reason for one in found.difference][1] is Undefined.TOO_FEW_UNITS
    assert found.difference[2].estimate is not None
    assert [one.estimate is None for one in found.by_then] == [False, True, True]


def test_a_time_that_is_missing_ends_what_has_happened_by_then():
    rows = [(f"a{c}", 1, 1 + k, 9, (c + k) % 3) for c in range(12) for k in (0, 2)]
    found = hazards(waiting(rows), waiting([(f"b{c}", 1, 1 + k, 9, c % 4) for c in range(12) for k in range(3)]))
    assert found.times == (0, 2)
    assert [one.estimate is None for one in found.by_then] == [False, True]


@pytest.mark.parametrize(
    ("sides", "reason"),
    [((4, 5), Undefined.TOO_FEW_CLUSTERS), ((1, 12), Undefined.TOO_FEW_IN_COHORT)],
)
def test_too_few_clusters_have_a_figure_and_no_interval(sides, reason):
    rng = np.random.default_rng(4)
    found = hazards(followed(rng, "a", sides[0], 0.3), followed(rng, "b", sides[1], 0.2)).difference[0]
    assert found.estimate is not None
    assert (found.low, found.high, found.reason) == (None, None, reason)


def test_nobody_waiting_is_an_answer():
    found = hazards(waiting([]), waiting([("b", 1, 1, 10, 1)]))
    assert (found.times, found.difference, found.reason) == ((), (), Undefined.NO_ROWS)


def test_more_cannot_happen_than_wait():
    with pytest.raises(ValueError, match="no more people than are waiting"):
        hazards(waiting([("a", 1, 1, 5, 6)]), waiting([("b", 1, 1, 10, 1)]))


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say():
    rng, held = np.random.default_rng(5), []
    for _ in range(500):
        one = hazards(followed(rng, "a", 12, 0.3, own=0.08), followed(rng, "b", 12, 0.2, own=0.08)).difference[0]
        held.append(one.low <= 0.1 <= one.high)
    assert 0.93 <= np.mean(held) <= 0.98
