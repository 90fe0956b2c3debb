"""What a study came to, in words: a first sentence for everybody that a specialist need not correct.

"Cannot tell" is a result, and says what could have been seen and what would tell. That training did it is said only
where it may be; otherwise the change followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from math import ceil, floor, isfinite, log10

from samklang.core.effects.answers import FEWEST_CLUSTERS, Answer, Estimate, Undefined, Verdict
from samklang.core.effects.plan import AnalysisPlan
from samklang.core.words import Sentence, Share, Value, say, say_n

MOST_WORTH_SAYING = 100_000
"""Groups; a need beyond it is no advice."""


class Unit(Enum):
    """What an outcome is counted in."""

    PERCENTAGE_POINTS = "percentage points"
    """The outcome is a share between 0 and 1, such as 1 for everybody in work."""
    POINTS = "points"
    DAYS = "days"
    KRONER = "kroner"


REASONS: Mapping[Undefined, Sentence] = {
    Undefined.NO_ROWS: say("There are no rows to count on."),
    Undefined.NOBODY_TREATED: say("Nobody was trained while the outcome was followed."),
    Undefined.NO_CONTROLS: say("When the first were trained, nobody was left without training to compare with."),
    Undefined.NO_BASE_PERIOD: say("There is no period before training to compare with."),
    Undefined.ONE_CLUSTER: say("All rows come from one group, and one cannot be compared with itself."),
    Undefined.TOO_FEW_CLUSTERS: say("An interval needs 10 groups or more."),
    Undefined.TOO_FEW_IN_COHORT: say("An interval needs 2 groups or more among the trained, and 2 among the others."),
    Undefined.NO_VARIATION: say("The outcome is the same everywhere, so there is nothing to reckon with."),
    Undefined.NOT_FOUND: say("The search for the most likely figure did not come to rest."),
    Undefined.TOO_FEW_UNITS: say("There are too few people to show a figure."),
    Undefined.NOT_TOLD_APART: say("What is asked for cannot be told apart from something else that varies with it."),
    Undefined.TOO_FEW_CASES: say("There are too few cases to show a figure."),
    Undefined.TOO_UNRELIABLE: say("The figure would tell more of luck than of what it should show."),
}


def amount(value: float, unit: Unit, *, beside: float | None = None) -> Sentence:
    """A figure with its unit: "3.2 percentage points".

    value:  in the outcome's unit.
    beside: what it is rounded by, such as the width of its interval; None: the value itself.
    """
    return _WRITTEN[unit](_rounded(value, unit, beside))


_WRITTEN: Mapping[Unit, Callable[[Decimal], Sentence]] = {
    Unit.PERCENTAGE_POINTS: lambda number: say("{number} percentage points", number=number),
    Unit.POINTS: lambda number: say("{number} points", number=number),
    Unit.DAYS: lambda number: say("{number} days", number=number),
    Unit.KRONER: lambda number: say("{number} kroner", number=number),
}


def _rounded(value: float, unit: Unit, beside: float | None) -> Decimal:
    """Two digits of whatever it is rounded by; more would be made up."""
    times = 100 if unit is Unit.PERCENTAGE_POINTS else 1
    value, size = value * times, abs(value if beside is None else beside) * times
    places = 1 - floor(log10(size)) if size > 0 and isfinite(size) else 1
    places = min(3, places)
    number = Decimal(repr(round(value, places)))
    return Decimal(int(number)) if places <= 0 else number.quantize(Decimal(1).scaleb(-places)).normalize() + 0


def groups_needed(found: Estimate, smallest_relevant: float) -> int | None:
    """How many groups like these would see the smallest effect that matters four times of five.

    returns: None where there is no interval, or where these are enough.
    """
    if found.detectable is None or found.detectable <= smallest_relevant:
        return None
    return ceil(max(found.clusters, FEWEST_CLUSTERS) * (found.detectable / smallest_relevant) ** 2)


def first_sentence(answer: Answer, plan: AnalysisPlan, unit: Unit, outcome: Sentence | str) -> Sentence:
    """What the study shows of its primary outcome.

    outcome: what the outcome is called where people read it, such as "in work after 26 weeks".
    returns: one or two sentences; "training" and what it did are one sentence only where `answer.may_say_caused`.
    """
    found = answer.primary
    if found.estimate is None or found.low is None or found.high is None:
        return _without_interval(answer, unit, outcome)
    match answer.verdict:
        case Verdict.IMPROVED | Verdict.WORSENED:
            return _changed(answer, unit, outcome)
        case Verdict.NO_RELEVANT_CHANGE:
            return _no_change(answer, plan, unit, outcome)
        case Verdict.CANNOT_TELL:
            return _open(answer, plan, unit, outcome)


def _values(answer: Answer, unit: Unit, outcome: Sentence | str, *, turned: bool = False) -> dict[str, Value]:
    """The figure and its interval, which is in the same unit; turned round where a fall is told of as a size."""
    found = answer.primary
    estimate, low, high = (one or 0.0 for one in (found.estimate, found.low, found.high))
    width = max((high - low) / 2, 0.0)
    if turned:
        estimate, low, high = -estimate, -high, -low
    return {
        "outcome": outcome,
        "size": amount(estimate, unit, beside=width),
        "low": _rounded(low, unit, width),
        "high": _rounded(high, unit, width),
    }


def _changed(answer: Answer, unit: Unit, outcome: Sentence | str) -> Sentence:
    falls = (answer.primary.estimate or 0.0) < 0
    values = _values(answer, unit, outcome, turned=falls)
    sure = Share(answer.primary.confidence)
    better = answer.verdict is Verdict.IMPROVED
    if answer.may_say_caused:
        if better:
            return say(
                "Training made “{outcome}” better by {size}: the {sure} interval reaches from {low} to {high}.",
                sure=sure, **values,
            )  # fmt: skip
        return say(
            "Training made “{outcome}” worse by {size}: the {sure} interval reaches from {low} to {high}.",
            sure=sure, **values,
        )  # fmt: skip
    if better:
        return say(
            "Training was followed by an improvement of {size} in “{outcome}”, beside those not trained yet: the "
            "{sure} interval reaches from {low} to {high}. Whether training is the reason, this cannot show.",
            sure=sure, **values,
        )  # fmt: skip
    return say(
        "Training was followed by a setback of {size} in “{outcome}”, beside those not trained yet: the {sure} "
        "interval reaches from {low} to {high}. Whether training is the reason, this cannot show.",
        sure=sure, **values,
    )  # fmt: skip


def _no_change(answer: Answer, plan: AnalysisPlan, unit: Unit, outcome: Sentence | str) -> Sentence:
    values = _values(answer, unit, outcome)
    sure, smallest = Share(answer.primary.confidence), amount(plan.smallest_relevant, unit)
    if answer.may_say_caused:
        return say(
            "Training made no difference that matters to “{outcome}”: the {sure} interval reaches from {low} to "
            "{high}, and it was decided beforehand that less than {smallest} either way does not matter.",
            sure=sure, smallest=smallest, **values,
        )  # fmt: skip
    return say(
        "Training was followed by no change that matters in “{outcome}”: the {sure} interval reaches from {low} to "
        "{high}, and it was decided beforehand that less than {smallest} either way does not matter.",
        sure=sure, smallest=smallest, **values,
    )  # fmt: skip


def _open(answer: Answer, plan: AnalysisPlan, unit: Unit, outcome: Sentence | str) -> Sentence:
    found, values = answer.primary, _values(answer, unit, outcome)
    sure, smallest = Share(found.confidence), amount(plan.smallest_relevant, unit)
    needed = groups_needed(found, plan.smallest_relevant)
    if found.detectable is None:
        return say(
            "It cannot be told whether “{outcome}” moved with training: the {sure} interval reaches from {low} to "
            "{high}, and {smallest} was decided to matter.",
            sure=sure, smallest=smallest, **values,
        )  # fmt: skip
    seen = amount(found.detectable, unit)
    if needed is None:
        return say(
            "It cannot be told whether “{outcome}” moved as much as matters: the {sure} interval reaches from {low} to "
            "{high}, on both sides of what was decided beforehand to matter, {smallest}.",
            sure=sure, smallest=smallest, **values,
        )  # fmt: skip
    if needed > MOST_WORTH_SAYING:
        return say(
            "It cannot be told whether “{outcome}” moved with training: the {sure} interval reaches from {low} to "
            "{high}. Only an effect of {seen} or more could have been seen, and {smallest} was decided to matter. More "
            "groups of this kind will not tell; a more certain outcome might.",
            sure=sure, smallest=smallest, seen=seen, **values,
        )  # fmt: skip
    return say(
        "It cannot be told whether “{outcome}” moved with training: the {sure} interval reaches from {low} to {high}. "
        "Only an effect of {seen} or more could have been seen with {clusters} groups; about {needed} would be needed "
        "to see {smallest}, which was decided to matter.",
        sure=sure, smallest=smallest, seen=seen, clusters=found.clusters, needed=needed, **values,
    )  # fmt: skip


def _without_interval(answer: Answer, unit: Unit, outcome: Sentence | str) -> Sentence:
    found = answer.primary
    why = REASONS[found.reason or Undefined.NO_ROWS]
    if found.estimate is not None and found.p is not None:
        return say(
            "It cannot be told for certain whether “{outcome}” moved with training: with {clusters} groups there is no "
            "interval. If training made no difference, lots drawn anew would set them as far apart as seen, {size}, in "
            "{chance} of the draws.",
            outcome=outcome, clusters=found.clusters, size=amount(abs(found.estimate), unit), chance=Share(found.p),
        )  # fmt: skip
    if found.reason is Undefined.TOO_FEW_CLUSTERS:
        return say_n(
            "It cannot be told whether “{outcome}” moved with training: there is {count} group, and an interval needs "
            "10 or more.",
            "It cannot be told whether “{outcome}” moved with training: there are {count} groups, and an interval "
            "needs 10 or more.",
            found.clusters, outcome=outcome,
        )  # fmt: skip
    return say("It cannot be told whether “{outcome}” moved with training. {why}", outcome=outcome, why=why)
