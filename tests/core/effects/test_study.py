"""From a frozen plan and cells to an answer."""

from dataclasses import replace

import numpy as np
import pytest
from tests.core.effects.did.made import cells_of, kept, rollout

from samklang.core.effects.answers import Method, Undefined, Verdict
from samklang.core.effects.cells import NEVER
from samklang.core.effects.plan import AnalysisPlan, Controls, Design, Summary
from samklang.core.effects.study import NotAnswered, answer
from samklang.core.effects.verdicts import holm

PLAN = AnalysisPlan(
    question="Does training help?",
    outcome="work",
    unit="office",
    cohort="first",
    period="quarter",
    smallest_relevant=0.5,
)
MANY = [4] * 15 + [5] * 15 + [NEVER] * 30


def cells(cohorts=MANY, *, effect=0.0, seed=1, periods=7, people=20):
    return rollout(np.random.default_rng(seed), list(cohorts), periods, effect=effect, people=people)


def answered(plan, of, **how):
    return answer(plan, of, frozen_hash=plan.hash, draws=400, **how)


def drawn_as(plan, of):
    """The plan with the order that the cells have, as if it had been drawn."""
    pairs = sorted(set(zip(of.cluster.tolist(), of.cohort.tolist(), strict=True)))
    order = tuple((unit, "" if np.isinf(first) else str(int(first))) for unit, first in pairs)
    return replace(plan, design=Design.DRAWN, drawn=order)


def test_a_clear_effect_after_a_test_that_would_have_seen_a_drift_is_improved_and_caused():
    found = answered(PLAN, cells(effect=2.0))
    said = found.answer
    assert (said.verdict, said.may_say_caused, said.plan_hash) == (Verdict.IMPROVED, True, PLAN.hash)
    assert all(found.passed)
    assert said.primary == found.compared
    assert said.primary.low < 2 < said.primary.high
    assert said.seed == PLAN.seed


def test_where_lower_is_better_a_rise_is_worsened():
    assert answered(replace(PLAN, higher_is_better=False), cells(effect=2.0)).answer.verdict is Verdict.WORSENED


def test_nothing_with_a_narrow_interval_is_no_relevant_change_and_with_a_wide_one_cannot_tell():
    assert answered(PLAN, cells()).answer.verdict is Verdict.NO_RELEVANT_CHANGE
    assert answered(replace(PLAN, smallest_relevant=0.01), cells()).answer.verdict is Verdict.CANNOT_TELL


def test_a_plan_that_was_changed_after_it_was_frozen_is_refused():
    with pytest.raises(NotAnswered, match="has been changed since it was frozen"):
        answer(replace(PLAN, summary=Summary.SIMPLE), cells(), frozen_hash=PLAN.hash)


def test_cells_without_the_primary_outcome_are_refused_and_without_another_are_answered_with_why():
    with pytest.raises(NotAnswered, match="no outcome called work"):
        answered(PLAN, {"other": cells()})
    found = answered(replace(PLAN, secondary=("other",)), {"work": cells()})
    assert found.secondary[0].estimate.reason is Undefined.NO_ROWS
    assert found.secondary[0].corrected is None


def test_the_picture_over_time_stands_in_one_band_around_a_base_that_is_exactly_none():
    found = answered(PLAN, cells(effect=lambda _, since: 1.0 + since))
    assert [part.at for part in found.since] == [-4, -3, -2, -1, 0, 1, 2, 3]
    base = next(part for part in found.since if part.is_base)
    assert (base.at, base.estimate.estimate, base.estimate.low, base.estimate.high) == (-1, 0, 0, 0)
    others = [part.estimate for part in found.since if not part.is_base]
    assert {one.method for one in others} == {Method.SIMULTANEOUS}
    reaches = {round((one.high - one.estimate) / one.standard_error, 9) for one in others}
    assert len(reaches) == 1
    assert reaches.pop() > 1.96


def test_the_table_has_every_cohort_and_period_with_a_figure_or_why_there_is_none():
    found = answered(PLAN, cells([3] * 10 + [5] * 10, periods=6))
    assert [(one.cohort, one.period) for one in found.group_times] == [(g, t) for g in (3, 5) for t in range(1, 7)]
    alone = {(one.cohort, one.period) for one in found.group_times if one.estimate.reason is Undefined.NO_CONTROLS}
    # From 5 on nobody is left; and when the first have been trained, nobody is left for the second.
    assert alone == {(3, 5), (3, 6), (5, 1), (5, 2), (5, 3), (5, 4), (5, 5), (5, 6)}
    for one in found.group_times:
        assert (one.estimate.estimate is None) == ((one.cohort, one.period) in alone)
    assert [part.at for part in found.cohorts] == [3]


def test_few_stated_outcomes_are_corrected_by_holm_and_explored_ones_are_labelled():
    plan = replace(PLAN, secondary=("a", "b"), exploring=("c", "d"))
    found = answered(plan, {name: cells(seed=seed, effect=0.2) for seed, name in enumerate(("work", *"abcd"))})
    assert [one.outcome for one in (*found.secondary, *found.exploring)] == list("abcd")
    assert [one.planned for one in (*found.secondary, *found.exploring)] == [True, True, False, False]
    assert [one.corrected for one in found.secondary] == holm([one.estimate.p for one in found.secondary])
    assert all(one.corrected >= one.estimate.p for one in found.exploring)


def test_a_drawn_order_that_was_kept_is_answered_by_the_efficient_estimator():
    of = cells(effect=2.0)
    found = answered(drawn_as(PLAN, of), of)
    assert (found.draw_was_kept, found.answer.may_say_caused) == (True, True)
    assert (found.answer.primary.method, found.randomised.method) == (Method.NEYMAN, Method.RANDOMISATION)
    assert found.compared.method is Method.INFLUENCE
    assert found.answer.primary.standard_error < found.compared.standard_error


def test_a_drawn_order_that_was_not_kept_is_compared_like_any_other():
    of = cells(effect=2.0)
    plan = drawn_as(PLAN, of)
    first = plan.drawn[0][0]
    later = replace(plan, drawn=((first, "6"), *plan.drawn[1:]))
    found = answered(later, of)
    assert (found.draw_was_kept, found.randomised) == (False, None)
    assert found.answer.primary == found.compared


def test_who_was_drawn_is_not_known_where_clusters_are_not_the_units():
    of = cells(effect=2.0)
    assert not answered(replace(drawn_as(PLAN, of), cluster="municipality"), of).draw_was_kept
    assert answered(replace(drawn_as(PLAN, of), cluster="municipality"), of, draw_was_kept=True).draw_was_kept


def test_with_eight_drawn_units_only_drawing_again_gives_an_interval():
    of = cells([3] * 4 + [NEVER] * 4, effect=4.0)
    found = answered(drawn_as(PLAN, of), of)
    assert found.answer.primary == found.randomised
    assert found.answer.primary.method is Method.RANDOMISATION
    assert not found.compared.has_interval


CELLS = {
    "everybody trained at once": (cells([4] * 20), Undefined.NO_CONTROLS),
    "nobody trained": (cells([NEVER] * 20), Undefined.NOBODY_TREATED),
    "trained from the start": (cells([1] * 20), Undefined.NO_BASE_PERIOD),
    "one cluster": (cells([4]), Undefined.ONE_CLUSTER),
    "nine clusters": (cells([4] * 4 + [NEVER] * 5), Undefined.TOO_FEW_CLUSTERS),
    "one period": (kept(cells(), cells().period == 5), Undefined.NO_BASE_PERIOD),
    "no rows": (cells_of([]), Undefined.NO_ROWS),
    "no variation": (replace(cells(), total=cells().weight), Undefined.NO_VARIATION),
    "one control": (cells([4] * 12 + [NEVER]), Undefined.TOO_FEW_IN_COHORT),
}


@pytest.mark.parametrize("controls", Controls)
@pytest.mark.parametrize("name", CELLS)
def test_cells_that_allow_no_interval_are_answered_with_cannot_tell_and_why(name, controls):
    of, reason = CELLS[name]
    said = answered(replace(PLAN, controls=controls), of).answer
    assert (said.verdict, said.may_say_caused, said.primary.reason) == (Verdict.CANNOT_TELL, False, reason)
    assert not said.primary.has_interval


def test_everybody_trained_in_the_end_is_answered_up_to_then():
    said = answered(PLAN, cells([4] * 10 + [5] * 10 + [6] * 10, effect=2.0)).answer
    assert said.verdict is Verdict.IMPROVED
    assert any("Everybody is trained in the end" in str(note) for note in said.notes)


def test_people_who_are_not_there_in_every_period_make_the_interval_wider_and_that_is_told():
    of = cells(effect=2.0)
    some = np.random.default_rng(1).random(len(of)) < 0.8
    whole, holed = answered(PLAN, of).answer, answered(PLAN, kept(of, some)).answer
    assert holed.primary.standard_error > whole.primary.standard_error
    assert any("missing in some period" in str(note) for note in holed.notes)
    assert not any("missing in some period" in str(note) for note in whole.notes)


def test_the_seed_of_the_plan_decides_all_chance():
    of = cells(effect=0.3)
    assert answered(PLAN, of) == answered(PLAN, of)
    assert answered(replace(PLAN, seed=2), of).since != answered(PLAN, of).since
