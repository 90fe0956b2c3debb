"""One sheet by itself, as an Excel workbook or a text file, such that it can be read in again.

A cell that begins with a sign by which a spreadsheet begins a formula stays a text: in a workbook it is written as one;
in a text file an apostrophe is put before it, which spreadsheet programs show as the mark of a text.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from samklang.core.workbook.book import write_sheet
from samklang.core.workbook.columns import SheetKind
from samklang.core.workbook.filling import Filled

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK_OF_UTF_8 = "\ufeff"


def as_xlsx(kind: SheetKind, rows: Sequence[Filled], language: str) -> bytes:
    """The rows as a workbook with one sheet, with headings in both languages. Rows are as `read_table` gives them."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": kind.name.in_(language), "author": "Samklang"})
    write_sheet(book, kind, rows, language)
    book.close()
    return buffer.getvalue()


def as_csv(kind: SheetKind, rows: Iterable[Filled], language: str) -> bytes:
    """The rows as text with semicolons, decimal commas and dates with the day first; UTF-8 with its mark."""
    headings = [column.heading.in_(language) for column in kind.columns]
    return delimited(
        headings,
        (
            [
                None if row.get(column.key) is None else column.kind.write(row[column.key], language)
                for column in kind.columns
            ]
            for row in rows
        ),
    )


def delimited(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Headings and rows as text with semicolons; UTF-8 with its mark, so that Excel shows æ, ø and å."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in (headings, *rows):
        writer.writerow([_as_text(cell) for cell in row])
    return (_MARK_OF_UTF_8 + text.getvalue()).encode()


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, float):
        return repr(int(cell) if cell.is_integer() else cell).replace(".", ",")
    text = str(cell)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text
