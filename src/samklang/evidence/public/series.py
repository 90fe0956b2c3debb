"""Series: one measure of one table for one area through time, gathered from loose observations, or nothing. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from samklang.core.words import say
from samklang.core.workbook.labels import folded, tidy
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.numbers import Figure
from samklang.evidence.public.periods import Period

COUNTRY = "Hele landet"
"""What both sources call the whole country."""
MOST_OBSERVATIONS = 400_000
_MOST_NAMED = 8


@dataclass(frozen=True)
class Point:
    """One period. value: None where the source gives no figure; suppressed: it says itself that it shows none."""

    period: str
    first_day: date
    last_day: date
    value: Decimal | None
    suppressed: bool = False


@dataclass(frozen=True)
class Series:
    """The points of one area, oldest first, all periods of one length and each once.

    table: the source's own name of the table. unit: in words, as the catalogue has it.
    """

    table: str
    measure: str
    area: str
    unit: str
    points: tuple[Point, ...]


class Observation(NamedTuple):
    """One figure with all that the source says of it. measure: "" where the table has only one.

    others: what else it is divided by, heading to value: "Ydelsesgrupper" to "A-dagpenge".
    """

    period: Period
    area: str
    measure: str
    figure: Figure
    others: Mapping[str, str] = {}


@dataclass(frozen=True)
class Choice:
    """What is wanted of a table.

    measure: its heading, or ""; where the source has only one, that one is it.
    keeps:   for a heading, the values of which the first that occurs is kept.
    areas:   their names; none means every area there is.
    lenient: only the first of the areas must be there (a file need not hold the neighbours).
    """

    table: str
    measure: str
    unit: str
    keeps: Mapping[str, Sequence[str]] = field(default_factory=dict)
    areas: Sequence[str] = ()
    lenient: bool = False


def gathered(observations: Iterable[Observation], choice: Choice) -> tuple[Series, ...]:
    """The wanted series, by the areas' order in the choice, or else by name. Raises NoFigures; all or nothing.

    Figures are never added together: where a heading has several values and the choice names none, that is a fault.
    """
    found = list(observations)
    if not found:
        raise NoFigures(say("There are no figures in what came from table {table}.", table=choice.table))
    if len(found) > MOST_OBSERVATIONS:
        raise NoFigures(
            say("There are more figures than {most}. Ask for fewer areas or fewer periods.", most=MOST_OBSERVATIONS)
        )
    found = _of_areas(_undivided(_of_measure(found, choice), choice), choice)
    by_area: dict[str, list[Observation]] = defaultdict(list)
    for one in found:
        by_area[area_key(one.area)].append(one)
    order = [area_key(one) for one in choice.areas] or sorted(by_area, key=lambda key: (key != _COUNTRY_KEY, key))
    return tuple(_series(by_area[key], choice) for key in dict.fromkeys(order) if key in by_area)


def area_key(name: str) -> str:
    """How areas are compared: "Vejen", "Vejen Kommune" and "VEJEN" are one."""
    words = tidy(name).removesuffix(" Kommune").removesuffix(" kommune")
    return folded(words)


_COUNTRY_KEY = area_key(COUNTRY)


def _of_measure(found: Sequence[Observation], choice: Choice) -> list[Observation]:
    measures = list(dict.fromkeys(one.measure for one in found))
    wanted = folded(choice.measure)
    if measures == [""] or (len(measures) == 1 and not wanted):
        return list(found)
    kept = [one for one in found if folded(one.measure) == wanted]
    if not kept:
        raise NoFigures(
            say("Table {table} has no column “{measure}”. It has: {columns}.",
                table=choice.table, measure=choice.measure, columns=named(measures))
        )  # fmt: skip
    return kept


def _undivided(found: list[Observation], choice: Choice) -> list[Observation]:
    """With one value of each heading. Raises NoFigures."""
    keeps = {folded(heading): values for heading, values in choice.keeps.items()}
    for heading in dict.fromkeys(heading for one in found for heading in one.others):
        values = list(dict.fromkeys(one.others.get(heading, "") for one in found))
        if len(values) == 1 and folded(heading) not in keeps:
            continue
        known = {folded(value): value for value in values}
        wanted = [known[folded(one)] for one in keeps.get(folded(heading), ()) if folded(one) in known]
        if not wanted and len(values) == 1:
            continue  # the source was asked for one value, and that is what it calls it
        if not wanted:
            raise NoFigures(
                say("Table {table} is divided by “{heading}”: {values}. Choose one of them at the source, since "
                    "Samklang does not add figures together.",
                    table=choice.table, heading=heading, values=named(values))
            )  # fmt: skip
        found = [one for one in found if one.others.get(heading, "") == wanted[0]]
    return found


def _of_areas(found: list[Observation], choice: Choice) -> list[Observation]:
    if not choice.areas:
        return found
    there = {area_key(one.area) for one in found}
    for name in choice.areas[:1] if choice.lenient else choice.areas:
        if area_key(name) not in there:
            raise NoFigures(
                say("Table {table} has no area called “{area}”. It has: {areas}.", table=choice.table, area=name,
                    areas=named(sorted({one.area for one in found})))
            )  # fmt: skip
    wanted = {area_key(one) for one in choice.areas}
    return [one for one in found if area_key(one.area) in wanted]


def _series(found: Sequence[Observation], choice: Choice) -> Series:
    area = tidy(found[0].area)
    twice = [one for one, count in Counter(one.period for one in found).items() if count > 1]
    if twice:
        raise NoFigures(
            say("Table {table} has several figures for {area} in {period}. Choose one of them at the source.",
                table=choice.table, area=area, period=twice[0].key)
        )  # fmt: skip
    lengths = {one.period.length for one in found}
    if len(lengths) > 1:
        raise NoFigures(
            say("Table {table} mixes periods of different lengths. Choose months, quarters or years, not several.",
                table=choice.table)
        )  # fmt: skip
    points = tuple(
        Point(one.period.key, one.period.first_day, one.period.last_day, one.figure.value, one.figure.hidden)
        for one in sorted(found, key=lambda one: one.period)
    )
    return Series(choice.table, choice.measure, area, choice.unit, points)


def named(values: Sequence[str]) -> str:
    """Some of them, so that a sentence stays a sentence."""
    shown = [tidy(one)[:80] for one in values[:_MOST_NAMED]]
    return ", ".join(shown) + (", …" if len(values) > _MOST_NAMED else "")
