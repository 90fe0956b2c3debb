"""A file of public figures that somebody has downloaded: CSV or Excel, one row for each figure or a table. Pure.

Read are: rows with a column of periods (as both sources give them, and as their APIs' CSV has them), and tables whose
headings are periods (as both sources show them). Lines above and below the figures are passed over. Periods and areas
are known by their headings or, where these are missing, by what stands under them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from samklang.core.words import say
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.issues import Misread, cell_name
from samklang.core.workbook.labels import folded, tidy
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.core.workbook.untrusted import sheets_of
from samklang.evidence.public.connection import Service
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.jobindsats import AREAS, PERIODS
from samklang.evidence.public.jobindsats import observations as jobindsats_observations
from samklang.evidence.public.numbers import Mixed, decimal_sign, figure, is_figure
from samklang.evidence.public.periods import Period, period
from samklang.evidence.public.series import COUNTRY, Choice, Observation, Series, gathered
from samklang.evidence.public.statbank import observations as statbank_observations

_SEARCHED_ROWS = 25
_CONTENT = {folded(one) for one in ("INDHOLD", "Content", "Value", "Værdi")}
_MOST_CELLS = 2_000_000
_FILE = Service(say("The file"), "")

Cell = object


class _Head(NamedTuple):
    """Where the headings stand: their row, and either the column of periods or the columns that are periods."""

    row: int
    periods: dict[int, Period]
    """Of a table: by column. Empty where the periods stand in a column."""
    at_period: int | None = None


def read(content: bytes, name: str, choice: Choice) -> tuple[Series, ...]:
    """The wanted series of a file. Raises NoFigures; nothing half-read."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return gathered(_of_answer(content, choice), choice)
    found: list[Observation] = []
    fault: NoFigures | None = None
    for grid in _grids(content, name):
        try:
            found += _of_grid(grid, choice.measure)
        except NoFigures as wrong:
            fault = fault or wrong
    if not found:
        raise fault or NoFigures(say("There are no figures in what came from table {table}.", table=choice.table))
    return gathered(found, choice)


def _of_answer(content: bytes, choice: Choice) -> list[Observation]:
    """An answer of either API, kept as a file."""
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError):
        raise _unreadable() from None
    if isinstance(found, dict) and "dataset" in found:
        return statbank_observations(_FILE, choice.table, found)
    return jobindsats_observations(_FILE, choice.table, found)


def _grids(content: bytes, name: str) -> list[Grid]:
    """Through a file of its own, since whoever reads workbooks reads files. Raises NoFigures."""
    ending = Path(name.replace("\\", "/")).suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending if ending.isascii() and len(ending) < 8 else ''}"
        path.write_bytes(content)
        try:
            return sheets_of(path)
        except Misread as wrong:
            shown = {"name": tidy(name)[-80:]} if "name" in wrong.what.values else {}
            what = say("{what} {instead}", what=_renamed(wrong.what, shown), instead=wrong.instead)
            raise NoFigures(what) from None


def _renamed(sentence: Any, values: dict[str, str]) -> Any:
    return type(sentence)(
        sentence.message, {**sentence.values, **values}, sentence.plural, sentence.count
    )  # fmt: skip


def _of_grid(grid: Grid, measure: str) -> list[Observation]:
    rows = [list(row) for row in grid.rows]
    if sum(map(len, rows)) > _MOST_CELLS:
        raise NoFigures(say("The file holds far more than public figures. Choose fewer areas or fewer periods."))
    head = _head(rows)
    if head is None:
        raise NoFigures(
            say("No periods were found in the file. The headings must have a column called Periode or Tid, or be "
                "periods such as 2026M03.")
        )  # fmt: skip
    return list(_long(rows, head, measure) if head.at_period is not None else _wide(rows, head))


def _head(rows: Sequence[Sequence[Cell]]) -> _Head | None:
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        for place, cell in enumerate(row):
            if isinstance(cell, str) and folded(cell) in PERIODS and _is_periods(rows, number, place):
                return _Head(number, {}, place)
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        periods = {place: when for place, cell in enumerate(row) if (when := _heading_period(cell)) is not None}
        if len(periods) >= 2 or (periods and _is_table(rows, number, periods)):
            return _Head(number, periods)
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        for place in range(len(row)):
            if place == 0 and _is_periods(rows, number, place):
                return _Head(number, {}, place)
    return None


def _heading_period(cell: Cell) -> Period | None:
    """A number alone is a year only where it looks like one."""
    return period(cell) if not isinstance(cell, float | int) or 1990 <= cell <= 2100 else None


def _is_periods(rows: Sequence[Sequence[Cell]], head: int, place: int) -> bool:
    below = [row[place] for row in rows[head + 1 :] if len(row) > place and row[place] != ""]
    return bool(below) and period(below[0]) is not None and not (len(rows[head]) < 2)


def _is_table(rows: Sequence[Sequence[Cell]], head: int, periods: dict[int, Period]) -> bool:
    """Whether figures stand right under a single period."""
    below = rows[head + 1] if len(rows) > head + 1 else []
    return any(place < len(below) and below[place] != "" and is_figure(below[place]) for place in periods)


def _long(rows: Sequence[Sequence[Cell]], head: _Head, wanted: str) -> Iterator[Observation]:
    at_period = head.at_period if head.at_period is not None else 0
    headings = [tidy(str(cell)) for cell in rows[head.row]]
    body = [
        (number, row) for number, row in enumerate(rows[head.row + 1 :], start=head.row + 1)
        if len(row) > at_period and row[at_period] != "" and period(row[at_period]) is not None
    ]  # fmt: skip
    at_area = next((place for place, one in enumerate(headings) if folded(one) in AREAS and place != at_period), None)
    rest = [place for place, one in enumerate(headings) if one and place not in (at_period, at_area)]
    divided = [
        place for place in rest
        if folded(headings[place]) != folded(wanted) and not all(is_figure(_at(row, place)) for _, row in body)
    ]  # fmt: skip
    measures = [place for place in rest if place not in divided]
    sign = _sign(_at(row, place) for _, row in body for place in measures)
    for number, row in body:
        when = period(row[at_period])
        where = tidy(str(_at(row, at_area))) if at_area is not None else COUNTRY
        _refuse_people(where)
        others = {headings[place]: tidy(str(_at(row, place))) for place in divided}
        for place in measures:
            measure = "" if folded(headings[place]) in _CONTENT else headings[place]
            if when is not None:
                yield Observation(when, where, measure, _figure(row, number, place, sign), others)


def _wide(rows: Sequence[Sequence[Cell]], head: _Head) -> Iterator[Observation]:
    """Periods stand in the headings; before them what each row is about, left blank where it is as in the row above."""
    first = min(head.periods)
    headings = [tidy(str(cell)) for cell in rows[head.row][:first]]
    body = [
        (number, list(row)) for number, row in enumerate(rows[head.row + 1 :], start=head.row + 1)
        if any(place < len(row) and row[place] != "" for place in head.periods)
    ]  # fmt: skip
    _fill_down(body, first)
    at_area = next((place for place, one in enumerate(headings) if folded(one) in AREAS), None)
    if at_area is None and first:
        # StatBank leaves the corner blank: the last of the columns before the figures is the area where none is named.
        at_area = first - 1
    sign = _sign(_at(row, place) for _, row in body for place in head.periods)
    for number, row in body:
        if not all(is_figure(_at(row, place)) for place in head.periods):
            continue  # a line of words under the figures
        where = tidy(str(_at(row, at_area))) if at_area is not None else COUNTRY
        _refuse_people(where)
        others = {
            headings[place] or f"#{place + 1}": tidy(str(row[place])) for place in range(first) if place != at_area
        }  # fmt: skip
        for place, when in head.periods.items():
            yield Observation(when, where, "", _figure(row, number, place, sign), others)


def _fill_down(body: Sequence[tuple[int, list[Any]]], columns: int) -> None:
    above: list[Any] = [""] * columns
    for _, row in body:
        for place in range(min(columns, len(row))):
            if row[place] == "":
                row[place] = above[place]
        above = row[:columns]


def _at(row: Sequence[Cell], place: int | None) -> Any:
    return row[place] if place is not None and place < len(row) else ""


def _sign(cells: Iterator[Any]) -> str:
    try:
        return decimal_sign(cell for cell in cells if isinstance(cell, str))
    except Mixed:
        raise NoFigures(
            say("Some numbers in the file have a decimal comma and others a decimal point, so they cannot be told "
                "apart. Download it again and save it unchanged.")
        ) from None  # fmt: skip


def _figure(row: Sequence[Cell], number: int, place: int, sign: str) -> Any:
    cell = _at(row, place)
    try:
        return figure(cell, sign)
    except ValueError:
        raise NoFigures(
            say("“{text}” in cell {cell} is no figure and no sign for a figure that is not shown.",
                text=tidy(str(cell))[:60], cell=cell_name(number, place))
        ) from None  # fmt: skip


def _refuse_people(area: str) -> None:
    """Public figures are about places; a file of people has come to the wrong page."""
    if holds_civil_registration_number(area):
        raise NoFigures(
            say("The file holds civil registration numbers. It is not public figures, and nothing of it was kept.")
        )


def _unreadable() -> NoFigures:
    return NoFigures(
        say("The file cannot be read as public figures. Download it again as CSV or Excel and send it unchanged.")
    )
