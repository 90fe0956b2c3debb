"""A band holds all its figures at once."""

import numpy as np
import pytest
from scipy.special import ndtri
from tests.core.effects.did.made import rollout
from tests.core.effects.did.published import mpdta

from samklang.core.effects.answers import Method
from samklang.core.effects.cells import NEVER
from samklang.core.effects.did import Spread, band, group_times, recipe, spread
from samklang.core.effects.did.few import quantile
from samklang.core.effects.plan import Controls, Summary


def of_many(shares, degrees=np.inf):
    figures = shares.shape[1]
    return Spread(shares, np.full(figures, degrees), Method.INFLUENCE, (None,) * figures)


def test_independent_figures_need_what_sidak_says():
    """The furthest of five independent normals: the quantile at the fifth root of 95 %."""
    shares = np.random.default_rng(1).standard_normal((4000, 5))
    found = band(of_many(shares), np.ones(5, dtype=bool), confidence=0.95, seed=1, draws=20_000)
    assert found.critical == pytest.approx(ndtri((1 + 0.95**0.2) / 2), abs=0.04)


def test_figures_that_move_together_need_no_more_than_one():
    shares = np.repeat(np.random.default_rng(1).standard_normal((400, 1)), 6, axis=1)
    found = band(of_many(shares), np.ones(6, dtype=bool), confidence=0.95, seed=1, draws=20_000)
    assert found.critical == pytest.approx(1.96, abs=0.05)


def test_with_few_clusters_one_figure_needs_what_t_says():
    shares = np.random.default_rng(1).standard_normal((12, 1))
    found = band(of_many(shares, 11.0), np.ones(1, dtype=bool), confidence=0.95, seed=1, draws=50_000)
    assert found.critical == pytest.approx(quantile(0.975, 11), abs=0.05)


def test_the_same_seed_gives_the_same_band_and_it_is_never_narrower_than_one_interval():
    found = group_times(mpdta(), controls=Controls.NEVER)
    how = spread(found, recipe(found, Summary.COHORT))
    chosen = np.array([True, True, True, False])
    bands = [band(how, chosen, confidence=0.95, seed=seed) for seed in (1, 1, 2)]
    assert bands[0].critical == bands[1].critical != bands[2].critical
    assert all(one.critical >= quantile(0.975, np.inf) for one in bands)


def test_a_chance_in_the_band_is_larger_than_that_of_one_figure_and_falls_with_distance():
    found = group_times(mpdta(), controls=Controls.NEVER)
    one = band(spread(found, recipe(found, Summary.CALENDAR)), np.array([True] * 4 + [False]), confidence=0.95, seed=1)
    chances = [one.chance_beyond(far) for far in (0, 2, 3, 9)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == 1
    assert chances[1] > 0.0455
    assert chances[3] > 0


def test_figures_without_interval_have_no_band():
    found = group_times(rollout(np.random.default_rng(1), [3, 3, NEVER, NEVER], 5))
    made = recipe(found, Summary.TIME_SINCE)
    assert band(spread(found, made), np.ones(made.at.size + 1, dtype=bool), confidence=0.95, seed=1) is None
