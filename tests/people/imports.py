"""Files of staff for tests, and an import from upload to preview."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from samklang.access.models import Person, Place
from samklang.people.commands.staff_import import apply_import, begin_import
from samklang.people.models import Employee, StaffImport

DAY = date(2027, 9, 1)
HEADINGS = ("Medarbejdernr.", "Navn", "Team")


def a_csv(*rows: Sequence[Any], headings: Sequence[str] = HEADINGS, encoding: str = "cp1252") -> bytes:
    """A personnel export: semicolons, Windows-1252."""
    return "\r\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in (headings, *rows)).encode(
        encoding
    )


def a_workbook(sheets: dict[str, Iterable[Sequence[Any]]]) -> bytes:
    """A workbook with these sheets, each with its headings first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def an_import(
    by: Person,
    jobcentre: Place,
    content: bytes,
    *,
    name: str = "personale.csv",
    first_day: date = DAY,
    whole: bool = False,
) -> StaffImport:
    """A file that has been sent."""
    return begin_import(
        by=by, jobcentre=jobcentre, name=name, content=content, first_day=first_day, is_whole_list=whole
    )


def applied(by: Person, staff_import: StaffImport, *, leave_out: bool = False) -> StaffImport:
    """The import carried out."""
    return apply_import(by=by, staff_import=staff_import, leave_out=leave_out, end_missing=True)


def the_register(jobcentre: Place) -> list[tuple[Any, ...]]:
    """Everything the register holds of the jobcentre's people, in an order."""
    fields = (
        "number", "person__name", "person__email", "peer__number", "engagements__first_day", "engagements__last_day",
        "engagements__team__name", "engagements__role", "engagements__site", "engagements__weekly_hours",
        "engagements__half_days", "engagements__skills", "engagements__manager__number", "engagements__is_temp",
        "engagements__stands_in_for__number", "engagements__conversations_per_half_day",
    )  # fmt: skip
    found = Employee.objects.filter(jobcentre=jobcentre).order_by("number", "engagements__first_day")
    return [tuple(str(value) for value in row) for row in found.values_list(*fields)]


def told(staff_import: StaffImport, kind: str = "problem", language: str = "da") -> list[tuple[str, str]]:
    """The cell and the sentence of every line of a kind."""
    lines = staff_import.lines.filter(kind=kind).order_by("order")
    return [(line.cell, line.told[language][0]) for line in lines]


def changes(staff_import: StaffImport, kind: str) -> dict[str, list[list[Any]]]:
    """Who changes, and how, of one kind."""
    return {line.label: line.fields for line in staff_import.lines.filter(kind=kind).order_by("order")}
