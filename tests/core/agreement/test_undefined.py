"""Where there is no figure, or none to be sure of, the answer says why."""

from math import nan
from random import Random

import numpy as np
import pytest
from tests.core.agreement.tables import a_round

from samklang.core.agreement import (
    Linearised,
    Method,
    Metric,
    Ratings,
    Standing,
    Table,
    TwoWay,
    Undefined,
    Weights,
    ac1,
    ac2,
    alpha,
    change,
    drift,
    drivers,
    fleiss_kappa,
    gwet_alpha,
    percent_agreement,
    quality,
    reliability,
    severity,
)

ASKED = {
    "alpha": lambda table, **more: alpha(table, Metric.ORDINAL, **more),
    "interval": lambda table, **more: alpha(table, Metric.INTERVAL, **more),
    "percent": percent_agreement,
    "fleiss": fleiss_kappa,
    "ac1": ac1,
    "ac2": lambda table, **more: ac2(table, Weights.LINEAR, **more),
    "gwet": lambda table, **more: gwet_alpha(table, Weights.ORDINAL, **more),
    "reliability": reliability,
}
EMPTY = Table.of(np.zeros((0, 0)))


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("levels", "reason"),
    [
        (np.zeros((0, 0)), Undefined.NO_RATINGS),
        (np.full((3, 4), nan), Undefined.NO_RATINGS),
        ([[1, 2, 3]], Undefined.ONE_RATER),
        ([[1, 2, 3], [nan, nan, nan]], Undefined.ONE_RATER),
        ([[1, nan], [nan, 2]], Undefined.NO_PAIRS),
    ],
)
def test_nothing_to_compare_is_an_answer(asked, levels, reason):
    found = ASKED[asked](Table.of(levels))
    assert (found.estimate, found.low, found.high, found.reason) == (None, None, None, reason)


@pytest.mark.parametrize("asked", ["alpha", "interval", "fleiss", "ac1", "gwet", "reliability"])
def test_everybody_at_one_level_leaves_agreement_beyond_chance_open(asked):
    found = ASKED[asked](Table.of(np.full((5, 12), 3)))
    assert (found.estimate, found.low, found.reason) == (None, None, Undefined.NO_VARIATION)


def test_everybody_at_one_level_agrees_by_percent_and_no_further_than_the_cases_tell():
    found = percent_agreement(Table.of(np.full((5, 12), 3)))
    assert (found.estimate, found.high, found.method) == (1, 1, Method.NO_SPREAD_SEEN)
    assert found.low == pytest.approx(0.025 ** (1 / 12))


@pytest.mark.parametrize("asked", ASKED)
def test_two_raters_or_nine_cases_have_a_figure_and_no_interval(asked):
    rng = np.random.default_rng(1)
    for table, reason in (
        (a_round(rng, raters=2, cases=20), Undefined.TOO_FEW_RATERS),
        (a_round(rng, raters=5, cases=9), Undefined.TOO_FEW_CASES),
    ):
        found = ASKED[asked](table)
        assert (found.estimate is None, found.low, found.high, found.reason) == (False, None, None, reason)
        assert found.against(0.5) is Standing.TOO_FEW


@pytest.mark.parametrize("interval", [Linearised(), TwoWay(Random(1), 2000)])
@pytest.mark.parametrize("asked", sorted(set(ASKED) - {"reliability"}))
def test_three_raters_and_ten_cases_have_an_interval_that_holds_the_figure(asked, interval):
    found = ASKED[asked](a_round(np.random.default_rng(2), raters=3, cases=10), interval=interval)
    assert found.reason is None
    assert found.low <= found.estimate <= found.high <= 1


def test_one_case_that_makes_the_figure_leaves_it_without_an_interval():
    levels = np.full((4, 12), 2.0)
    levels[:, 0] = 5
    found = alpha(Table.of(levels), Metric.ORDINAL)
    assert (found.estimate, found.low, found.reason) == (1, None, Undefined.ONE_CASE_DECIDES)


def test_a_case_nobody_rated_and_a_rater_who_rated_nothing_change_nothing():
    table = a_round(np.random.default_rng(3), raters=4, cases=12)
    wider = np.full((6, 15), nan)
    wider[1:5, 2:14] = table.levels
    for asked in ASKED.values():
        assert asked(Table.of(wider)) == asked(table)


@pytest.mark.parametrize("call", [
    lambda table: alpha(table, Metric.RATIO), lambda table: gwet_alpha(table, Weights.RATIO),
    lambda table: drivers(Ratings.of([("a", 1, 1, -1.0), ("b", 1, 1, float(table.levels[0, 1]))]), Metric.RATIO),
])  # fmt: skip
def test_negative_levels_have_no_ratio_and_it_says_so(call):
    with pytest.raises(ValueError, match="levels of 0 or more"):
        call(Table.of([[-1, 2], [1, 2]]))


def test_ratings_outside_the_scale_are_named():
    with pytest.raises(ValueError, match=r"outside the scale: 0, 6\.5"):
        alpha(Table.of([[0, 2], [1, 6.5]]), Metric.ORDINAL, levels=range(1, 6))


def test_levels_of_nought_have_a_ratio():
    assert alpha(Table.of([[0, 0, 1], [0, 1, 1]]), Metric.RATIO).estimate is not None
    assert gwet_alpha(Table.of([[0, 0], [0, 0]]), Weights.RATIO).reason is Undefined.NO_VARIATION


def test_no_part_of_the_room_breaks_on_nothing():
    empty = Ratings.of([])
    assert drivers(empty, Metric.ORDINAL).items == ()
    assert severity(EMPTY) == ()
    assert quality(EMPTY, Metric.ORDINAL, key={}).key.exact.reason is Undefined.NO_RATINGS
    assert change(EMPTY, EMPTY, Metric.ORDINAL).reason is Undefined.NO_RATINGS
    assert drift([]).bias.reason is Undefined.TOO_FEW_ROUNDS


def test_a_threshold_is_reached_by_the_whole_interval_alone():
    found = alpha(a_round(np.random.default_rng(2), raters=30, cases=40), Metric.ORDINAL)
    assert found.against(found.low - 0.01) is Standing.REACHED
    assert found.against(found.estimate) is Standing.CANNOT_TELL
    assert found.against(found.high + 0.01) is Standing.NOT_REACHED
