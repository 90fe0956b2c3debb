"""Jobindsats, the Danish labour market authority's figures: its API's third version, and its second's answers. Pure.

Third version: GET {url}/data/{table}?mgroup.*=*&period.M=latest:60&hierarchy._nykom=*&format=json with the key as a
bearer token, answered by {"columns": [...], "rows": [[...]]}; a value the source does not show is null; 422 with
{"code", "cause"} where a hierarchy or a kind of period is unknown. The second version was announced to close on
30 September 2026; its answers, [{"Variables": [{"Label"}], "Data": [[...]]}], are still read where they are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.labels import folded, tidy
from samklang.evidence.public.connection import Service, asked, cause, misunderstood, nonsense, unknown_table
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.numbers import Figure, figure
from samklang.evidence.public.periods import period
from samklang.evidence.public.series import Choice, Observation, Series, gathered

NAME = say("Jobindsats")
MUNICIPALITIES = "_nykom"
PERIODS = {folded(one) for one in ("Periode", "Period", "Tid", "Time")}
AREAS = {folded(one) for one in ("Område", "Area", "Kommune", "Region", "Municipality", "Geografi")}
MOST_PERIODS = 240
_TABLE = re.compile(r"[a-z0-9_]{3,20}", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9_]{1,40}")


@dataclass(frozen=True)
class Question:
    """How a table is asked for. period: the kind, "M", "Q" or "QMAT". hierarchies: name to the branch, "/" is all."""

    table: str
    period: str = "M"
    latest: int = 60
    area: str = MUNICIPALITIES
    hierarchies: Mapping[str, str] = field(default_factory=dict)


def service(url: str, token: str) -> Service:
    """Where it answers."""
    return Service(NAME, url, token)


def fetched(at: Service, question: Question, choice: Choice) -> tuple[Series, ...]:
    """The wanted series as the service has them today. Raises NoFigures."""
    if not at.url:
        raise NoFigures(say("No address is set for Jobindsats. Set SAMKLANG_JOBINDSATS_URL, or load a file."))
    if not at.token:
        raise NoFigures(say("Jobindsats asks for a key. Set SAMKLANG_JOBINDSATS_TOKEN, or load a file."))
    answer = asked(at, f"data/{_checked(question)}", query=_query(question))
    if answer.status == 404:
        raise unknown_table(at, question.table)
    if answer.status != 200:
        raise misunderstood(at, question.table, cause(answer, "cause", "message", "error"))
    return gathered(observations(at, question.table, answer.content), choice)


def _checked(question: Question) -> str:
    if _TABLE.fullmatch(question.table) is None:
        raise NoFigures(
            say("“{table}” is no number of a table at Jobindsats. It looks like y01a02.", table=question.table[:40])
        )
    names = [question.period, question.area, *question.hierarchies]
    if any(_NAME.fullmatch(one) is None for one in names) or not 1 <= question.latest <= MOST_PERIODS:
        raise NoFigures(
            say("The settings of table {table} name something that Jobindsats cannot have.", table=question.table)
        )
    return question.table.lower()


def _query(question: Question) -> dict[str, str]:
    branches = {f"hierarchy.{name}": branch for name, branch in question.hierarchies.items()}
    return {
        "mgroup.*": "*", f"period.{question.period}": f"latest:{question.latest}",
        f"hierarchy.{question.area}": "*", **branches, "format": "json",
    }  # fmt: skip


def observations(at: Service, table: str, content: Any) -> list[Observation]:
    """Every figure of an answer, of either version. Raises NoFigures."""
    columns, rows = _table_of(content)
    if not columns or rows is None:
        raise nonsense(at, table)
    try:
        return list(_read(columns, rows))
    except ValueError:
        raise nonsense(at, table) from None


def _table_of(content: Any) -> tuple[list[str], list[Any] | None]:
    if isinstance(content, list) and len(content) == 1:
        content = content[0]
    if not isinstance(content, Mapping):
        return [], None
    if isinstance(variables := content.get("Variables"), list):
        labels = [one.get("Label", one.get("Name")) for one in variables if isinstance(one, Mapping)]
        rows = content.get("Data")
    else:
        labels, rows = content.get("columns") or [], content.get("rows")
    if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
        return [], None
    return [tidy(one) for one in labels], rows if isinstance(rows, list) else None


def _read(columns: Sequence[str], rows: Sequence[Any]) -> Iterator[Observation]:
    """Raises ValueError where the rows are not what the columns say."""
    at_period = next((place for place, one in enumerate(columns) if folded(one) in PERIODS), None)
    at_area = next((place for place, one in enumerate(columns) if folded(one) in AREAS), None)
    if (
        at_period is None
        or at_area is None
        or any(not isinstance(row, list) or len(row) != len(columns) for row in rows)
    ):
        raise ValueError
    rest = [place for place in range(len(columns)) if place not in (at_period, at_area)]
    divided = [place for place in rest if any(_is_name(row[place]) for row in rows)]
    for row in rows:
        when = period(row[at_period])
        if when is None or not isinstance(row[at_area], str):
            raise ValueError
        others = {columns[place]: tidy(str(row[place] or "")) for place in divided}
        for place in rest:
            if place not in divided:
                yield Observation(when, tidy(row[at_area]), columns[place], _figure(row[place]), others)


def _is_name(value: Any) -> bool:
    try:
        _figure(value)
    except ValueError:
        return True
    return False


def _figure(value: Any) -> Figure:
    """Raises ValueError. The second version writes numbers as texts, with a decimal point."""
    return figure(value)
