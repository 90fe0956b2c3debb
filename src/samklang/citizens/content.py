"""What the citizen door says: guide, letters to citizens, what one looks back by, rules; from content/. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from samklang.citizens.enums import Actor, Measure, Reading, RuleStatus
from samklang.delivery.bilingual import Text, text_from
from samklang.method import content as method_content

_CONTENT = Path(__file__).parent / "content"
FRAMEWORK = "conversation"
"""The key of the framework that the guide and the looking back stand on."""


class GuidePhase(NamedTuple):
    """One phase of the next conversation. indicators: keys of what it trains."""

    key: str
    aim: Text
    do: Sequence[Text]
    say: Sequence[Text]
    check: Text
    indicators: Sequence[str]


class Level(NamedTuple):
    """What a citizen is sent, at one reading level. kept: what the page keeps of them."""

    key: Reading
    name: Text
    title: Text
    intro: Text
    about: Sequence[Text]
    think: Sequence[Text]
    bring: Sequence[Text]
    yours: Sequence[Text]
    kept: Text
    close: Text


class Topic(NamedTuple):
    """Something a citizen can tick that they would like to talk about."""

    key: str
    name: Text
    easy: Text


class Question(NamedTuple):
    """What one asks oneself after a conversation; answered from 1, `low`, to 5, `high`."""

    key: str
    indicator: str
    ask: Text
    low: Text
    high: Text


class Answer(NamedTuple):
    """One of the answers to a question."""

    key: str
    words: Text


class BeliefWords(NamedTuple):
    """What is asked of one's belief. question: with {period}. answers: the words of some percentages."""

    question: Text
    explained: Text
    periods: Mapping[int, Text]
    answers: Sequence[Answer]


class FeedbackWords(NamedTuple):
    """What a citizen is asked afterwards, at one of two reading levels."""

    intro: Text
    thanks: Text
    kept: Text
    involved: Text
    involved_answers: Sequence[Answer]
    same: Text
    same_answers: Sequence[Answer]


class ShippedRule(NamedTuple):
    """One rule as Samklang ships it."""

    group: str
    actor: Actor
    measure: Measure
    amount: int | None
    months: tuple[int, int] | None
    text: Text
    source: str
    status: RuleStatus
    note: Text


class ShippedSet(NamedTuple):
    """One set of rules as Samklang ships it."""

    key: str
    name: Text
    note: Text
    first_day: date
    last_day: date | None
    on: bool
    source: str
    checked_on: date
    rules: Sequence[ShippedRule]


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_CONTENT / name).read_text(encoding="utf-8"))


def _texts(rows: Sequence[Mapping[str, str]]) -> tuple[Text, ...]:
    return tuple(text_from(one) for one in rows)


@cache
def guide() -> tuple[GuidePhase, ...]:
    """The phases in order."""
    return tuple(
        GuidePhase(
            one["key"], text_from(one["aim"]), _texts(one["do"]), _texts(one["say"]), text_from(one["check"]),
            tuple(one["indicators"]),
        )
        for one in _read("guide.toml")["phases"]
    )  # fmt: skip


@cache
def phase_names() -> Mapping[str, Text]:
    """What the phases are called in Samklang's own method, by their keys."""
    found = next(one for one in method_content.shipped() if one.key == FRAMEWORK)
    return {one.key: Text(one.name.da, one.name.en) for one in found.phases}


@cache
def levels() -> tuple[Level, ...]:
    """What citizens are sent, the easiest first."""
    return tuple(_level(one) for one in _read("preparation.toml")["levels"])


def _level(row: Mapping[str, Any]) -> Level:
    name, title, intro, kept, close = (text_from(row[one]) for one in ("name", "title", "intro", "kept", "close"))
    about, think, bring, yours = (_texts(row[one]) for one in ("about", "think", "bring", "yours"))
    return Level(Reading(row["key"]), name, title, intro, about, think, bring, yours, kept, close)


@cache
def topics() -> tuple[Topic, ...]:
    """What can be ticked, in order."""
    rows = _read("preparation.toml")["topics"]
    return tuple(Topic(one["key"], text_from(one["name"]), text_from(one["easy"])) for one in rows)


@cache
def questions() -> tuple[Question, ...]:
    """What one looks back by, in order."""
    return tuple(
        Question(one["key"], one["indicator"], *(text_from(one[name]) for name in ("ask", "low", "high")))
        for one in _read("reviews.toml")["questions"]
    )


@cache
def belief_words() -> BeliefWords:
    """What one's belief is asked by."""
    found = _read("reviews.toml")["belief"]
    return BeliefWords(
        text_from(found["question"]), text_from(found["explained"]),
        {int(one["months"]): text_from(one) for one in found["horizons"]},
        tuple(Answer(str(one["value"]), text_from(one)) for one in found["answers"]),
    )  # fmt: skip


@cache
def feedback_words(*, easy: bool) -> FeedbackWords:
    """What citizens are asked. easy: for those who read little."""
    found = _read("reviews.toml")["feedback"]
    around = found["easy"] if easy else found
    involved, same, ask = found["involved"], found["same"], "easy" if easy else "ask"
    return FeedbackWords(
        text_from(around["intro"]), text_from(around["thanks"]), text_from(around["kept"]),
        text_from(involved[ask]), tuple(Answer(str(one["value"]), text_from(one)) for one in involved["answers"]),
        text_from(same[ask]), tuple(Answer(one["key"], text_from(one)) for one in same["answers"]),
    )  # fmt: skip


@cache
def target_groups() -> Mapping[str, Text]:
    """Those whom rules are about, by their keys."""
    return {one["key"]: text_from(one["name"]) for one in _read("rules.toml")["groups"]}


@cache
def shipped_sets() -> tuple[ShippedSet, ...]:
    """The sets of rules, the oldest first."""
    rules = _read("rules.toml")["rules"]
    return tuple(
        ShippedSet(
            one["key"], text_from(one["name"]), text_from(one["note"]), one["first_day"], one.get("last_day"),
            bool(one["on"]), one["source"], one["checked"],
            tuple(_rule(row) for row in rules if row["set"] == one["key"]),
        )
        for one in _read("rules.toml")["sets"]
    )  # fmt: skip


def _rule(row: Mapping[str, Any]) -> ShippedRule:
    months = row.get("window_months")
    return ShippedRule(
        row["group"], Actor(row["actor"]), Measure(row["measure"]), row.get("amount"),
        (int(months[0]), int(months[1])) if months else None, text_from(row["text"]), row.get("source", ""),
        RuleStatus(row["status"]), text_from(row["note"]) if "note" in row else Text("", ""),
    )  # fmt: skip
