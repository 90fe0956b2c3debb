"""What must hold of every study, whatever comes in."""

from dataclasses import replace
from math import isfinite

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some
from tests.core.effects.did.made import kept, rollout

from samklang.core.effects.answers import FEWEST_CLUSTERS, Estimate, Method, Verdict
from samklang.core.effects.cells import NEVER
from samklang.core.effects.plan import AnalysisPlan, Base, Controls, Summary
from samklang.core.effects.study import answer
from samklang.core.effects.told import Unit, first_sentence


@some.composite
def studies(draw):
    """A plan and cells of any rollout, with holes, one cluster or many, with and without an effect."""
    cohorts = draw(some.lists(some.sampled_from([1, 2, 3, 4, 5, 9, NEVER]), min_size=1, max_size=24))
    rng = np.random.default_rng(draw(some.integers(0, 10_000)))
    cells = rollout(rng, cohorts, draw(some.integers(1, 6)), effect=draw(some.sampled_from([0.0, 1.0, -3.0])))
    cells = kept(cells, rng.random(len(cells)) < draw(some.sampled_from([1.0, 0.8])))
    plan = AnalysisPlan(
        question="?",
        outcome="o",
        unit="u",
        cohort="c",
        period="p",
        smallest_relevant=draw(some.sampled_from([0.01, 0.5, 5.0])),
        higher_is_better=draw(some.booleans()),
        controls=draw(some.sampled_from(Controls)),
        base=draw(some.sampled_from(Base)),
        anticipation=draw(some.integers(0, 1)),
        summary=draw(some.sampled_from(Summary)),
    )
    return plan, cells


def answered(plan, cells):
    return answer(plan, cells, frozen_hash=plan.hash, draws=200)


def all_estimates(found):
    yield found.answer.primary
    yield from (part.estimate for part in (*found.since, *found.cohorts, *found.group_times))


def is_whole(one: Estimate) -> bool:
    """Numbers are numbers, both ends are there or neither, and what is missing has a reason."""
    numbers = [one.estimate, one.low, one.high, one.standard_error, one.p, one.detectable]
    finite = all(isfinite(number) for number in numbers if number is not None)
    both = (one.low is None) == (one.high is None)
    return finite and both and (one.has_interval or one.reason is not None)


@settings(max_examples=60, deadline=None)
@given(studies())
def test_every_study_is_answered_with_numbers_or_reasons_and_its_verdict_follows_the_interval(study):
    plan, cells = study
    found = answered(plan, cells)
    assert all(is_whole(one) for one in all_estimates(found))
    said, smallest = found.answer, plan.smallest_relevant
    low, high = said.primary.low, said.primary.high
    inside = low is not None and -smallest < low and high < smallest
    assert (said.verdict is Verdict.NO_RELEVANT_CHANGE) == inside
    assert low is not None or said.verdict is Verdict.CANNOT_TELL
    assert str(first_sentence(said, plan, Unit.POINTS, "o"))


@settings(max_examples=40, deadline=None)
@given(studies())
def test_below_ten_clusters_nothing_has_an_interval_and_nothing_is_caused(study):
    plan, cells = study
    few = np.unique(cells.cluster)[: FEWEST_CLUSTERS - 1]
    found = answered(plan, kept(cells, np.isin(cells.cluster, few)))
    assert not any(one.has_interval and one.method is not Method.NONE for one in all_estimates(found))
    assert not found.answer.may_say_caused


@settings(max_examples=40, deadline=None)
@given(studies())
def test_without_a_draw_cause_takes_bands_pre_trend_and_clusters(study):
    found = answered(*study)
    assert found.answer.may_say_caused == all(found.passed)


@settings(max_examples=30, deadline=None)
@given(studies(), some.integers(0, 1000))
def test_neither_the_order_of_rows_nor_the_names_change_an_answer(study, seed):
    plan, cells = study
    order = np.random.default_rng(seed).permutation(len(cells))
    mixed = kept(cells, order)
    mixed = replace(mixed, cluster=np.char.add("office ", mixed.cluster)) if len(mixed) else mixed
    one, other = (answered(plan, of).answer for of in (cells, mixed))
    assert (one.verdict, one.primary.reason) == (other.verdict, other.primary.reason)
    for name in ("estimate", "low", "high"):
        first, second = getattr(one.primary, name), getattr(other.primary, name)
        assert (first is None) == (second is None)
        assert first is None or abs(first - second) <= 1e-9 * (1 + abs(first))


@settings(max_examples=30, deadline=None)
@given(studies(), some.sampled_from([0.001, 0.1, 40.0, 1e5]))
def test_an_outcome_in_another_unit_gives_the_same_verdict_and_figures_in_that_unit(study, times):
    plan, cells = study
    scaled = replace(cells, total=cells.total * times, squares=cells.squares * times**2)
    one = answered(plan, cells).answer
    other = answered(replace(plan, smallest_relevant=plan.smallest_relevant * times), scaled).answer
    assert (one.verdict, one.primary.reason) == (other.verdict, other.primary.reason)
    for name in ("estimate", "low", "high", "standard_error", "detectable"):
        first, second = getattr(one.primary, name), getattr(other.primary, name)
        assert (first is None) == (second is None)
        assert first is None or abs(first * times - second) <= 1e-9 * times * (1 + abs(first))
