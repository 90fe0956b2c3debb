"""Samklang's own branching cases, role-play cards and micro-exercises, read from `practice/content`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from samklang.method import content as method_content
from samklang.method.documents import STRICT, EditionDocument
from samklang.practice.script import CaseSlug, Script, Slug, Text, from_document

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True, config=STRICT)
class Card:
    """A scene for two or three. Everybody reads title and scene; each then reads only their own part.

    observer: with two, what the other does afterwards; with three, what the third looks for. again: a second round.
    """

    key: CaseSlug
    people: Literal[2, 3]
    minutes: Annotated[int, Field(ge=1, le=60)]
    difficulty: Annotated[int, Field(ge=1, le=3)]
    indicators: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=4)]
    title: Text
    scene: Text
    professional: Text
    other: Text
    observer: Text
    again: Text


@dataclass(frozen=True, config=STRICT)
class Exercise:
    """A few minutes on one indicator, alone, before or after real work."""

    key: CaseSlug
    indicator: Slug
    minutes: Annotated[int, Field(ge=1, le=30)]
    title: Text
    task: Text
    done_when: Text


_CARDS = TypeAdapter(tuple[Card, ...])
_EXERCISES = TypeAdapter(tuple[Exercise, ...])


@cache
def shipped_cases(framework: str) -> tuple[Script, ...]:
    """Every branching case that comes with Samklang for the framework, by key; none for one it does not know.

    Raises DocumentFaults, and ValueError where a file is not TOML; a test reads them all.
    """
    if framework not in _shipped_frameworks():
        return ()
    paths = sorted((FOLDER / "cases" / framework).glob("*.toml"))
    return tuple(from_document(_read(path)) for path in paths)


@cache
def shipped_cards(framework: str) -> tuple[Card, ...]:
    """The role-play cards for the framework, in the order of their file."""
    return _CARDS.validate_python(_listed("cards", framework))


@cache
def shipped_exercises(framework: str) -> tuple[Exercise, ...]:
    """The micro-exercises for the framework, in the order of their file."""
    return _EXERCISES.validate_python(_listed("exercises", framework))


@cache
def shipped_document(framework: str) -> EditionDocument | None:
    """The framework as it comes with Samklang: names where a jobcentre's own edition has none."""
    return _shipped_frameworks().get(framework)


def has_ground(framework: str) -> bool:
    """Whether there is anything of Samklang's own to practise with."""
    return bool(shipped_cards(framework) or shipped_exercises(framework) or shipped_cases(framework))


@cache
def _shipped_frameworks() -> dict[str, EditionDocument]:
    return {one.key: one for one in method_content.shipped()}


def _listed(noun: str, framework: str) -> Any:
    path = FOLDER / noun / f"{framework}.toml"
    if framework not in _shipped_frameworks() or not path.is_file():
        return []
    return _read(path).get(noun, [])


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
