"""Where the money ends is said from what is spent, what is agreed and the rest, and says how sure it is."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import KR, STATE_POOL, WHOLLY_PAID, given, headings, terms

from samklang.core.grants import Basis, Heading, HeadingState, Range, forecast

START, END = date(2026, 1, 1), date(2026, 12, 31)
HALFWAY = date(2026, 7, 2)  # 183 days of 365 have gone

kroner = st.integers(0, 10**8)
states = st.lists(
    st.builds(
        HeadingState, headings, kroner, kroner, kroner, st.none() | kroner,
        st.lists(kroner, max_size=12).map(tuple), kroner,
    ),
    max_size=5, unique_by=lambda one: one.heading,
)  # fmt: skip
days = st.integers(-40, 420).map(lambda gone: START + timedelta(days=gone))


def the_row(state: HeadingState, today: date = HALFWAY, terms=STATE_POOL):
    """The forecast of one heading."""
    [row] = forecast(terms, 500_000 * KR, [state], start=START, end=END, today=today).rows
    return row


def test_the_plan_counts_where_there_is_one():
    row = the_row(HeadingState(Heading.EXTERNAL, 1000, 400, 100, planned_rest_ore=450, by_month=(1, 2, 3, 4)))
    assert (row.basis, row.total) == (Basis.PLAN, Range(950, 950, 950))
    assert str(row.says) == "“External consultants and trainers” ends at 9.50 kr.: 0.50 kr. under budget."


def test_without_a_plan_and_few_months_it_goes_on_by_days():
    row = the_row(HeadingState(Heading.EXTERNAL, 10_000, 3660, 1000))
    assert (row.basis, row.total) == (Basis.DAYS, Range(4660, 3660 + 3640, 3660 + 2 * 3640))


def test_what_is_agreed_counts_where_it_is_more_than_the_rate_says():
    assert the_row(HeadingState(Heading.EXTERNAL, 10_000, 366, 5000)).total.expected_ore == 5366


def test_even_months_leave_no_doubt_and_uneven_ones_do():
    even = the_row(HeadingState(Heading.EXTERNAL, 1_200_000, 600_000, by_month=(100_000,) * 6))
    uneven = the_row(HeadingState(Heading.EXTERNAL, 1_200_000, 600_000, by_month=(0, 200_000) * 3))
    assert (even.basis, even.total.low_ore) == (Basis.MONTHS, even.total.high_ore)
    assert even.total.expected_ore == uneven.total.expected_ore
    assert uneven.total.low_ore < uneven.total.expected_ore < uneven.total.high_ore


def test_about_eighty_ranges_of_a_hundred_hold_what_came():
    chance, hits, rounds = Random(11), 0, 600
    for _ in range(rounds):
        months = [round(chance.gauss(1_000_000, 250_000)) for _ in range(12)]
        row = the_row(HeadingState(Heading.EXTERNAL, 0, sum(months[:6]), by_month=tuple(months[:6])), date(2026, 7, 1))
        hits += row.total.low_ore <= sum(months) <= row.total.high_ore
    assert 0.75 < hits / rounds < 0.86


def test_before_the_start_it_is_the_budget_and_after_the_end_what_is_booked():
    state = HeadingState(Heading.EXTERNAL, 1000, 0, 300)
    assert (the_row(state, date(2025, 12, 31)).basis, the_row(state, date(2025, 12, 31)).total) == (
        Basis.BUDGET, Range(300, 1000, 1000),
    )  # fmt: skip
    ended = the_row(replace(state, planned_rest_ore=500), date(2027, 1, 1))
    assert (ended.basis, ended.total) == (Basis.ENDED, Range(300, 300, 300))


@pytest.mark.parametrize(("rest", "passes"), [(100, False), (101, True), (0, False)])
def test_a_heading_passes_what_may_be_moved_freely(rest, passes):
    state = HeadingState(Heading.EXTERNAL, 1000, 1000, planned_rest_ore=rest)
    assert the_row(state).passes_limit is passes
    assert the_row(state, terms=WHOLLY_PAID).passes_limit is None


def test_forty_thousand_under_budget_is_thirty_two_thousand_to_pay_back():
    rows = [HeadingState(Heading.EXTERNAL, 625_000 * KR, 585_000 * KR)]
    found = forecast(
        STATE_POOL, 500_000 * KR, rows, start=START, end=END, today=date(2027, 1, 1), received_ore=500_000 * KR
    )
    assert found.due.expected_ore == 468_000 * KR
    assert found.unused == found.payback == Range(*[32_000 * KR] * 3)
    assert [str(one) for one in found.says] == [
        "The project cost 585,000 kr., and the grant comes to 468,000 kr.",
        "Left of the grant: 32,000 kr.",
        "To be paid back: 32,000 kr.",
    ]


def test_a_heading_that_the_grant_does_not_pay_counts_in_the_cost_alone():
    rows = [HeadingState(Heading.RENT, 0, 700), HeadingState(Heading.EXTERNAL, 1000, 1000)]
    found = forecast(STATE_POOL, 10_000, rows, start=START, end=END, today=date(2027, 1, 1))
    assert (found.cost.expected_ore, found.due.expected_ore) == (1700, 800)
    assert [one.heading for one in found.rows] == [Heading.EXTERNAL, Heading.RENT]


def test_own_hours_raise_the_costs_and_never_what_is_paid_out():
    rows = [HeadingState(Heading.EXTERNAL, 1000, 1000), HeadingState(Heading.WAGES, 1000, 1000, own_hours_ore=1000)]
    ended = date(2027, 1, 1)
    found = forecast(STATE_POOL, 10_000, rows, start=START, end=END, today=ended, received_ore=1600)
    assert (found.eligible.expected_ore, found.own_hours.expected_ore) == (2000, 1000)
    assert (found.due.expected_ore, found.payback.expected_ore) == (1000, 600)
    without = replace(STATE_POOL, own_hours_count=False)
    assert forecast(without, 10_000, rows, start=START, end=END, today=ended).due.expected_ore == 800


def test_what_goes_on_at_the_pace_so_far_holds_as_much_of_own_hours_as_it_did():
    months = (100, 100, 100, 100, 100, 100)
    wages = HeadingState(Heading.WAGES, 2000, 600, by_month=months, own_hours_ore=300)
    found = forecast(WHOLLY_PAID, 10_000, [wages], start=START, end=END, today=HALFWAY)
    assert found.cost.expected_ore == 600 + 598  # 5.98 months of 30.4375 days are left
    assert found.own_hours.expected_ore == 300 + 299
    assert found.due.expected_ore == 300 + 299


def test_a_range_is_said_with_its_ends():
    found = forecast(
        WHOLLY_PAID, 10_000, [HeadingState(Heading.EXTERNAL, 10_000, 3660, 1000)], start=START, end=END, today=HALFWAY
    )
    assert str(found.says[0]) == "The project is expected to cost 73 kr. (between 46.60 kr. and 109.40 kr.)."


@given(terms, states, days, st.tuples(kroner, kroner, kroner))
def test_low_is_never_above_what_is_expected_and_that_never_above_high(terms, states, today, money):
    award, got, other = money
    found = forecast(terms, award, states, start=START, end=END, today=today, received_ore=got, other_income_ore=other)
    for one in (found.cost, found.due, found.unused, found.payback, *(row.total for row in found.rows)):
        assert one.low_ore <= one.expected_ore <= one.high_ore
    assert found.due.expected_ore + found.unused.expected_ore == award
    assert found.cost.low_ore >= sum(one.actual_ore + one.committed_ore for one in states)


def test_a_heading_that_stands_twice_is_refused():
    state = HeadingState(Heading.EXTERNAL, 1)
    with pytest.raises(ValueError, match="stands once"):
        forecast(STATE_POOL, 1, [state, state], start=START, end=END, today=START)
