"""The risk at the counter: exact binomial tails against counting every outcome, and what the courses add."""

from datetime import date
from fractions import Fraction
from itertools import product
from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samklang.core.planner.check import CoverPoint
from samklang.core.planner.risk import below, risk


def a_point(base: int, away: int, need: int, temps: int = 0) -> CoverPoint:
    left = base - away
    return CoverPoint("g", date(2026, 9, 7), "am", base, away, temps, left, need, left + temps - need)


def by_counting(need: int, people: int, ill: Fraction) -> Fraction:
    """Every combination of ill and well, one by one."""
    total = Fraction(0)
    for who in product((True, False), repeat=people):
        if who.count(False) < need:
            total += ill ** who.count(True) * (1 - ill) ** who.count(False)
    return total


@pytest.mark.parametrize("people", range(7))
@pytest.mark.parametrize("need", range(8))
def test_the_tail_agrees_with_counting_every_outcome(need, people):
    assert isclose(below(need, people, 11 / 227), by_counting(need, people, Fraction(11, 227)), abs_tol=1e-14)


def test_the_tail_holds_for_a_thousand_and_more():
    ill = Fraction(1, 20)
    exact = sum(comb(1200, count) * (1 - ill) ** count * ill ** (1200 - count) for count in range(1130))
    assert isclose(below(1130, 1200, 0.05), float(exact), rel_tol=1e-9)


@pytest.mark.parametrize(
    ("need", "people", "ill", "chance"),
    [(0, 0, 0.5, 0), (0, 3, 1, 0), (1, 0, 0, 1), (2, 2, 0, 0), (1, 5, 1, 1), (3, 2, 0.1, 1), (1, 1, 0.25, 0.25)],
)
def test_the_ends_of_the_scale(need, people, ill, chance):
    assert below(need, people, ill) == pytest.approx(chance, abs=1e-15)


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0, 1))
def test_one_more_person_never_makes_it_worse_and_one_more_needed_never_better(need, people, ill):
    chance = below(need, people, ill)
    assert 0 <= chance <= 1
    assert below(need, people + 1, ill) <= chance + 1e-9
    assert below(need + 1, people, ill) >= chance - 1e-9


def test_the_risk_of_a_plan_beside_the_same_half_days_without_courses():
    table = [a_point(5, 1, 4), a_point(5, 0, 4), a_point(6, 1, 4, temps=1), a_point(3, 0, 3), a_point(0, 0, 0)]
    seen = risk(table, sickness_share=0.1)
    five, six, three = below(4, 5, 0.1), below(4, 6, 0.1), below(3, 3, 0.1)
    assert (seen.course_half_days, seen.smallest_slack, seen.tight) == (2, 0, 1)
    assert isclose(seen.short, below(4, 4, 0.1) + five + six + three)
    assert isclose(seen.short_anyway, five + five + six + three)
    assert isclose(seen.short_more, (1 - 0.9**4) - (1 - 0.9**5 - 5 * 0.1 * 0.9**4))


def test_without_sickness_a_plan_that_keeps_its_minimum_is_never_short_and_one_that_breaks_it_is():
    assert risk([a_point(5, 1, 4), a_point(9, 2, 4)], sickness_share=0).short == 0
    broken = risk([a_point(5, 2, 4)], sickness_share=0)
    assert (broken.short, broken.short_anyway, broken.smallest_slack, broken.tight) == (1, 0, -1, 1)


def test_temps_can_make_the_counter_safer_than_without_courses():
    assert risk([a_point(4, 0, 4, temps=1)]).short_more < 0


def test_no_half_day_is_an_ordinary_answer():
    nothing = risk([])
    assert (nothing.course_half_days, nothing.smallest_slack, nothing.tight) == (0, None, 0)
    assert (nothing.short, nothing.short_anyway, nothing.short_more) == (0, 0, 0)
    assert risk([a_point(5, 0, 4)]).smallest_slack is None


def test_a_group_that_needs_nobody_does_not_count():
    table = [a_point(5, 5, 0), a_point(5, 2, 1)]
    assert (risk(table).course_half_days, risk(table).smallest_slack) == (1, 2)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_that_cannot_be_is_refused(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        risk([], sickness_share=share)
