"""A net grant pays its share of what was spent, never more than was granted, and falls when less is spent."""

from dataclasses import replace

import pytest
from hypothesis import assume
from hypothesis import strategies as st
from tests.core.grants.examples import KR, STATE_POOL, WHOLLY_PAID, given, ore, terms

from samklang.core.grants import Terms, eligible_with, grant_due, if_less, payback
from samklang.core.words import render

AWARD, COSTS = 500_000 * KR, 625_000 * KR


def test_four_fifths_of_what_was_planned_is_the_award():
    assert grant_due(STATE_POOL, AWARD, COSTS) == AWARD


def test_forty_thousand_less_spent_is_thirty_two_thousand_less_grant():
    found = if_less(STATE_POOL, AWARD, COSTS, 0, 40_000 * KR)
    assert (found.grant_falls_ore, found.own_falls_ore) == (32_000 * KR, 8_000 * KR)
    assert str(found.says) == "Spend 40,000 kr. less and the grant falls by 32,000 kr.; the own part falls by 8,000 kr."
    assert render(found.says, "da") == (
        "Bruger I 40.000 kr. mindre, falder tilskuddet med 32.000 kr.; jeres egen del falder med 8.000 kr."
    )


def test_where_more_was_spent_than_the_award_needs_saving_is_own_money_first():
    found = if_less(STATE_POOL, AWARD, 700_000 * KR, 0, 40_000 * KR)
    assert (found.grant_falls_ore, found.own_falls_ore) == (0, 40_000 * KR)
    assert str(found.says).startswith("Spend 40,000 kr. less and the grant stays at 500,000 kr.")


def test_a_grant_that_pays_all_falls_by_all_that_is_saved():
    found = if_less(WHOLLY_PAID, 1_000_000 * KR, 1_000_000 * KR, 0, 150_000 * KR)
    assert (found.grant_falls_ore, found.own_falls_ore) == (150_000 * KR, 0)
    assert "nothing is saved" in str(found.says)


def test_other_income_and_the_grant_never_pay_more_than_was_spent():
    assert grant_due(STATE_POOL, AWARD, COSTS, 200_000 * KR) == 425_000 * KR
    assert grant_due(STATE_POOL, AWARD, COSTS, 700_000 * KR) == 0


def test_a_grant_that_is_not_net_stays_as_long_as_the_costs_come_to_it():
    fixed = Terms(funder_share_bp=8000, net_grant=False)
    assert [grant_due(fixed, AWARD, costs * KR) for costs in (625_000, 510_000, 500_000, 499_000)] == [
        AWARD, AWARD, AWARD, 499_000 * KR,
    ]  # fmt: skip


@given(terms, ore, ore, ore, ore)
def test_a_grant_never_rises_above_its_award_and_never_falls_when_costs_grow(one, award, costs, more, other):
    before, after = grant_due(one, award, costs, other), grant_due(one, award, costs + more, other)
    assert 0 <= before <= after <= award
    assert after - before <= more
    assert before <= max(0, costs - other)


@given(terms, ore, ore, ore, st.integers(1, 10**9))
def test_a_net_grant_at_its_award_does_not_rise_when_costs_grow(one, award, costs, other, more):
    assume(grant_due(one, award, costs, other) == award)
    assert grant_due(one, award, costs + more, other) == award


@given(terms, ore, ore, ore, ore)
def test_what_the_grant_and_the_own_part_fall_by_is_what_was_saved(one, award, costs, other, less):
    found = if_less(one, award, costs, other, less)
    assert found.grant_falls_ore + found.own_falls_ore == found.less_ore == min(less, costs)
    assert found.grant_falls_ore >= 0
    assert found.own_falls_ore >= 0


def test_what_was_received_too_much_goes_back():
    assert (payback(500, 420), payback(400, 420)) == (80, 0)


def test_own_hours_are_co_funding_and_are_never_paid_out_in_cash():
    assert grant_due(STATE_POOL, AWARD, 2_000 * KR, own_hours_ore=1_000 * KR) == 1_000 * KR  # and not 4/5 of 2,000
    assert grant_due(STATE_POOL, AWARD, 1_100 * KR, own_hours_ore=100 * KR) == 880 * KR
    assert grant_due(STATE_POOL, AWARD, 1_000 * KR, own_hours_ore=1_000 * KR) == 0
    fixed = replace(STATE_POOL, net_grant=False)
    assert grant_due(fixed, AWARD, AWARD + 100 * KR, own_hours_ore=200 * KR) == AWARD - 100 * KR


def test_own_hours_that_the_terms_do_not_count_are_left_out():
    without = replace(STATE_POOL, own_hours_count=False)
    assert eligible_with(without, 1_000 * KR, 100 * KR) == 1_000 * KR
    assert grant_due(without, AWARD, 1_100 * KR, own_hours_ore=100 * KR) == 800 * KR
    for counted in (True, None):
        assert grant_due(replace(STATE_POOL, own_hours_count=counted), AWARD, 1_100, own_hours_ore=100) == 880


def test_where_hours_carry_the_own_part_spending_less_costs_all_of_the_grant():
    found = if_less(STATE_POOL, AWARD, 200_000 * KR, 0, 40_000 * KR, own_hours_ore=100_000 * KR)
    assert (found.grant_falls_ore, found.own_falls_ore) == (40_000 * KR, 0)
    assert if_less(STATE_POOL, AWARD, 50, 0, 100, own_hours_ore=20).less_ore == 30


@given(terms, st.sampled_from([True, False, None]), st.tuples(ore, ore, ore, ore))
def test_a_grant_never_comes_to_more_than_was_paid_in_cash(one, counted, amounts):
    one, (award, cash, hours, more) = replace(one, own_hours_count=counted), amounts
    before = grant_due(one, award, cash + hours, 0, hours)
    assert 0 <= before <= min(award, cash)
    assert before <= grant_due(one, award, cash + hours + more, 0, hours + more)
    assert before <= grant_due(one, award, cash + hours + more, 0, hours)


def test_amounts_below_nothing_are_refused():
    with pytest.raises(ValueError, match="count from 0"):
        grant_due(STATE_POOL, -1, 0)
    with pytest.raises(ValueError, match="counts from 0"):
        if_less(replace(STATE_POOL), 1, 1, 0, -1)
