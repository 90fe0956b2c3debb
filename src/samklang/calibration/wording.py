"""What a result says in words: the first sentence, each verdict, each change."""

from collections import Counter
from collections.abc import Mapping

from babel.numbers import format_decimal

from samklang.calibration.findings import (
    AgainstKey,
    Change,
    Findings,
    IndicatorFinding,
    Measure,
    OwnFigure,
    Quality,
    RaterFinding,
    Verdict,
)
from samklang.core.words import Sentence, Share, Value, say

_TIED = "\N{NO-BREAK SPACE}"
_BABEL = {"da": "da_DK", "en": "en_GB"}
SEPARATES_WELL = 0.5
"""Share of variation; below it ratings differ more by who rates than by what is rated."""
MOST_CASES_TO_TELL = 100
"""More than anybody rates, so not worth a word."""
NEARLY_NONE = 0.15
"""Levels; a bias below it is not worth a word."""

VERDICTS: Mapping[Verdict, Sentence] = {
    Verdict.AGREE: say("You agree well enough"),
    Verdict.DIVIDED: say("You do not agree well enough"),
    Verdict.CANNOT_TELL: say("Too few cases to say"),
    Verdict.TOO_FEW: say("Too few cases or raters"),
    Verdict.ALL_ALIKE: say("Everybody said the same level"),
}
"""In a table or beside a dot."""
BADGES: Mapping[Verdict, str] = {
    Verdict.AGREE: "success",
    Verdict.DIVIDED: "warning",
    Verdict.CANNOT_TELL: "info",
    Verdict.TOO_FEW: "plain",
    Verdict.ALL_ALIKE: "plain",
}
CHANGES: Mapping[str, Sentence] = {
    "improved": say("You agree more than before"),
    "worsened": say("You agree less than before"),
    "no-relevant-change": say("No change that matters"),
    "cannot-tell": say("It cannot be told whether it has changed"),
}


def figure(value: float | None, language: str, decimals: int = 2) -> str:
    """«0,67»; a dash where there is no figure."""
    if value is None:
        return "–"
    return str(format_decimal(round(value, decimals) + 0.0, f"0.{'0' * decimals}", locale=_BABEL[language]))


def interval(low: float | None, high: float | None, language: str) -> str:
    """«0,41–0,78»; a dash where there is none."""
    if low is None or high is None:
        return "–"
    return f"{figure(low, language)}{_TIED}–{_TIED}{figure(high, language)}"


def measure_told(found: Measure, language: str) -> str:
    """«0,82 (0,70 – 0,92)»; a dash where there is no figure."""
    if found.estimate is None:
        return "–"
    return f"{figure(found.estimate, language)}{_TIED}({interval(found.low, found.high, language)})"


def in_short(findings: Findings) -> Sentence:  # noqa: PLR0911 - one whole sentence for each way it can come out
    """The first sentence of a result: on how many indicators people agree well enough, on how many not."""
    count = Counter(one.verdict for one in findings.indicators)
    agree, divided = count[Verdict.AGREE], count[Verdict.DIVIDED]
    of = len(findings.indicators)
    few = of - agree - divided
    match (agree > 0, divided > 0, few > 0):
        case (True, True, True):
            return say(
                "On {agree} of {of} indicators you agree well enough to judge each other; on {divided} you do not; "
                "on {few} there are too few cases to say.", agree=agree, of=of, divided=divided, few=few,
            )  # fmt: skip
        case (True, True, False):
            return say(
                "On {agree} of {of} indicators you agree well enough to judge each other; on {divided} you do not.",
                agree=agree, of=of, divided=divided,
            )  # fmt: skip
        case (True, False, True):
            return say(
                "On {agree} of {of} indicators you agree well enough to judge each other; on {few} there are too few "
                "cases to say.", agree=agree, of=of, few=few,
            )  # fmt: skip
        case (True, False, False):
            return say("On all {of} indicators you agree well enough to judge each other.", of=of)
        case (False, True, True):
            return say(
                "On {divided} of {of} indicators you do not agree well enough to judge each other; on {few} there are "
                "too few cases to say.", of=of, divided=divided, few=few,
            )  # fmt: skip
        case (False, True, False):
            return say("On none of the {of} indicators do you agree well enough to judge each other.", of=of)
    return say("There are too few cases to say whether you agree, on any of the {of} indicators.", of=of)


def more_cases(finding: IndicatorFinding, threshold: float) -> int | None:
    """About how many cases would tell, if agreement is as it looks; None where that cannot be reckoned.

    The interval narrows as the square root of the cases; what must shrink is its reach over the threshold.
    """
    found = finding.measure
    if finding.verdict is not Verdict.CANNOT_TELL or found.estimate is None or found.low is None or found.high is None:
        return None
    away = found.estimate - threshold
    if abs(away) < 0.05:
        return None
    reach = found.estimate - found.low if away > 0 else found.high - found.estimate
    cases = max(found.cases + 1, round(found.cases * (reach / abs(away)) ** 2))
    return cases if cases <= MOST_CASES_TO_TELL else None


def change_told(change: Change, smallest: float, language: str) -> Sentence:
    """What has changed since the earlier round, with how sure that is."""
    if change.difference is None or change.low is None:
        return say("The two rounds have {cases} cases in common. That is too few to say whether it has changed.",
                   cases=change.cases)  # fmt: skip
    values: dict[str, Value] = {
        "difference": figure(abs(change.difference), language),
        "interval": interval(change.low, change.high, language),
        "cases": change.cases,
    }
    match change.verdict:
        case "improved":
            return say("Agreement has risen by {difference} (95 % interval {interval}, {cases} cases).", **values)
        case "worsened":
            return say("Agreement has fallen by {difference} (95 % interval {interval}, {cases} cases).", **values)
        case "no-relevant-change":
            return say(
                "No change that matters: the whole interval {interval} is smaller than {smallest}, which was stated "
                "beforehand ({cases} cases).", smallest=figure(smallest, language), **values,
            )  # fmt: skip
    return say("It cannot be told whether it has changed: the interval of the change is {interval} ({cases} cases).",
               **values)  # fmt: skip


def key_told(against: AgainstKey, language: str) -> Sentence:
    """How the ratings lie beside the key."""
    values: dict[str, Value] = {
        "exact": Share(round(against.exact, 2)), "near": Share(round(against.within_one, 2)),
        "bias": figure(abs(against.bias), language, 1),
    }  # fmt: skip
    if abs(against.bias) < NEARLY_NONE:
        return say("{exact} of the ratings are the key's level, {near} at most one away.", **values)
    if against.bias > 0:
        return say(
            "{exact} of the ratings are the key's level, {near} at most one away. On average you lie {bias} above it.",
            **values,
        )
    return say(
        "{exact} of the ratings are the key's level, {near} at most one away. On average you lie {bias} below it.",
        **values,
    )


def separates_told(quality: Quality, language: str) -> Sentence | None:
    """Whether the indicator tells cases apart; None where that cannot be reckoned."""
    if quality.separates is None or quality.low is None:
        return None
    values: dict[str, Value] = {
        "figure": figure(quality.separates, language),
        "interval": interval(quality.low, quality.high, language),
    }
    if quality.low >= SEPARATES_WELL:
        return say("It tells cases apart: {figure} of 1 (95 % interval {interval}).", **values)
    if quality.separates >= SEPARATES_WELL:
        return say("It seems to tell cases apart: {figure} of 1 (95 % interval {interval}).", **values)
    return say(
        "It hardly tells cases apart: {figure} of 1 (95 % interval {interval}). A rating depends more on who rates "
        "than on the case. Either the cases were alike in this, or the indicator does not show what it should.",
        **values,
    )  # fmt: skip


def own_told(figure_: OwnFigure, language: str) -> Sentence:
    """How one rater's own levels lie beside the key."""
    values: dict[str, Value] = {
        "cases": figure_.cases, "exact": Share(round(figure_.exact, 2)),
        "bias": figure(abs(figure_.bias), language, 1),
    }  # fmt: skip
    if abs(figure_.bias) < NEARLY_NONE:
        return say("{exact} of {cases} as the key, and neither above nor below it on average.", **values)
    if figure_.bias > 0:
        return say("{exact} of {cases} as the key; on average {bias} above it.", **values)
    return say("{exact} of {cases} as the key; on average {bias} below it.", **values)


def severity_told(mine: RaterFinding, language: str) -> Sentence | None:
    """Whether one rates higher or lower than the others on the same cases; None where that cannot be reckoned."""
    if mine.severity is None or mine.low is None or mine.high is None:
        return None
    values: dict[str, Value] = {
        "by": figure(abs(mine.severity), language, 1),
        "interval": interval(mine.low, mine.high, language),
    }
    if mine.low > 0:
        return say("You give higher levels than the others on the same cases: {by} on average (95 % interval "
                   "{interval}).", **values)  # fmt: skip
    if mine.high < 0:
        return say("You give lower levels than the others on the same cases: {by} on average (95 % interval "
                   "{interval}).", **values)  # fmt: skip
    return say("It cannot be seen that you give higher or lower levels than the others (95 % interval {interval}).",
               **values)  # fmt: skip


def tested_told(found: IndicatorFinding, later: IndicatorFinding | None, smallest: float, language: str) -> Sentence:
    """What the next round says of an indicator that was talked through."""
    if later is None:
        return say("The next round did not ask about it.")
    if later.measure.estimate is None:
        return say("The next round has too few ratings to say.")
    if later.change is not None and later.change.low is not None:
        return change_told(later.change, smallest, language)
    return say(
        "In the next round agreement is {after} ({after_interval}); here it was {before}. The cases differ, so whether "
        "it has changed cannot be told.",
        after=figure(later.measure.estimate, language),
        after_interval=interval(later.measure.low, later.measure.high, language),
        before=figure(found.measure.estimate, language),
    )


def overall_told(change: Change, smallest: float, language: str) -> Sentence:
    """What has changed for all indicators with levels taken together."""
    return say("All indicators with levels taken together: {change}", change=change_told(change, smallest, language))
