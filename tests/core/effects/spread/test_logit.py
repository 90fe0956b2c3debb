"""Shares of yes: figures of another program, and the integral written out."""

from math import exp, sqrt

import numpy as np
import pytest
from scipy.special import gammaln
from tests.core.effects.spread.published import counts

from samklang.core.effects.answers import Undefined
from samklang.core.effects.spread import Kind, Sums, spread
from samklang.core.effects.spread.logit import Likelihood
from samklang.core.effects.spread.model import fit


def sums_of(cells):
    return Sums.of_sums([(staff, stratum, n, yes, yes) for staff, stratum, n, yes in cells])


def integrated(sums, deviation, strata):
    """The logarithm of the likelihood by a fine even grid over each person's own part."""
    places = np.linspace(-9, 9, 6001)
    odds = np.asarray(strata)[None, :, None] + deviation * places
    n, yes = sums.n[:, :, None], sums.total[:, :, None]
    logs = (yes * odds - n * np.logaddexp(0, odds) + gammaln(n + 1) - gammaln(yes + 1) - gammaln(n - yes + 1)).sum(1)
    density = np.exp(-(places**2) / 2) / sqrt(2 * np.pi) * (places[1] - places[0])
    highest = logs.max(axis=1, keepdims=True)
    return float((np.log(np.exp(logs - highest) @ density) + highest[:, 0]).sum())


@pytest.mark.parametrize(
    ("table", "deviation", "strata"),
    [
        # mixedlm 1.3.0, glmer("y ~ 0 + s + (1|i)", Binomial, nAGQ=25), whose search stops at some 1e-6.
        ((1, 25, 0.6), 0.47697422, [-1.6751342038161765, -0.3946461613625569, 0.49695144576686695]),
        ((2, 40, 0.3), 0.18664596, [-1.5888803198367059, -0.20783438710340138, 0.4603079905378633]),
    ],
)
def test_counts_come_out_as_another_program_has_them_from_rows(table, deviation, strata):
    best = Likelihood(sums_of(counts(*table))).best()
    assert best.deviation == pytest.approx(deviation, rel=2e-6)
    assert best.strata == pytest.approx(strata, rel=2e-6)


@pytest.mark.parametrize("deviation", [0.1, 0.5, 2.0])
def test_the_quadrature_gives_the_integral_and_the_slope_its_slope(deviation):
    sums = sums_of(counts(3, 12, 0.6))
    point = Likelihood(sums).at(deviation)
    assert point.likelihood == pytest.approx(integrated(sums, deviation, point.strata), abs=2e-5)
    assert Likelihood(sums, 41).at(deviation).likelihood == pytest.approx(
        integrated(sums, deviation, Likelihood(sums, 41).at(deviation).strata), abs=1e-8
    )
    step = 1e-4
    slope = (integrated(sums, deviation + step, point.strata) - integrated(sums, deviation - step, point.strata)) / step
    assert point.slope == pytest.approx(slope / 2, abs=1e-3)


def test_no_figure_nearby_is_more_likely_than_the_one_found():
    sums = sums_of(counts(1, 25, 0.6))
    best = Likelihood(sums).best()
    highest = integrated(sums, best.deviation, best.strata)
    assert best.likelihood == pytest.approx(highest, abs=1e-6)
    for change in (0.01, -0.01):
        assert integrated(sums, best.deviation + change, best.strata) < highest
        for stratum in range(3):
            moved = best.strata + change * (np.arange(3) == stratum)
            assert integrated(sums, best.deviation, moved) < highest


def test_the_figures_for_the_specialist_follow_from_the_deviation():
    found = spread(sums_of(counts(1, 25, 0.6)))
    odds = found.odds
    deviation = odds.deviation.estimate
    assert found.kind is Kind.SHARES
    assert odds.median_odds_ratio.estimate == pytest.approx(exp(sqrt(2) * 0.67448975 * deviation))
    assert odds.latent_dependence.estimate == pytest.approx(deviation**2 / (deviation**2 + np.pi**2 / 3))
    assert odds.one_below.estimate < found.mean.estimate < odds.one_above.estimate
    # Drawing many staff from the fitted model gives the standard deviation of their shares and their middle eight.
    best = Likelihood(sums_of(counts(1, 25, 0.6))).best()
    mix = sums_of(counts(1, 25, 0.6)).n.sum(axis=0)
    own = best.deviation * np.random.default_rng(1).standard_normal(200_000)
    shares = (1 / (1 + np.exp(-(best.strata + own[:, None])))) @ (mix / mix.sum())
    assert found.between.estimate == pytest.approx(shares.std(), rel=0.01)
    assert found.mean.estimate == pytest.approx(shares.mean(), rel=0.01)
    assert found.swap.estimate == pytest.approx(np.quantile(shares, 0.9) - np.quantile(shares, 0.1), rel=0.01)
    for one in (found.between, found.swap, found.dependence, odds.deviation, odds.one_below, odds.one_above):
        assert one.low <= one.estimate <= one.high


def test_staff_who_do_not_differ_have_a_variance_of_nothing():
    found = spread(Sums.of_sums([(f"p{place}", "", 20, 6, 6) for place in range(20)]))
    assert (found.between.estimate, found.between.low, found.no_difference.p) == (0, 0, 1)
    assert found.mean.estimate == pytest.approx(0.3)
    assert 0 < found.between.high < 0.1


def test_strata_in_which_nothing_varies_are_left_out_and_said():
    cells = counts(1, 25, 0.6)
    with_all_yes = [*cells, *((f"p{place}", "all", 10, 10) for place in range(25))]
    one, two = spread(sums_of(cells)), spread(sums_of(with_all_yes))
    assert two.between == one.between
    assert [str(note) for note in two.notes] == [
        "Strata in which all are yes or all are no tell nothing of staff and were left out: 1."
    ]


def test_all_yes_has_no_figure_and_staff_who_are_all_yes_or_all_no_have_none_that_fits():
    assert fit(sums_of([(f"p{place}", "", 9, 9) for place in range(12)]), 0.95) is Undefined.NO_VARIATION
    assert fit(sums_of([(f"p{place}", "", 9, 9 * (place % 2)) for place in range(12)]), 0.95) is Undefined.NOT_FOUND


def test_who_was_given_other_kinds_of_cases_does_not_differ_for_it():
    easy = [(f"p{place}", stratum, n, yes) for place in range(20)
            for stratum, n, yes in (("easy", 400 - 20 * place, 240 - 12 * place),
                                    ("hard", 20 + 20 * place, 4 + 4 * place))]  # fmt: skip
    together = [(staff, "", n, yes) for staff, _, n, yes in easy]
    assert spread(sums_of(easy)).between.estimate == 0
    assert spread(sums_of(together)).between.estimate > 0.02
