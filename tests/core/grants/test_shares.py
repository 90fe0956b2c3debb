"""No øre is lost or made when an amount is divided."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import given, ore, shares, weights

from samklang.core.grants import (
    apportioned,
    apportioned_by,
    by_shares,
    half_up,
    share_of,
)

amounts = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize(
    ("exact", "whole"),
    [("0.5", 1), ("-0.5", -1), ("0.49", 0), ("2.5", 3), ("-2.5", -3), ("-2.49", -2), ("7", 7), ("0", 0)],
)
def test_a_half_goes_away_from_zero(exact, whole):
    assert half_up(Decimal(exact)) == half_up(Fraction(exact)) == whole


def test_money_is_never_a_float():
    with pytest.raises(TypeError, match="never a float"):
        half_up(0.5)


@pytest.mark.parametrize(("ore", "share", "part"), [(101, 8000, 80), (-101, 8000, -80), (1, 9999, 0), (7, 10_000, 7)])
def test_a_share_is_rounded_towards_zero(ore, share, part):
    assert share_of(ore, share) == part


@pytest.mark.parametrize("share", [-1, 10_001])
def test_a_share_lies_between_nothing_and_all(share):
    with pytest.raises(ValueError, match="between 0 and 10000"):
        share_of(100, share)


@given(ore, ore, shares)
def test_a_share_of_a_sum_is_at_most_one_ore_more_than_the_sum_of_shares(one, other, share):
    assert 0 <= share_of(one + other, share) - share_of(one, share) - share_of(other, share) <= 1


@pytest.mark.parametrize(
    ("ore", "by", "parts"),
    [
        (100, (1, 1, 1), (34, 33, 33)),
        (101, (1, 1, 1), (34, 34, 33)),
        (10, (3, 7, 0), (3, 7, 0)),
        (1, (1, 2), (0, 1)),
        (1, (2, 2), (1, 0)),
        (-100, (1, 1, 1), (-34, -33, -33)),
        (0, (0, 0), (0, 0)),
        (0, (), ()),
    ],
)
def test_the_largest_remainder_gets_the_ore(ore, by, parts):
    assert apportioned(ore, by) == parts


@given(amounts, weights)
def test_parts_add_up_and_each_is_within_one_ore_of_its_exact_share(ore, by):
    parts, whole = apportioned_by(ore, by), sum(by.values())
    assert sum(parts.values()) == ore
    assert all(abs(parts[name] - Fraction(ore * by[name], whole)) < 1 for name in by)


@given(amounts, weights, st.randoms(use_true_random=False))
def test_parts_do_not_depend_on_the_order_of_the_names(ore, by, chance):
    names = list(by)
    chance.shuffle(names)
    assert by_shares(ore, {name: by[name] for name in names}) == by_shares(ore, by)


@given(amounts, weights)
def test_a_credit_of_everything_mirrors_the_cost(ore, by):
    assert by_shares(-ore, by) == {name: -part for name, part in by_shares(ore, by).items()}


@pytest.mark.parametrize("by", [(0, 0), ()])
def test_something_is_not_divided_by_nothing(by):
    with pytest.raises(ValueError, match="nothing to divide"):
        apportioned(1, by)


def test_weights_count_from_zero():
    with pytest.raises(ValueError, match="count from 0"):
        apportioned(1, (2, -1))
