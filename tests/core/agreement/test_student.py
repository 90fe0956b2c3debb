"""Student's t and the exact binomial bounds, against closed forms and printed tables."""

from math import inf, pi, sqrt, tan

import pytest

from samklang.core.agreement.student import incomplete_beta, share_bounds, t_below, t_quantile

PRINTED = {
    # Degrees of freedom: the values below which 90, 95, 97.5, 99 and 99.5 % lie; any printed table of Student's t.
    1: (3.078, 6.314, 12.706, 31.821, 63.657),
    2: (1.886, 2.920, 4.303, 6.965, 9.925),
    3: (1.638, 2.353, 3.182, 4.541, 5.841),
    5: (1.476, 2.015, 2.571, 3.365, 4.032),
    9: (1.383, 1.833, 2.262, 2.821, 3.250),
    10: (1.372, 1.812, 2.228, 2.764, 3.169),
    19: (1.328, 1.729, 2.093, 2.539, 2.861),
    30: (1.310, 1.697, 2.042, 2.457, 2.750),
    60: (1.296, 1.671, 2.000, 2.390, 2.660),
    120: (1.289, 1.658, 1.980, 2.358, 2.617),
    inf: (1.282, 1.645, 1.960, 2.326, 2.576),
}


@pytest.mark.parametrize(("degrees", "printed"), PRINTED.items())
def test_quantiles_of_t_are_those_of_the_printed_tables(degrees, printed):
    assert [round(t_quantile(share, degrees), 3) for share in (0.9, 0.95, 0.975, 0.99, 0.995)] == list(printed)


@pytest.mark.parametrize("share", [1e-6, 0.01, 0.3, 0.5, 0.6, 0.8, 0.975, 0.9999])
def test_quantiles_of_t_are_the_closed_forms_for_one_two_and_four_degrees(share):
    assert t_quantile(share, 1) == pytest.approx(tan(pi * (share - 0.5)), rel=1e-10, abs=1e-12)
    alpha = 4 * share * (1 - share)
    assert t_quantile(share, 2) == pytest.approx(2 * (share - 0.5) * sqrt(2 / alpha), rel=1e-10, abs=1e-12)
    t = t_quantile(share, 4)
    assert 0.5 + 3 / 8 * t / sqrt(1 + t * t / 4) * (1 - t * t / (1 + t * t / 4) / 12) == pytest.approx(share, rel=1e-10)


@pytest.mark.parametrize("degrees", [0.7, 3.5, 18, 499, 20_000.5])
@pytest.mark.parametrize("share", [0.001, 0.2, 0.9, 0.975])
def test_the_quantile_turns_the_distribution_round(share, degrees):
    assert t_below(t_quantile(share, degrees), degrees) == pytest.approx(share, rel=1e-10)


def test_many_degrees_pass_without_a_step_into_the_normal_distribution():
    assert t_quantile(0.975, 999_999) == pytest.approx(t_quantile(0.975, 1_000_001), abs=1e-9)


def test_the_incomplete_beta_function_is_the_binomial_tail():
    # The chance of at least 3 of 7 at 0.4 is 1 - 0.419904.
    assert incomplete_beta(3, 5, 0.4) == pytest.approx(0.580096, abs=1e-12)
    assert (incomplete_beta(3, 5, 0), incomplete_beta(3, 5, 1)) == (0, 1)


def test_exact_bounds_of_shares_have_the_binomial_tails_they_promise():
    for count, of in [(0, 10), (1, 10), (7, 20), (20, 20)]:
        low, high = share_bounds(count, of, 0.95)
        # The chance of so many or more at the low end, and of so many or fewer at the high end.
        assert low == 0 if count == 0 else incomplete_beta(count, of - count + 1, low) == pytest.approx(0.025, abs=1e-9)
        assert high == 1 if count == of else 1 - incomplete_beta(count + 1, of - count, high) == pytest.approx(0.025)
    assert share_bounds(0, 10, 0.95)[1] == pytest.approx(1 - 0.025**0.1)


@pytest.mark.parametrize("call", [
    lambda: t_quantile(0, 5), lambda: t_quantile(1, 5), lambda: t_quantile(0.5, 0), lambda: incomplete_beta(0, 1, 0.5),
    lambda: share_bounds(3, 2, 0.95), lambda: share_bounds(0, 0, 0.95),
])  # fmt: skip
def test_what_has_no_meaning_is_refused(call):
    with pytest.raises(ValueError, match=r"share|parameters"):
        call()
