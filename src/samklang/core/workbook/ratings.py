"""Ratings as anybody keeps them: a text file or a workbook, long or wide, with Danish or English headings.

Everything that is wrong is told at once, each with its cell; a cell that is blank or holds NA is no rating.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from samklang.core.words import say
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.issues import Issue, Log, Misread, Place
from samklang.core.workbook.kinds import Raw, shown
from samklang.core.workbook.kinds.numbers import decimal
from samklang.core.workbook.labels import folded, tidy
from samklang.core.workbook.ratings_layout import CASE, ITEM, KEY, LEVEL, RATER, Form, Layout, filled, layout_of
from samklang.core.workbook.table import tell_personal_numbers
from samklang.core.workbook.untrusted import sheets_of

_NO_RATING = frozenset({"na", "n/a", "#n/a", "nan", "null", "-", "–", "—", ".", "*", "?"})
"""What stands in a cell where nothing was rated, apart from nothing."""
NO_ITEM = ""
"""The name of the only item of a file without a column for items."""


@dataclass(frozen=True)
class Scale:
    """The levels that can be given: each of them, or the lowest and the highest of any number between."""

    levels: tuple[float | str, ...] = ()
    lowest: float | None = None
    highest: float | None = None

    def holds(self, level: float | str) -> bool:
        """Whether a level is one of the scale."""
        if self.lowest is not None and self.highest is not None:
            return not isinstance(level, str) and self.lowest <= level <= self.highest
        if isinstance(level, str):
            return folded(level) in {folded(one) for one in self.levels if isinstance(one, str)}
        return level in self.levels


@dataclass(frozen=True)
class Wanted:
    """How a file of ratings is to be read."""

    named: Mapping[str, str] = field(default_factory=dict)
    """Headings of columns by role ("rater", "case", "item", "level"); under "key" a heading or a rater's name."""
    wide: Form | None = None
    words: bool = False
    """Whether levels may be words."""
    negative: bool = True
    """Whether levels may be below 0."""
    scale: Scale | None = None


@dataclass(frozen=True)
class RatingsFile:
    """What a file of ratings holds."""

    rows: tuple[tuple[str, str, str, float | None], ...]
    """Rater, case, item, level; None where the place for it is blank. In the order of the file."""
    has_items: bool
    words: Mapping[float, str]
    """Of levels that are words, the word for each number used in the rows; else empty."""
    key: Mapping[tuple[str, str], float]
    """The agreed level by case and item."""


class _Cell(NamedTuple):
    """One rating as it stands in the file."""

    rater: str
    case: str
    item: str
    raw: Raw
    row: int
    column: int


def read_ratings(path: Path, wanted: Wanted) -> tuple[RatingsFile | None, tuple[Issue, ...]]:
    """The ratings of a .csv or .xlsx file. Never raises for bad content.

    returns: no ratings where any issue is an error; the issues in the order of the file.
    """
    log = Log()
    try:
        grid, layout = _sheet_of(path, wanted, log)
    except _Unclear as problem:
        return None, (Issue(problem.place.sheet, problem.place.cell, problem.what, problem.instead),)
    except Misread as problem:
        return None, (Issue(path.name, "", problem.what, problem.instead),)
    reader = _Reader(grid, layout, wanted, log)
    file = reader.file()
    tell_personal_numbers(grid, log, skip_columns=frozenset())
    issues = log.found([grid.name])
    return (None if any(issue.is_error for issue in issues) else file), issues


class _Unclear(Misread):
    """A sheet whose columns cannot be told apart."""

    def __init__(self, place: Place, problem: Misread) -> None:
        self.place = place
        super().__init__(problem.what, problem.instead)


def _sheet_of(path: Path, wanted: Wanted, log: Log) -> tuple[Grid, Layout]:
    """The first sheet whose columns can be told apart. Raises Misread, for the first sheet, where none can."""
    sheets = [grid for grid in sheets_of(path) if any(filled(cell) for cells in grid.rows for cell in cells)]
    if not sheets:
        raise Misread(
            say("There is nothing in “{name}”.", name=path.name),
            say("Write one row for each rating, below headings such as: rater; case; indicator; level."),
        )
    first: _Unclear | None = None
    for grid in sheets:
        try:
            layout = layout_of(grid, wanted.named, wanted.wide)
        except Misread as problem:
            first = first or _Unclear(Place(grid.name, ""), problem)
            continue
        if len(sheets) > 1:
            log.note(Place(grid.name, ""), say("Only the sheet “{sheet}” is read.", sheet=grid.name))
        return grid, layout
    raise first or AssertionError


@dataclass
class _Reader:
    """Reads one sheet whose columns are known; everything wrong goes to the log."""

    grid: Grid
    layout: Layout
    wanted: Wanted
    log: Log
    key: dict[tuple[str, str], _Cell] = field(default_factory=dict)
    merged: dict[tuple[int, int], Raw] = field(default_factory=dict)

    def file(self) -> RatingsFile | None:
        """The ratings; None, and an error, where there are none at all."""
        self._fill_merged()
        cells = list(self._long() if self.layout.form is Form.LONG else self._wide())
        cells = self._without_key(self._without_doubles(cells))
        if not cells and not any(issue.is_error for issue in self.log.issues):
            self.log.error(
                self.grid.place(self.layout.row, 0),
                say("There are headings in “{sheet}” but nothing below them.", sheet=self.grid.name),
                say("Fill in at least one row below the headings."),
            )
            return None
        words = self._words([*cells, *self.key.values()])
        rows = [(cell.rater, cell.case, cell.item, self._level(cell, words)) for cell in cells]
        key = {pair: self._level(cell, words) for pair, cell in self.key.items()}
        self._tell_unused_key()
        return RatingsFile(
            rows=tuple(rows),
            has_items=ITEM in self.layout.place,
            words={float(code): word for word, code in reversed(words.items())},
            key={pair: level for pair, level in key.items() if level is not None},
        )

    def _fill_merged(self) -> None:
        for (top, left), (bottom, _) in self.grid.merged:
            if left in self.layout.place.values() and self.layout.row < top < bottom:
                below = range(top + 1, min(bottom + 1, len(self.grid.rows)))
                self.merged.update({(row, left): self.grid.rows[top][left] for row in below})

    def _raw(self, row: int, column: int | None) -> Raw:
        cells = self.grid.rows[row]
        if column is None or column >= len(cells):
            return ""
        return cells[column] if filled(cells[column]) else self.merged.get((row, column), "")

    def _name(self, row: int, role: str) -> str:
        raw = self._raw(row, self.layout.place.get(role))
        return tidy(raw) if isinstance(raw, str) else shown(raw)

    def _rows(self) -> Iterator[int]:
        for row in range(self.layout.row + 1, len(self.grid.rows)):
            if any(map(filled, self.grid.rows[row])) or any(at == row for at, _ in self.grid.broken):
                yield row

    def _long(self) -> Iterator[_Cell]:
        place = self.layout.place
        for row in self._rows():
            names = {role: self._name(row, role) for role in (RATER, CASE, ITEM) if role in place}
            missing = [role for role in names if not names[role]]
            if len(missing) == len(names) and not filled(self._raw(row, place[LEVEL])):
                continue
            for role in missing:
                self.log.error(self.grid.place(row, place[role]), say("The cell is blank."), _WRITE[role])
            if missing:
                continue
            cell = _Cell(
                names[RATER], names[CASE], names.get(ITEM, NO_ITEM), self._raw(row, place[LEVEL]), row, place[LEVEL]
            )
            self._keep_key(cell)
            yield cell

    def _wide(self) -> Iterator[_Cell]:
        role = CASE if self.layout.form is Form.CASES else RATER
        head = self.grid.rows[self.layout.row]
        across = {place: tidy(shown(head[place])) for place in self.layout.across if self._holds_levels(place)}
        for number, row in enumerate(self._rows(), start=1):
            name = self._name(row, role) if role in self.layout.place else str(number)
            item = self._name(row, ITEM) if ITEM in self.layout.place else NO_ITEM
            missing = [one for one, said in ((role, name), (ITEM, item)) if one in self.layout.place and not said]
            for one in missing:
                self.log.error(self.grid.place(row, self.layout.place[one]), say("The cell is blank."), _WRITE[one])
            if missing:
                continue
            for column, other in across.items():
                rater, case = (other, name) if role == CASE else (name, other)
                yield _Cell(rater, case, item, self._raw(row, column), row, column)
            if role == CASE:
                self._keep_key(_Cell("", name, item, "", row, 0))

    def _holds_levels(self, column: int) -> bool:
        """Whether a column of a wide table can be ratings; told once where none of its cells is a number."""
        raws = [raw for row in self._rows() if not _is_blank(raw := self._raw(row, column))]
        if self.wanted.words or not raws or any(map(_is_number, raws)):
            return True
        heading = tidy(shown(self.grid.rows[self.layout.row][column]))
        self.log.error(
            self.grid.place(self.layout.row, column),
            say("Nothing in the column “{heading}” is a number.", heading=heading),
            say("Delete the column if it holds no ratings. Levels in words need --level nominal."),
        )
        return False

    def _keep_key(self, cell: _Cell) -> None:
        """The row's cell in the column of the key; all rows of a case and an item must say the same."""
        column = self.layout.place.get(KEY)
        raw = self._raw(cell.row, column)
        if column is None or not filled(raw):
            return
        first = self.key.setdefault((cell.case, cell.item), _Cell("", cell.case, cell.item, raw, cell.row, column))
        if tidy(shown(first.raw)) != tidy(shown(raw)):
            self.log.error(
                self.grid.place(cell.row, column),
                say("The key of “{case}” is {here} here and {there} in row {row}.", case=cell.case, here=shown(raw),
                    there=shown(first.raw), row=first.row + 1),
                say("Write the same level in every row of the case."),
            )  # fmt: skip

    def _without_doubles(self, cells: Sequence[_Cell]) -> list[_Cell]:
        """Each rating once. A row of a wide table that comes again is told once, not for each of its cells."""
        first: dict[tuple[str, str, str], _Cell] = {}
        told: set[int] = set()
        for cell in cells:
            before = first.setdefault((cell.rater, cell.case, cell.item), cell)
            if before is cell or cell.row in told:
                continue
            if self.layout.form is Form.LONG:
                names = [say("“{name}”", name=name) for name in (cell.rater, cell.case, cell.item) if name]
                column = cell.column
            else:
                told.add(cell.row)
                by = cell.case if self.layout.form is Form.CASES else cell.rater
                column, names = 0, [say("“{name}”", name=name) for name in (by, cell.item) if name]
            self.log.error(
                self.grid.place(cell.row, column),
                say("{names} stand in row {row} too.", names=tuple(names), row=before.row + 1)
                if len(names) > 1
                else say("{name} stands in row {row} too.", name=names[0], row=before.row + 1),
                say("Delete the row that does not count."),
            )
        return list(first.values())

    def _without_key(self, cells: list[_Cell]) -> list[_Cell]:
        """Take out the ratings of the rater who is the key, where it is one."""
        name = self.wanted.named.get(KEY)
        if name is None or KEY in self.layout.place:
            return cells
        mine = [cell for cell in cells if folded(cell.rater) == folded(name)]
        if not mine and cells:
            self.log.error(
                self.grid.place(self.layout.row, 0),
                say("There is neither a column nor a rater called “{name}”.", name=name),
                say("Write after --key the heading of the column with the key, or the rater whose levels are the key."),
            )
        self.key = {(cell.case, cell.item): cell for cell in mine}
        return [cell for cell in cells if folded(cell.rater) != folded(name)]

    def _words(self, cells: Sequence[_Cell]) -> dict[str, int]:
        """A number for each word used as a level, in order of the scale or appearance; none where all are numbers."""
        if not self.wanted.words:
            return {}
        texts = {tidy(shown(cell.raw)): cell.raw for cell in cells if not _is_blank(cell.raw)}
        if all(_is_number(raw) for raw in texts.values()):
            return {}
        scale = [str(one) if isinstance(one, str) else f"{one:g}" for one in (self.wanted.scale or Scale()).levels]
        known: dict[str, int] = {}
        codes: dict[str, int] = {}
        for text in (*scale, *texts):
            codes[text] = known.setdefault(folded(text), len(known) + 1)
        return codes

    def _level(self, cell: _Cell, words: Mapping[str, int]) -> float | None:
        try:
            return self._understood(cell, words)
        except Misread as problem:
            self.log.error(self.grid.place(cell.row, cell.column), problem.what, problem.instead)
        return None

    def _understood(self, cell: _Cell, words: Mapping[str, int]) -> float | None:
        broken = self.grid.broken.get((cell.row, cell.column))
        if broken == "":
            raise Misread(
                say("The cell holds a formula whose result is not stored in the file."),
                say("Open the workbook in the spreadsheet program, let it calculate and save it; or write the value "
                    "itself."),
            )  # fmt: skip
        if broken and broken != "#N/A":
            raise Misread(
                say("The cell shows the error {error} in place of a value.", error=broken),
                say("Correct the formula, or write the value itself."),
            )
        if broken or _is_blank(cell.raw):
            return None
        if words:
            text = tidy(shown(cell.raw))
            self._refuse_outside(text, text)
            return float(words[text])
        number, remark = decimal(cell.raw)
        level = float(number)
        if level < 0 and not self.wanted.negative:
            raise Misread(
                say("“{found}” is below 0, and the ratio level has none below.", found=shown(cell.raw)),
                say("Correct it, or use --level interval."),
            )
        self._refuse_outside(level, shown(cell.raw))
        if remark:
            self.log.remark(self.grid.place(cell.row, cell.column), remark)
        return level

    def _refuse_outside(self, level: float | str, found: str) -> None:
        scale = self.wanted.scale
        if scale is None or scale.holds(level):
            return
        if scale.lowest is not None and scale.highest is not None:
            instead = say("Write a number from {least} to {most}.", least=scale.lowest, most=scale.highest)
        else:
            instead = say("Write one of these: {levels}.", levels=scale.levels)
        raise Misread(say("“{found}” is not on the scale.", found=found), instead)

    def _tell_unused_key(self) -> None:
        column = self.layout.key_unused
        if column is not None:
            heading = tidy(shown(self.grid.rows[self.layout.row][column]))
            self.log.note(
                self.grid.place(self.layout.row, column),
                say("“{heading}” looks like a key and is not read as anybody's ratings.", heading=heading),
                say("Write --key “{heading}” to hold the ratings against it.", heading=heading),
            )


def _is_blank(raw: Raw) -> bool:
    return not filled(raw) or (isinstance(raw, str) and tidy(raw).casefold() in _NO_RATING)


def _is_number(raw: Raw) -> bool:
    try:
        decimal(raw)
    except Misread:
        return False
    return True


_WRITE = {
    RATER: say("Write who rated, or delete the row."),
    CASE: say("Write which case was rated, or delete the row."),
    ITEM: say("Write which indicator was rated, or delete the row."),
}
