"""What several pages of a study show: its plan in words, fact by fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from samklang.core.words import Share, Value, say
from samklang.evidence.enums import Kind
from samklang.evidence.models import Study
from samklang.evidence.queries.studies import last_day_of
from samklang.evidence.study_design import Sight
from samklang.evidence.study_periods import period_at
from samklang.evidence.study_plan import first_period
from samklang.evidence.study_words import amount


class Fact(NamedTuple):
    """One thing that was decided. said: empty where nobody has said it yet."""

    label: Value
    said: Value


def facts_of(study: Study, units: int) -> list[Fact]:
    """The whole plan in words, in the order it is made."""
    return [*_what(study), *_who_and_when(study, units), *_expected(study)]


def _what(study: Study) -> Sequence[Fact]:
    smallest: Value = amount(study.smallest_relevant, study.unit) if study.smallest_relevant is not None else ""
    if smallest and study.smallest_why:
        smallest = say("{amount}. Why: {why}", amount=smallest, why=study.smallest_why)
    better = say("More of it is better") if study.higher_is_better else say("Less of it is better")
    return [
        Fact(say("Question"), study.question),
        Fact(say("What is counted"), study.outcome),
        Fact(say("How it is counted"), study.definition),
        Fact(say("What is better?"), better if study.outcome else ""),
        Fact(say("The smallest effect that matters"), smallest),
        Fact(say("Programme"), study.programme.title if study.programme else say("None")),
    ]


def _who_and_when(study: Study, units: int) -> Sequence[Fact]:
    if study.first_day is None:
        return [Fact(say("Who is trained when"), "")]
    last_day = last_day_of(study) or study.first_day
    return [
        Fact(say("Training reaches"), say("{kind}: {count}", kind=str(study.get_unit_kind_display()), count=units)),
        Fact(say("Who is trained first is decided"), str(study.get_chosen_display())),
        Fact(say("Periods"), say(
            "{count} {kind}, {first} to {last}", count=study.periods, kind=str(study.get_steps_display()).lower(),
            first=study.first_day, last=last_day,
        )),
        Fact(say("Waves"), say(
            "{count} waves, the first in {first}, the last in {last}", count=study.waves, first=wave_begins(study, 1),
            last=wave_begins(study, study.waves),
        )),
    ]  # fmt: skip


def wave_begins(study: Study, wave: int) -> Value:
    """When a wave is trained, in words."""
    number = first_period(study, wave)
    if number is None or study.first_day is None:
        return say("the time after the study")
    return say("the period from {day}", day=period_at(study.first_day, study.steps, number).first_day)


def _expected(study: Study) -> Sequence[Fact]:
    said: Value = ""
    if study.kind == Kind.SHARE and study.level is not None:
        said = Share(study.level)
    elif study.kind == Kind.MEAN and study.deviation is not None:
        said = say("cases differ by {amount} (standard deviation)", amount=amount(study.deviation, study.unit))
    cases = say("{cases} for each unit and period", cases=study.cases)
    return [Fact(say("Expected without training"), said), Fact(say("Cases expected"), cases)]


def verdict_on(study: Study, sight: Sight) -> Value:
    """What the study will be able to see beside what matters, in words."""
    relevant = study.smallest_relevant or 0.0
    if sight.smallest is None:
        return say(
            "With this plan nothing can be seen: when training has begun nobody is left to compare with, or there is "
            "no period before. Choose another start, more waves, or more units."
        )  # fmt: skip
    return say(
        "With this plan the smallest effect you will be able to see is {seen}. You said that {relevant} matters.",
        seen=amount(sight.smallest, study.unit), relevant=amount(relevant, study.unit),
    )  # fmt: skip
