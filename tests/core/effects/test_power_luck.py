"""Luck alone spreads staff widely, and rounds need cases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samklang.core.effects.power import (
    agreement_half_width,
    agreement_power,
    cases_needed,
    detectable_spread,
    luck_spread,
    spread_power,
)


def test_three_hundred_who_are_all_alike_look_as_if_they_were_not():
    found = luck_spread(0.14, 50, 300)
    assert found.tail == 30
    assert (round(100 * found.lowest, 1), round(100 * found.highest, 1)) == (6.1, 23.0)


def test_the_ends_are_those_of_everything_that_could_happen():
    """Three staff with one citizen each: the lowest has a yes only if all have."""
    found = luck_spread(0.4, 1, 3, part=1 / 3)
    assert found.tail == 1
    assert found.lowest == pytest.approx(0.4**3, rel=1e-12)
    assert found.highest == pytest.approx(1 - 0.6**3, rel=1e-12)


@given(st.floats(0.01, 0.99), st.integers(1, 60), st.integers(2, 60))
def test_luck_is_the_same_seen_from_yes_and_from_no(share, citizens, staff):
    one, other = luck_spread(share, citizens, staff), luck_spread(1 - share, citizens, staff)
    assert one.lowest == pytest.approx(1 - other.highest, abs=1e-9)
    assert 0 <= one.lowest <= share + 1e-9
    assert share - 1e-9 <= one.highest <= 1


def test_half_and_half_average_to_the_share():
    found = luck_spread(0.3, 20, 10, part=0.5)
    assert (found.lowest + found.highest) / 2 == pytest.approx(0.3, rel=1e-12)


def test_without_a_difference_only_false_alarms_are_seen():
    assert spread_power(0.0, 0.14, 50, 300) == pytest.approx(0.05, rel=1e-9)


@given(st.floats(0.05, 0.95), st.integers(2, 200), st.integers(2, 400))
def test_the_smallest_spread_is_seen_as_often_as_asked(share, citizens, staff):
    found = detectable_spread(share, citizens, staff)
    if found is None:
        assert spread_power(np.sqrt(share * (1 - share)), share, citizens, staff) <= 0.8
    else:
        assert spread_power(found, share, citizens, staff) == pytest.approx(0.8, abs=1e-9)


def test_more_citizens_and_more_staff_see_smaller_spreads():
    assert detectable_spread(0.14, 50, 300) < detectable_spread(0.14, 50, 30) < detectable_spread(0.14, 20, 30)
    assert detectable_spread(0.14, 1, 30) is None


@pytest.mark.slow
def test_a_true_spread_is_seen_as_often_as_foretold():
    rng, share, citizens, staff, sd = np.random.default_rng(5), 0.3, 40, 40, 0.08
    size = share * (1 - share) / sd**2 - 1
    true = rng.beta(share * size, (1 - share) * size, (4000, staff))
    rates = rng.binomial(citizens, true) / citizens
    whole = rates.mean(axis=1)
    statistic = citizens * ((rates - whole[:, None]) ** 2).sum(axis=1) / (whole * (1 - whole))
    seen = np.mean(statistic > 54.572)  # the printed 95 % point of chi-square with 39 degrees of freedom
    assert seen == pytest.approx(spread_power(sd, share, citizens, staff), abs=0.03)


@pytest.mark.parametrize(("share", "citizens", "staff"), [(0.0, 50, 30), (1.0, 50, 30), (0.1, 0, 30), (0.1, 50, 1)])
def test_luck_out_of_range_is_refused_in_a_sentence(share, citizens, staff):
    for asked in (luck_spread, detectable_spread, lambda *of: spread_power(0.01, *of)):
        with pytest.raises(ValueError, match=r"between 0 and 1\.|two or more staff"):
            asked(share, citizens, staff)


def test_ends_and_spreads_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="at most half"):
        luck_spread(0.1, 50, 30, part=0.6)
    with pytest.raises(ValueError, match="at most that of yes and no"):
        spread_power(0.4, 0.1, 50, 30)
    with pytest.raises(ValueError, match="Power and confidence"):
        detectable_spread(0.1, 50, 30, power=0.0)


def test_cases_are_what_makes_agreement_sure():
    """The figures are this project's own, measured in November 2026 with 30 raters; both spreads fit them."""
    measured = {8: 0.34, 12: 0.26, 20: 0.18, 40: 0.12}
    assert [agreement_half_width(cases) for cases in measured] == pytest.approx(list(measured.values()), abs=0.015)
    assert 0.70 < agreement_power(0.10, 20) < 0.79
    assert agreement_power(0.10, 40) == pytest.approx(0.95, abs=0.02)


def test_cases_needed_are_the_fewest_that_do():
    needed = cases_needed(0.15)
    assert agreement_half_width(needed) <= 0.15 < agreement_half_width(needed - 1)
    assert cases_needed(0.0001) is None


def test_no_change_is_only_seen_by_false_alarm():
    assert agreement_power(0.0, 20) == pytest.approx(0.05, abs=1e-9)
    assert agreement_power(-0.1, 20) == pytest.approx(agreement_power(0.1, 20), rel=1e-9)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (lambda: agreement_half_width(1), "two cases or more"),
        (lambda: agreement_half_width(10, spread=0), "above 0"),
        (lambda: agreement_power(float("nan"), 10), "a number"),
        (lambda: cases_needed(0), "above 0"),
    ],
)
def test_rounds_out_of_range_are_refused_in_a_sentence(asked, told):
    with pytest.raises(ValueError, match=told):
        asked()
