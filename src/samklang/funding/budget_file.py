"""A budget as the spreadsheet a funder asks for: by the fixed headings, every sum a formula with its value in it."""

import io
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import xlsxwriter

from samklang.core.grants.shares import half_up
from samklang.core.grants.terms import INCOME_WORDS, Income
from samklang.core.words import Sentence, render, say
from samklang.funding.enums import Heading
from samklang.funding.models import BudgetLine

_COLUMNS: tuple[tuple[Sentence, int], ...] = (
    (say("Heading"), 34), (say("What it is"), 34), (say("Year"), 8), (say("How many"), 11), (say("Unit"), 12),
    (say("Price of one (kr.)"), 16), (say("VAT (kr.)"), 14), (say("Sum (kr.)"), 16), (say("From the funder (kr.)"), 20),
    (say("Own money (kr.)"), 16), (say("VAT"), 26), (say("Activity"), 24), (say("Why it is needed"), 40),
)  # fmt: skip
_KRONER = "#,##0.00"


def budget_workbook(title: str, lines: Sequence[BudgetLine], income: Mapping[Income, int], language: str) -> bytes:
    """Two sheets: the lines, and the sums by heading and payer with the income side below. Kroner are numbers, sums are
    formulas.

    income: in øre, without the grant; VAT stands with a line where it is counted.
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
    around = _Book(book, formats, language)
    last = _lines(around, title, lines)
    _headings(around, lines, income, last)
    book.close()
    return file.getvalue()


class _Book(NamedTuple):
    """What every sheet is written with."""

    file: Any
    formats: dict[str, Any]
    language: str

    def text(self, sheet: Any, row: int, column: int, words: Sentence, kind: str = "") -> None:
        """Words in the reader's language."""
        sheet.write_string(row, column, render(words, self.language), self.formats.get(kind))


def _lines(around: _Book, title: str, lines: Sequence[BudgetLine]) -> int:
    book, formats, language = around
    sheet = book.add_worksheet(render(say("Budget"), language))
    sheet.write_string(0, 0, title, formats["title"])
    for column, (label, width) in enumerate(_COLUMNS):
        sheet.write_string(2, column, render(label, language), formats["bold"])
        sheet.set_column(column, column, width)
    for row, one in enumerate(lines, start=3):
        texts = {
            0: str(Heading(one.heading).label), 1: one.text, 4: one.unit, 10: str(one.get_vat_display()),
            11: one.activity, 12: one.why,
        }  # fmt: skip
        for column, text in texts.items():
            sheet.write_string(row, column, text)
        sheet.write_number(row, 2, one.year)
        sheet.write_number(row, 3, float(one.quantity))
        sheet.write_number(row, 5, one.unit_price_ore / 100, formats["kroner"])
        whole = one.funder_ore + one.own_ore
        vat = whole - half_up(Fraction(one.quantity) * one.unit_price_ore)
        sheet.write_number(row, 6, vat / 100, formats["kroner"])
        sheet.write_formula(row, 7, f"=ROUND(D{row + 1}*F{row + 1},2)+G{row + 1}", formats["kroner"], whole / 100)
        sheet.write_number(row, 8, one.funder_ore / 100, formats["kroner"])
        sheet.write_formula(row, 9, f"=H{row + 1}-I{row + 1}", formats["kroner"], one.own_ore / 100)
    last = 3 + len(lines)
    sheet.write_string(last, 0, render(say("In all"), language), formats["sum"])
    for column, ore in ((7, None), (8, "funder_ore"), (9, "own_ore")):
        letter = "ABCDEFGHIJ"[column]
        amounts = [getattr(one, ore) if ore else one.funder_ore + one.own_ore for one in lines]
        formula = f"=SUM({letter}4:{letter}{last})" if lines else "=0"
        sheet.write_formula(last, column, formula, formats["sum"], sum(amounts) / 100)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return last


def _headings(around: _Book, lines: Sequence[BudgetLine], income: Mapping[Income, int], last: int) -> None:
    book, formats, language = around
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
        for column, letter, ore in ((1, "H", sums[0]), (2, "I", sums[1]), (3, "J", sums[0] - sums[1])):
            there = f"'{lines_sheet}'!$"
            span = f"{there}A$4:$A${max(last, 4)},$A{row + 1},{there}{letter}$4:${letter}${max(last, 4)}"
            sheet.write_formula(row, column, f"=SUMIF({span})", formats["kroner"], ore / 100)
    row = len(Heading) + 1
    sheet.write_string(row, 0, render(say("In all"), language), formats["sum"])
    whole = [sum(one.funder_ore + one.own_ore for one in lines), sum(one.funder_ore for one in lines)]
    for column, letter, ore in ((1, "B", whole[0]), (2, "C", whole[1]), (3, "D", whole[0] - whole[1])):
        sheet.write_formula(row, column, f"=SUM({letter}2:{letter}{row})", formats["sum"], ore / 100)
    _income(around, sheet, income, row, whole)


def _income(around: _Book, sheet: Any, income: Mapping[Income, int], row: int, whole: Sequence[int]) -> None:
    """The income side below the sums in that row: the grant, what else comes in, and co-funding as the rest."""
    first, kroner = row + 3, around.formats["kroner"]
    around.text(sheet, first - 1, 0, say("Income side"), "bold")
    around.text(sheet, first - 1, 1, say("Sum (kr.)"), "bold")
    around.text(sheet, first, 0, say("From the funder"))
    sheet.write_formula(first, 1, f"=C{row + 1}", kroner, whole[1] / 100)
    others = [one for one in Income if one is not Income.CO_FUNDING]
    last = first + len(others) + 1
    for place, one in enumerate(others, start=first + 1):
        around.text(sheet, place, 0, INCOME_WORDS[one])
        sheet.write_number(place, 1, income.get(one, 0) / 100, kroner)
    around.text(sheet, last, 0, INCOME_WORDS[Income.CO_FUNDING])
    rest = whole[0] - whole[1] - sum(income.get(one, 0) for one in others)
    sheet.write_formula(last, 1, f"=B{row + 1}-SUM(B{first + 1}:B{last})", kroner, rest / 100)
    around.text(sheet, last + 1, 0, say("In all"), "sum")
    sheet.write_formula(last + 1, 1, f"=SUM(B{first + 1}:B{last + 1})", around.formats["sum"], whole[0] / 100)
