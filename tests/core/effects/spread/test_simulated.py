"""Tables whose truth is known, drawn with a seed: intervals hold it, and alarms are seldom false."""

import numpy as np
import pytest

from samklang.core.effects.spread import Sums
from samklang.core.effects.spread.luck import drawn_chance
from samklang.core.effects.spread.model import fit

STAFF = 15


def scores(rng, between, staff=STAFF):
    """Sums of normal scores with a variance within of 1, drawn as sums."""
    n = np.maximum(2, rng.poisson(20, staff)).astype(float)
    own = between * rng.standard_normal(staff)
    total = n * own + np.sqrt(n) * rng.standard_normal(staff)
    return Sums(tuple(map(str, range(staff))), ("",), n[:, None], total[:, None], rng.chisquare(n - 1)[:, None])


def counts(rng, deviation, staff=STAFF):
    n = np.maximum(2, rng.poisson(30, staff))
    yes = rng.binomial(n, 1 / (1 + np.exp(1.2 - deviation * rng.standard_normal(staff))))
    return Sums.of_sums([(str(place), "", a, b, b) for place, (a, b) in enumerate(zip(n, yes, strict=True))])


@pytest.mark.slow
@pytest.mark.parametrize("between", [0.25, 0.5])
def test_intervals_of_scores_hold_the_truth_from_fifteen_staff_on(between):
    rng = np.random.default_rng(1)
    found = [fit(scores(rng, between), 0.95).between for _ in range(400)]
    # 95 % of 400, three standard errors to either side.
    assert 0.917 <= np.mean([one.low <= between <= one.high for one in found]) <= 0.983


@pytest.mark.slow
def test_intervals_of_shares_hold_the_truth_from_fifteen_staff_on():
    rng = np.random.default_rng(2)
    found = [fit(counts(rng, 0.6), 0.95).log_odds for _ in range(150)]
    assert 0.90 <= np.mean([one.low <= 0.6 <= one.high for one in found]) <= 1


@pytest.mark.slow
def test_staff_who_do_not_differ_are_seldom_said_to():
    rng = np.random.default_rng(3)
    of_scores = [fit(scores(rng, 0.0), 0.95).between.low > 0 for _ in range(400)]
    of_shares = [fit(counts(rng, 0.0), 0.95).between.low > 0 for _ in range(150)]
    assert np.mean(of_scores) <= 0.06
    assert np.mean(of_shares) <= 0.06


@pytest.mark.slow
@pytest.mark.parametrize("table", [scores, counts])
def test_the_drawn_chance_of_no_difference_is_below_any_level_as_often_as_the_level_says(table):
    rng = np.random.default_rng(4)
    chances = [drawn_chance(fit(table(rng, 0.0), 0.95, intervals=False), seed, of=299)[0] for seed in range(400)]
    for level in (0.05, 0.1, 0.3):
        allowed = 3.5 * np.sqrt(level * (1 - level) / 400)
        assert abs(np.mean(np.array(chances) <= level) - level) <= allowed + 0.01
