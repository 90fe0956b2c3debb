"""What the reader of spreadsheets does not tell: cells that show an error, formulas without a value, far-off cells.

An .xlsx file is an archive of XML; only the few patterns needed are looked for, nothing is run and nothing is loaded
from elsewhere.
"""

import html
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from samklang.core.words import say
from samklang.core.workbook.issues import Misread, coordinates

MOST_BYTES = 400_000_000
MOST_CELLS = 20_000_000
_DAMAGED = (BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError)
"""What opening a damaged archive can raise."""
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_RELATION = re.compile(r"<Relationship\s[^>]*>")
_ERROR = re.compile(rb'<c\s(?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"[^>]*>.*?<v>([^<]*)</v>', re.DOTALL)
_FORMULA = re.compile(rb"<c\s([^>]*)(?<!/)>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>|(?=</c>))")
_CELL_NAME = re.compile(rb'\br="([A-Z]+\d+)"')
_LAST_ROW = re.compile(rb'<row\s[^>]*\br="(\d+)"')
_FAR_COLUMN = re.compile(rb'<c\s[^>]*\br="[A-Z]{3}\d+"')
_FILLED = re.compile(rb'<c\s[^>]*\br="([A-Z]+\d+)"[^>]*(?<!/)>')


@dataclass
class Broken:
    """Cells of one sheet that hold no usable value, by row and column from 0: the error shown, or "" for a formula."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)


def broken_cells(path: Path) -> dict[str, Broken]:
    """For each sheet of an .xlsx file, by its name, the cells without a usable value.

    Raises Misread where the file is too large to be opened safely.
    """
    try:
        with ZipFile(path) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                raise Misread(
                    say("The file is far larger than a workbook of staff and courses."),
                    say("Copy the sheets that matter into a new workbook."),
                )
            return {name: _scan(name, archive.read(part)) for name, part in _parts(archive).items()}
    except _DAMAGED:
        return {}  # a damaged archive, of which the reader tells


def tells_of_errors(path: Path) -> bool:
    """Whether the file is of the kind in which `broken_cells` finds errors: .xlsx or .xlsm."""
    try:
        with ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except _DAMAGED:
        return False


def _parts(archive: ZipFile) -> dict[str, str]:
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets: dict[str, str] = {}
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode()):
        values = dict(_ATTRIBUTE.findall(tag))
        target = values.get("Target", "")
        targets[values.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    parts: dict[str, str] = {}
    for tag in _SHEET.findall(archive.read("xl/workbook.xml").decode()):
        values = dict(_ATTRIBUTE.findall(tag))
        part = targets.get(next((value for key, value in values.items() if key.endswith(":id")), ""), "")
        if part in names:
            parts[html.unescape(values.get("name", ""))] = part
    return parts


def _scan(name: str, xml: bytes) -> Broken:
    _refuse_far_cells(name, xml)
    broken = Broken()
    if b't="e"' in xml:
        for cell, shown in _ERROR.findall(xml):
            broken.cells[coordinates(cell.decode())] = shown.decode(errors="replace")
    if b"<f" in xml:
        for attributes, blank in _FORMULA.findall(xml):
            cell = _CELL_NAME.search(attributes)
            if cell and not (blank and b't="str"' in attributes):  # a formula whose result is the blank text is blank
                broken.cells.setdefault(coordinates(cell[1].decode()), "")
    return broken


def _refuse_far_cells(name: str, xml: bytes) -> None:
    """A single word in the last cell of a sheet would make the reader lay out 17 thousand million cells."""
    tail = _LAST_ROW.findall(xml, max(0, xml.rfind(b"<row ")))
    far = bool(_FAR_COLUMN.search(xml))
    if not far and (not tail or int(tail[-1]) < 100_000):
        return
    spots = [coordinates(cell.decode()) for cell in _FILLED.findall(xml)]
    if not spots:
        return
    rows, columns = max(row for row, _ in spots) + 1, max(column for _, column in spots) + 1
    if rows * columns > MOST_CELLS:
        raise Misread(
            say(
                "The sheet “{sheet}” reaches to row {row} and column number {column}.",
                sheet=name,
                row=rows,
                column=columns,
            ),
            say("Delete what stands far below or far to the right of the table, and save the workbook again."),
        )
