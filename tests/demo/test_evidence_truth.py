"""What was put into the demo's outcomes is what the method finds: and where it is too little to see, it says so."""

from collections.abc import Sequence
from functools import cache

import pytest

from samklang.core.effects.answers import Verdict
from samklang.core.effects.did.draw import draw_order
from samklang.core.effects.spread import Sums, spread_change
from samklang.core.effects.study import Result, answer
from samklang.demo.evidence import (
    RINGKOBING_SKJERN,
    SPREAD_AFTER,
    SPREAD_BEFORE,
    VEJEN,
    Truth,
    chance_of,
    chance_seed,
    spread_rows,
    study_rows,
)
from samklang.demo.jobcentres import SEED
from samklang.evidence.enums import Kind, Steps, UnitKind
from samklang.evidence.models import Study, StudyUnit
from samklang.evidence.spread_document import sums_of
from samklang.evidence.spread_file import read_spread
from samklang.evidence.study_cells import cells_of_study
from samklang.evidence.study_file import Asked, read_outcomes
from samklang.evidence.study_plan import label_of, numbers_of, plan_of

SEEDS = tuple(range(SEED, SEED + 12))
STAFF = {VEJEN: 100, RINGKOBING_SKJERN: 30}
"""As many as the demo's two jobcentres have."""


def _drawn(truth: Truth, seed: int) -> tuple[Study, list[StudyUnit]]:
    """The demo's study, and its members of staff in the order that is drawn."""
    study = Study(
        question=truth.question, outcome=truth.outcome, kind=Kind.SHARE, smallest_relevant=truth.smallest,
        unit_kind=UnitKind.PERSON, steps=Steps.MONTH, first_day=truth.first_day, periods=truth.periods,
        first_wave=truth.first_wave, waves=truth.waves, apart=truth.apart, cases=truth.cases, level=truth.level,
        seed=chance_seed(seed, truth),
    )  # fmt: skip
    units = {f"unit {pk}": StudyUnit(pk=pk, study=study, code=f"{1000 + pk}") for pk in range(1, STAFF[truth] + 1)}
    order = draw_order(list(units), waves=numbers_of(study, len(units)).sizes(), seed=study.seed)
    for label, wave in zip(order.units, order.wave, strict=True):
        units[label].wave = wave + 1
    return study, list(units.values())


@cache
def answered(truth: Truth, seed: int) -> Result:
    """What the frozen plan comes to with the file that the demo makes, where everybody was trained as drawn."""
    study, units = _drawn(truth, seed)
    rows = list(study_rows([(one.code, one.wave or 0) for one in units], truth, chance_of(seed, truth.key, "study")))
    labels = {one.code: label_of(one) for one in units}
    asked = Asked(
        find=lambda cell: labels.get(str(cell)), labels=list(labels.values()), people=True, kind=Kind.SHARE,
        first_day=truth.first_day, steps=Steps.MONTH, periods=truth.periods,
    )  # fmt: skip
    read = read_outcomes(rows, asked)
    assert read.faults == []
    plan = plan_of(study, units)
    cells = cells_of_study(study, units, {}, read.document())
    assert sorted(read.trained) == sorted(labels.values())
    return answer(plan, cells, frozen_hash=plan.hash, draw_was_kept=True, draws=200)


@cache
def sums(truth: Truth, deviation: float, name: str, seed: int) -> Sums:
    """The sums of the demo's file with outcomes by whom one met."""
    numbers = [str(1000 + one) for one in range(STAFF[truth])]
    read = read_spread(
        list(spread_rows(numbers, truth, deviation, chance_of(seed, truth.key, "spread", name))), Kind.SHARE
    )
    assert read.faults == []
    return sums_of(read.sums)


def held(truth: Truth) -> Sequence[bool]:
    """For each seed whether the interval holds what was put in."""
    found = [answered(truth, seed).answer.primary for seed in SEEDS]
    assert all(one.low is not None and one.high is not None for one in found)
    return [(one.low or 0) <= truth.effect <= (one.high or 0) for one in found]


@pytest.mark.parametrize("truth", [VEJEN, RINGKOBING_SKJERN], ids=lambda one: one.key)
def test_the_interval_holds_the_true_effect(truth):
    assert held(truth)[0]
    assert sum(held(truth)) >= len(SEEDS) - 1


def test_vejen_has_improved_whatever_chance_gives():
    found = {answered(VEJEN, seed).answer.verdict for seed in SEEDS}
    assert found == {Verdict.IMPROVED}
    assert all(answered(VEJEN, seed).answer.may_say_caused for seed in SEEDS)


def test_ringkobing_skjern_cannot_tell_an_effect_that_is_truly_there():
    found = [answered(RINGKOBING_SKJERN, seed).answer for seed in SEEDS]
    assert found[0].verdict is Verdict.CANNOT_TELL
    assert sum(one.verdict is Verdict.CANNOT_TELL for one in found) >= len(SEEDS) - 2
    assert all((one.primary.detectable or 0) > RINGKOBING_SKJERN.smallest for one in found)


@pytest.mark.parametrize("truth", [VEJEN, RINGKOBING_SKJERN], ids=lambda one: one.key)
def test_staff_have_come_closer_and_both_spreads_are_found(truth):
    for seed in SEEDS[:6]:
        before, after = sums(truth, SPREAD_BEFORE, "before", seed), sums(truth, SPREAD_AFTER, "after", seed)
        found = spread_change(before, after, smallest_relevant=0.04)
        assert (found.before.low or 0) < SPREAD_BEFORE < (found.before.high or 0)
        assert (found.after.low or 0) < SPREAD_AFTER < (found.after.high or 0)
        assert found.verdict is Verdict.IMPROVED
