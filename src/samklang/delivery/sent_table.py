"""A small table that somebody sends in, as a spreadsheet or as CSV: its rows, and what stands in a cell. Pure."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.delimited import delimited_grid
from samklang.core.workbook.grid import PICTURES_AND_PAGES, grids
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.untrusted import refuse_bombs

_SPREADSHEETS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin."""


def rows_of(content: bytes, name: str) -> Sequence[Sequence[Any]]:
    """The rows of the first sheet. Raises Misread where it is no table."""
    if content.startswith(PICTURES_AND_PAGES):
        raise Misread(say("The file is a picture, a PDF or a web page, whatever its name ends in."),
                      say("Send the spreadsheet itself."))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[-100:] or "list.csv")
        path.write_bytes(content)
        if content.startswith(_SPREADSHEETS):
            refuse_bombs(path)
            found = grids(path)
            return found[0].rows if found else ()
        return delimited_grid(path).rows


def first_row_with_text(rows: Sequence[Sequence[Any]]) -> int | None:
    """The place of the headings, from 0; None where every cell is empty."""
    return next((place for place, row in enumerate(rows) if any(text_of(cell) for cell in row)), None)


def text_of(cell: Any) -> str:
    """What stands in a cell, as one line; whole numbers without the decimals that a spreadsheet gives them."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())
