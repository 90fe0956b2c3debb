"""The first sentence of a study, and that training is said to be the reason only where it may be."""

from dataclasses import replace
from itertools import product

import pytest

from samklang.core.effects.answers import Answer, Estimate, Undefined, Verdict
from samklang.core.effects.plan import AnalysisPlan
from samklang.core.effects.told import REASONS, Unit, amount, first_sentence, groups_needed
from samklang.core.words import render

PLAN = AnalysisPlan(
    question="Does training help?", outcome="work", unit="office", cohort="first", period="week", smallest_relevant=0.03
)
CAUSAL = ("Training made", "Uddannelsen gjorde")


def an_answer(verdict, caused, estimate=0.032, low=0.011, high=0.053, **more):
    found = Estimate(estimate=estimate, low=low, high=high, detectable=0.06, clusters=40, **more)
    return Answer(plan_hash="", primary=found, verdict=verdict, may_say_caused=caused, engine="cells")


def without_interval(found):
    return Answer(plan_hash="", primary=found, verdict=Verdict.CANNOT_TELL, may_say_caused=True, engine="cells")


def sentence(of, unit=Unit.PERCENTAGE_POINTS, language="en"):
    return render(first_sentence(of, PLAN, unit, "in work after 26 weeks"), language).replace("\xa0", " ")


def test_an_effect_that_may_be_called_one_is_told_with_its_interval():
    assert sentence(an_answer(Verdict.IMPROVED, True)) == (
        "Training made “in work after 26 weeks” better by 3.2 percentage points: "
        "the 95 % interval reaches from 1.1 to 5.3."
    )
    assert sentence(an_answer(Verdict.IMPROVED, True), language="da") == (
        "Uddannelsen gjorde »in work after 26 weeks« bedre med 3,2 procentpoint: 95 %-intervallet går fra 1,1 til 5,3."
    )


def test_otherwise_it_followed_and_whether_training_is_the_reason_is_left_open():
    assert sentence(an_answer(Verdict.WORSENED, False, -12.4, -20.0, -4.8), Unit.DAYS) == (
        "Training was followed by a setback of 12.4 days in “in work after 26 weeks”, beside those not trained yet: "
        "the 95 % interval reaches from 4.8 to 20. Whether training is the reason, this cannot show."
    )


def test_cannot_tell_says_what_could_have_been_seen_and_what_would_tell():
    assert sentence(an_answer(Verdict.CANNOT_TELL, False, low=-0.011)) == (
        "It cannot be told whether “in work after 26 weeks” moved with training: the 95 % interval reaches from "
        "-1.1 to 5.3. Only an effect of 6 percentage points or more could have been seen with 40 groups; about 160 "
        "would be needed to see 3 percentage points, which was decided to matter."
    )


def test_no_relevant_change_names_what_was_decided_beforehand():
    assert sentence(an_answer(Verdict.NO_RELEVANT_CHANGE, False, 0.001, -0.012, 0.014)) == (
        "Training was followed by no change that matters in “in work after 26 weeks”: the 95 % interval reaches from "
        "-1.2 to 1.4, and it was decided beforehand that less than 3 percentage points either way does not matter."
    )


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize(("verdict", "caused", "unit"), product(Verdict, (True, False), Unit))
def test_causal_words_are_said_only_where_they_may_be(verdict, caused, unit, language):
    said = sentence(an_answer(verdict, caused), unit, language)
    assert said.startswith(CAUSAL) == (caused and verdict is not Verdict.CANNOT_TELL)
    assert "{" not in said


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("reason", Undefined)
def test_every_reason_has_a_sentence_without_causal_words(reason, language):
    found = Estimate(reason=reason, clusters=4)
    said = sentence(without_interval(found), language=language)
    assert not said.startswith(CAUSAL)
    assert reason is Undefined.TOO_FEW_CLUSTERS or render(REASONS[reason], language) in said


def test_a_chance_by_lot_is_told_where_there_is_no_interval():
    found = Estimate(estimate=0.08, p=0.1, clusters=5, reason=Undefined.TOO_FEW_CLUSTERS)
    said = sentence(without_interval(found))
    assert "with 5 groups there is no interval" in said
    assert "as far apart as seen, 8 percentage points, in 10 % of the draws" in said


@pytest.mark.parametrize(
    ("value", "unit", "beside", "written"),
    [
        (0.03217, Unit.PERCENTAGE_POINTS, None, "3.2 percentage points"),
        (0.03217, Unit.PERCENTAGE_POINTS, 0.0004, "3.217 percentage points"),
        (1234.5, Unit.KRONER, None, "1,200 kroner"),
        (1234.5, Unit.KRONER, 40.0, "1,234 kroner"),
        (-7.26, Unit.DAYS, 20.0, "-7 days"),
        (0.0, Unit.POINTS, None, "0 points"),
    ],
)
def test_figures_are_rounded_by_how_well_they_are_known(value, unit, beside, written):
    assert render(amount(value, unit, beside=beside), "en") == written


def test_four_times_the_groups_see_half_the_effect():
    found = an_answer(Verdict.CANNOT_TELL, False).primary
    assert groups_needed(found, 0.03) == 160
    assert groups_needed(found, 0.07) is None
    assert groups_needed(replace(found, detectable=None), 0.03) is None
