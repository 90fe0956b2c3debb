"""The tables that come with Samklang, read from tables.toml, and how a table's settings become a question. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from samklang.core.words import say
from samklang.evidence.public import jobindsats, statbank
from samklang.evidence.public.faults import NoFigures

FILE = Path(__file__).parent / "tables.toml"
_STRICT = ConfigDict(extra="forbid")

_Name = Annotated[str, Field(max_length=120)]
_Words = Mapping[_Name, _Name]


@dataclass(frozen=True, config=_STRICT)
class Worded:
    """A text in both languages."""

    da: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, config=_STRICT)
class Query:
    """What a source must be told besides the table, by its own names; and what is kept of a heading with many values.

    period, area, hierarchies: Jobindsats. values: StatBank. latest: how many periods.
    """

    period: Annotated[str, Field(pattern=r"^[A-Za-z]{1,6}$")] = "M"
    latest: Annotated[int, Field(ge=1, le=jobindsats.MOST_PERIODS)] = 60
    area: Annotated[str, Field(max_length=40)] = ""
    hierarchies: _Words = Field(default_factory=dict)
    values: _Words = Field(default_factory=dict)
    keeps: Mapping[_Name, Annotated[Sequence[_Name], Field(max_length=20)]] = Field(default_factory=dict)


@dataclass(frozen=True, config=_STRICT)
class Shipped:
    """A table that comes with Samklang. code: its number at the source, as far as is known; empty where it is not."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z-]{2,59}$")]
    provider: Literal["jobindsats", "statbank"]
    code: Annotated[str, Field(max_length=40)]
    measure: Annotated[str, Field(max_length=200)]
    address: Annotated[str, Field(pattern=r"^https://")]
    title: Worded
    unit: Worded
    caveat: Worded
    query: dict[str, Any]


_TABLES = TypeAdapter(tuple[Shipped, ...])
_QUERY = TypeAdapter(Query)


@cache
def shipped() -> tuple[Shipped, ...]:
    """Every table, in the order in which they are shown. Raises ValidationError where the file is wrong; a test reads
    it."""
    tables = _TABLES.validate_python(tomllib.loads(FILE.read_text(encoding="utf-8"))["table"])
    for one in tables:
        query_of(one.query)
    return tables


def query_of(settings: Any) -> Query:
    """A table's settings as they are kept. Raises NoFigures where they are not such settings."""
    try:
        return _QUERY.validate_python(settings)
    except ValidationError:
        raise NoFigures(
            say("The settings of the table cannot be understood. Put them back to those that come with Samklang.")
        ) from None  # fmt: skip


def to_jobindsats(code: str, query: Query) -> jobindsats.Question:
    """How Jobindsats is asked."""
    return jobindsats.Question(
        code, query.period, query.latest, query.area or jobindsats.MUNICIPALITIES, query.hierarchies
    )  # fmt: skip


def to_statbank(code: str, query: Query) -> statbank.Question:
    """How StatBank is asked."""
    return statbank.Question(code, query.latest, query.area or statbank.AREA, query.values)
