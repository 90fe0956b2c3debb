"""How beliefs, and how they hold, are said and drawn."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import mark_safe

from samklang.citizens import content
from samklang.citizens.belief_picture import Dot, against
from samklang.citizens.enums import Outcome
from samklang.citizens.metrics import OWN_BELIEF
from samklang.citizens.models import Belief
from samklang.core.effects.belief import FEWEST, Calibration, Happened, Verdict
from samklang.core.words import Sentence, Share, Value, render, say, with_values
from samklang.method.shares import Estimate
from samklang.method.views.figure_parts import share_bounds_said, share_said
from samklang.web.charts import Figure

HEADINGS: tuple[Value, ...] = (
    say("You believed"), say("Mean belief"), say("It happened in"), say("95 % interval"), say("Known outcomes"),
)  # fmt: skip
_OUTCOMES: dict[str, Value] = {
    Outcome.YES: say("it happened"), Outcome.NO: say("it did not happen"),
    Outcome.UNKNOWN: say("cannot be known any more"),
}  # fmt: skip
_VERDICTS: dict[Verdict, Sentence] = {
    Verdict.TOO_LITTLE: say("You tend to believe too little: on average {belief}, and it happened in {share}"
                            " ({bounds}) of {n}."),
    Verdict.TOO_MUCH: say("You tend to believe too much: on average {belief}, and it happened in {share} ({bounds})"
                          " of {n}."),
    Verdict.CANNOT_TELL: say("It cannot be told from {n} outcomes that you believe too little or too much: on average"
                             " {belief}, and it happened in {share} ({bounds})."),
    Verdict.TOO_FEW: say("{n} outcomes are known. From {fewest} on it is said here whether you tend to believe too"
                         " little or too much."),
}  # fmt: skip


class Line(NamedTuple):
    """One belief in a list."""

    belief: Belief
    said: Sentence
    outcome: Value


def lines(found: Sequence[Belief], language: str) -> list[Line]:
    """As they stand in the lists."""
    return [Line(one, said_of(one, language), _OUTCOMES.get(one.outcome, "")) for one in found]


def said_of(belief: Belief, language: str) -> Sentence:
    """Such as: 3 March 2026: 70 % within six months."""
    period = content.belief_words().periods[belief.months].worded(language)
    return say("{day}: {share} within {period}", day=belief.day, share=Share(belief.percent / 100), period=period)


def verdict(found: Calibration) -> Sentence:
    """What the outcomes say of one's beliefs, in a sentence."""
    return with_values(
        _VERDICTS[found.verdict], belief=Share(round(found.belief, 2)), share=share_said(_share(found.happened)),
        bounds=share_bounds_said(_share(found.happened)), n=found.happened.n, fewest=FEWEST,
    )  # fmt: skip


def facts(found: Calibration) -> Iterator[tuple[Sentence, Value, Sentence]]:
    """The score and its parts: what it is called, how large, and what it tells."""
    one = found.parts
    yield say("Brier score"), _two(one.score), say("The mean squared distance between belief and outcome: 0 is best."
                                                   " Always saying 50 % gives 0.25.")  # fmt: skip
    yield say("Reliability"), _two(one.reliability), say("How far what you said lies from what came of it: low is"
                                                         " good.")  # fmt: skip
    yield say("Resolution"), _two(one.resolution), say("How well you tell those apart for whom it happens from the"
                                                       " others: high is good.")  # fmt: skip
    yield say("Uncertainty"), _two(one.uncertainty), say("How hard it was: greatest where it happens for half of"
                                                         " them. Nothing you can change.")  # fmt: skip
    skill = say("cannot be told: all ended alike") if found.skill is None else _two(found.skill)
    yield say("Skill score"), skill, say("Above 0 you said more than one who always says the share that it happens for;"
                                         " 1 is the most. With few outcomes it swings much.")  # fmt: skip


def rows(found: Calibration) -> list[list[Value]]:
    """The bands, and all of them."""
    bands: list[list[Value]] = [
        [_band(one.low, one.high), Share(round(one.belief, 2)), share_said(_share(one.happened)),
         share_bounds_said(_share(one.happened)), one.happened.n]
        for one in found.bands
    ]  # fmt: skip
    whole = _share(found.happened)
    return [
        *bands,
        [say("All"), Share(round(found.belief, 2)), share_said(whole), share_bounds_said(whole), whole.n],
    ]


def figure(found: Calibration, language: str) -> Figure:
    """The bands with their intervals, against the line on which belief and outcome are the same."""
    dots = [
        Dot(one.belief, one.happened.value, one.happened.low, one.happened.high, one.happened.n) for one in found.bands
    ]
    sides = render(say("You believed"), language), render(say("It happened"), language)
    return Figure(
        say("What you believed, and what came of it"),
        mark_safe(against(dots, *sides)),  # noqa: S308 - drawn here of numbers and escaped words
        say("For each band of beliefs a dot at the share for whom it happened, with its 95 % interval. On the slanting"
            " line belief and outcome are the same; above it you believed too little, below it too much."),
        HEADINGS, rows(found), reverse("citizens:belief-calibration-file", args=["csv"]), say("your own belief log"),
        metric=OWN_BELIEF,
    )  # fmt: skip


def _share(happened: Happened) -> Estimate:
    return Estimate(*happened)


def _band(low: int, high: int) -> Value:
    return say("{low} to {high}", low=Share(low / 100), high=Share(high / 100))


def _two(value: float) -> Value:
    return Decimal(f"{value:.2f}")
