"""What is done before and after a session so that what was learnt is used: read from content/learning.toml. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from samklang.delivery.bilingual import Text, text_from

_FILE = Path(__file__).parent / "content" / "learning.toml"


class InUse(NamedTuple):
    """What belongs to one competence of one framework."""

    framework: str
    competence: str
    before: Text
    question: Text
    attempts: tuple[Text, ...]
    """To choose one of, and try three times."""
    reflections: tuple[Text, ...]
    peer: Text


class Line(NamedTuple):
    """One statement or open question of an evaluation."""

    key: str
    text: Text


class Evaluation(NamedTuple):
    """What is asked: statements answered from 1, disagree, to 5, agree, and open questions."""

    statements: tuple[Line, ...]
    open: tuple[Line, ...]


class Touch(NamedTuple):
    """A follow-up some weeks after a cohort's last session."""

    framework: str
    order: int
    weeks_after: int
    minutes: int
    title: Text
    what: Text


class Effort(NamedTuple):
    """Why the work lies where it does, told to whoever teaches."""

    before: Text
    during: Text
    after: Text


@cache
def _document() -> Mapping[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def in_use() -> tuple[InUse, ...]:
    """Every competence, in the order of the file."""
    return tuple(_in_use(one) for one in _document()["competences"])


def _in_use(one: Mapping[str, Any]) -> InUse:
    return InUse(
        one["framework"], one["competence"], text_from(one["before"]), text_from(one["question"]),
        _texts(one["attempts"]), _texts(one["reflections"]), text_from(one["peer"]),
    )  # fmt: skip


def _texts(rows: Sequence[Mapping[str, Any]]) -> tuple[Text, ...]:
    return tuple(text_from(one) for one in rows)


def competences(framework: str) -> tuple[str, ...]:
    """The keys of the competences of a framework that something is written for; none for one it does not know."""
    return tuple(one.competence for one in in_use() if one.framework == framework)


def of_competence(framework: str, competence: str) -> InUse | None:
    """What belongs to the competence; None where nothing is written for it."""
    return next((one for one in in_use() if (one.framework, one.competence) == (framework, competence)), None)


@cache
def evaluation(moment: str) -> Evaluation:
    """What is asked at the moment: "at-once" or "later"."""
    found = next(one for one in _document()["evaluations"] if one["moment"] == moment)
    return Evaluation(_lines(found["statements"]), _lines(found["open"]))


def _lines(rows: Sequence[Mapping[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(one["key"], text_from(one)) for one in rows)


@cache
def touches(framework: str) -> tuple[Touch, ...]:
    """The follow-ups of a framework, in order; none for a framework it does not know."""
    rows = [one for one in _document()["touches"] if one["framework"] == framework]
    found = [
        Touch(framework, one["order"], one["weeks_after"], one["minutes"], text_from(one["title"]),
              text_from(one["what"]))
        for one in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.order))


@cache
def effort() -> Effort:
    """Why 30, 30 and 40 per cent."""
    found = _document()["effort"]
    return Effort(text_from(found["before"]), text_from(found["during"]), text_from(found["after"]))
