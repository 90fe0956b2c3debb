"""Alpha is what Krippendorff defines, and what another program computes."""

import warnings
from itertools import combinations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.agreement.tables import a_round, tables

from samklang.core.agreement import (
    Metric,
    Table,
    Undefined,
    Weights,
    ac2,
    alpha,
    fleiss_kappa,
    gwet_alpha,
    percent_agreement,
)

METRICS = st.sampled_from(list(Metric))
CALM = settings(deadline=None, max_examples=50)
RARELY = settings(deadline=None, max_examples=8)


def by_pairs(table, metric, raters=None, cases=None):
    """Alpha from its definition, pair by pair; raters and cases may come more than once, and then a rater's copies are
    never paired. None where there is no figure."""
    rows = list(range(len(table.raters))) if raters is None else raters
    columns = list(range(len(table.cases))) if cases is None else cases
    units = [[(row, table.levels[row, column]) for row in rows if table.rated[row, column]] for column in columns]
    units = [unit for unit in units if len({row for row, _ in unit}) > 1]
    given_levels = [level for unit in units for _, level in unit]

    def far(one, other):
        if metric is Metric.NOMINAL:
            return float(one != other)
        if metric is Metric.INTERVAL:
            return (one - other) ** 2
        if metric is Metric.RATIO:
            return ((one - other) / (one + other)) ** 2 if one + other else 0.0
        low, high = sorted((one, other))
        between = sum(low <= level <= high for level in given_levels)
        return (between - (given_levels.count(low) + given_levels.count(high)) / 2) ** 2 if low != high else 0.0

    seen = 0.0
    for unit in units:
        pairs = [far(a, b) for (one, a), (other, b) in combinations(unit, 2) if one != other]
        seen += len(unit) * sum(pairs) / len(pairs)
    by_chance = [
        far(a, b)
        for (i, j, one, a), (k, m, other, b) in combinations(
            [(i, j, row, level) for i, unit in enumerate(units) for j, (row, level) in enumerate(unit)], 2
        )
        if not (i == k and one == other)
    ]
    if not by_chance or not sum(by_chance):
        return None
    return 1 - seen / len(given_levels) / (sum(by_chance) / len(by_chance))


@CALM
@given(tables(), METRICS)
def test_alpha_is_its_definition_by_pairs(table, metric):
    expected = by_pairs(table, metric)
    found = alpha(table, metric).estimate
    assert (found is None) == (expected is None)
    assert found is None or found == pytest.approx(expected, abs=1e-11)


@CALM
@given(tables(levels=(0, 1, 2.5, 4, 40)), METRICS)
def test_alpha_is_what_the_krippendorff_package_computes(table, metric):
    found = alpha(table, metric)
    if found.estimate is None:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = krippendorff.alpha(reliability_data=table.levels, level_of_measurement=metric.value)
    assert found.estimate == pytest.approx(theirs, abs=1e-12)


@CALM
@given(tables(levels=(0, 1, 2.5, 4, 40)), st.sampled_from([
    (Weights.UNWEIGHTED, Metric.NOMINAL), (Weights.QUADRATIC, Metric.INTERVAL), (Weights.RATIO, Metric.RATIO),
]))  # fmt: skip
def test_three_of_gwets_weights_are_krippendorffs_metrics(table, both):
    weights, metric = both
    ours, his = gwet_alpha(table, weights), alpha(table, metric)
    assert ours.reason == his.reason
    assert ours.estimate is None or ours.estimate == pytest.approx(his.estimate, abs=1e-11)


@CALM
@given(tables(raters=(2, 6), cases=(2, 8)), st.randoms(use_true_random=False), METRICS)
def test_the_order_of_raters_and_cases_does_not_matter(table, chance, metric):
    rows, columns = list(range(len(table.raters))), list(range(len(table.cases)))
    chance.shuffle(rows)
    chance.shuffle(columns)
    for asked in (lambda one: alpha(one, metric), fleiss_kappa, percent_agreement):
        one, other = asked(table), asked(Table.of(table.levels[np.ix_(rows, columns)]))
        assert (one.reason, one.pairs) == (other.reason, other.pairs)
        assert one.estimate == (other.estimate if one.estimate is None else pytest.approx(other.estimate, abs=1e-11))


@CALM
@given(tables(), st.permutations([1, 2, 3, 4, 5]))
def test_names_of_levels_do_not_matter_to_the_nominal_metric(table, names):
    renamed = Table.of(np.array([np.nan, *names])[np.nan_to_num(table.levels).astype(int)])
    one, other = alpha(table, Metric.NOMINAL).estimate, alpha(renamed, Metric.NOMINAL).estimate
    assert one == (other if one is None else pytest.approx(other, abs=1e-11))


@CALM
@given(tables(), st.floats(0.1, 50), st.floats(-1e4, 1e4))
def test_unit_and_origin_do_not_matter_to_the_interval_metric(table, unit, origin):
    one = alpha(table, Metric.INTERVAL).estimate
    other = alpha(Table.of(np.round(table.levels * unit + origin, 6)), Metric.INTERVAL).estimate
    assert one == (other if one is None else pytest.approx(other, abs=1e-4))


@CALM
@given(tables(), st.sampled_from([Metric.ORDINAL, Metric.NOMINAL]))
def test_only_the_order_of_levels_matters_to_the_ordinal_metric(table, metric):
    one, other = alpha(table, metric).estimate, alpha(Table.of(np.exp(table.levels)), metric).estimate
    assert one == (other if one is None else pytest.approx(other, abs=1e-11))


@CALM
@given(tables(raters=(1, 1), cases=(2, 8), missing=False), st.integers(2, 6), METRICS)
def test_raters_who_say_the_same_agree_perfectly(table, raters, metric):
    found = alpha(Table.of(np.repeat(table.levels, raters, axis=0)), metric)
    if found.reason is Undefined.NO_VARIATION:
        assert found.estimate is None
        return
    assert found.estimate == pytest.approx(1, abs=1e-12)


@CALM
@given(tables(levels=(1, 2, 3)))
def test_alpha_does_not_depend_on_levels_nobody_used_and_ac_does(table):
    narrow, wide = alpha(table, Metric.ORDINAL), alpha(table, Metric.ORDINAL, levels=range(1, 8))
    assert narrow.estimate == (wide.estimate if narrow.estimate is None else pytest.approx(wide.estimate, abs=1e-11))


def test_unused_levels_of_the_scale_raise_what_chance_must_share():
    table = Table.of([[1, 2, 1, 2], [1, 2, 2, 2], [1, 2, 1, 1]])
    assert ac2(table, Weights.LINEAR, levels=(1, 2, 3, 4, 5)).estimate > ac2(table, Weights.LINEAR).estimate


@RARELY
@given(st.integers(0, 10**6), METRICS)
def test_pooled_items_are_the_columns_side_by_side(seed, metric):
    rng = np.random.default_rng(seed)
    one, other = a_round(rng, 4, missing=0.2), a_round(rng, 4, missing=0.2)
    both = Table.of(np.hstack([one.levels, other.levels]), cases=[*one.cases, *other.cases])
    assert alpha(both, metric).cases == 20
    assert alpha(both, metric).estimate == pytest.approx(by_pairs(both, metric), abs=1e-11)
