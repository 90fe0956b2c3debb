"""What the page claims: an answer to each question with its figures, and how that is kept in both languages. Pure.

A claim is kept as texts in both languages and plain numbers. So a page that was sent says the same for ever, whatever
becomes of the words and of the figures that it was made of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from samklang.committee.enums import Measure, Question
from samklang.core.words import LANGUAGES, Sentence, Value, render, say, written
from samklang.method.shares import Estimate, Lack

SCHEMA = "samklang-committee-page/1"
Both = Mapping[str, str]
"""A text by language."""
LACKS: Mapping[Lack, Sentence] = {Lack.NOTHING: say("nothing yet"), Lack.TOO_FEW: say("too few to show")}


class Raw(NamedTuple):
    """What a figure is held against the one before by. n: how many it is counted on."""

    measure: Measure
    value: float
    low: float | None = None
    high: float | None = None
    n: int | None = None


def interval_of(ends: Sequence[float], n: int) -> Raw:
    """A figure with the two ends of its interval."""
    value, low, high = (round(one, 6) for one in ends)
    return Raw(Measure.INTERVAL, value, low, high, n)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure. key: the same from page to page for what is the same figure of the same group."""

    key: str
    metric: str
    label: Value | Both
    said: Value | Both
    """The figure in words, or why there is none."""
    bounds: Value = ""
    n: Value = ""
    first_day: date
    last_day: date
    source: Value
    raw: Raw | None = None
    further: bool = False
    """Whether it stands below the table, where one looks for it, and in the files."""
    bar: float | None = None
    """A share that is drawn, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """An answer, with what it rests on and what it does not say."""

    question: Question
    answer: Sentence | Both
    told: Sequence[Sentence | Both] = ()
    figures: Sequence[Figure] = ()
    not_said: Sequence[Sentence | Both] = ()


@dataclass(frozen=True)
class Offer:
    """Something that the findings give reason to ask for. key: letters that tell which."""

    key: str
    text: Sentence


def both(value: Value | Both) -> dict[str, str]:
    """The value as each language writes it."""
    if isinstance(value, Mapping):
        return {one: str(value.get(one) or value.get(LANGUAGES[0], "")) for one in LANGUAGES}
    if isinstance(value, Sentence):
        return {one: render(value, one) for one in LANGUAGES}
    return {one: written(value, one) for one in LANGUAGES}


def lack_of(found: Estimate | Lack | None) -> Sentence:
    """Why there is no figure."""
    return LACKS[found] if isinstance(found, Lack) else LACKS[Lack.NOTHING]


def claim_document(claim: Claim) -> dict[str, Any]:
    """The claim as it is kept."""
    return {
        "question": claim.question.value, "answer": both(claim.answer), "told": [both(one) for one in claim.told],
        "figures": [figure_document(one) for one in claim.figures], "not_said": [both(one) for one in claim.not_said],
    }  # fmt: skip


def figure_document(one: Figure) -> dict[str, Any]:
    """The figure as it is kept."""
    raw = one.raw._asdict() | {"measure": one.raw.measure.value} if one.raw is not None else None
    return {
        "key": one.key, "metric": one.metric, "label": both(one.label), "said": both(one.said),
        "bounds": both(one.bounds), "n": both(one.n), "first_day": one.first_day.isoformat(),
        "last_day": one.last_day.isoformat(), "source": both(one.source), "raw": raw, "further": one.further,
        "bar": one.bar,
    }  # fmt: skip


def raw_in(document: Mapping[str, Any]) -> Raw | None:
    """What a kept figure is compared by; None where it showed none."""
    kept = document.get("raw")
    return Raw(**{**kept, "measure": Measure(kept["measure"])}) if kept else None


def figures_in(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The figures of a kept page by their key."""
    return {one["key"]: one for claim in document.get("claims", ()) for one in claim["figures"]}
