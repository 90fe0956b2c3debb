"""StatBank, Statistics Denmark's figures: its API, asked for JSON-stat. Pure.

POST {url}/tableinfo tells a table's variables and their values; POST {url}/data with {"table", "format": "JSONSTAT",
"variables": [{"code", "values"}]} answers {"dataset": {"dimension": {"id", "size", …}, "value"}}, a value that is not
shown being null. 400 with {"errorTypeCode", "message"} where a table or a value is unknown. No key is needed. Licence
of the figures: CC BY 4.0. Source: https://www.dst.dk/en/Statistik/hjaelp-til-statistikbanken/api and public code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.labels import folded, tidy
from samklang.evidence.public.connection import Service, asked, cause, misunderstood, nonsense, unknown_table
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.numbers import figure
from samklang.evidence.public.periods import period
from samklang.evidence.public.series import (
    MOST_OBSERVATIONS,
    Choice,
    Observation,
    Series,
    area_key,
    gathered,
    named,
)

NAME = say("StatBank Denmark")
AREA = "OMRÅDE"
_NOT_FOUND = "EXTRACT-NOTFOUND"
_TABLE = re.compile(r"[A-Z0-9]{3,20}", re.IGNORECASE)
_METRIC = "ContentsCode"


@dataclass(frozen=True)
class Question:
    """How a table is asked for. values: for each variable but area and time, the one value that is wanted."""

    table: str
    latest: int = 60
    area: str = AREA
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Variable:
    code: str
    is_time: bool
    values: Sequence[tuple[str, str]]
    """Code and words."""


def service(url: str) -> Service:
    """Where it answers."""
    return Service(NAME, url)


def fetched(at: Service, question: Question, choice: Choice) -> tuple[Series, ...]:
    """The wanted series as the service has them today. Raises NoFigures."""
    if not at.url:
        raise NoFigures(say("No address is set for StatBank Denmark. Set SAMKLANG_STATBANK_URL, or load a file."))
    if _TABLE.fullmatch(question.table) is None:
        raise NoFigures(
            say("“{table}” is no name of a table at StatBank Denmark. It looks like AUP02.", table=question.table[:40])
        )
    wanted = [
        {"code": one.code, "values": _values(one, question, choice)} for one in _variables(at, question.table)
    ]  # fmt: skip
    body = {"table": question.table, "format": "JSONSTAT", "lang": "da", "variables": wanted}
    answer = asked(at, "data", body=body)
    if answer.status != 200:
        raise misunderstood(at, question.table, cause(answer, "message"))
    return gathered(observations(at, question.table, answer.content, area=question.area), choice)


def _variables(at: Service, table: str) -> list[_Variable]:
    answer = asked(at, "tableinfo", body={"table": table, "lang": "da", "format": "JSON"})
    if answer.status == 404 or cause(answer, "errorTypeCode") == _NOT_FOUND:
        raise unknown_table(at, table)
    if answer.status != 200:
        raise misunderstood(at, table, cause(answer, "message"))
    try:
        found = [
            _Variable(
                str(one["id"]), bool(one.get("time")),
                [(str(its["id"]), tidy(str(its["text"]))) for its in one["values"]],
            )
            for one in answer.content["variables"]
        ]  # fmt: skip
    except (KeyError, TypeError, AttributeError):
        raise nonsense(at, table) from None
    if not any(one.is_time for one in found):
        raise nonsense(at, table)
    return found


def _values(variable: _Variable, question: Question, choice: Choice) -> list[str]:
    """Which values of a variable are asked for, by their codes. Raises NoFigures."""
    if variable.is_time:
        return [code for code, _ in variable.values][-max(1, question.latest) :]
    if folded(variable.code) == folded(question.area):
        return _areas(variable, question, choice)
    settings = {folded(code): value for code, value in question.values.items()}
    wanted = settings.get(folded(variable.code), "")
    for code, words in variable.values:
        if wanted and folded(wanted) in (folded(code), folded(words)):
            return [code]
    known = named([f"{code} ({words})" for code, words in variable.values])
    raise NoFigures(
        say("Table {table} needs a value of “{variable}”, and its settings name none that exists: {values}.",
            table=question.table, variable=variable.code, values=known)
    )  # fmt: skip


def _areas(variable: _Variable, question: Question, choice: Choice) -> list[str]:
    if not choice.areas:
        return [code for code, _ in variable.values]
    by_name = {area_key(words): code for code, words in variable.values}
    codes = {code for code, _ in variable.values}
    found = []
    for name in choice.areas:
        code = by_name.get(area_key(name), name if name in codes else "")
        if not code:
            raise NoFigures(
                say("Table {table} has no area called “{area}”. It has: {areas}.", table=question.table, area=name,
                    areas=named([words for _, words in variable.values]))
            )  # fmt: skip
        found.append(code)
    return found


def observations(at: Service, table: str, content: Any, *, area: str = AREA) -> list[Observation]:
    """Every figure of an answer. Raises NoFigures."""
    try:
        return list(_read(content["dataset"], area))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise nonsense(at, table) from None


def _read(dataset: Mapping[str, Any], area: str) -> Iterator[Observation]:
    """Raises one of what is caught above where it is no JSON-stat."""
    dimension = dataset["dimension"]
    names, sizes = [str(one) for one in dimension["id"]], [int(one) for one in dimension["size"]]
    count = prod(sizes)
    if len(names) != len(sizes) or not 0 < count <= MOST_OBSERVATIONS:
        raise ValueError
    values = dataset["value"]
    if isinstance(values, Mapping):
        values = [values.get(str(place)) for place in range(count)]
    if len(values) != count:
        raise ValueError
    categories = [_categories(dimension[name]["category"], size) for name, size in zip(names, sizes, strict=True)]
    at_time = [folded(name) for name in names].index("tid")
    at_area = next((place for place, name in enumerate(names) if folded(name) == folded(area)), None)
    rest = [place for place, name in enumerate(names) if place not in (at_time, at_area) and name != _METRIC]
    for cell, value in zip(product(*categories), values, strict=True):
        when = period(cell[at_time][0])
        if when is None:
            raise ValueError
        where = cell[at_area][1] if at_area is not None else "Hele landet"
        yield Observation(when, where, "", figure(value), {names[place]: cell[place][1] for place in rest})


def _categories(category: Mapping[str, Any], size: int) -> list[tuple[str, str]]:
    """Code and words of each value, in their order."""
    index, labels = category["index"], category.get("label", {})
    codes = sorted(index, key=lambda code: index[code]) if isinstance(index, Mapping) else list(index)
    if len(codes) != size:
        raise ValueError
    return [(str(code), tidy(str(labels.get(code, code)))) for code in codes]
