"""What a study would see is told before it starts."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from samklang.core.effects.answers import Undefined
from samklang.core.effects.plan import Controls, Summary
from samklang.core.effects.power import (
    Estimator,
    StudyDesign,
    Wave,
    by_clusters,
    by_periods,
    clusters_needed,
    detectable,
    order_is_worth,
    study_power,
    with_clusters,
)

QUARTERS = StudyDesign(
    waves=(Wave(3, 10), Wave(5, 10), Wave(7, 10)), periods=8, people=7, level=0.3, icc=0.02, autocorrelation=0.8
)
"""Two years in quarters; three waves half a year apart, the last compared with until it begins; seven outcomes for each
consultant in a quarter; 2 % of the variance between consultants in a quarter, four fifths of which lasts."""


def test_the_table_of_what_can_be_seen_with_so_many_consultants():
    """The figures are this project's own, measured in November 2026: percentage points on 30 %.

    What they assumed is not written down; QUARTERS was chosen because it is plausible and gives nearly the same.
    """
    measured = {12: 35, 30: 19, 100: 10, 20 * 30: 4.2, 94 * 30: 1.9}
    found = [100 * one.detectable for one in by_clusters(QUARTERS, tuple(measured))]
    assert found[1:] == pytest.approx(list(measured.values())[1:], rel=0.05)
    assert found[0] == pytest.approx(measured[12], rel=0.11)
    imputed = [one.detectable for one in by_clusters(QUARTERS, tuple(measured), Estimator.IMPUTATION)]
    assert all(100 * less < more for less, more in zip(imputed, found, strict=True))


def test_a_drawn_order_is_worth_two_to_three_times_the_data():
    assert 2 < order_is_worth(QUARTERS) < 3
    assert 1 < order_is_worth(QUARTERS, Estimator.IMPUTATION) < order_is_worth(QUARTERS)


def test_before_and_after_with_two_cohorts_is_the_formula_everybody_knows():
    design = StudyDesign(waves=(Wave(2, 15), Wave(inf, 25)), periods=2, people=10, sd=2, icc=0.1, autocorrelation=0.7)
    within = 4 * (0.1 * 0.3 + 0.9 / 10)
    error = np.sqrt(2 * within * (1 / 15 + 1 / 25))
    found = study_power(design)
    assert found.standard_error == pytest.approx(error, rel=1e-12)
    assert found.detectable == pytest.approx((student.ppf(0.975, 39) + student.ppf(0.8, 39)) * error, rel=1e-10)
    assert study_power(design, Estimator.IMPUTATION).standard_error == pytest.approx(error, rel=1e-12)
    rho = (0.1 * 0.7) / (0.1 + 0.9 / 10)
    covariate_adjusted = np.sqrt(4 * (0.1 + 0.9 / 10) * (1 - rho**2) * (1 / 15 + 1 / 25))
    assert study_power(design, Estimator.RANDOM_ORDER).standard_error == pytest.approx(covariate_adjusted, rel=1e-12)


@st.composite
def designs(draw):
    periods = draw(st.integers(3, 9))
    firsts = draw(st.lists(st.integers(2, periods), min_size=1, max_size=4, unique=True))
    return StudyDesign(
        waves=(*(Wave(first, draw(st.integers(1, 20))) for first in firsts), Wave(inf, draw(st.integers(1, 20)))),
        periods=periods,
        people=draw(st.floats(1, 100)),
        sd=1.0,
        icc=draw(st.floats(0, 0.5)),
        autocorrelation=draw(st.floats(0, 1)),
        fades=draw(st.booleans()),
        same_people=draw(st.floats(0, 1)),
        summary=draw(st.sampled_from(Summary)),
        controls=draw(st.sampled_from(Controls)),
        anticipation=draw(st.integers(0, 1)),
    )


@given(designs())
def test_the_efficient_estimator_never_sees_less_than_group_time_effects(design):
    plain, drawn = study_power(design), study_power(design, Estimator.RANDOM_ORDER)
    assert plain.reason == drawn.reason or plain.reason is None
    if plain.standard_error is not None:
        assert drawn.standard_error <= plain.standard_error * (1 + 1e-9) + 1e-6


@given(designs())
def test_imputation_sees_most_where_nothing_lasts_but_each_clusters_own_level(design):
    design = replace(design, autocorrelation=1.0, same_people=0.0, controls=Controls.NOT_YET)
    plain, imputed = study_power(design), study_power(design, Estimator.IMPUTATION)
    assert plain.reason == imputed.reason
    if plain.standard_error is not None:
        assert imputed.standard_error <= plain.standard_error * (1 + 1e-9)


@given(designs(), st.sampled_from(Estimator))
def test_twice_the_clusters_halve_the_variance(design, estimator):
    twice = replace(design, waves=tuple(Wave(wave.first, 2 * wave.clusters) for wave in design.waves))
    one, two = study_power(design, estimator), study_power(twice, estimator)
    if one.standard_error is None:
        assert (two.standard_error, two.reason) == (None, one.reason)
    else:
        assert two.standard_error == pytest.approx(one.standard_error / np.sqrt(2), rel=1e-9, abs=1e-12)


def test_clusters_needed_are_the_fewest_that_do():
    needed = clusters_needed(QUARTERS, 0.05)
    assert study_power(with_clusters(QUARTERS, needed)).detectable <= 0.05
    assert study_power(with_clusters(QUARTERS, needed - 1)).detectable > 0.05
    assert clusters_needed(QUARTERS, 0.05, Estimator.RANDOM_ORDER) < needed / 2
    assert clusters_needed(QUARTERS, 1e-6) is None
    with pytest.raises(ValueError, match="a number above 0"):
        clusters_needed(QUARTERS, 0)


def test_clusters_are_shared_between_waves_as_before():
    design = replace(QUARTERS, waves=(Wave(3, 1), Wave(5, 2), Wave(7, 3)))
    assert [wave.clusters for wave in with_clusters(design, 60).waves] == [10, 20, 30]
    assert [wave.clusters for wave in with_clusters(design, 3).waves] == [1, 1, 1]
    with pytest.raises(ValueError, match="one cluster in each wave"):
        with_clusters(design, 2)


def test_more_periods_before_and_after_help_imputation():
    design = replace(QUARTERS, waves=(Wave(4, 15), Wave(inf, 15)))
    found = [one.standard_error for one in by_periods(design, (4, 6, 8), Estimator.IMPUTATION)]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("waves", "reason"),
    [
        ((Wave(inf, 20),), Undefined.NOBODY_TREATED),
        ((Wave(9, 20),), Undefined.NOBODY_TREATED),
        ((Wave(3, 20),), Undefined.NO_CONTROLS),
        ((Wave(1, 10), Wave(inf, 10)), Undefined.NO_BASE_PERIOD),
    ],
)
@pytest.mark.parametrize("estimator", Estimator)
def test_a_study_that_can_show_nothing_says_why(waves, reason, estimator):
    found = study_power(replace(QUARTERS, waves=waves), estimator)
    assert (found.standard_error, found.detectable, found.reason) == (None, None, reason)
    assert clusters_needed(replace(QUARTERS, waves=waves), 0.1, estimator) is None


def test_fewer_than_ten_clusters_have_a_figure_and_a_reason():
    found = study_power(with_clusters(QUARTERS, 9))
    assert (found.reason, found.detectable > 0) == (Undefined.TOO_FEW_CLUSTERS, True)
    assert study_power(with_clusters(QUARTERS, 10)).reason is None


def test_nothing_is_worth_anything_where_nothing_can_be_estimated():
    assert order_is_worth(replace(QUARTERS, waves=(Wave(inf, 20),))) is None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"waves": ()}, "one wave or more"),
        ({"waves": (Wave(3, 0),)}, "one cluster or more"),
        ({"waves": (Wave(2.5, 3),)}, "a whole period"),
        ({"periods": 0}, "one period or more"),
        ({"people": 0}, "people in each"),
        ({"level": 0.3, "sd": 1.0}, "or else the standard deviation"),
        ({"level": None}, "or else the standard deviation"),
        ({"level": 1.0}, "between 0 and 1"),
        ({"level": None, "sd": inf}, "above 0"),
        ({"icc": 1.1}, "are 0 to 1"),
        ({"anticipation": -1}, "0 or more"),
    ],
)
def test_a_design_out_of_range_is_refused_in_a_sentence(change, told):
    with pytest.raises(ValueError, match=told):
        replace(QUARTERS, **change)


def test_what_an_estimate_would_have_seen():
    # Half way between the printed t of .975 and .8 with 9 degrees of freedom: 2.262 and 0.883.
    assert detectable(2.0, 10) == pytest.approx(2 * (2.262157 + 0.883404), abs=1e-5)
    assert detectable(2.0, 10**9) == pytest.approx(2 * (1.959964 + 0.841621), abs=1e-5)
    assert (detectable(None, 10), detectable(2.0, 1), detectable(0.0, 5)) == (None, None, 0.0)


@pytest.mark.parametrize("error", [-1.0, inf, float("nan")])
def test_an_error_that_is_none_is_refused(error):
    with pytest.raises(ValueError, match="0 or more"):
        detectable(error, 10)
    with pytest.raises(ValueError, match="between 0 and 1"):
        detectable(1.0, 10, power=1.0)
