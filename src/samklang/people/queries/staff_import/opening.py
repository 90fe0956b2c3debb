"""Opening a file of staff: which of its sheets is which, and what its columns are taken for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from samklang.core.words import say
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.headings import column_of
from samklang.core.workbook.issues import Log, Misread
from samklang.core.workbook.labels import folded
from samklang.core.workbook.matching import Heading, Matching, matching
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.core.workbook.sheets import ABSENCES, CLOSED, EXCEPTIONS, GROUPS, STAFF, TEAMS, WORKING_TIMES, SheetKind
from samklang.core.workbook.sheets.register import NOT_KEPT, PERSONAL_NUMBER, STAFF_FILE
from samklang.core.workbook.table import Table, read_below, read_table
from samklang.core.workbook.untrusted import sheets_of

LONGEST_NAME = 80
_BESIDE = tuple(replace(kind, required=False) for kind in (TEAMS, WORKING_TIMES, ABSENCES, GROUPS, EXCEPTIONS, CLOSED))
"""The other sheets of a planning workbook that the register has a place for."""


@dataclass(frozen=True)
class Opened:
    """A file that could be opened: its staff sheet with its columns, and the other sheets that are known by name."""

    staff: Grid
    matching: Matching
    beside: Mapping[str, tuple[SheetKind, Grid]] = field(default_factory=dict)


@dataclass(frozen=True)
class Contents:
    """The rows of every sheet, and everything that was found wrong in them."""

    staff: Table
    beside: Mapping[str, Table]
    log: Log

    @property
    def sheets(self) -> Sequence[str]:
        """The names of the sheets, in their order."""
        return (self.staff.name, *(table.name for table in self.beside.values()))


def file_name(given: str) -> str:
    """The name of an uploaded file as it is kept: without folders and signs that cannot be seen, not too long."""
    last = re.split(r"[/\\]", given)[-1]
    shown = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip(" .") or "fil"
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending[:8]}" if stem else shown[:LONGEST_NAME]


def opened(content: bytes, name: str) -> Opened:
    """The file's staff sheet and what else is known in it. Raises Misread with what to do instead."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / file_name(name)
        path.write_bytes(content)
        grids = [grid for grid in sheets_of(path) if any(cell != "" for cells in grid.rows for cell in cells)]
    if not grids:
        raise Misread(say("“{name}” has nothing in it.", name=name), say("Send the file with the staff in it."))
    _refuse_personal_numbers(grids)
    staff = _staff_sheet(grids)
    beside = {
        kind.key: (kind, grid)
        for kind in _BESIDE
        for grid in grids
        if grid is not staff and folded(grid.name) in kind.folds
    }
    columns = matching(staff, STAFF_FILE, ignored=NOT_KEPT)
    _refuse_their_column(staff, columns)
    return Opened(staff, columns, beside)


def _refuse_personal_numbers(grids: Sequence[Grid]) -> None:
    """A file with civil registration numbers is not kept, not even to be corrected."""
    for grid in grids:
        for number, cells in enumerate(grid.rows):
            for place, cell in enumerate(cells):
                if cell != "" and holds_civil_registration_number(cell):
                    raise Misread(
                        say(
                            "Cell {cell} in “{sheet}” holds what looks like a civil registration number, so nothing of "
                            "the file has been kept.",
                            cell=grid.place(number, place).cell,
                            sheet=grid.name,
                        ),
                        say("Delete such numbers, also the whole column they stand in, and send the file again."),
                    )


def _refuse_their_column(staff: Grid, columns: Matching) -> None:
    """Neither is one with a column of them that are cut or masked: the half that is left is a birthday."""
    for heading in columns.headings:
        if heading.samples and column_of(heading.text, NOT_KEPT) is PERSONAL_NUMBER:
            raise Misread(
                say(
                    "The column “{heading}” in “{sheet}” is for civil registration numbers, so nothing of the file has "
                    "been kept.",
                    heading=heading.text,
                    sheet=staff.name,
                ),
                say("Delete the whole column, and send the file again."),
            )


def _staff_sheet(grids: Sequence[Grid]) -> Grid:
    named = [grid for grid in grids if folded(grid.name) in STAFF.folds]
    return named[0] if named else max(grids, key=_likeness)


def _likeness(grid: Grid) -> int:
    """How many of its headings belong to a staff list."""
    try:
        return len({heading.key for heading in matching(grid, STAFF_FILE, ignored=NOT_KEPT).headings if heading.key})
    except Misread:
        return -1


def keys_of(found: Matching, told: Mapping[str, str]) -> dict[int, str]:
    """What each column is taken for. told: what somebody has said of these headings before, by place."""
    known = {*STAFF_FILE.by_key, ""}
    return {one.place: key if (key := told.get(str(one.place), one.key)) in known else "" for one in found.headings}


def contents(file: Opened, keys: Mapping[int, str]) -> Contents:
    """Every row, understood by the columns chosen."""
    log = Log()
    staff = read_below(file.staff, STAFF_FILE, file.matching.as_headings(keys, STAFF_FILE), log)
    beside = {key: read_table(grid, kind, log) for key, (kind, grid) in file.beside.items()}
    return Contents(staff, beside, log)


def asked_about(found: Matching) -> list[Heading]:
    """The columns somebody must say something about."""
    return [heading for heading in found.headings if not heading.sure]
