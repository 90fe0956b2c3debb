"""A budget as the spreadsheet a funder asks for: by the fixed headings, every sum a formula with its value in it."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from samklang.core.words import Sentence, render, say
from samklang.funding.enums import Heading
from samklang.funding.models import BudgetLine

_COLUMNS: tuple[tuple[Sentence, int], ...] = (
    (say("Heading"), 34), (say("What it is"), 34), (say("Year"), 8), (say("How many"), 11), (say("Unit"), 12),
    (say("Price of one (kr.)"), 16), (say("Sum (kr.)"), 16), (say("From the funder (kr.)"), 20),
    (say("Own money (kr.)"), 16), (say("VAT"), 26), (say("Activity"), 24), (say("Why it is needed"), 40),
)  # fmt: skip
_KRONER = "#,##0.00"


def budget_workbook(title: str, lines: Sequence[BudgetLine], language: str) -> bytes:
    """Two sheets: the lines, and the sums by heading and payer. Kroner are numbers, sums are formulas.

    Other income than the grant and own money has no place in a budget here: it is written in the funder's own form.
    """
    file = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, {"in_memory": True, **never})
    formats = {
        "bold": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "kroner": book.add_format({"num_format": _KRONER}),
        "sum": book.add_format({"num_format": _KRONER, "bold": True, "top": 1}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }
    last = _lines(book, formats, title, lines, language)
    _headings(book, formats, lines, last, language)
    book.close()
    return file.getvalue()


def _lines(book: Any, formats: dict[str, Any], title: str, lines: Sequence[BudgetLine], language: str) -> int:
    sheet = book.add_worksheet(render(say("Budget"), language))
    sheet.write_string(0, 0, title, formats["title"])
    for column, (label, width) in enumerate(_COLUMNS):
        sheet.write_string(2, column, render(label, language), formats["bold"])
        sheet.set_column(column, column, width)
    for row, one in enumerate(lines, start=3):
        texts = {
            0: str(Heading(one.heading).label), 1: one.text, 4: one.unit, 9: str(one.get_vat_display()),
            10: one.activity, 11: one.why,
        }  # fmt: skip
        for column, text in texts.items():
            sheet.write_string(row, column, text)
        sheet.write_number(row, 2, one.year)
        sheet.write_number(row, 3, float(one.quantity))
        sheet.write_number(row, 5, one.unit_price_ore / 100, formats["kroner"])
        whole = (one.funder_ore + one.own_ore) / 100
        sheet.write_formula(row, 6, f"=ROUND(D{row + 1}*F{row + 1},2)", formats["kroner"], whole)
        sheet.write_number(row, 7, one.funder_ore / 100, formats["kroner"])
        sheet.write_formula(row, 8, f"=G{row + 1}-H{row + 1}", formats["kroner"], one.own_ore / 100)
    last = 3 + len(lines)
    sheet.write_string(last, 0, render(say("In all"), language), formats["sum"])
    for column, ore in ((6, None), (7, "funder_ore"), (8, "own_ore")):
        letter = "ABCDEFGHI"[column]
        amounts = [getattr(one, ore) if ore else one.funder_ore + one.own_ore for one in lines]
        formula = f"=SUM({letter}4:{letter}{last})" if lines else "=0"
        sheet.write_formula(last, column, formula, formats["sum"], sum(amounts) / 100)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return last


def _headings(book: Any, formats: dict[str, Any], lines: Sequence[BudgetLine], last: int, language: str) -> None:
    lines_sheet, sheet = render(say("Budget"), language), book.add_worksheet(render(say("By heading"), language))
    for column, label in enumerate(
        (say("Heading"), say("Sum (kr.)"), say("From the funder (kr.)"), say("Own money (kr.)"))
    ):
        sheet.write_string(0, column, render(label, language), formats["bold"])
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 3, 20)
    for row, heading in enumerate(Heading, start=1):
        ours = [one for one in lines if one.heading == heading]
        sums = [sum(one.funder_ore + one.own_ore for one in ours), sum(one.funder_ore for one in ours)]
        sheet.write_string(row, 0, str(heading.label))
        for column, letter, ore in ((1, "G", sums[0]), (2, "H", sums[1]), (3, "I", sums[0] - sums[1])):
            there = f"'{lines_sheet}'!$"
            span = f"{there}A$4:$A${max(last, 4)},$A{row + 1},{there}{letter}$4:${letter}${max(last, 4)}"
            sheet.write_formula(row, column, f"=SUMIF({span})", formats["kroner"], ore / 100)
    row = len(Heading) + 1
    sheet.write_string(row, 0, render(say("In all"), language), formats["sum"])
    whole = [sum(one.funder_ore + one.own_ore for one in lines), sum(one.funder_ore for one in lines)]
    for column, letter, ore in ((1, "B", whole[0]), (2, "C", whole[1]), (3, "D", whole[0] - whole[1])):
        sheet.write_formula(row, column, f"=SUM({letter}2:{letter}{row})", formats["sum"], ore / 100)
