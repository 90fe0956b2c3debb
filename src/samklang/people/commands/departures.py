"""What somebody must pass on before they leave. Other areas say what that is, with `asks_before_leaving`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from samklang.access.models import Person
from samklang.access.refusals import Refusal
from samklang.core.words import Sentence, say
from samklang.people import rules

LONG_LEAVE = timedelta(days=14)
"""A leave longer than this is long enough for somebody else to take over."""


@dataclass(frozen=True)
class StillHeld:
    """What somebody still has in one area. says: as a list of things. url: where it is passed on, for who may do so."""

    says: tuple[Sentence, ...]
    url: str = ""


@dataclass(frozen=True)
class Source:
    """One area that asks. held: what a person has, as seen by somebody. prepare: begin to pass it on by the day."""

    held: Callable[[Person, Person | None], StillHeld | None]
    prepare: Callable[[Person, date], object]


_sources: list[Source] = []


def asks_before_leaving(source: Source) -> None:
    """From now on the source is asked before somebody leaves. Called once, when an area is set up."""
    if source not in _sources:
        _sources.append(source)


def still_held(person: Person, by: Person | None) -> list[StillHeld]:
    """What the person would leave behind. by: who asks."""
    return [found for source in _sources if (found := source.held(person, by)) is not None]


def refusal_to_leave(by: Person | None, person: Person, last_day: date, today: date) -> Refusal | None:
    """Nobody leaves at once with something that nobody else has. by: None, as in imports, is never refused."""
    if by is None or last_day > today:
        return None
    held = tuple(one for found in still_held(person, by) for one in found.says)
    return rules.leave_nothing_behind(person.name, held)


def prepare(person: Person, last_day: date) -> None:
    """Begin to pass on what the person has."""
    for source in _sources:
        source.prepare(person, last_day)


def is_long(first_day: date, last_day: date | None) -> bool:
    """Whether the leave is long enough for somebody else to take over."""
    return last_day is None or last_day - first_day >= LONG_LEAVE


def in_words(held: list[StillHeld], name: str) -> Sentence | None:
    """All of it in one sentence; None where there is nothing."""
    things = tuple(one for found in held for one in found.says)
    return say("{name} still has {things}.", name=name, things=things) if things else None
