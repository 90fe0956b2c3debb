"""A plan as a document: who goes in which cohort, when each session is held, what it costs and who pays.

The JSON form is version `SCHEMA`. Cohorts are numbered from 1 by first date. A session with `attended` has been held:
it is history, and those named there have done its module.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from samklang.core.calendar import Half
from samklang.core.planner.problem import Fault, Heading, ProblemFaults, Wish
from samklang.core.words import LANGUAGES, Sentence, render, say

SCHEMA = "samklang-plan/1"
OWN = "own"
"""The payment source that is the municipality's own money."""

_FROZEN = ConfigDict(extra="forbid")
Words = dict[str, str]
"""One sentence in every language: {"da": …, "en": …}."""


def in_every_language(sentence: Sentence) -> Words:
    """The sentence as it is stored in a document, once for each language."""
    return {language: render(sentence, language) for language in LANGUAGES}


@dataclass(frozen=True, config=_FROZEN)
class Session:
    """One cohort's meeting in one module. `half` is the half-day it starts in; a whole day starts in the morning."""

    cohort: Annotated[int, Field(ge=1)]
    module: str
    date: date
    half: Half
    trainer: str
    room: str
    attended: tuple[str, ...] | None = None
    """The people who were there; None for a session that is still to be held."""


@dataclass(frozen=True, config=_FROZEN)
class Seat:
    """One person in one cohort. They go to the sessions of the modules they have not done."""

    person: str
    cohort: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, config=_FROZEN)
class Untrained:
    """An eligible person without a seat, and why."""

    person: str
    reason: Words = Field(default_factory=dict)


@dataclass(frozen=True, config=_FROZEN)
class TempUse:
    """Temps bought for a group in one half-day."""

    group: str
    date: date
    half: Half
    count: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, config=_FROZEN)
class Payment:
    """The part of one date's cost under one heading that one source pays; `source` is a grant's id or "own"."""

    date: date
    heading: Heading
    source: str
    amount_ore: Annotated[int, Field(ge=0)]


@dataclass(frozen=True, config=_FROZEN)
class Level:
    """How one wish came out. `bound` is proved: no plan that is as good on the wishes before it can be below it."""

    wish: Wish
    value: int
    bound: int | None = None

    @property
    def proved(self) -> bool:
        """Whether nothing better exists, given the wishes before it."""
        return self.bound is not None and self.value <= self.bound

    @property
    def gap(self) -> float | None:
        """The share of the value that better plans might save, 0 to 1; None where no bound is known."""
        if self.bound is None:
            return None
        return 0.0 if self.value <= self.bound else (self.value - self.bound) / self.value


@dataclass(frozen=True, config=_FROZEN)
class Made:
    """How the plan was made, so that it can be made again. `by_work` is False where a time limit or a stop cut in."""

    seed: int = 0
    threads: int = 1
    seconds: float = 0.0
    by_work: bool = True
    method: str = ""


@dataclass(frozen=True, config=_FROZEN)
class Plan:
    """A complete plan for the problem with the fingerprint given."""

    title: str
    problem: str
    """`problem.fingerprint` of the problem it was made for."""
    sessions: tuple[Session, ...]
    seats: tuple[Seat, ...]
    untrained: tuple[Untrained, ...] = ()
    temps: tuple[TempUse, ...] = ()
    payments: tuple[Payment, ...] = ()
    levels: tuple[Level, ...] = ()
    made: Made = Made()
    schema: Literal["samklang-plan/1"] = "samklang-plan/1"

    @property
    def cost_ore(self) -> int:
        """What the plan costs in all, in øre."""
        return sum(payment.amount_ore for payment in self.payments)

    def cohort_numbers(self) -> tuple[int, ...]:
        """The cohorts of the plan in order."""
        return tuple(sorted({session.cohort for session in self.sessions}))


_ADAPTER = TypeAdapter(Plan)


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a plan document, version `SCHEMA`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **_ADAPTER.json_schema()}


def document(plan: Plan) -> dict[str, Any]:
    """The plan as a JSON document."""
    return _ADAPTER.dump_python(plan, mode="json")  # type: ignore[no-any-return]


def from_document(source: Mapping[str, Any]) -> Plan:
    """The plan that a JSON document holds. Raises ProblemFaults with every fault."""
    try:
        plan: Plan = _ADAPTER.validate_python(json.loads(json.dumps(source, default=str)))
    except ValidationError as error:
        raise ProblemFaults(
            Fault(
                one["loc"],
                say("“{found}” does not fit here: {why}.", found=str(one.get("input"))[:80], why=one["msg"]),
            )
            for one in error.errors(include_url=False)
        ) from None
    return plan
