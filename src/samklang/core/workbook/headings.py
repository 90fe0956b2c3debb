"""Finding the row of headings, and which column of the sheet each heading is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samklang.core.words import say
from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.issues import Log
from samklang.core.workbook.kinds import Raw, shown
from samklang.core.workbook.labels import folded, nearest, without_brackets

SEARCHED_ROWS = 15
_CLOSE = 0.8


@dataclass(frozen=True)
class Headings:
    """The row the headings stand in (from 0), the columns found there by place, and the language of most of them."""

    row: int
    columns: Mapping[int, Column]
    language: str


def find_headings(grid: Grid, kind: SheetKind, log: Log) -> Headings | None:
    """The row among the first 15 with most known headings; None, and an error, where there is none.

    A heading counts in either language, whatever its case, spaces, accents and hyphens, also where both languages
    stand in one cell. Unknown headings over filled columns are told; one very like a known heading that is not there
    is an error, since what stands below it would be lost.
    """
    best = max(
        range(min(SEARCHED_ROWS, len(grid.rows))), key=lambda row: len(_known(grid.rows[row], kind)), default=None
    )
    if best is None or not _known(grid.rows[best], kind):
        required = [column.heading.da for column in kind.columns if column.required] or ["Fra"]
        wanted = tuple(say("“{heading}”", heading=heading) for heading in required)
        log.error(
            grid.place(0, 0),
            say("No row with headings was found in the first {count} rows.", count=SEARCHED_ROWS),
            say("Write a row with headings such as {headings}; the template shows all of them.", headings=wanted),
        )
        return None
    columns = _without_doubles(grid, best, kind, log)
    found = Headings(best, columns, _language(grid.rows[best], columns))
    _tell_unknown(grid, kind, found, log)
    _tell_missing(grid, kind, found, log)
    return found


def column_of(cell: Raw, kind: SheetKind) -> Column | None:
    """The column that a heading names, or None."""
    return next((kind.by_heading[fold] for fold in wordings(cell) if fold in kind.by_heading), None)


def wordings(cell: Raw) -> list[str]:
    """What a heading can be taken for, folded: the whole, each of its lines, and these without what is in brackets."""
    if not isinstance(cell, str):
        return []
    lines = [cell, *(line for line in cell.splitlines() if line.strip())]
    return [fold for line in (*lines, *map(without_brackets, lines)) if (fold := folded(line))]


def _known(row: Sequence[Raw], kind: SheetKind) -> set[str]:
    return {column.key for cell in row if (column := column_of(cell, kind))}


def _without_doubles(grid: Grid, row: int, kind: SheetKind, log: Log) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    first: dict[str, int] = {}
    for place, cell in enumerate(grid.rows[row]):
        column = column_of(cell, kind)
        if column is None:
            continue
        if column.key in first:
            log.error(
                grid.place(row, place),
                say(
                    "“{heading}” means the same as the heading in {cell}.",
                    heading=shown(cell),
                    cell=grid.place(row, first[column.key]).cell,
                ),
                say("Keep one of the two columns, or give the other a name of its own."),
            )
            continue
        first[column.key] = place
        columns[place] = column
    return columns


def _language(row: Sequence[Raw], columns: Mapping[int, Column]) -> str:
    english = sum(
        folded(str(row[place]).split("\n")[0]) == folded(column.heading.en) for place, column in columns.items()
    )
    danish = sum(
        folded(str(row[place]).split("\n")[0]) == folded(column.heading.da) for place, column in columns.items()
    )
    return "en" if english > danish else "da"


def _tell_unknown(grid: Grid, kind: SheetKind, found: Headings, log: Log) -> None:
    there = {column.key for column in found.columns.values()}
    absent = {word for one in kind.columns if one.key not in there for word in (one.heading.da, one.heading.en)}
    headings = grid.rows[found.row]
    for place in range(max(map(len, grid.rows), default=0)):
        heading = headings[place] if place < len(headings) else ""
        if place in found.columns or column_of(heading, kind):
            continue
        filled = _first_filled(grid, found.row, place)
        if filled is None and heading == "":
            continue
        close = nearest(shown(heading), absent, closeness=_CLOSE) if isinstance(heading, str) and heading else []
        if close:
            log.error(
                grid.place(found.row, place),
                say(
                    "The heading “{heading}” is not known. Did you mean “{known}”?",
                    heading=shown(heading),
                    known=close[0],
                ),
                say("Write “{known}”, or delete the column.", known=close[0]),
            )
        elif heading == "":
            log.note(
                grid.place(filled or found.row, place),
                say("This column has no heading and is not used."),
                say("Give it a heading if it matters."),
            )
        else:
            log.note(grid.place(found.row, place), say("Column “{heading}” is not used.", heading=shown(heading)))


def _first_filled(grid: Grid, headings: int, place: int) -> int | None:
    below = range(headings + 1, len(grid.rows))
    return next((row for row in below if place < len(grid.rows[row]) and grid.rows[row][place] != ""), None)


def _tell_missing(grid: Grid, kind: SheetKind, found: Headings, log: Log) -> None:
    there = {column.key for column in found.columns.values()}
    for column in kind.columns:
        if column.required and column.key not in there:
            heading = column.heading.in_(found.language)
            log.error(
                grid.place(found.row, 0),
                say("The column “{heading}” is missing.", heading=heading),
                say("Add a column with the heading “{heading}”.", heading=heading),
            )
