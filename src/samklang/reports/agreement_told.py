"""What the documents about agreement say in words: the first sentence, names of figures, verdicts, changes."""

from collections import Counter
from collections.abc import Iterator, Mapping

from samklang.calibration.findings import Verdict
from samklang.calibration.wording import figure, interval
from samklang.core.agreement import Change, Coefficient, Figure, KeyMatch, Method, Metric, Undefined, Weights
from samklang.core.agreement import Verdict as ChangeVerdict
from samklang.core.words import Sentence, Share, Value, say, say_n, word
from samklang.reports.agreement_view import AgreementView, PartView

NEARLY_NONE = 0.15
"""Levels; a bias below it is not worth a word."""

VERDICTS: Mapping[Verdict, Sentence] = {
    Verdict.AGREE: say("They agree well enough"),
    Verdict.DIVIDED: say("They do not agree well enough"),
    Verdict.CANNOT_TELL: say("Too few cases to say"),
    Verdict.TOO_FEW: say("Too few cases or raters"),
    Verdict.ALL_ALIKE: say("Everybody said the same level"),
}
CHANGES: Mapping[ChangeVerdict, Sentence] = {
    ChangeVerdict.IMPROVED: say("They agree more than before"),
    ChangeVerdict.WORSENED: say("They agree less than before"),
    ChangeVerdict.NO_RELEVANT_CHANGE: say("No change that matters"),
    ChangeVerdict.CANNOT_TELL: say("It cannot be told whether it has changed"),
}
REASONS: Mapping[Undefined, Sentence] = {
    Undefined.NO_RATINGS: say("There are no ratings."),
    Undefined.ONE_RATER: say("Only one rater has rated anything; agreement takes two."),
    Undefined.NO_PAIRS: say("No case was rated by two raters."),
    Undefined.NO_VARIATION: say("Everybody used one and the same level, so agreement beyond chance has no answer."),
    Undefined.TOO_FEW_RATERS: say("Fewer than 3 raters: the figure says more of two people than of a shared ground."),
    Undefined.TOO_FEW_CASES: say("Too few cases were rated by several raters."),
    Undefined.ONE_CASE_DECIDES: say("Without one certain case there is no figure, so no interval can be given."),
    Undefined.NOT_CONNECTED: say("Raters who share no cases cannot be put on one scale."),
}
METRICS: Mapping[Metric, Sentence] = {
    Metric.NOMINAL: say("nominal"),
    Metric.ORDINAL: say("ordinal"),
    Metric.INTERVAL: say("interval"),
    Metric.RATIO: say("ratio"),
}
_WEIGHTS: Mapping[Weights, Sentence] = {
    Weights.ORDINAL: say("ordinal"),
    Weights.QUADRATIC: say("quadratic"),
    Weights.RATIO: say("ratio"),
}
_PLAIN: Mapping[Figure, Sentence] = {
    Figure.PERCENT: say("Percent agreement"),
    Figure.FLEISS: say("Fleiss' kappa"),
    Figure.AC1: say("Gwet's AC1"),
    Figure.ICC: say("Tells cases apart, ICC(2,1)"),
}
_WEIGHTED: Mapping[Figure, str] = {
    Figure.PERCENT: word("Percent agreement, Gwet's {weights} weights"),
    Figure.FLEISS: word("Fleiss' kappa, Gwet's {weights} weights"),
    Figure.AC2: word("Gwet's AC2, {weights} weights"),
    Figure.GWET_ALPHA: word("Alpha with Gwet's {weights} weights"),
}
_METHODS: Mapping[Method, Sentence] = {
    Method.JACKKNIFE_T: say("each case left out in turn"),
    Method.TWO_WAY_BOOTSTRAP: say("raters and cases drawn anew"),
    Method.LINEARISED: say("linearised error"),
    Method.EXACT: say("exact"),
}


def in_short(view: AgreementView, language: str) -> Sentence:  # noqa: PLR0911 - one for each way it can come out
    """The first sentence: on how many indicators the raters agree well enough, on how many not."""
    if len(view.parts) == 1:
        return verdict_told(view.parts[0], view.threshold, language)
    count = Counter(part.verdict for part in view.parts)
    agree, divided, of = count[Verdict.AGREE], count[Verdict.DIVIDED], len(view.parts)
    few = of - agree - divided
    values = {"agree": agree, "divided": divided, "few": few, "of": of}
    match (agree > 0, divided > 0, few > 0):
        case (True, True, True):
            return say(
                "On {agree} of {of} indicators the raters agree well enough to judge each other; on {divided} they do "
                "not; on {few} there are too few cases to say.", **values,
            )  # fmt: skip
        case (True, True, False):
            return say(
                "On {agree} of {of} indicators the raters agree well enough to judge each other; on {divided} they do "
                "not.", **values,
            )  # fmt: skip
        case (True, False, True):
            return say(
                "On {agree} of {of} indicators the raters agree well enough to judge each other; on {few} there are "
                "too few cases to say.", **values,
            )  # fmt: skip
        case (False, True, True):
            return say(
                "On {divided} of {of} indicators the raters do not agree well enough to judge each other; on {few} "
                "there are too few cases to say.", **values,
            )  # fmt: skip
    if agree:
        return say("On all {of} indicators the raters agree well enough to judge each other.", of=of)
    if divided:
        return say("On none of the {of} indicators do the raters agree well enough to judge each other.", of=of)
    return say("There are too few cases to say whether the raters agree, on any of the {of} indicators.", of=of)


def verdict_told(part: PartView, threshold: float, language: str) -> Sentence:
    """One figure, what it is held against, and what may be said."""
    found = part.agreement
    values = {
        "estimate": figure(found.estimate, language, 3),
        "interval": interval(found.low, found.high, language),
        "threshold": figure(threshold, language, 3),
    }
    match part.verdict:
        case Verdict.AGREE:
            return say("The raters agree well enough to judge each other: alpha is {estimate}, and its 95 % interval "
                       "{interval} lies above {threshold}.", **values)  # fmt: skip
        case Verdict.DIVIDED:
            return say("The raters do not agree well enough to judge each other: alpha is {estimate}, and its 95 % "
                       "interval {interval} lies below {threshold}.", **values)  # fmt: skip
        case Verdict.CANNOT_TELL:
            return say("There are too few cases to say whether the raters agree well enough: alpha is {estimate}, and "
                       "its 95 % interval {interval} reaches to both sides of {threshold}.", **values)  # fmt: skip
    reason = REASONS.get(found.reason or Undefined.NO_RATINGS, REASONS[Undefined.NO_RATINGS])
    if found.estimate is None:
        return say("Whether the raters agree has no answer here. {reason}", reason=reason)
    return say("Whether the raters agree well enough cannot be told: alpha is {estimate}, and there is no interval. "
               "{reason}", reason=reason, estimate=values["estimate"])  # fmt: skip


def threshold_told(view: AgreementView, language: str) -> Sentence:
    """What “well enough” means."""
    return say(
        "“Well enough” means that Krippendorff's alpha ({metric}) is at least {threshold} with its whole 95 % "
        "interval. {threshold} is the least he lets anybody draw tentative conclusions from; firm ones take {firm}.",
        metric=METRICS[view.asked.metric], threshold=figure(view.threshold, language, 3),
        firm=figure(0.8, language, 1),
    )  # fmt: skip


def two_ordinals_told() -> Sentence:
    """Why two figures called ordinal differ."""
    return say(
        "Two figures here are called ordinal and are not the same. Krippendorff's ordinal metric counts how often each "
        "level was used; Gwet's ordinal weights count the levels of the scale that lie between. Hold each only beside "
        "its own kind."
    )


def figure_name(found: Coefficient) -> Sentence:
    """Which coefficient, and by whose metric or weights."""
    if found.figure is Figure.ALPHA and isinstance(found.measure, Metric):
        return say("Krippendorff's alpha, {metric} metric", metric=METRICS[found.measure])
    if isinstance(found.measure, Weights) and found.measure in _WEIGHTS:
        return Sentence(_WEIGHTED[found.figure], {"weights": _WEIGHTS[found.measure]})
    return _PLAIN[found.figure]


def interval_told(found: Coefficient, language: str) -> str:
    """«0,41 – 0,78»; a dash where there is none."""
    return interval(found.low, found.high, language)


def remark(found: Coefficient) -> Sentence | None:
    """Why there is no figure or no interval; else how the interval was made."""
    if found.reason is not None:
        return REASONS.get(found.reason)
    return _METHODS.get(found.method)


def change_told(change: Change, language: str) -> Sentence:
    """What has changed, with how sure that is."""
    if change.difference is None or change.low is None or change.high is None:
        return say_n(
            "The two files have {count} case in common. That is too few to say whether anything has changed.",
            "The two files have {count} cases in common. That is too few to say whether anything has changed.",
            change.matched,
        )
    values: dict[str, Value] = {
        "difference": figure(abs(change.difference), language), "cases": change.matched,
        "interval": interval(change.low, change.high, language),
        "smallest": figure(change.smallest_relevant, language),
    }  # fmt: skip
    match change.verdict:
        case ChangeVerdict.IMPROVED:
            return say("Agreement has risen by {difference} (95 % interval {interval}, {cases} cases).", **values)
        case ChangeVerdict.WORSENED:
            return say("Agreement has fallen by {difference} (95 % interval {interval}, {cases} cases).", **values)
        case ChangeVerdict.NO_RELEVANT_CHANGE:
            return say("The whole interval {interval} is smaller than {smallest}, which was stated beforehand "
                       "({cases} cases).", **values)  # fmt: skip
    return say("The interval of the change is {interval} ({cases} cases).", **values)


def key_told(found: KeyMatch, language: str) -> Sentence:
    """How ratings lie beside the key."""
    if found.exact.estimate is None or found.within_one.estimate is None or found.bias.estimate is None:
        return say("No rating has a key to be held against.")
    bias = found.bias.estimate
    values: dict[str, Value] = {
        "exact": Share(round(found.exact.estimate, 2)), "near": Share(round(found.within_one.estimate, 2)),
        "bias": figure(abs(bias), language, 1),
    }  # fmt: skip
    if abs(bias) < NEARLY_NONE:
        return say("{exact} of the ratings are the key's level, {near} at most one away.", **values)
    if bias > 0:
        return say("{exact} of the ratings are the key's level, {near} at most one away; on average {bias} above it.",
                   **values)  # fmt: skip
    return say("{exact} of the ratings are the key's level, {near} at most one away; on average {bias} below it.",
               **values)  # fmt: skip


def about(view: AgreementView) -> Iterator[Sentence]:
    """What the figures stand on, and what is good to know."""
    yield say("Ratings: {ratings}. Raters: {raters}. Cases: {cases}.", ratings=view.ratings, raters=view.raters,
              cases=view.cases)  # fmt: skip
    if view.unrated:
        yield say_n("{count} case was rated by nobody: {cases}.", "{count} cases were rated by nobody: {cases}.",
                    len(view.unrated), cases=view.unrated[:10])  # fmt: skip
    if view.asked.overall and view.items > 1:
        yield say("{items} indicators are pooled in one figure. Where their usual levels differ, it comes out higher "
                  "than each by itself.", items=view.items)  # fmt: skip
    if view.asked.replicates:
        yield say("Intervals: raters and cases drawn anew {times} times, from seed {seed}.",
                  times=view.asked.replicates, seed=view.asked.seed)  # fmt: skip
    else:
        yield say("Intervals: each case left out in turn, with Student's t. They speak of these raters on cases such "
                  "as these.")  # fmt: skip


def level_name(view: AgreementView, level: float, language: str) -> str:
    """The word of a level that is one, else its number."""
    if level in view.words:
        return view.words[level]
    whole = float(level).is_integer()
    return str(int(level)) if whole else f"{level:g}".replace(".", "," if language == "da" else ".")
