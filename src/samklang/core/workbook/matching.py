"""Which column of a file is which: known headings by themselves, the others to be told by whoever sends the file.

`read_table` takes only headings that it knows; a personnel system's export has others, which somebody must say once.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samklang.core.words import say
from samklang.core.workbook.columns import SheetKind
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.headings import SEARCHED_ROWS, Headings, column_of
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Raw, shown
from samklang.core.workbook.labels import INVISIBLE, folded, nearest, tidy

_SAMPLES = 3
_LOOKED_AT = 200
_CLOSE = 0.85
_LONGEST_HEADING = 120
_IN_WORDS = frozenset({"team", "role", "site", "name", "manager"})
"""What is a name: where one of two columns holds codes and the other words, the words are meant."""
_YES_OR_NO = frozenset({"ja", "nej", "j", "n", "x", "yes", "no", "y", "sand", "falsk", "true", "false", "0", "1"})


@dataclass(frozen=True)
class Heading:
    """One column of a file: its place from 0, its heading, some cells below, and the key it is taken for ("": none).

    sure is False where somebody must say: the heading is not known, or another one means the same.
    """

    place: int
    text: str
    samples: tuple[str, ...]
    key: str
    sure: bool


@dataclass(frozen=True)
class Matching:
    """The row of headings, from 0, and every column that has a heading or anything below it."""

    row: int
    headings: tuple[Heading, ...]

    @property
    def sure(self) -> bool:
        """Whether nothing needs to be asked."""
        return all(heading.sure for heading in self.headings)

    @property
    def fingerprint(self) -> str:
        """The same for files with the same headings in the same order; SHA-256, 64 characters."""
        return hashlib.sha256("\x1f".join(folded(one.text) for one in self.headings).encode()).hexdigest()

    def as_headings(self, keys: Mapping[int, str], kind: SheetKind) -> Headings:
        """What `read_below` needs. keys: for each place the column's key, "" where it is not used."""
        columns = {place: kind.by_key[key] for place, key in sorted(keys.items()) if key}
        english = sum(
            folded(one.text) == folded(columns[one.place].heading.en) for one in self.headings if one.place in columns
        )
        return Headings(self.row, columns, "en" if columns and english > len(columns) / 2 else "da")


def matching(grid: Grid, kind: SheetKind, *, ignored: SheetKind | None = None) -> Matching:
    """The columns of a sheet, each with what it is taken for.

    ignored: headings that are known and on purpose not used.
    raises:  Misread where nothing looks like a row of headings, or where there is nothing below it.
    """
    row = _heading_row(grid, kind)
    if not any(_filled(cell) for cells in grid.rows[row + 1 :] for cell in cells):
        raise Misread(
            say("There are headings in “{sheet}” but nothing below them.", sheet=grid.name),
            say("Fill in at least one row below the headings."),
        )
    cells = grid.rows[row]
    width = max(len(cells), max((len(below) for below in grid.rows[row + 1 : row + _LOOKED_AT]), default=0))
    found: list[Heading] = []
    for place in range(width):
        heading = cells[place] if place < len(cells) else ""
        samples = _samples(grid, row, place)
        if _filled(heading) or samples:
            found.append(_heading(place, heading, samples, kind, ignored))
    return Matching(row, tuple(_guessed(_doubles_unsure(found), kind)))


def _heading_row(grid: Grid, kind: SheetKind) -> int:
    """The row among the first 15 with most known headings, else the first with two words or more in it."""
    top = grid.rows[:SEARCHED_ROWS]
    known = [len({column.key for cell in cells if (column := column_of(cell, kind))}) for cells in top]
    if known and max(known) > 0:
        return known.index(max(known))
    for row, cells in enumerate(top):
        if sum(isinstance(cell, str) and _filled(cell) for cell in cells) > 1:
            return row
    raise Misread(
        say("No row with headings was found in the first {count} rows.", count=SEARCHED_ROWS),
        say("Write a row with headings such as “Medarbejdernr.”, “Navn” and “Team” above the rows."),
    )


def _heading(place: int, cell: Raw, samples: tuple[str, ...], kind: SheetKind, ignored: SheetKind | None) -> Heading:
    text = tidy(str(cell))[:_LONGEST_HEADING] if isinstance(cell, str) else shown(cell)
    column = column_of(cell, kind)
    if column is not None and not _says_only_whether(column.key, samples):
        return Heading(place, text, samples, column.key, sure=True)
    known = column is not None or (ignored is not None and column_of(cell, ignored) is not None)
    return Heading(place, text, samples, "", sure=known or not samples)


def _says_only_whether(key: str, samples: Sequence[str]) -> bool:
    """Whether the cells under “Leder” say that somebody is one, and not who somebody's is."""
    return key == "manager" and bool(samples) and all(sample.casefold() in _YES_OR_NO for sample in samples)


def _doubles_unsure(found: Sequence[Heading]) -> list[Heading]:
    """Where two headings mean the same, one with words is taken before one with codes; else somebody is asked."""
    result: list[Heading] = []
    for heading in found:
        same = [one for one in found if one.key and one.key == heading.key]
        named = [one for one in same if any(map(_has_letters, one.samples))]
        if len(same) < 2:
            result.append(heading)
        elif heading.key in _IN_WORDS and len(named) == 1:
            key = heading.key if named[0] is heading else ""
            result.append(Heading(heading.place, heading.text, heading.samples, key, sure=True))
        else:
            key = heading.key if same[0] is heading else ""
            result.append(Heading(heading.place, heading.text, heading.samples, key, sure=False))
    return result


def _has_letters(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1


def _guessed(found: Sequence[Heading], kind: SheetKind) -> list[Heading]:
    """What an unknown heading probably is: by its spelling, or an e-mail address by its cells."""
    taken = {heading.key for heading in found}
    words = {word: one.key for one in kind.columns for word in (one.heading.da, one.heading.en, *one.also)}
    result: list[Heading] = []
    for heading in found:
        if heading.sure or heading.key or column_of(heading.text, kind):
            result.append(heading)
            continue
        near = nearest(heading.text, [word for word in words if words[word] not in taken], closeness=_CLOSE)
        key = words[near[0]] if near and len(heading.text) > 3 else ""
        if not key and "email" in kind.by_key and heading.samples and all("@" in one for one in heading.samples):
            key = "email"
        key = "" if key in taken else key
        taken.add(key)
        result.append(Heading(heading.place, heading.text, heading.samples, key, sure=False))
    return result


def _samples(grid: Grid, row: int, place: int) -> tuple[str, ...]:
    found: list[str] = []
    heading = grid.rows[row][place] if place < len(grid.rows[row]) else ""
    for cells in grid.rows[row + 1 : row + _LOOKED_AT]:
        if place >= len(cells) or not _filled(cells[place]) or cells[place] == heading:
            continue  # a report has its headings again on every page
        if (text := shown(cells[place])) not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _filled(cell: Raw) -> bool:
    return cell != "" and not (isinstance(cell, str) and not cell.strip(INVISIBLE))
