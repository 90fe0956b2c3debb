"""A page in one language, as the screen, the PDF and the files show it: so they never say different things. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from samklang.committee.enums import Question
from samklang.core.words import Sentence, Value, render, say

QUESTIONS: Mapping[Question, Sentence] = {
    Question.TRAINED: say("Who is trained and still here?"),
    Question.SHARED: say("Is the method shared?"),
    Question.ANSWERS: say("What did citizens and companies say?"),
    Question.COST: say("What did it cost?"),
    Question.JOBS: say("What can we say about jobs?"),
    Question.ASKS: say("What do we ask for?"),
}
HEADINGS: Sequence[Sentence] = (
    say("Question"), say("Key figure"), say("Key"), say("Now"), say("Interval"), say("Counted on"), say("From"),
    say("To"), say("Counted from"), say("Compared with last time"), say("Value"), say("Low end"), say("High end"),
)  # fmt: skip
"""Of the file with all figures."""


class Kept(Protocol):
    """What an issue keeps."""

    document: Mapping[str, Any]
    introduction_da: str
    introduction_en: str
    asks: Sequence[str]
    asks_da: str
    asks_en: str


class Line(NamedTuple):
    """One figure. bar: in per cent of the width, with the ends of its interval; None where none is drawn."""

    label: str
    metric: str
    said: str
    bounds: str
    n: str
    period: str
    compared: str
    source: str
    bar: int | None
    low: int | None
    high: int | None


class Part(NamedTuple):
    """One question with its answer. further: figures that one looks for. sources: each once."""

    key: str
    title: str
    answer: str
    told: Sequence[str]
    lines: Sequence[Line]
    further: Sequence[Line]
    sources: Sequence[str]
    not_said: Sequence[str]

    @property
    def has_bars(self) -> bool:
        """Whether a picture stands beside the figures."""
        return any(one.bar is not None for one in self.lines)

    @property
    def has_comparison(self) -> bool:
        """Whether anything can be said of the page before."""
        return any(one.compared for one in (*self.lines, *self.further))


class Words(NamedTuple):
    """What somebody wrote, and the language it is in where that is not the page's."""

    text: str
    language: str


def parts_of(issue: Kept, language: str) -> list[Part]:
    """The five questions that are answered by figures."""
    return [_part(one, language) for one in issue.document.get("claims", ())]


def _part(claim: Mapping[str, Any], language: str) -> Part:
    lines = [(_line(one, language), bool(one["further"])) for one in claim["figures"]]
    shown = [one for one, further in lines if not further]
    key = Question(claim["question"])
    return Part(
        key.value, render(QUESTIONS[key], language), claim["answer"][language],
        [one[language] for one in claim["told"]], shown, [one for one, further in lines if further],
        _sources(shown),
        [one[language] for one in claim["not_said"]],
    )  # fmt: skip


def _sources(shown: Sequence[Line]) -> list[str]:
    """Where the figures come from and of which days; those of one source stand together."""
    found: dict[str, list[str]] = {}
    for one in shown:
        found.setdefault(f"{one.source}, {one.period}.", []).append(one.label)
    return [f"{', '.join(dict.fromkeys(labels))}: {source}" for source, labels in found.items()]


def _line(one: Mapping[str, Any], language: str) -> Line:
    raw = one.get("raw") or {}
    is_share = raw.get("measure") == "share"
    return Line(
        one["label"][language], one["metric"], one["said"][language], one["bounds"][language], one["n"][language],
        period_said(one, language), one.get("compared", {}).get(language, ""), one["source"][language],
        _per_cent(one.get("bar")), _per_cent(raw.get("low")) if is_share else None,
        _per_cent(raw.get("high")) if is_share else None,
    )  # fmt: skip


def _per_cent(share: float | None) -> int | None:
    return None if share is None else round(100 * max(0.0, min(1.0, share)))


def period_said(one: Mapping[str, Any], language: str) -> str:
    """A day, or the first and the last."""
    first, last = date.fromisoformat(one["first_day"]), date.fromisoformat(one["last_day"])
    if first == last:
        return render(say("on {day}", day=last), language)
    return render(say("{first} to {last}", first=first, last=last), language)


def introduction_of(issue: Kept, language: str) -> Words | None:
    """In the page's language where it was written in it, else as it was written."""
    return _in(issue.introduction_da, issue.introduction_en, language)


def wishes_of(issue: Kept, language: str) -> Words | None:
    """What is asked for in the head's own words."""
    return _in(issue.asks_da, issue.asks_en, language)


def _in(danish: str, english: str, language: str) -> Words | None:
    texts = {"da": danish, "en": english}
    order = [language, *(one for one in texts if one != language)]
    return next((Words(texts[one], one) for one in order if texts[one]), None)


def against_said(issue: Kept, language: str) -> str:
    """With which page it is compared, and how far that goes; empty where it is compared with none."""
    against = issue.document.get("against")
    if not against:
        return ""
    return render(say(
        "Compared with page no. {number}. “Up” and “down” are said only where the figures leave no doubt; they say how "
        "it went, not why.", number=against["number"],
    ), language)  # fmt: skip


def asks_of(issue: Kept, language: str) -> list[str]:
    """What is asked for, of what the findings give reason for."""
    return [one["text"][language] for one in issue.document.get("offers", ()) if one["key"] in issue.asks]


def rows_of(issue: Kept, language: str) -> list[list[Value]]:
    """Every figure with all that is known of it, for a file."""
    rows: list[list[Value]] = []
    for claim in issue.document.get("claims", ()):
        title = QUESTIONS[Question(claim["question"])]
        for one in claim["figures"]:
            raw = one.get("raw") or {}
            ends = ["" if raw.get(name) is None else str(raw[name]) for name in ("value", "low", "high")]
            rows.append([
                title, *(one[name][language] if name != "metric" else one[name] for name in ("label", "metric", "said",
                                                                                             "bounds", "n")),
                one["first_day"], one["last_day"], one["source"][language], one.get("compared", {}).get(language, ""),
                *ends,
            ])  # fmt: skip
    return rows
