"""Files to fetch: CSV and XLSX in which no text is run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import xlsxwriter

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_SHEET_LETTERS = 31


def guarded(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows as CSV that a Danish spreadsheet opens at once: semicolons, and marked as UTF-8."""
    yield "\ufeff"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow([guarded(text) for text in row])
        yield line.getvalue()


def xlsx(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """A workbook; each sheet has a name, its headings and its rows of texts."""
    file = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, {"in_memory": True, **never})
    bold, quoted = book.add_format({"bold": True, "bottom": 1}), book.add_format({"quote_prefix": True})
    taken: set[str] = set()
    for name, headings, rows in sheets:
        sheet = book.add_worksheet(_sheet_name(name, taken))
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                sheet.write_string(
                    number, column, str(text), quoted if str(text).startswith(_STARTS_A_FORMULA) else None
                )
        sheet.set_column(0, max(len(headings) - 1, 0), 24)
        sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes, and no other sheet has."""
    plain = "".join(letter for letter in name if letter not in "[]:*?/\\'")[:_MOST_SHEET_LETTERS].strip() or "–"
    number = 2
    found = plain
    while found.lower() in taken:
        found = f"{plain[: _MOST_SHEET_LETTERS - 4]} ({number})"
        number += 1
    taken.add(found.lower())
    return found
