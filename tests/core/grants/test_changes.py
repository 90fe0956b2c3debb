"""A changed budget says what is moved, what may be done freely and what the funder must be asked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import END, KR, STATE_POOL, WHOLLY_PAID, given, headings

from samklang.core.grants import Heading, Severity, compare_budgets
from samklang.core.words import render

OLD = {Heading.EXTERNAL: 500_000 * KR, Heading.MATERIALS: 125_000 * KR}
AWARD = 500_000 * KR
budgets = st.dictionaries(headings, st.integers(0, 10**8))


def moved(kroner: int) -> dict[Heading, int]:
    """The budget with so much moved from the trainer to materials."""
    return {
        Heading.EXTERNAL: OLD[Heading.EXTERNAL] - kroner * KR,
        Heading.MATERIALS: OLD[Heading.MATERIALS] + kroner * KR,
    }


def keys(change) -> dict[str, Severity]:
    return {one.key: one.severity for one in change.findings}


def test_within_a_tenth_of_each_heading_nobody_needs_to_ask():
    found = compare_budgets(STATE_POOL, OLD, moved(12_500), AWARD, END)
    assert (found.moved_ore, found.needs_request, found.findings) == (12_500 * KR, False, ())
    assert str(found.says) == "12,500 kr. moves between headings, within what may be done freely."
    assert [(one.heading, one.moved_ore, one.free_ore) for one in found.moves] == [
        (Heading.EXTERNAL, -12_500 * KR, 50_000 * KR),
        (Heading.MATERIALS, 12_500 * KR, 12_500 * KR),
    ]


def test_an_ore_more_and_the_funder_is_asked():
    new = {Heading.EXTERNAL: OLD[Heading.EXTERNAL] - 1_250_001, Heading.MATERIALS: OLD[Heading.MATERIALS] + 1_250_001}
    found = compare_budgets(STATE_POOL, OLD, new, AWARD, END)
    assert (found.needs_request, keys(found)) == (True, {"over-limit": Severity.WARN})
    assert "Send en anmodning" in render(found.says, "da")


@pytest.mark.parametrize("terms", [WHOLLY_PAID, replace(STATE_POOL, unknown=frozenset({"free_reallocation_bp"}))])
def test_where_nobody_has_verified_the_limit_one_asks(terms):
    found = compare_budgets(terms, OLD, moved(100_000), AWARD, END)
    assert found.needs_request is None
    assert Severity.STOP not in keys(found).values()
    assert "ask the funder" in str(found.says)


def test_nothing_moved_is_nothing_to_ask():
    found = compare_budgets(STATE_POOL, OLD, OLD, AWARD, END)
    assert (found.moves, found.needs_request, str(found.says)) == ((), False, "Nothing changes.")


def test_money_is_not_moved_to_a_heading_that_is_not_paid():
    new = {**OLD, Heading.EXTERNAL: 499_000 * KR, Heading.RENT: 1_000 * KR}
    assert keys(compare_budgets(STATE_POOL, OLD, new, AWARD, END)) == {
        "heading-blocked": Severity.STOP,
        "over-limit": Severity.WARN,
        "grant-falls": Severity.WARN,
    }


def test_a_larger_budget_is_own_money_and_a_smaller_one_a_smaller_grant():
    larger = compare_budgets(STATE_POOL, OLD, {**OLD, Heading.MATERIALS: 130_000 * KR}, AWARD, END)
    assert keys(larger) == {"own-rises": Severity.WARN}
    assert str(larger.findings[0].says) == "The new budget is 5,000 kr. larger; 5,000 kr. of it is own money."
    smaller = compare_budgets(STATE_POOL, OLD, {**OLD, Heading.EXTERNAL: 460_000 * KR}, AWARD, END)
    assert str(smaller.findings[0].says) == "The grant falls by 32,000 kr., to 468,000 kr."


def test_only_the_funder_can_extend_the_period():
    longer = compare_budgets(STATE_POOL, OLD, OLD, AWARD, END, new_end=date(2027, 6, 30))
    assert (longer.needs_request, keys(longer)) == (True, {"extension": Severity.WARN})
    shorter = compare_budgets(STATE_POOL, OLD, OLD, AWARD, END, new_end=date(2026, 11, 30))
    assert (shorter.needs_request, keys(shorter)) == (False, {"shorter": Severity.NOTE})


def test_an_amount_below_nothing_stops():
    found = compare_budgets(STATE_POOL, OLD, {**OLD, Heading.MATERIALS: -1}, AWARD, END)
    assert keys(found)["negative"] is Severity.STOP


@given(budgets, budgets)
def test_what_is_moved_back_is_moved_as_much(old, new):
    there, back = (compare_budgets(STATE_POOL, *both, AWARD, END) for both in ((old, new), (new, old)))
    assert there.moved_ore == back.moved_ore
    assert [one.moved_ore for one in there.moves] == [-one.moved_ore for one in back.moves]
    assert sum(one.moved_ore for one in there.moves) == sum(new.values()) - sum(old.values())
