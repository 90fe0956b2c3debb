"""Intervals stand on whole cases, hold what they promise, and are the same for the same seed."""

from itertools import product
from random import Random

import numpy as np
import pytest
from tests.core.agreement.tables import a_round
from tests.core.agreement.test_alpha import by_pairs

from samklang.core.agreement import (
    Jackknife,
    Linearised,
    Method,
    Metric,
    Table,
    TwoWay,
    Weights,
    ac1,
    alpha,
    fleiss_kappa,
    gwet_alpha,
    percent_agreement,
)
from samklang.core.agreement.drawing import Drawing
from samklang.core.agreement.estimators import alpha_of
from samklang.core.agreement.intervals import Scale, jackknife_error, leave_one_out
from samklang.core.agreement.sums import sums_of

ASKED = [
    *(lambda table, metric=metric, **more: alpha(table, metric, **more) for metric in Metric),
    lambda table, **more: gwet_alpha(table, Weights.RADICAL, **more),
    ac1,
    fleiss_kappa,
    percent_agreement,
]


@pytest.mark.parametrize("asked", ASKED)
def test_the_jackknife_leaves_out_one_case_at_a_time(asked):
    table = a_round(np.random.default_rng(4), raters=5, cases=12, missing=0.1)
    without = np.array([asked(table.without_case(case)).estimate for case in table.cases])
    assert asked(table, levels=range(1, 6)).standard_error == pytest.approx(
        np.sqrt(11 / 12 * ((without - without.mean()) ** 2).sum()), rel=0.05
    )
    scaled = asked(table)
    assert scaled.low < scaled.estimate < scaled.high


def test_the_columns_of_one_case_are_left_out_together():
    rng = np.random.default_rng(5)
    one = a_round(rng, raters=5, cases=12)
    both = Table.of(np.hstack([one.levels, one.levels]), cases=[*one.cases, *one.cases])
    without = np.array([alpha(both.without_case(case), Metric.ORDINAL).estimate for case in one.cases])
    assert alpha(both, Metric.ORDINAL).standard_error == pytest.approx(jackknife_error(without), rel=1e-9)
    # Twice the same columns say no more than once.
    assert alpha(both, Metric.ORDINAL).half_width == pytest.approx(alpha(one, Metric.ORDINAL).half_width, rel=0.05)


def test_more_confidence_is_a_wider_interval():
    table = a_round(np.random.default_rng(6))
    widths = [alpha(table, Metric.ORDINAL, interval=Jackknife(share)).half_width for share in (0.8, 0.9, 0.95, 0.99)]
    assert widths == sorted(widths)


def test_alpha_by_krippendorffs_metric_has_no_error_of_gwets_and_says_so():
    table = a_round(np.random.default_rng(6))
    assert alpha(table, Metric.ORDINAL, interval=Linearised()).method is Method.JACKKNIFE_T
    assert gwet_alpha(table, Weights.ORDINAL, interval=Linearised()).method is Method.LINEARISED


def test_the_scale_takes_a_figure_there_and_back():
    scale = Scale(0.6, -1 / 7)
    assert [scale.down(float(scale.up(figure))) for figure in (0.3, 0.6, 0.79)] == pytest.approx([0.3, 0.6, 0.79])
    # Nearer than half of the estimate's own way to 1 counts as half, so that 1 has a place.
    assert scale.up(0.8) < scale.up(1.0) < scale.up(0.8) + 0.1


def test_the_middle_of_an_interval_is_the_jackknifes_estimate_without_bias():
    table = a_round(np.random.default_rng(14), raters=8, cases=12)
    found = alpha(table, Metric.ORDINAL)
    scale = Scale(found.estimate, -1 / 7)
    without = scale.up(leave_one_out(sums_of(table), alpha_of(Metric.ORDINAL), np.arange(12)))
    ends = [np.log((end + 1 / 7) / (1 - end)) / 2 for end in (found.low, found.high)]
    assert np.mean(ends) == pytest.approx(12 * scale.up(found.estimate) - 11 * without.mean())
    assert np.mean(ends) != pytest.approx(scale.up(found.estimate), abs=1e-3)


def test_near_perfect_agreement_keeps_a_finite_interval():
    levels = np.repeat(np.tile([1.0, 2, 3, 4, 5], 3)[None], 4, axis=0)
    levels[0, 0] = 2
    found = alpha(Table.of(levels), Metric.ORDINAL)
    assert 0.5 < found.low < found.estimate <= found.high <= 1


def test_the_same_seed_draws_the_same_and_another_another():
    table = a_round(np.random.default_rng(7))
    one, again, other = (
        alpha(table, Metric.ORDINAL, interval=TwoWay(Random(seed), replicates=500)) for seed in (1, 1, 2)
    )
    assert one == again
    assert one.standard_error != other.standard_error
    assert one.replicates == 500


def test_raters_as_a_sample_are_less_sure_than_these_raters():
    table = a_round(np.random.default_rng(8), raters=5, cases=40, strictness=0.6)
    fixed, sample = (
        alpha(table, Metric.INTERVAL, interval=interval) for interval in (Jackknife(), TwoWay(Random(1), 2000))
    )
    assert sample.half_width > fixed.half_width


TINY = Table.of([[1, 2, np.nan], [2, 2, 4], [1, 3, 4]])
COMPLETE = Table.of([[1, 2, 4], [2, 2, 4], [1, 3, 1]])


@pytest.mark.parametrize("table", [TINY, COMPLETE])
@pytest.mark.parametrize("metric", list(Metric))
def test_every_draw_of_raters_and_cases_is_alpha_by_pairs_without_a_raters_own_copies(metric, table):
    draws = list(product(product(range(3), repeat=3), product(range(3), repeat=3)))
    times = [[[drawn.count(name) for name in range(3)] for drawn in both] for both in draws]
    raters, cases = (np.array([both[side] for both in times], dtype=float).T for side in (0, 1))
    found = alpha_of(metric)(Drawing.of(table, sums_of(table), len(draws)).sums(raters), cases)
    expected = [by_pairs(table, metric, raters=rows, cases=columns) for rows, columns in draws]
    assert [None if np.isnan(one) else pytest.approx(one, abs=1e-11) for one in found] == expected
    assert len(draws) == 729


def test_replicates_are_drawn_as_often_as_every_draw_is_likely():
    rng = np.random.default_rng(9)
    table = a_round(rng, raters=4, cases=10)
    drawn = alpha(table, Metric.INTERVAL, interval=TwoWay(Random(3), replicates=20_000)).standard_error
    figures = []
    for _ in range(1500):
        rows, columns = rng.integers(0, 4, 4), rng.integers(0, 10, 10)
        figures.append(by_pairs(table, Metric.INTERVAL, raters=rows.tolist(), cases=columns.tolist()))
    assert drawn == pytest.approx(np.std([one for one in figures if one is not None]), rel=0.08)


def test_drawn_replicates_without_copies_are_the_table_itself():
    table = a_round(np.random.default_rng(10), missing=0.2)
    sums = sums_of(table)
    once = Drawing.of(table, sums, 1).sums(np.ones((len(table.raters), 1)))
    for metric in Metric:
        assert alpha_of(metric)(once, np.ones((len(table.cases), 1)))[0] == pytest.approx(
            alpha(table, metric).estimate, abs=1e-12
        )


@pytest.mark.parametrize(("noise", "cuts"), [(0.8, (-0.84, -0.25, 0.25, 0.84)), (0.8, (-2.2, -1.5, -0.9, 0.3))])
def test_nine_in_ten_intervals_or_more_hold_the_true_figure(noise, cuts):
    rng = np.random.default_rng(11)
    strictness = 0.3 * rng.standard_normal(8)
    many = sums_of(a_round(rng, 8, 20_000, noise=noise, strictness=strictness, cuts=cuts))
    true = float(alpha_of(Metric.ORDINAL)(many, np.ones((20_000, 1)))[0])
    held = 0
    for _ in range(300):
        found = alpha(a_round(rng, 8, 12, noise=noise, strictness=strictness, cuts=cuts), Metric.ORDINAL)
        held += found.low <= true <= found.high
    assert held >= 270


def test_leaving_out_is_a_weight_of_nought():
    table = a_round(np.random.default_rng(12), raters=4, cases=11, missing=0.3)
    without = leave_one_out(sums_of(table), alpha_of(Metric.ORDINAL), np.arange(11))
    assert without.tolist() == pytest.approx(
        [by_pairs(table.without_case(case), Metric.ORDINAL) for case in table.cases], abs=1e-11
    )
