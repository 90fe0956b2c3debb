"""What raters divide on adds up to all of it, and is never ordered by size."""

import numpy as np
import pytest
from hypothesis import given, settings
from tests.core.agreement.tables import a_round, tables

from samklang.core.agreement import Metric, Ratings, alpha, drivers


def as_ratings(**items):
    return Ratings.of(
        (rater, case, item, float(table.levels[row, column]))
        for item, table in items.items()
        for row, rater in enumerate(table.raters)
        for column, case in enumerate(table.cases)
        if table.rated[row, column]
    )


def two_items(seed=1):
    rng = np.random.default_rng(seed)
    return as_ratings(clear=a_round(rng, 6, 12, noise=0.3), blurred=a_round(rng, 6, 12, noise=1.5))


@pytest.mark.parametrize("metric", list(Metric))
def test_shares_of_items_cases_and_level_pairs_each_add_up_to_all(metric):
    found = drivers(two_items(), metric)
    for parts in (found.items, found.cases, found.level_pairs):
        assert sum(part.share for part in parts) == pytest.approx(1)
    assert sum(part.pairs for part in found.items) == sum(part.pairs for part in found.cases)


def test_the_blurred_item_holds_most_of_the_disagreement_and_stands_where_it_came():
    clear, blurred = drivers(two_items(), Metric.ORDINAL).items
    assert (clear.name, blurred.name) == ("clear", "blurred")
    assert blurred.share > 2 * clear.share
    assert clear.pairs == blurred.pairs == 12 * 15


@settings(deadline=None, max_examples=40)
@given(tables(raters=(2, 5), cases=(1, 6)))
def test_the_confusion_counts_every_comparable_rating_once_and_both_ways(table):
    found = drivers(as_ratings(one=table), Metric.NOMINAL)
    confusion = np.array(found.confusion).reshape(len(found.levels), len(found.levels))
    np.testing.assert_allclose(confusion, confusion.T)
    comparable = table.levels[:, table.rated.sum(axis=0) > 1]
    for level, row in zip(found.levels, confusion, strict=True):
        assert row.sum() == pytest.approx((comparable == level).sum())


def test_two_levels_mixed_up_are_counted_in_pairs_of_ratings():
    found = drivers(Ratings.of([("a", 1, "x", 2.0), ("b", 1, "x", 3.0), ("c", 1, "x", 3.0)]), Metric.INTERVAL)
    assert [(pair.lower, pair.upper, pair.pairs, pair.share) for pair in found.level_pairs] == [(2.0, 3.0, 2, 1.0)]
    assert found.confusion == ((0.0, 1.0), (1.0, 1.0))


def test_perfect_agreement_has_no_drivers():
    found = drivers(Ratings.of([(rater, case, "x", float(case)) for rater in "abc" for case in (1, 2)]), Metric.ORDINAL)
    assert [part.share for part in (*found.items, *found.cases, *found.level_pairs)] == [None] * 4


def test_raters_come_in_their_order_with_what_they_do_to_agreement():
    rng = np.random.default_rng(3)
    table = a_round(rng, 6, 30, strictness=[0, 0, 2.5, 0, 0, -0.5])
    found = drivers(as_ratings(one=table), Metric.INTERVAL).raters
    assert [part.name for part in found] == list(table.raters)
    mild = found[2]
    assert mild.deviation > 1
    assert found[5].deviation < mild.deviation
    assert mild.without == pytest.approx(alpha(table.without_rater(2), Metric.INTERVAL).estimate)
    assert mild.moves == pytest.approx(alpha(table, Metric.INTERVAL).estimate - mild.without)
    assert mild.moves < 0


def test_the_deviation_is_from_the_others_on_the_same_case():
    found = drivers(Ratings.of([("a", 1, "x", 5.0), ("b", 1, "x", 3.0), ("c", 1, "x", 2.0)]), Metric.INTERVAL).raters
    assert [part.deviation for part in found] == [2.5, -0.5, -2.0]


def test_a_rater_who_shares_nothing_has_no_figures():
    rows = [("a", 1, "x", 5.0), ("b", 1, "x", 3.0), ("c", 1, "x", 2.0), ("d", 2, "x", 1.0)]
    found = drivers(Ratings.of(rows), Metric.INTERVAL).raters[3]
    assert (found.ratings, found.deviation) == (0, None)


def test_ordinal_disagreement_of_an_item_does_not_grow_with_its_raters():
    rng = np.random.default_rng(4)
    few, many = a_round(rng, 4, 60, noise=1.0), a_round(rng, 30, 60, noise=1.0)
    shares = [part.share / 4 for part in drivers(as_ratings(few=few, many=many), Metric.ORDINAL).items]
    # A pair counts less the more ratings its case has, so an item counts by its ratings: 4 to 30.
    assert shares[1] / shares[0] == pytest.approx(30 / 4, rel=0.35)
