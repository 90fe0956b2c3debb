"""Staff from a personnel system's export, put together with the staff sheet of the workbook."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from samklang.core.words import say, say_n
from samklang.core.workbook.delimited import delimited_grid
from samklang.core.workbook.issues import Log, Misread, Place
from samklang.core.workbook.kinds import HALF_DAYS
from samklang.core.workbook.labels import folded
from samklang.core.workbook.sheets import STAFF
from samklang.core.workbook.table import Row, Table, read_table

_RELAXED = tuple(replace(column, required=column.key == "id") for column in STAFF.columns)
SHEET_BESIDE_EXPORT = replace(STAFF, columns=_RELAXED, required=False)
"""The staff sheet where an export feeds it: only the employee number must stand in every row."""


_WEEK = {*HALF_DAYS, "works"}
"""The columns that together say which half-days are worked; an export that fills one of them replaces them all."""


def merged_staff(staff: Table, export: Path, log: Log) -> Table:
    """The staff sheet with the export put in, row by row by employee number.

    What the export says counts where both say something; what only the sheet says (half-days, skills, peers …) is
    kept; people only in the export come last; people only in the sheet stay. Notes tell of all three.
    """
    try:
        exported = read_table(delimited_grid(export), replace(SHEET_BESIDE_EXPORT, required=True), log)
    except Misread as problem:
        log.error(Place(export.name, ""), problem.what, problem.instead)
        return staff
    by_number: dict[str, Row] = {}
    for row in exported.rows:
        number = row.get("id")
        if number in by_number:
            log.error(
                row.place_of("id"),
                say(
                    "“{found}” stands twice; the other one is in {cell}.",
                    found=number,
                    cell=by_number[number].place_of("id").cell,
                ),
                say("Give each its own, or delete one of the rows."),
            )
        elif number is not None:
            by_number[number] = row
    rows = [_merged(row, by_number.get(row.get("id"))) for row in staff.rows]
    known = {row.get("id") for row in staff.rows}
    _tell(staff, by_number, known, log)
    new = [row for number, row in by_number.items() if number not in known]
    together = [*rows, *new]
    for row in together:
        _tell_blank(row, staff.language, log)
    return Table(STAFF, staff.name, together, staff.keys | exported.keys, staff.language, staff.found)


def _tell_blank(row: Row, language: str, log: Log) -> None:
    for column in STAFF.columns:
        if column.required and column.key not in row.values and column.key not in row.misread:
            log.error(
                row.place_of(column.key),
                say("“{heading}” is neither in the export nor in the sheet.", heading=column.heading.in_(language)),
                say("Fill it in in the staff sheet, or add the column to the export."),
            )


def _merged(row: Row, export: Row | None) -> Row:
    if export is None:
        return row
    replaced = set(export.values) | (_WEEK if _WEEK & export.values.keys() else set())
    values = {key: value for key, value in row.values.items() if key not in replaced}
    places = {**row.places, **{key: export.places[key] for key in export.values}}
    return Row(row.place, {**values, **export.values}, places, (row.misread - replaced) | export.misread)


def _tell(staff: Table, export: Mapping[str, Row], known: set[str], log: Log) -> None:
    changed = [row for row in staff.rows if (one := export.get(row.get("id", ""))) and _differs(row, one)]
    if changed:
        message = say_n(
            "One person stands differently in the export, which counts: {names}.",
            "{count} people stand differently in the export, which counts: {names}.",
            len(changed),
            names=_names(changed),
        )
        log.note(changed[0].place, message)
    left = [row for row in staff.rows if row.get("id") not in export]
    if left:
        message = say_n(
            "One person in the staff sheet is not in the export, and is kept: {names}.",
            "{count} people in the staff sheet are not in the export, and are kept: {names}.",
            len(left),
            names=_names(left),
        )
        log.note(left[0].place, message, say("Delete those who have left, or write their last day."))
    new = [row for number, row in export.items() if number not in known]
    if new:
        message = say_n(
            "One person is only in the export, and was added: {names}.",
            "{count} people are only in the export, and were added: {names}.",
            len(new),
            names=_names(new),
        )
        log.note(new[0].place, message)


def _differs(row: Row, export: Row) -> bool:
    if _WEEK & row.values.keys() and _WEEK & export.values.keys() and _week(row) != _week(export):
        return True
    both = (export.values.keys() & row.values.keys()) - _WEEK
    return any(not _same(row.values[key], export.values[key]) for key in both)


def _week(row: Row) -> list[str]:
    return [name for name in HALF_DAYS if row.get(name)] or list(row.get("works", ()))


def _same(one: Any, other: Any) -> bool:
    return folded(one) == folded(other) if isinstance(one, str) and isinstance(other, str) else bool(one == other)


def _names(rows: list[Row]) -> tuple[str, ...]:
    names = tuple(str(row.get("name", row.get("id", ""))) for row in rows)
    return names if len(names) <= 6 else (*names[:5], "…")
