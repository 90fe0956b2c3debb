"""A spreadsheet of plain tables: real dates and numbers, text that is never run, and ready to be printed."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter

from samklang.core.units import ORE_PER_KRONE
from samklang.core.words import Money, Sentence, Share, Value, render, written
from samklang.reports.files import replace_file

_A4 = 9
_NARROW, _BROAD = 7, 48
_LABEL_WIDTH, _PAGE_WIDTH = 28, 95
_LINE_HEIGHT = 15
_ACCENT = "#0B5563"
_HEAD: dict[str, Any] = {"bold": True, "bg_color": "#E6EFEF", "text_wrap": True, "bottom": 1}
_LINE: dict[str, Any] = {"bottom": 1, "bottom_color": "#D8DCD4"}
_FONT = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_NUMBER_FORMATS = {
    "date": {"da": "dd-mm-yyyy", "en": "dd/mm/yyyy"},
    "money": {"da": '#,##0.00 "kr."', "en": '#,##0.00 "kr."'},
    "share": {"da": "0.0 %", "en": "0.0 %"},
    "number": {"da": "#,##0", "en": "#,##0"},
    "marked": {"da": '#,##0 "▲"', "en": '#,##0 "▲"'},
    "figure": {"da": "0.000", "en": "0.000"},
}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Coloured:
    """A number on a coloured ground; `marked` shows a triangle behind it, so that nothing hangs on colour alone."""

    number: int
    ground: str | None = None
    ink: str | None = None
    marked: bool = False


@dataclass(frozen=True)
class Figure:
    """A number that is shown with three decimals; the cell holds all of them."""

    number: float


Content: TypeAlias = "Value | Coloured | Figure | None"


class Book:
    """A spreadsheet that is filled table by table and then put in its place in one step."""

    def __init__(self, title: str, made_at: datetime, language: str) -> None:
        self.language = language
        self._title = title
        self._bytes = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        created = made_at.astimezone(UTC).replace(tzinfo=None)
        self._book.set_properties({"title": title, "author": "Samklang", "created": created})
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def add(
        self,
        name: Sentence,
        columns: Sequence[str | Sentence],
        rows: Iterable[Sequence[Content]],
        *,
        frozen_columns: int = 0,
    ) -> None:
        """A sheet with one table: its head stays in sight, filters, and is repeated on every printed page."""
        sheet = self._book.add_worksheet(render(name, self.language)[:31])
        heads = [written(column, self.language) for column in columns]
        for place, head in enumerate(heads):
            sheet.write_string(0, place, head, self._format(**_HEAD))
        widths = [len(head) for head in heads]
        last = 0
        for last, row in enumerate(rows, start=1):
            lines = 1
            for place, content in enumerate(row):
                width = self._put(sheet, last, place, content, **_LINE)
                widths[place] = max(widths[place], width)
                lines = max(lines, ceil(width / _BROAD))
            if lines > 1:
                sheet.set_row(last, _LINE_HEIGHT * lines)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, min(max(width + 2, _NARROW), _BROAD))
        sheet.freeze_panes(1, frozen_columns)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        sheet.repeat_rows(0)
        self._ready_to_print(sheet)

    def add_page(self, name: Sentence, lines: Iterable[Sequence[Content]]) -> None:
        """A sheet to read from the top: one or two columns, the first line as the title."""
        sheet = self._book.add_worksheet(render(name, self.language)[:31])
        for row, line in enumerate(lines):
            for place, content in enumerate(line):
                look = {"align": "left"} if row else {"bold": True, "font_size": 18, "font_color": _ACCENT}
                width = self._put(sheet, row, place, content, **look)
                if row and width > _PAGE_WIDTH:
                    sheet.set_row(row, _LINE_HEIGHT * ceil(width / _PAGE_WIDTH))
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, 1, _PAGE_WIDTH)
        sheet.hide_gridlines(2)
        self._ready_to_print(sheet)

    def save(self, path: Path) -> None:
        """Write the file. Raises OSError where that is not possible; what stood there before then still does."""
        self._book.close()
        replace_file(path, self._bytes.getvalue())

    def _put(self, sheet: Any, row: int, place: int, content: Content, **look: Any) -> int:
        """Write one cell; answers how many characters wide it is."""
        width = 0
        match content:
            case None:
                pass
            case Coloured():
                width = 6
                ground = {"bg_color": content.ground, "font_color": content.ink} if content.ground else {}
                kind = "marked" if content.marked else "number"
                sheet.write_number(
                    row, place, content.number, self._format(kind, **{**look, **ground, "align": "center"})
                )
            case Figure():
                width = 7
                sheet.write_number(row, place, content.number, self._format("figure", **look))
            case Money():
                width = len(written(content, self.language)) + 3
                sheet.write_number(row, place, content.ore / ORE_PER_KRONE, self._format("money", **look))
            case Share():
                width = 8
                sheet.write_number(row, place, content.value, self._format("share", **look))
            case date():
                width = 10
                when = datetime.combine(content, time())
                sheet.write_datetime(row, place, when, self._format("date", **{**look, "align": "left"}))
            case int() | float() if not isinstance(content, bool):
                width = len(str(content))
                sheet.write_number(row, place, content, self._format("number", **{"align": "center", **look}))
            case _:
                width = self._put_text(sheet, row, place, written(content, self.language), **look)
        return width

    def _put_text(self, sheet: Any, row: int, place: int, text: str, **look: Any) -> int:
        """Text that stays text, also when someone opens the cell and leaves it again."""
        if text.startswith(_STARTS_A_FORMULA):
            look["quote_prefix"] = True
        sheet.write_string(row, place, text, self._format(text_wrap=len(text) > _BROAD, **look))
        return len(text)

    def _format(self, kind: str | None = None, **look: Any) -> Any:
        number = {"num_format": _NUMBER_FORMATS[kind][self.language]} if kind else {}
        properties = {**_FONT, **number, **look}
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def _ready_to_print(self, sheet: Any) -> None:
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        sheet.set_header("&L" + self._title[:100].replace("&", "&&") + "&R&A")
        sheet.set_footer("&R&P / &N")
