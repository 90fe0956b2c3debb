"""Accounts as a spreadsheet: headings, income, every posting with its voucher, and the lines of the budget."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import override

from samklang.core.words import Sentence, render, say
from samklang.funding.enums import Account, Heading
from samklang.funding.models import BudgetLine, Posting, Report
from samklang.funding.queries.audit import budget_then, postings_of
from samklang.funding.queries.called import NAMED, Called
from samklang.web.downloads import guarded

_KRONER, _DAY = "#,##0.00", "dd.mm.yyyy"
_FIRST = 4
"""The first row of the headings, from 0."""
_HEADINGS = (
    say("Heading"), say("Budget (kr.)"), say("In the period (kr.)"), say("From the beginning (kr.)"),
    say("Difference (kr.)"),
)  # fmt: skip
_POSTINGS: tuple[tuple[Sentence, int], ...] = (
    (say("Voucher"), 10), (say("Date"), 12), (say("Kind"), 18), (say("What it is"), 34), (say("Supplier"), 24),
    (say("Number of the invoice"), 20), (say("Account"), 26), (say("Heading"), 34), (say("Amount (kr.)"), 16),
    (say("VAT"), 26), (say("VAT of the voucher (kr.)"), 18), (say("Document"), 28),
    (say("Checksum of the document (SHA-256)"), 40), (say("Attested by"), 24), (say("Attested on"), 14),
)  # fmt: skip
_LINES = (
    say("Heading"), say("Year"), say("What it is"), say("How many"), say("Unit"), say("Price of one (kr.)"),
    say("VAT (kr.)"), say("From the funder (kr.)"), say("Own money (kr.)"), say("VAT"), say("Activity"),
    say("Why it is needed"),
)  # fmt: skip


def accounts_workbook(
    report: Report, figures: Mapping[str, Any], language: str, made_at: datetime, called: Called = NAMED
) -> bytes:
    """Sums are formulas with their values. figures: of `report_paper.figures_shown`; the same give the same bytes."""
    file = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with override(language):
        book = xlsxwriter.Workbook(file, {"in_memory": True, **never})
        book.set_properties({"created": made_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)})
        sheets = _Sheets(book, language, called)
        first = sheets.sheet(say("Accounts"))
        postings = list(postings_of(report.grant, report.last_day))
        sheets.postings(postings)
        budget = budget_then(report.grant, report.sent_at)
        sheets.lines(list(budget.lines.order_by("position", "pk")) if budget else [])
        sheets.accounts(first, report, figures, postings)
        book.close()
    return file.getvalue()


class _Sheets:
    """The sheets of one workbook. Texts are only ever written as texts."""

    def __init__(self, book: Any, language: str, called: Called) -> None:
        self.book, self.language, self.called = book, language, called
        self.bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.kroner = book.add_format({"num_format": _KRONER})
        self.sum = book.add_format({"num_format": _KRONER, "bold": True, "top": 1})
        self.day = book.add_format({"num_format": _DAY})
        self.quoted = book.add_format({"quote_prefix": True})

    def said(self, words: Sentence) -> str:
        return render(words, self.language)

    def sheet(self, name: Sentence) -> Any:
        return self.book.add_worksheet(self.said(name))

    def text(self, sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
        sheet.write_string(row, column, text, self.quoted if form is None and guarded(text) != text else form)

    def postings(self, postings: Sequence[Posting]) -> None:
        """Every posting, in the order of the books."""
        sheet = self.sheet(say("Postings"))
        for column, (label, width) in enumerate(_POSTINGS):
            self.text(sheet, 0, column, self.said(label), self.bold)
            sheet.set_column(column, column, width)
        for row, one in enumerate(postings, start=1):
            voucher, document = one.voucher, one.voucher.document
            sheet.write_number(row, 0, voucher.number)
            sheet.write_datetime(row, 1, datetime(voucher.day.year, voucher.day.month, voucher.day.day), self.day)  # noqa: DTZ001 - a cell's date has no zone
            texts = {
                2: str(voucher.get_kind_display()), 3: voucher.text, 4: voucher.supplier,
                5: voucher.supplier_reference, 6: str(Account(one.account).label),
                7: str(Heading(one.heading).label) if one.heading else "", 9: str(voucher.get_vat_display()),
                11: document.name if document else "", 12: document.sha256 if document else "",
                13: self.called.name_of(voucher.attested_by),
            }  # fmt: skip
            for column, text in texts.items():
                self.text(sheet, row, column, text)
            sheet.write_number(row, 8, one.ore / 100, self.kroner)
            sheet.write_number(row, 10, voucher.vat_ore / 100, self.kroner)
            if voucher.attested_at:
                day = voucher.attested_at.date()
                sheet.write_datetime(row, 14, datetime(day.year, day.month, day.day), self.day)  # noqa: DTZ001 - a cell's date has no zone
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(postings), 1), len(_POSTINGS) - 1)

    def lines(self, lines: Sequence[BudgetLine]) -> None:
        """The budget that is in force, line by line."""
        sheet = self.sheet(say("Budget lines"))
        for column, label in enumerate(_LINES):
            self.text(sheet, 0, column, self.said(label), self.bold)
        sheet.set_column(0, len(_LINES) - 1, 20)
        for row, one in enumerate(lines, start=1):
            texts = {
                0: str(Heading(one.heading).label), 2: one.text, 4: one.unit, 9: str(one.get_vat_display()),
                10: one.activity, 11: one.why,
            }  # fmt: skip
            for column, text in texts.items():
                self.text(sheet, row, column, text)
            sheet.write_number(row, 1, one.year)
            sheet.write_number(row, 3, float(one.quantity))
            for column, ore in ((5, one.unit_price_ore), (6, one.vat_ore), (7, one.funder_ore), (8, one.own_ore)):
                sheet.write_number(row, column, ore / 100, self.kroner)

    def accounts(self, sheet: Any, report: Report, figures: Mapping[str, Any], postings: Sequence[Posting]) -> None:
        """Budget against actual, and the income side below it."""
        about = figures["about"]
        self.text(sheet, 0, 0, f"{about['project']} · {about['case_number']}", self.title)
        for column, label in enumerate(_HEADINGS):
            self.text(sheet, _FIRST - 1, column, self.said(label), self.bold)
        for column, day in ((1, report.first_day), (2, report.last_day)):
            sheet.write_datetime(1, column, datetime(day.year, day.month, day.day), self.day)  # noqa: DTZ001 - a cell's date has no zone
        self.text(sheet, 1, 0, self.said(say("The period: first and last day")))
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, len(_HEADINGS) - 1, 20)
        span = _Span(self.said(say("Postings")), len(postings) + 1, str(Account.COST.label))
        rows = list(figures["headings"])
        for row, one in enumerate(rows, start=_FIRST):
            self._heading(sheet, row, one, span)
        last = _FIRST + len(rows)
        self.text(sheet, last, 0, self.said(say("In all")), self.sum)
        wholes = [sum(one[name] for one in rows) for name in ("budget_ore", "period_ore", "spent_ore")]
        for column, ore in enumerate((*wholes, wholes[0] - wholes[2]), start=1):
            letter = "ABCDE"[column]
            formula = f"=SUM({letter}{_FIRST + 1}:{letter}{last})" if rows else "=0"
            sheet.write_formula(last, column, formula, self.sum, ore / 100)
        hours = -sum(one.ore for one in postings if one.account == Account.CO_FUNDING)
        self._income(sheet, last, figures, hours, span)

    def _heading(self, sheet: Any, row: int, one: Mapping[str, Any], span: _Span) -> None:
        self.text(sheet, row, 0, str(Heading(one["heading"]).label))
        sheet.write_number(row, 1, one["budget_ore"] / 100, self.kroner)
        spent = span.costs(f"$A{row + 1}")
        period = f'{spent},{span.of("B")},">="&$B$2,{span.of("B")},"<="&$C$2'
        sheet.write_formula(row, 2, f"=SUMIFS({period})", self.kroner, one["period_ore"] / 100)
        sheet.write_formula(row, 3, f"=SUMIFS({spent})", self.kroner, one["spent_ore"] / 100)
        left = (one["budget_ore"] - one["spent_ore"]) / 100
        sheet.write_formula(row, 4, f"=B{row + 1}-D{row + 1}", self.kroner, left)

    def _income(self, sheet: Any, last: int, figures: Mapping[str, Any], hours: int, span: _Span) -> None:
        """Where the money comes from. The labels of accounts stand beside, for the formulas to look up."""
        row = last + 2
        self.text(sheet, row, 0, self.said(say("Income and co-funding")), self.bold)
        self.text(sheet, row, 1, self.said(say("Amount (kr.)")), self.bold)
        at = {name: row + 2 + place for place, name in enumerate(("award", "received", "due", "hours", "own"))}
        due, received, spent = figures["due_ore"], figures["received_ore"], figures["spent_ore"]
        of_hours = f'-SUMIFS({span.of("I")},{span.of("G")},"{_quoted(str(Account.CO_FUNDING.label))}")'
        rows: list[tuple[Sentence, str, int]] = [
            (say("Granted"), "", figures["award_ore"]),
            (say("Received, less what was paid back"), "", received),
            (say("The grant comes to"), "", due),
            (say("Own hours as co-funding"), of_hours, hours),
            (say("Own money besides"), f"D{last + 1}-B{at['due']}-B{at['hours']}", spent - due - hours),
            (say("Still to come from the funder"), f"MAX(0,B{at['due']}-B{at['received']})", max(0, due - received)),
            (say("To be paid back"), f"MAX(0,B{at['received']}-B{at['due']})", max(0, received - due)),
        ]
        for place, (label, formula, ore) in enumerate(rows, start=row + 1):
            self.text(sheet, place, 0, self.said(label))
            if formula:
                sheet.write_formula(place, 1, f"={formula}", self.kroner, ore / 100)
            else:
                sheet.write_number(place, 1, ore / 100, self.kroner)


class _Span:
    """The columns of the postings, as formulas on another sheet name them."""

    def __init__(self, sheet: str, last: int, cost: str) -> None:
        self.sheet, self.last, self.cost = sheet, max(last, 2), _quoted(cost)

    def of(self, letter: str) -> str:
        """One column of it."""
        return f"'{self.sheet}'!${letter}$2:${letter}${self.last}"

    def costs(self, heading: str) -> str:
        """What SUMIFS is asked for the costs of the heading in a cell."""
        return f'{self.of("I")},{self.of("G")},"{self.cost}",{self.of("H")},{heading}'


def _quoted(text: str) -> str:
    return text.replace('"', '""')
