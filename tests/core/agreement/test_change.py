"""A change is called one only where the interval shows it."""

from dataclasses import replace

import numpy as np
import pytest
from tests.core.agreement.tables import a_round, of_cases

from samklang.core.agreement import Metric, Table, Undefined, Verdict, alpha, change
from samklang.core.agreement.change import verdict
from samklang.core.agreement.intervals import jackknife_error


def two_rounds(seed, cases=40, raters=12, before=1.2, after=0.4):
    rng = np.random.default_rng(seed)
    seen, strictness = rng.standard_normal(cases), 0.3 * rng.standard_normal(raters)
    return [of_cases(rng, seen, raters, noise=noise, strictness=strictness) for noise in (before, after)]


def test_raters_who_see_more_clearly_have_improved():
    found = change(*two_rounds(1), Metric.ORDINAL)
    assert (found.verdict, found.matched, found.reason) == (Verdict.IMPROVED, 40, None)
    assert 0 < found.low < found.difference < found.high
    assert found.difference == found.after.estimate - found.before.estimate


def test_the_other_way_round_it_is_worsened_by_as_much():
    before, after = two_rounds(1)
    there, back = change(before, after, Metric.ORDINAL), change(after, before, Metric.ORDINAL)
    assert back.verdict is Verdict.WORSENED
    assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))


def test_the_same_cases_are_left_out_of_both_at_once():
    before, after = two_rounds(2)
    differences = np.array(
        [
            alpha(after.without_case(case), Metric.ORDINAL).estimate
            - alpha(before.without_case(case), Metric.ORDINAL).estimate
            for case in before.cases
        ]
    )
    assert change(before, after, Metric.ORDINAL).standard_error == pytest.approx(jackknife_error(differences))


def test_other_cases_add_their_errors():
    before, after = two_rounds(3)
    other = Table(after.raters, tuple(f"new {case}" for case in after.cases), after.levels)
    apart, together = change(before, other, Metric.ORDINAL), change(before, after, Metric.ORDINAL)
    errors = [alpha(table, Metric.ORDINAL).standard_error for table in (before, after)]
    assert apart.standard_error == pytest.approx(np.hypot(*errors))
    assert (apart.matched, together.matched) == (0, 40)
    assert apart.standard_error > together.standard_error


def test_twins_of_a_parallel_form_count_as_the_same_case():
    before, after = two_rounds(3)
    other = Table(after.raters, tuple(f"twin of {case}" for case in after.cases), after.levels)
    twins = {case: f"twin of {case}" for case in before.cases}
    found = change(before, other, Metric.ORDINAL, twins=twins)
    assert replace(found) == change(before, after, Metric.ORDINAL)


def test_two_cases_with_one_twin_are_refused():
    before, after = two_rounds(3)
    with pytest.raises(ValueError, match="a twin of its own"):
        change(before, after, Metric.ORDINAL, twins={0: 1})


def test_no_relevant_change_needs_the_whole_interval_inside_what_matters():
    before, after = two_rounds(4, cases=200, raters=30, before=0.6, after=0.6)
    assert change(before, after, Metric.ORDINAL, smallest_relevant=0.1).verdict is Verdict.NO_RELEVANT_CHANGE
    assert change(before, after, Metric.ORDINAL, smallest_relevant=0.001).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.02, 0.3, Verdict.IMPROVED),
        (-0.3, -0.02, Verdict.WORSENED),
        (-0.05, 0.3, Verdict.CANNOT_TELL),
        (-0.05, 0.05, Verdict.NO_RELEVANT_CHANGE),
        (0.02, 0.05, Verdict.NO_RELEVANT_CHANGE),
        (-0.1, 0.05, Verdict.CANNOT_TELL),
    ],
)
def test_the_verdict_follows_from_the_interval_alone(low, high, expected):
    assert verdict(low, high, 0.1) is expected


def test_nineteen_cases_have_an_interval_and_no_verdict():
    found = change(*two_rounds(1, cases=19), Metric.ORDINAL)
    assert found.low is not None
    assert (found.verdict, found.reason) == (Verdict.CANNOT_TELL, Undefined.TOO_FEW_CASES)


@pytest.mark.parametrize(("cases", "raters", "reason"), [
    (9, 12, Undefined.TOO_FEW_CASES), (40, 2, Undefined.TOO_FEW_RATERS),
])  # fmt: skip
def test_too_few_of_either_have_no_interval(cases, raters, reason):
    found = change(*two_rounds(1, cases=cases, raters=raters), Metric.ORDINAL)
    assert found.difference is not None
    assert (found.low, found.verdict, found.reason) == (None, Verdict.CANNOT_TELL, reason)


def test_a_round_without_variation_has_no_difference():
    before, _ = two_rounds(1)
    found = change(before, Table.of(np.full((12, 40), 3)), Metric.ORDINAL)
    assert (found.difference, found.verdict, found.reason) == (None, Verdict.CANNOT_TELL, Undefined.NO_VARIATION)


def test_two_perfect_rounds_are_no_proof_that_nothing_changed():
    perfect = Table.of(np.repeat(np.tile([1.0, 2, 3, 4, 5], 4)[None], 4, axis=0))
    found = change(perfect, perfect, Metric.ORDINAL)
    assert (found.difference, found.verdict) == (0, Verdict.CANNOT_TELL)
    assert found.high > 0.1


def test_what_could_be_seen_is_more_than_the_interval_is_wide():
    found = change(*two_rounds(5), Metric.ORDINAL)
    assert found.detectable > (found.high - found.low) / 2


def test_the_smallest_relevant_difference_is_above_nought():
    with pytest.raises(ValueError, match="above 0"):
        change(*two_rounds(1), Metric.ORDINAL, smallest_relevant=0)


def test_improved_is_seldom_said_when_nothing_changed():
    rng = np.random.default_rng(6)
    said = 0
    for _ in range(300):
        seen, strictness = rng.standard_normal(20), 0.3 * rng.standard_normal(8)
        before, after = (of_cases(rng, seen, 8, strictness=strictness) for _ in range(2))
        said += change(before, after, Metric.ORDINAL).verdict is Verdict.IMPROVED
    assert said <= 18


def test_a_case_that_left_and_one_that_came_are_counted_once_each():
    rng = np.random.default_rng(7)
    before, after = a_round(rng, cases=24), a_round(rng, cases=24)
    later = Table(after.raters, tuple(range(4, 28)), after.levels)
    found = change(before, later, Metric.ORDINAL)
    assert found.matched == 20
    assert found.low < found.difference < found.high
