"""Variances of scores: published figures, those of other programs, and the model written out in full matrices."""

from math import inf, log, pi, sqrt

import numpy as np
import pytest
from tests.core.effects.spread.published import DYESTUFF, DYESTUFF_REML, unbalanced

from samklang.core.effects.answers import Method, Undefined
from samklang.core.effects.spread import Kind, Sums, spread
from samklang.core.effects.spread.model import fit
from samklang.core.effects.spread.reml import Likelihood, cut


def fitted(rows):
    likely = Likelihood(Sums.of_rows(rows))
    best = likely.best()
    return likely, best, best.rest / likely.degrees


def dense(rows, between, within):
    """Minus twice the restricted log-likelihood, with a row and a column for each value."""
    people, strata = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    person = np.array([[row[0] == one for one in people] for row in rows], dtype=float)
    given = np.array([[row[1] == one for one in strata] for row in rows], dtype=float)
    values = np.array([row[2] for row in rows])
    inverse = np.linalg.inv(between * person @ person.T + within * np.eye(len(rows)))
    inner = given.T @ inverse @ given
    left = values - given @ np.linalg.solve(inner, given.T @ inverse @ values)
    size = (len(rows) - len(strata)) * log(2 * pi)
    return size - np.linalg.slogdet(inverse)[1] + np.linalg.slogdet(inner)[1] + left @ inverse @ left


def test_the_dyestuff_figures_are_those_that_lme4_prints():
    rows = [(batch, "", float(value)) for batch, values in DYESTUFF.items() for value in values]
    likely, best, within = fitted(rows)
    assert likely.criterion(best) == pytest.approx(DYESTUFF_REML["criterion"], rel=1e-6)
    assert best.ratio * within == pytest.approx(DYESTUFF_REML["between"], rel=1e-6)
    assert within == pytest.approx(DYESTUFF_REML["within"], rel=1e-6)
    assert best.strata == pytest.approx([DYESTUFF_REML["mean"]])


@pytest.mark.parametrize(
    ("table", "between", "within", "criterion", "strata"),
    [
        # mixedlm 1.3.0, lmer("y ~ s + (1|i)"); statsmodels 0.15.0 MixedLM prints the same to four digits or more.
        ((1, 12, 1, 0.6), 0.3997854447584537, 1.1061111563525796, 150.80115430369605, [3.0555504538967617]),
        ((2, 20, 3, 0.4), 0.16527585902764766, 1.2245536206057115, 429.8702204166911,
         [2.7350069453800705, 3.3697087474751893, 3.5268958224471292]),
        ((3, 35, 4, 0.15), 0.019748973272011965, 1.0186611116552313, 1326.15148732171,
         [3.0323663130303746, 3.1784740293592044, 3.5752496863756196, 3.7015565437491405]),
        ((4, 15, 2, 0.0), 0.0, 1.143977596334587, 257.18941071696673, [3.016875, 3.3223684210526309]),
    ],
)  # fmt: skip
def test_tables_with_gaps_and_strata_come_out_as_other_programs_have_them(table, between, within, criterion, strata):
    likely, best, found = fitted(unbalanced(*table))
    assert best.ratio * found == pytest.approx(between, rel=1e-6)
    assert found == pytest.approx(within, rel=1e-6)
    assert likely.criterion(best) == pytest.approx(criterion, rel=1e-9)
    assert best.strata == pytest.approx(strata, rel=1e-6)


@pytest.mark.parametrize("ratio", [0.0, 0.01, 0.3, 2.0, 50.0])
def test_sums_have_the_likelihood_of_the_rows_they_came_from(ratio):
    rows = unbalanced(7, 9, 3, 0.8)
    likely = Likelihood(Sums.of_rows(rows))
    point = likely.at(ratio)
    within = point.rest / likely.degrees
    assert likely.criterion(point) == pytest.approx(dense(rows, ratio * within, within), rel=1e-10)


def test_no_variance_nearby_is_more_likely_than_the_one_found():
    rows = unbalanced(8, 10, 2, 0.7)
    _, best, within = fitted(rows)
    lowest = dense(rows, best.ratio * within, within)
    for one, other in ((1.05, 1), (0.95, 1), (1, 1.05), (1, 0.95), (1.1, 0.97)):
        assert dense(rows, best.ratio * within * one, within * other) > lowest


def test_given_sums_and_rows_are_one_and_parts_of_a_cell_add_up():
    rows = unbalanced(2, 20, 3, 0.4)
    cells = [(staff, stratum, 1, value, value**2) for staff, stratum, value in rows]
    one, two = Sums.of_rows(rows), Sums.of_sums(cells)
    assert (one.staff, one.strata, one.values) == (two.staff, two.strata, two.values)
    for name in ("n", "total", "apart"):
        assert getattr(one, name) == pytest.approx(getattr(two, name), abs=1e-10)
    assert spread(one).between.estimate == pytest.approx(spread(two).between.estimate, rel=1e-9)


def test_the_ends_of_the_intervals_lie_where_the_likelihood_has_fallen_so_far():
    rows = unbalanced(5, 16, 2, 0.7)
    likely, best, within = fitted(rows)
    limit = likely.criterion(best) + cut(0.95)
    for end in likely.profile_ratio(best, 0.95):
        assert likely.criterion(likely.at(end)) == pytest.approx(limit, abs=1e-7)
    for end in likely.profile_between(best, 0.95):
        lowest = min(dense(rows, end, within * grown) for grown in np.linspace(0.8, 1.25, 181))
        assert lowest == pytest.approx(limit, abs=1e-4)
    found = spread(Sums.of_rows(rows))
    assert (found.between.low, found.between.high) == pytest.approx(
        [sqrt(end) for end in likely.profile_between(best, 0.95)]
    )
    assert (found.kind, found.between.method, found.staff) == (Kind.SCORES, Method.PROFILE, 16)


def test_no_variance_between_is_an_ordinary_answer():
    found = spread(Sums.of_rows(unbalanced(4, 15, 2, 0.0)))
    assert (found.between.estimate, found.between.low, found.dependence.low) == (0, 0, 0)
    assert found.between.high > 0
    assert (found.no_difference.p, found.reliability) == (1, 0)


def test_no_variance_within_is_an_ordinary_answer_too():
    own = [1.0, 2.0, 4.0, 8.0, 3.0, 2.5, 1.5, 0.5, 6.0, 7.0, 5.0]
    found = spread(Sums.of_rows([(f"p{place}", "", value) for place, value in enumerate(own) for _ in range(3)]))
    assert found.between.estimate == pytest.approx(np.std(own, ddof=1))
    assert found.between.low < found.between.estimate < found.between.high
    # 10 degrees of freedom: 20.483 and 3.247 in printed tables of chi-square.
    ends = [sqrt(10 / 20.483177) * np.std(own, ddof=1), sqrt(10 / 3.246973) * np.std(own, ddof=1)]
    assert (found.between.low, found.between.high) == pytest.approx(ends, rel=1e-6)
    assert (found.within, found.dependence.estimate, found.no_difference.p) == (0, 1, 0)
    assert found.dependence.reason is Undefined.NO_VARIATION
    assert "luck has no part" in str(found.notes[0])


def test_where_all_is_one_value_or_nobody_has_two_there_is_no_figure():
    same = [(f"p{place}", "", 3.0) for place in range(12) for _ in range(4)]
    once = [(f"p{place}", "", float(place)) for place in range(12)]
    alone = [(f"p{place}", f"s{place}", float(place + again)) for place in range(12) for again in range(3)]
    assert fit(Sums.of_rows(same), 0.95) is Undefined.NO_VARIATION
    assert fit(Sums.of_rows(once), 0.95) is Undefined.NOT_TOLD_APART
    assert fit(Sums.of_rows(alone), 0.95) is Undefined.NOT_TOLD_APART
    assert fit(Sums.of_rows([]), 0.95) is Undefined.NO_ROWS
    found = spread(Sums.of_rows(same))
    assert (found.reason, found.between.estimate, found.tails) == (Undefined.NO_VARIATION, None, None)


def test_a_large_level_takes_nothing_from_the_digits_of_rows():
    rows = unbalanced(2, 20, 3, 0.4)
    far = [(staff, stratum, value + 1e6) for staff, stratum, value in rows]
    assert spread(Sums.of_rows(far)).between.estimate == pytest.approx(
        spread(Sums.of_rows(rows)).between.estimate, rel=1e-7
    )


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (("a", "", 2, 4.0, 1.0), "squares so small"),
        (("a", "", -1, 4.0, 20.0), "whole number"),
        (("a", "", 1.5, 4.0, 20.0), "whole number"),
        (("a", "", 2, inf, 1.0), "whole number"),
    ],
)
def test_sums_that_cannot_be_are_refused(cell, told):
    with pytest.raises(ValueError, match=told):
        Sums.of_sums([cell])


def test_values_that_are_no_numbers_are_refused():
    with pytest.raises(ValueError, match="finite"):
        Sums.of_rows([("a", "", float("nan"))])
    with pytest.raises(ValueError, match="one length"):
        Sums.of_columns(["a"], ["", ""], [1.0])
    with pytest.raises(ValueError, match="one half"):
        spread(Sums.of_rows([("a", "", 1.0)]), confidence=0.4)
