"""The test before training, and what it could have seen."""

from dataclasses import replace

import numpy as np
import pytest
from tests.core.effects.did.made import cells_of, rollout
from tests.core.effects.did.published import mpdta

from samklang.core.effects.answers import Undefined
from samklang.core.effects.cells import NEVER
from samklang.core.effects.did import group_times, pre_trend, recipe, spread, weighted
from samklang.core.effects.did.pre_trend import _ways, wald
from samklang.core.effects.plan import Base, Controls, Summary

MANY = [4] * 15 + [5] * 15 + [NEVER] * 30


def before(found, smallest_relevant, summary=Summary.COHORT):
    return pre_trend(found, summary=summary, smallest_relevant=smallest_relevant)


def test_a_test_that_could_see_little_does_not_pass_though_it_sees_nothing():
    found = group_times(mpdta(), controls=Controls.NEVER)
    seeing, blind = before(found, 0.06), before(found, 0.02)
    assert seeing.p == blind.p > 0.05
    assert (seeing.passed, blind.passed) == (True, False)
    assert blind.power_trend < seeing.power_trend
    assert blind.power_jump < 0.8 < seeing.power_jump


def test_groups_that_drift_apart_before_training_are_seen():
    drifting = rollout(np.random.default_rng(2), MANY, 6, people=50)
    drifting = cells_of(
        [
            (name, cohort, period, total / weight + (0.5 * period if np.isfinite(cohort) else 0))
            for name, cohort, period, total, weight in zip(
                drifting.cluster, drifting.cohort, drifting.period, drifting.total, drifting.weight, strict=True
            )
        ]
    )
    found = before(group_times(drifting), 0.5)
    assert found.p < 0.001
    assert not found.passed


@pytest.mark.parametrize("summary", Summary)
@pytest.mark.parametrize("base", Base)
def test_the_trend_looked_for_is_the_one_that_alone_makes_the_smallest_effect_that_matters(summary, base):
    """Outcomes that are nothing but that trend give the very effects, and a summary of exactly that size."""
    cells = rollout(np.random.default_rng(1), MANY, 7)
    found = group_times(cells, base=base, controls=Controls.NEVER)
    trend, _ = _ways(found, summary, 0.3)
    first = next(place for place, one in enumerate(found.comparisons) if one.since >= 0)
    one = found.comparisons[first]
    slope = trend[first] / (found.sums.periods[one.period] - found.sums.periods[one.base])
    drift = np.where(np.isfinite(cells.cohort), slope * cells.period, 0.0)
    drifting = group_times(replace(cells, total=cells.weight * drift), base=base, controls=Controls.NEVER)
    np.testing.assert_allclose(drifting.effects, trend, atol=1e-12)
    assert float(weighted(drifting, recipe(drifting, summary)).overall) == pytest.approx(0.3)


def test_without_periods_before_the_base_there_is_no_test():
    found = before(group_times(rollout(np.random.default_rng(1), [2] * 10 + [NEVER] * 10, 4)), 0.1)
    assert (found.p, found.passed, found.reason) == (None, False, Undefined.NO_BASE_PERIOD)


def test_below_ten_clusters_there_is_no_test():
    found = before(group_times(rollout(np.random.default_rng(1), [4] * 4 + [NEVER] * 4, 6)), 0.1)
    assert (found.p, found.passed, found.reason) == (None, False, Undefined.TOO_FEW_CLUSTERS)


def test_with_many_periods_and_few_clusters_only_the_two_directions_are_tested():
    found = before(group_times(rollout(np.random.default_rng(1), [20] * 6 + [NEVER] * 6, 24)), 0.5)
    assert (found.periods, found.tested) == (18, 2)
    assert 0 <= found.p <= 1


def test_figures_that_say_the_same_twice_count_once():
    once = wald(np.array([1.0]), np.array([[0.25]]), np.inf, np.array([[2.0]]))
    twice = wald(np.array([1.0, 1.0]), np.full((2, 2), 0.25), np.inf, np.array([[2.0], [2.0]]))
    assert twice[0] == pytest.approx(once[0])
    assert twice[1] == pytest.approx(once[1])
    assert (once[2], twice[2]) == (1, 1)


def test_power_is_that_of_a_test_on_five_per_cent():
    """A figure whose true size is 2.8 errors is seen four times of five; none at all, five times in a hundred."""
    _, (none, some), _ = wald(np.array([0.0]), np.array([[1.0]]), np.inf, np.array([[0.0, 2.801585]]))
    assert (none, some) == (pytest.approx(0.05), pytest.approx(0.8, abs=1e-4))


def test_the_power_does_not_depend_on_what_was_found():
    one, other = (group_times(rollout(np.random.default_rng(1), MANY, 6, effect=effect)) for effect in (0.0, 5.0))
    assert before(one, 0.3).power_trend == pytest.approx(before(other, 0.3).power_trend)
    assert spread(one, recipe(one, Summary.COHORT)).errors[-1] == pytest.approx(
        spread(other, recipe(other, Summary.COHORT)).errors[-1]
    )
