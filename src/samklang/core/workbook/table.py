"""The rows of a sheet, each cell understood by the kind of its column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import category

from samklang.core.words import say, say_n
from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.headings import Headings, column_of, find_headings
from samklang.core.workbook.issues import Log, Misread, Place
from samklang.core.workbook.kinds import Raw, Read, shown
from samklang.core.workbook.labels import INVISIBLE, tidy
from samklang.core.workbook.personal import holds_civil_registration_number

_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing, so that a text shows otherwise than it is kept."""
EXAMPLE = re.compile(r"(?:eksempel|example)\s*(?:\d+|:.*)?", re.IGNORECASE | re.DOTALL)
_TOTAL = re.compile(
    r"(?:i\s?alt|total\w*|subtotal\w*|hovedtotal|sum|summa|gennemsnit|antal|grand total|average|count)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"[\d.,:%\s/-]+")


@dataclass(frozen=True)
class Row:
    """One row: what is filled in, by column key; where each cell is; and which cells could not be understood."""

    place: Place
    values: Mapping[str, Any]
    places: Mapping[str, Place]
    misread: frozenset[str] = frozenset()

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a column, or the default where it is blank or was not understood."""
        return self.values.get(key, default)

    def place_of(self, key: str) -> Place:
        """The cell of a column, or the row's first cell where the sheet has no such column."""
        return self.places.get(key, self.place)


@dataclass(frozen=True)
class Table:
    """A sheet that was read: its kind, its name in the file, its rows and the columns it has."""

    kind: SheetKind
    name: str
    rows: Sequence[Row] = ()
    keys: frozenset[str] = frozenset()
    language: str = "da"
    found: bool = True
    examples: Sequence[Place] = ()
    """The rows left out because they are marked as examples."""

    def value(self, row: Row, key: str) -> Any:
        """A cell's value, or what a blank cell means in that column."""
        return row.values.get(key, self.kind.by_key[key].default)


@dataclass
class _Reader:
    grid: Grid
    kind: SheetKind
    headings: Headings
    log: Log
    filled_down: dict[tuple[int, int], Raw] = field(default_factory=dict)
    examples: list[Place] = field(default_factory=list)
    totals: list[Place] = field(default_factory=list)
    known: dict[tuple[str, type, Raw], Read] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """Every row below the headings that is neither blank nor an example."""
        numbers = [number for number, cells in self._below() if self._counts(number, cells)]
        if len(numbers) > self.kind.most_rows:
            self.log.error(
                self.grid.place(self.headings.row, 0),
                say(
                    "The sheet has {count} rows; at most {most} are read.", count=len(numbers), most=self.kind.most_rows
                ),
                say("Keep only the rows of this programme."),
            )
            return []
        self._fill_merged()
        self._tell_totals()
        return [self._row(number) for number in numbers]

    def _below(self) -> Iterator[tuple[int, Sequence[Raw]]]:
        start = self.headings.row + 1
        yield from enumerate(self.grid.rows[start:], start=start)

    def _counts(self, number: int, cells: Sequence[Raw]) -> bool:
        columns, broken = self.headings.columns, self.grid.broken
        if not any(_is_filled(cells[place]) for place in columns if place < len(cells)):
            return bool(broken) and any((number, place) in broken for place in columns)
        first = next(cell for cell in cells if _is_filled(cell))
        if isinstance(first, str) and EXAMPLE.fullmatch(tidy(first)):
            self.examples.append(self.grid.place(number, 0))
            return False
        if self.kind.ends_with_totals and _sums_up(cells):
            self.totals.append(self.grid.place(number, 0))
            return False
        if self.kind.ends_with_totals and self._are_the_headings(cells):  # a report has them on every page
            return False
        return not (number == self.headings.row + 1 and self._repeats_headings(cells))

    def _are_the_headings(self, cells: Sequence[Raw]) -> bool:
        headings = self.grid.rows[self.headings.row]
        filled = [(place, cell) for place, cell in enumerate(cells) if _is_filled(cell)]
        return len(filled) > 1 and all(place < len(headings) and cell == headings[place] for place, cell in filled)

    def _tell_totals(self) -> None:
        if self.totals:
            message = say_n(
                "The row is a total, the heading of a group or a remark of the report, and was left out.",
                "{count} rows are totals, headings of groups or remarks of the report, and were left out: {cells}.",
                len(self.totals),
                cells=tuple(place.cell for place in self.totals[:8]),
            )
            self.log.note(self.totals[0], message)

    def _repeats_headings(self, cells: Sequence[Raw]) -> bool:
        columns = self.headings.columns
        known = [column_of(cell, self.kind) is columns.get(place) for place, cell in enumerate(cells) if cell != ""]
        return len(known) > 1 and all(known)

    def _fill_merged(self) -> None:
        for (top, left), (bottom, right) in self.grid.merged:
            column = self.headings.columns.get(left)
            if column is None or top <= self.headings.row or bottom == top or top >= len(self.grid.rows):
                continue
            content = self.grid.rows[top][left]
            last = min(bottom, len(self.grid.rows) - 1)
            if content == "" or last == top:
                continue
            self.filled_down.update({(number, left): content for number in range(top + 1, last + 1)})
            self.log.note(
                self.grid.place(top, left),
                say(
                    "These cells are merged down to {cell}; “{found}” was read for every row of them.",
                    cell=self.grid.place(last, right).cell,
                    found=shown(content),
                ),
            )

    def _row(self, number: int) -> Row:
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        misread: set[str] = set()
        cells = self.grid.rows[number]
        for position, column in self.headings.columns.items():
            place = places[column.key] = self.grid.place(number, position)
            raw = cells[position] if position < len(cells) else ""
            raw = self.filled_down.get((number, position), raw) if raw == "" else raw
            try:
                _refuse_broken(self.grid.broken.get((number, position)))
                if not _is_filled(raw):
                    if column.required:
                        raise _blank(column, self.headings.language)
                    continue
                values[column.key], remark = self._understood(raw, column)
            except Misread as problem:
                misread.add(column.key)
                self.log.error(place, problem.what, problem.instead)
            else:
                if remark:
                    self.log.remark(place, remark)
        first = next(iter(places.values()), self.grid.place(number, 0))
        return Row(first, values, places, frozenset(misread))

    def _understood(self, raw: Raw, column: Column) -> Read:
        """As `understood`, but each content of a column is understood only once: most cells say the same as others."""
        key = (column.key, type(raw), raw)
        if key not in self.known:
            self.known[key] = understood(raw, column)
        return self.known[key]


def _sums_up(cells: Sequence[Raw]) -> bool:
    """Whether a row of a report is no row of its list: a total, the name of the group that follows, who printed it."""
    filled = [shown(cell) for cell in cells if _is_filled(cell)]
    words = [text for text in filled if not _NUMBER.fullmatch(text)]
    if not words:
        return False
    if filled[0] == words[0] and _TOTAL.fullmatch(words[0]):
        return len(words) <= 2
    return len(filled) == 1 and " " in words[0]


def _is_filled(raw: Raw) -> bool:
    return raw != "" and not (isinstance(raw, str) and not raw.strip(INVISIBLE))


def understood(raw: Raw, column: Column) -> Read:
    """What a cell that is not blank means in a column, with the remark about it. Raises Misread."""
    if holds_civil_registration_number(raw) and (isinstance(raw, str) or column.key in ("id", "person", "name")):
        raise personal_number()
    if isinstance(raw, str) and not raw.isprintable():
        _refuse_control_characters(raw)
    return column.kind.read(raw)


def _refuse_control_characters(text: str) -> None:
    """What shows nothing but changes how text is kept or shown: control characters, turned writing, halves of letters.

    Spaces and line breaks of any kind are no harm.
    """
    if any(category(sign) in ("Cc", "Cs") or sign in _TURNS for sign in text if sign not in INVISIBLE):
        raise Misread(
            say("The cell holds characters that cannot be seen and do not belong in a text."),
            say("Delete what stands in the cell, and type it anew."),
        )


def personal_number() -> Misread:
    """The complaint about a civil registration number, which does not repeat it."""
    return Misread(
        say("This cell holds what looks like a civil registration number."),
        say("Delete it, also from older copies of the file. Use the employee number from the payroll system."),
    )


def _refuse_broken(error: str | None) -> None:
    if error:
        raise Misread(
            say("The cell shows the error {error} in place of a value.", error=error),
            say("Correct the formula, or write the value itself."),
        )
    if error == "":
        raise Misread(
            say("The cell holds a formula whose result is not stored in the file."),
            say(
                "Open the workbook in the spreadsheet program, let it calculate and save it; or write the value itself."
            ),
        )


def _blank(column: Column, language: str) -> Misread:
    return Misread(
        say("“{heading}” is not filled in.", heading=column.heading.in_(language)),
        say("Fill it in, or delete the whole row."),
    )


def read_table(grid: Grid, kind: SheetKind, log: Log) -> Table:
    """The rows of a sheet; every problem goes to the log."""
    headings = find_headings(grid, kind, log)
    if headings is None:
        return Table(kind, grid.name)
    return read_below(grid, kind, headings, log)


def read_below(grid: Grid, kind: SheetKind, headings: Headings, log: Log) -> Table:
    """The rows below headings that are known already; every problem goes to the log."""
    reader = _Reader(grid, kind, headings, log)
    rows = reader.rows()
    tell_personal_numbers(grid, log, skip_columns=frozenset(headings.columns), from_row=headings.row)
    if kind.required and not rows and not any(issue.is_error and issue.sheet == grid.name for issue in log.issues):
        log.error(
            grid.place(headings.row, 0),
            say("The sheet “{sheet}” has no rows.", sheet=grid.name),
            say("Fill in at least one row below the headings."),
        )
    keys = frozenset(column.key for column in headings.columns.values())
    return Table(kind, grid.name, rows, keys, headings.language, examples=reader.examples)


def tell_personal_numbers(grid: Grid, log: Log, *, skip_columns: frozenset[int], from_row: int = -1) -> None:
    """Civil registration numbers in cells that are not read otherwise: titles, unused columns, unused sheets."""
    for number, cells in enumerate(grid.rows):
        for position, cell in enumerate(cells):
            read_already = number > from_row and position in skip_columns
            if not read_already and cell != "" and holds_civil_registration_number(cell):
                problem = personal_number()
                log.error(grid.place(number, position), problem.what, problem.instead)
