"""What was found in a workbook that its sender should know, each with the sheet and the cell it stands in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from samklang.core.words import Sentence, Value, say, say_n

_CELL = re.compile(r"([A-Z]+)(\d+)")


class Place(NamedTuple):
    """A cell as the spreadsheet program names it: sheet "Medarbejdere", cell "C5". Empty cell: the whole sheet."""

    sheet: str
    cell: str


@dataclass(frozen=True)
class Issue:
    """One thing to correct (is_error) or to know (not is_error), with what to write instead."""

    sheet: str
    cell: str
    what: Sentence
    instead: Sentence
    is_error: bool = True

    def __str__(self) -> str:
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}: {self.what} {self.instead}"


class Understood(StrEnum):
    """Ways in which a cell was understood by rule and its sender should be told, once for each column."""

    TEXT_DATE = "text date"
    SERIAL_DATE = "serial date"
    TIME_LEFT_OUT = "time left out"
    THOUSANDS = "thousands"
    SPELLING = "spelling"


class Remark(NamedTuple):
    """That a cell's content was understood in a way that could surprise."""

    how: Understood
    found: str
    meaning: Value


class Misread(Exception):
    """A cell that cannot be understood: what is wrong, and what to write instead."""

    def __init__(self, what: Sentence, instead: Sentence) -> None:
        self.what, self.instead = what, instead
        super().__init__(what.message)


@dataclass
class Log:
    """Collects every issue; remarks of one kind in one column become one note that counts them."""

    issues: list[Issue] = field(default_factory=list)
    _remarks: dict[tuple[str, str, Understood, str], list[tuple[Place, Remark]]] = field(default_factory=dict)

    def error(self, place: Place, what: Sentence, instead: Sentence) -> None:
        """Something that must be corrected before there is a document."""
        self.issues.append(Issue(place.sheet, place.cell, what, instead))

    def note(self, place: Place, what: Sentence, instead: Sentence | None = None) -> None:
        """Something the sender should know, and need do nothing about if it is right."""
        calm = instead or say("If that is right, there is nothing to do.")
        self.issues.append(Issue(place.sheet, place.cell, what, calm, is_error=False))

    def remark(self, place: Place, remark: Remark) -> None:
        """One cell understood by rule; told in one note together with the others like it in its column.

        Spellings are told once for each spelling, since each may be a mistake.
        """
        letters = place.cell.rstrip("0123456789")
        spelling = remark.found if remark.how is Understood.SPELLING else ""
        self._remarks.setdefault((place.sheet, letters, remark.how, spelling), []).append((place, remark))

    def found(self, sheets: Iterable[str]) -> tuple[Issue, ...]:
        """Every issue, in the order of the sheets, their rows and their columns."""
        for (_, _, how, _), cells in self._remarks.items():
            place, first = cells[0]
            self.note(place, _told(how, len(cells), {"found": first.found, "meaning": first.meaning}))
        self._remarks.clear()
        order = {name: index for index, name in enumerate(sheets)}
        self.issues.sort(key=lambda issue: (order.get(issue.sheet, -1), *coordinates(issue.cell)))
        return tuple(self.issues)


def _told(how: Understood, count: int, values: Mapping[str, Any]) -> Sentence:
    match how:
        case Understood.TEXT_DATE:
            return say_n(
                "“{found}” stands as text and was read with the day first: {meaning}.",
                "{count} dates in this column stand as text and were read with the day first; "
                "the first of them, “{found}”, as {meaning}.",
                count,
                **values,
            )
        case Understood.SERIAL_DATE:
            return say_n(
                "“{found}” is a day number of the spreadsheet and was read as {meaning}.",
                "{count} cells in this column hold day numbers of the spreadsheet; "
                "the first of them, “{found}”, was read as {meaning}.",
                count,
                **values,
            )
        case Understood.TIME_LEFT_OUT:
            return say_n(
                "“{found}” has a time of day, which was left out: {meaning}.",
                "{count} dates in this column have a time of day, which was left out; "
                "the first of them, “{found}”, was read as {meaning}.",
                count,
                **values,
            )
        case Understood.THOUSANDS:
            return say_n(
                "“{found}” was read as {meaning}.",
                "{count} numbers in this column have separators; the first of them, “{found}”, was read as {meaning}.",
                count,
                **values,
            )
        case Understood.SPELLING:
            return say_n(
                "“{found}” was read as “{meaning}”, which is spelt a little differently.",
                "“{found}”, which stands in {count} cells of this column, was read as “{meaning}”.",
                count,
                **values,
            )


def coordinates(cell: str) -> tuple[int, int]:
    """Row and column of a cell, both from 0; "C5" is (4, 2). Empty: (-1, -1)."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def cell_name(row: int, column: int) -> str:
    """The spreadsheet's name of a cell, from row and column counted from 0: (4, 2) is "C5"."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"
