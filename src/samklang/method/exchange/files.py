"""A file of one edition, written and read: all of it or nothing, and everything that is wrong told at its place."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from samklang.core.words import Sentence, Value, say
from samklang.core.workbook.book import write_sheet
from samklang.core.workbook.grid import Grid
from samklang.core.workbook.issues import Log, Misread
from samklang.core.workbook.labels import folded
from samklang.core.workbook.personal import holds_civil_registration_number
from samklang.core.workbook.table import Table, personal_number, read_table
from samklang.core.workbook.untrusted import sheets_of
from samklang.method.documents import DocumentFaults, EditionDocument, Fault, from_document, to_document
from samklang.method.exchange.building import build
from samklang.method.exchange.filling import filled_sheets
from samklang.method.exchange.sheets import SHEETS
from samklang.method.parts import PARTS, TEXTS

_ARCHIVE = b"PK\x03\x04"
MOST_TOLD = 200
"""More faults than anybody mends from one list."""


@dataclass(frozen=True)
class FileFault:
    """One thing to mend. where: from the whole to the part."""

    where: tuple[Value, ...]
    what: Sentence
    instead: Sentence | None = None


class FileFaults(ValueError):
    """Everything that is wrong with a file."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        self.faults = tuple(faults)[:MOST_TOLD]
        super().__init__("; ".join(f"{' '.join(map(str, one.where))}: {one.what}" for one in self.faults))


def as_json(document: EditionDocument) -> bytes:
    """The document as text."""
    return (json.dumps(to_document(document), ensure_ascii=False, indent=2) + "\n").encode()


def as_xlsx(document: EditionDocument, language: str) -> bytes:
    """The document as a workbook, with headings in both languages."""
    buffer = BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, **never})
    book.set_properties({"title": document.name.da, "author": "Samklang"})
    rows = filled_sheets(document)
    for kind in SHEETS:
        write_sheet(book, kind, rows[kind.key], language)
    book.close()
    return buffer.getvalue()


def read_file(content: bytes, name: str) -> EditionDocument:
    """The edition that a file holds, whichever of the two it is. Raises FileFaults with everything that is wrong."""
    return _from_workbook(content, name) if content.startswith(_ARCHIVE) else _from_json(content)


def _from_json(content: bytes) -> EditionDocument:
    try:
        source = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FileFaults([_whole(say("This is neither a workbook (.xlsx) nor JSON. Choose another file."))]) from None
    except json.JSONDecodeError as error:
        where: tuple[Value, ...] = (say("Line {line}, character {place}", line=error.lineno, place=error.colno),)
        raise FileFaults([FileFault(where, say("What stands here is not JSON. Fetch the file again."))]) from None
    except (RecursionError, ValueError):
        raise FileFaults([_whole(say("This is not the JSON of a framework. Choose another file."))]) from None
    if isinstance(source, dict) and "cases" in source:
        raise FileFaults([_whole(say("This file holds cases. Read it under Cases."))])
    if not isinstance(source, dict):
        raise FileFaults([_whole(say("This is not the JSON of a framework. Choose another file."))])
    numbers = list(_personal_numbers(source, ()))
    try:
        document = from_document(source)
    except DocumentFaults as wrong:
        told = [FileFault(_in_words(fault.path, source), fault.what) for fault in wrong.faults]
        raise FileFaults([*numbers, *told]) from None
    if numbers:
        raise FileFaults(numbers)
    return document


def _whole(what: Sentence) -> FileFault:
    return FileFault((say("The whole file"),), what)


def _personal_numbers(found: Any, path: tuple[str | int, ...]) -> Iterator[FileFault]:
    if isinstance(found, str) and holds_civil_registration_number(found):
        yield FileFault(_in_words(path, {}), personal_number().what, say("Delete it. A text names nobody."))
    pairs = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for step, inner in pairs:
        yield from _personal_numbers(inner, (*path, step))


_WORDS = {
    "da": say("Danish"), "en": say("English"), "anchors": say("Level texts"), "demands": say("Demands"),
    "level": say("Level"), "key": say("Key"), **TEXTS,
}  # fmt: skip


def _in_words(path: tuple[str | int, ...], source: dict[str, Any]) -> tuple[Value, ...]:
    """Where something stands, as one says it: the part, the row by its number and key, the text, the language."""
    if not path:
        return (say("The whole file"),)
    words: list[Value] = []
    for place, step in enumerate(path):
        if isinstance(step, int):
            key = _key_at(source, path[: place + 1])
            words.append(
                say("no. {number} ({key})", number=step + 1, key=key) if key else say("no. {number}", number=step + 1)
            )
        elif place == 0 and step in PARTS:
            words.append(PARTS[step].title)
        else:
            words.append(_WORDS.get(step, step))
    return tuple(words)


def _key_at(source: Any, path: tuple[str | int, ...]) -> str:
    for step in path:
        try:
            source = source[step]
        except (LookupError, TypeError):
            return ""
    return str(source.get("key", ""))[:60] if isinstance(source, dict) else ""


def _from_workbook(content: bytes, name: str) -> EditionDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[-100:] or "workbook.xlsx")
        path.write_bytes(content)
        try:
            grids = sheets_of(path)
        except Misread as wrong:
            raise FileFaults([FileFault((say("The whole file"),), wrong.what, wrong.instead)]) from None
    log = Log()
    tables = _tables(grids, log)
    if tables is None:
        raise FileFaults(_told(log, grids))
    built = build(tables, log)
    faults: tuple[Fault, ...] = ()
    try:
        document = from_document(built.source)
    except DocumentFaults as wrong:
        faults = wrong.faults
    told = _told(log, grids)
    known = {(one.sheet, one.cell) for one in log.issues}
    places = ((built.place_of(fault.path), fault.what) for fault in faults)
    told += [FileFault(_cell(*place), what) for place, what in places if place not in known]
    if told:
        raise FileFaults(told)
    return document


def _tables(grids: Iterable[Grid], log: Log) -> dict[str, Table] | None:
    """Every sheet read; None where one is not there, for then what it holds would be lost."""
    named = {folded(grid.name): grid for grid in grids}
    found = {kind.key: next((named[fold] for fold in kind.folds if fold in named), None) for kind in SHEETS}
    for kind in SHEETS:
        if found[kind.key] is None:
            log.error(
                Grid(kind.name.da, ()).place(0, 0),
                say("The sheet “{sheet}” is missing.", sheet=kind.name.da),
                say("Fetch the workbook again and keep every sheet, also those without rows."),
            )
    if log.issues:
        return None
    return {kind.key: read_table(grid, kind, log) for kind in SHEETS if (grid := found[kind.key]) is not None}


def _told(log: Log, grids: Iterable[Grid]) -> list[FileFault]:
    issues = log.found(grid.name for grid in grids)
    return [FileFault(_cell(one.sheet, one.cell), one.what, one.instead) for one in issues if one.is_error]


def _cell(sheet: str, cell: str) -> tuple[Value, ...]:
    return (say("sheet “{sheet}”", sheet=sheet), say("cell {cell}", cell=cell)) if cell else (sheet,)
