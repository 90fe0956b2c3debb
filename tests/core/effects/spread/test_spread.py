"""What luck alone gives, the limits of the funnel, change between periods."""

from random import Random

import numpy as np
import pytest
from scipy.stats import binom

from samklang.core.effects.answers import Method, Undefined, Verdict
from samklang.core.effects.spread import Sums, spread, spread_change


def shares_of(counts, each):
    return Sums.of_sums([(f"p{place}", "", each, yes, yes) for place, yes in enumerate(counts)])


def scores(staff, each, between, seed=1):
    chance, rows = Random(seed), []
    for place in range(staff):
        own = chance.gauss(0, between)
        rows += [(f"p{place}", "", chance.gauss(5 + own, 1)) for _ in range(each)]
    return Sums.of_rows(rows)


def test_300_consultants_all_truly_14_per_cent_with_50_citizens_each_spread_from_6_to_23_by_luck_alone():
    # As even as 300 can be drawn from one share: the quantiles of the binomial distribution itself.
    found = spread(shares_of(binom.ppf((np.arange(300) + 0.5) / 300, 50, 0.14), 50), seed=3)
    tails = found.tails
    assert (tails.staff_in_each, tails.share_in_each) == (30, 0.1)
    assert (round(tails.luck_low, 3), round(tails.luck_high, 3)) == (0.061, 0.230)
    assert (round(tails.seen_low, 2), round(tails.seen_high, 2)) == (0.06, 0.23)
    assert tails.luck_gap_low < tails.seen_high - tails.seen_low < tails.luck_gap_high
    assert (found.between.estimate, found.between.low, found.no_difference.p) == (0, 0, 1)


def test_staff_who_differ_spread_further_than_luck_alone():
    chance = np.random.default_rng(4)
    found = spread(shares_of(chance.binomial(50, chance.choice((0.05, 0.3), 100)), 50), draw_chance=True)
    assert found.tails.seen_high - found.tails.seen_low > found.tails.luck_gap_high
    assert found.no_difference.p == 1 / 2000
    assert found.no_difference.method is Method.BOOTSTRAP
    assert found.between.low > 0.08
    assert found.funnel.outside_seen > 3 * found.funnel.outside_by_luck


def test_the_limits_of_shares_are_binomial_and_those_of_scores_normal():
    found = spread(shares_of([7, 3, 9, 5, 6] * 8, 50)).funnel
    middle = found.middle
    assert middle == pytest.approx(0.12)
    for limit in found.limits:
        assert 0 <= limit.low_998 <= limit.low_95 < middle < limit.high_95 <= limit.high_998 <= 1
        # The limit lies between the count that is reached and the one before it.
        high = binom.ppf(0.975, limit.n, middle) / limit.n
        assert high - 1 / limit.n <= limit.high_95 <= high
    sums = scores(30, 20, 0.0)
    found, every = spread(sums).funnel, np.sqrt((sums.apart.sum() + 0) / (sums.values - 30))
    for limit in found.limits:
        assert limit.high_95 - found.middle == pytest.approx(1.96 * every / np.sqrt(limit.n), rel=0.05)
        assert limit.high_998 - found.middle == pytest.approx(3.09 * every / np.sqrt(limit.n), rel=0.05)


def test_the_same_seed_gives_the_same_answer_and_another_only_other_luck():
    sums = scores(25, 12, 0.4)
    assert spread(sums, seed=1) == spread(sums, seed=1)
    one, two = spread(sums, seed=1), spread(sums, seed=2)
    assert one.between == two.between
    assert one.caterpillar == two.caterpillar
    assert one.tails.luck_low != two.tails.luck_low
    assert one.tails.luck_low == pytest.approx(two.tails.luck_low, abs=0.02)


def test_a_wider_interval_is_surer_and_holds_the_narrower():
    sums = scores(25, 12, 0.4)
    narrow, wide = spread(sums, confidence=0.8), spread(sums, confidence=0.99)
    assert wide.between.low < narrow.between.low < narrow.between.estimate == wide.between.estimate
    assert narrow.between.high < wide.between.high
    assert narrow.mean.high < wide.mean.high


def test_drawn_and_reckoned_chances_of_no_difference_are_near_each_other():
    for between in (0.0, 0.15, 0.3):
        sums = scores(30, 15, between, seed=6)
        reckoned, drawn = spread(sums).no_difference, spread(sums, draw_chance=True).no_difference
        assert (reckoned.method, reckoned.draws, drawn.draws) == (Method.PROFILE, None, 1999)
        assert drawn.p == pytest.approx(reckoned.p, abs=0.05)


def test_points_are_drawn_towards_the_middle_and_reliability_says_how_far():
    found = spread(scores(100, 5, 0.4))
    values = [point.value for point in found.caterpillar.points]
    assert found.tails.seen_low < values[0] < values[-1] < found.tails.seen_high
    variance = found.between.estimate**2
    assert found.reliability == pytest.approx(variance / (variance + found.within**2 / 5), rel=1e-6)
    assert all(point.low < point.value < point.high for point in found.caterpillar.points)


def test_staff_have_come_closer_only_where_the_whole_interval_says_so():
    far, near = scores(60, 40, 1.0, seed=1), scores(60, 40, 0.3, seed=2)
    found = spread_change(far, near, smallest_relevant=0.2)
    assert found.verdict is Verdict.IMPROVED
    assert found.difference.method is Method.RECOVERED
    assert found.difference.low < found.after.estimate - found.before.estimate < found.difference.high < -0.2
    assert found.ratio.low < found.after.estimate / found.before.estimate < found.ratio.high < 1
    assert spread_change(near, far, smallest_relevant=0.2).verdict is Verdict.WORSENED
    assert spread_change(far, far, smallest_relevant=0.6).verdict is Verdict.NO_RELEVANT_CHANGE
    assert spread_change(far, far, smallest_relevant=0.1).verdict is Verdict.CANNOT_TELL


def test_two_like_independent_figures_have_an_interval_wider_by_the_root_of_two():
    sums = scores(60, 40, 1.0)
    found = spread_change(sums, sums, smallest_relevant=0.2)
    low, middle, high = found.before.low, found.before.estimate, found.before.high
    half = float(np.hypot(middle - low, high - middle))
    assert (found.difference.low, found.difference.high) == pytest.approx((-half, half))
    assert found.ratio.high == pytest.approx(1 / found.ratio.low)


def test_of_few_staff_it_cannot_be_told_whether_they_have_come_closer():
    many, few = scores(30, 20, 1.0), scores(9, 20, 0.1)
    found = spread_change(many, few, smallest_relevant=0.2)
    assert (found.verdict, found.difference.reason) == (Verdict.CANNOT_TELL, Undefined.TOO_FEW_CLUSTERS)
    assert (found.difference.low, found.difference.high, found.ratio.low) == (None, None, None)
    none = spread_change(many, scores(4, 20, 0.1), smallest_relevant=0.2)
    assert (none.verdict, none.difference.estimate) == (Verdict.CANNOT_TELL, None)
    assert none.difference.reason is Undefined.TOO_FEW_UNITS


def test_a_ratio_to_nothing_has_no_figure_or_no_end():
    alike, far = scores(30, 20, 0.0, seed=3), scores(30, 20, 1.0)
    found = spread_change(alike, far, smallest_relevant=0.2)
    assert found.before.low == 0
    assert (found.ratio.low, found.ratio.reason) == (None, Undefined.NO_VARIATION)
    assert found.verdict is Verdict.WORSENED


def test_scores_are_not_compared_with_yes_and_no():
    with pytest.raises(ValueError, match="same outcome"):
        spread_change(scores(12, 20, 1.0), shares_of([5] * 6 + [6] * 6, 20), smallest_relevant=0.2)
