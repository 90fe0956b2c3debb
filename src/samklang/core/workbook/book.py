"""One workbook being written: every sheet with its headings, rows, lists to choose from and help."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.filling import Filled
from samklang.core.workbook.issues import cell_name
from samklang.core.workbook.kinds import Kind
from samklang.core.workbook.labels import Label
from samklang.core.workbook.look import DARK, LINE_HEIGHT, MIDDLE, MISSING_FILL, Look, lines_needed, number_format
from samklang.core.workbook.readme import write_readme
from samklang.core.workbook.sheets import README_NAME, RULES, SETTINGS, SHEETS
from samklang.core.workbook.validation import validation

HEADING_ROW = 3
FIRST_ROW = HEADING_ROW + 1
_SPARE_ROWS = 300
_ROW_HEIGHT = 18
_FROZEN_COLUMNS = {"staff": 2, "working_times": 2, "absences": 2, "duties": 2}


@dataclass(frozen=True)
class Content:
    """What is written: rows by sheet key, the settings, example rows by sheet key, and the programme."""

    rows: Mapping[str, Sequence[Filled]]
    settings: Filled
    programme: str
    examples: Mapping[str, Sequence[Filled]] = field(default_factory=dict)


def save(content: Content, path: Path, language: str) -> None:
    """Write the workbook whole or not at all: beside its place first, then put in place. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(_bytes(content, language))
        os.replace(beside, path)  # noqa: PTH105 - named as in the documentation of what is atomic
    finally:
        beside.unlink(missing_ok=True)


def _bytes(content: Content, language: str) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    first_day = str(content.settings.get("first_day") or "2000-01-01")
    made = datetime.fromisoformat(first_day)  # a date of the content, so that equal content gives equal bytes
    book.set_properties({"title": str(content.settings.get("title") or ""), "author": "Samklang", "created": made})
    book.set_size(2400, 1500)
    writer = _Writer(book, Look(book), language, content)
    write_readme(book.add_worksheet(README_NAME.in_(language)), writer.look, language, content.programme)
    for kind in SHEETS:
        writer.sheet(kind)
    book.close()
    return buffer.getvalue()


def write_sheet(book: xlsxwriter.Workbook, kind: SheetKind, rows: Sequence[Filled], language: str) -> None:
    """One sheet with its headings, help and rows, in a workbook of its own."""
    _Writer(book, Look(book), language, Content({kind.key: rows}, {}, "")).sheet(kind)


@dataclass
class _Writer:
    book: xlsxwriter.Workbook
    look: Look
    language: str
    content: Content

    def sheet(self, kind: SheetKind) -> None:
        """One sheet with everything on it."""
        sheet = self.book.add_worksheet(kind.name.in_(self.language))
        sheet.set_default_row(_ROW_HEIGHT)
        sheet.set_tab_color(DARK if kind.required else MIDDLE)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEADING_ROW)
        self._top(sheet, kind)
        self._headings(sheet, kind)
        if kind is RULES:
            self._settings(sheet)
            return
        examples = self.content.examples.get(kind.key, ())
        rows = self.content.rows.get(kind.key, ())
        for offset, row in enumerate((*examples, *rows)):
            self._row(sheet, kind, FIRST_ROW + offset, row, example=offset < len(examples))
        last = FIRST_ROW + len(examples) + len(rows) + _SPARE_ROWS
        for place, column in enumerate(kind.columns):
            self._prepare(sheet, kind, place, column, last)
        sheet.autofilter(HEADING_ROW, 0, last, len(kind.columns) - 1)
        sheet.freeze_panes(FIRST_ROW, _FROZEN_COLUMNS.get(kind.key, 1))

    def _top(self, sheet: Worksheet, kind: SheetKind) -> None:
        other = "en" if self.language == "da" else "da"
        sheet.set_row(0, 28)
        sheet.write_string(0, 0, kind.name.in_(self.language), self.look.title)
        sheet.write_string(1, 0, kind.purpose.in_(self.language), self.look.purpose)
        sheet.write_string(2, 0, kind.purpose.in_(other), self.look.quiet)

    def _headings(self, sheet: Worksheet, kind: SheetKind) -> None:
        height = 1
        for place, column in enumerate(kind.columns):
            sheet.set_column(place, place, column.width, self.look.of(num_format=number_format(column.kind)))
            self._two_lines(sheet, HEADING_ROW, place, column.heading, required=column.required)
            width = max(column.width - 1, 4)
            words = column.heading
            height = max(height, lines_needed(words.da, width) + lines_needed(words.en, width * 1.2))
            sheet.write_comment(
                HEADING_ROW, place, self._help(column), {"x_scale": 2.2, "y_scale": 1.5, "author": "Samklang"}
            )
        sheet.set_row(HEADING_ROW, LINE_HEIGHT * height + 6)

    def _two_lines(self, sheet: Worksheet, row: int, place: int, label: Label, *, required: bool) -> None:
        look, other = self.look, "en" if self.language == "da" else "da"
        whole = look.heading(required=required)
        first, second = label.in_(self.language), label.in_(other)
        if first == second:
            sheet.write_string(row, place, first, whole)
            return
        upper, lower = (look.heading_part(required=required, first=one) for one in (True, False))
        sheet.write_rich_string(row, place, upper, first + "\n", lower, second, whole)

    def _help(self, column: Column) -> str:
        other = "en" if self.language == "da" else "da"
        must = {"da": "Skal udfyldes. ", "en": "Must be filled in. "} if column.required else {"da": "", "en": ""}
        write = {"da": "Skriv", "en": "Write"}
        parts = (
            f"{must[one]}{column.help.in_(one)}\n{write[one]}: {column.kind.described.in_(one)}."
            for one in (self.language, other)
        )
        return "\n\n".join(parts)

    def _row(self, sheet: Worksheet, kind: SheetKind, number: int, row: Filled, *, example: bool) -> None:
        lines = 1
        for place, column in enumerate(kind.columns):
            value = row.get(column.key)
            style = self.look.cell(column.kind, value=value, example=example)
            written = self._write(sheet, (number, place), column.kind, value, style)
            lines = max(lines, lines_needed(written, column.width))
        if lines > 1:
            sheet.set_row(number, LINE_HEIGHT * lines + 3)

    def _write(self, sheet: Worksheet, cell: tuple[int, int], kind: Kind, value: Any, style: Any) -> str:
        """Write one cell; returns the words in it, "" where it holds a number, a date or nothing."""
        written = "" if value is None else kind.write(value, self.language)
        if isinstance(written, str):
            if written:
                sheet.write_string(*cell, written, style)
            else:
                sheet.write_blank(*cell, None, style)
        elif isinstance(written, date):
            sheet.write_datetime(*cell, datetime(written.year, written.month, written.day), style)  # noqa: DTZ001
        else:
            sheet.write_number(*cell, written, style)
        return written if isinstance(written, str) else ""

    def _prepare(self, sheet: Worksheet, kind: SheetKind, place: int, column: Column, last: int) -> None:
        rule = validation(column, self.language, HEADING_ROW)
        if rule:
            sheet.data_validation(FIRST_ROW, place, last, place, rule)
        if column.required and kind.key != "wishes":
            end = cell_name(0, len(kind.columns) - 1).rstrip("1")
            here = cell_name(FIRST_ROW, place)
            formula = f"=AND(COUNTA($A{FIRST_ROW + 1}:${end}{FIRST_ROW + 1})>0,ISBLANK({here}))"
            missing = self.book.add_format({"bg_color": MISSING_FILL})
            options = {"type": "formula", "criteria": formula, "format": missing}
            sheet.conditional_format(FIRST_ROW, place, last, place, options)

    def _settings(self, sheet: Worksheet) -> None:
        other = "en" if self.language == "da" else "da"
        for offset, setting in enumerate(SETTINGS):
            row, value = FIRST_ROW + offset, self.content.settings.get(setting.key)
            self._two_lines(sheet, row, 0, setting.heading, required=setting.required)
            self._write(sheet, (row, 1), setting.kind, value, self.look.cell(setting.kind, value=value, left=True))
            texts = [f"{setting.help.in_(one)} ({setting.kind.described.in_(one)})" for one in (self.language, other)]
            sheet.write_string(
                row, 2, "\n".join(texts), self.look.of(text_wrap=True, font_color=DARK, font_size=10, indent=1)
            )
            width = RULES.by_key["help"].width
            lines = max(2, sum(lines_needed(text, width * 1.2) for text in texts))
            sheet.set_row(row, LINE_HEIGHT * lines + 4)
            if rule := validation(setting, self.language, HEADING_ROW):
                sheet.data_validation(row, 1, row, 1, rule)
        sheet.freeze_panes(FIRST_ROW, 1)
