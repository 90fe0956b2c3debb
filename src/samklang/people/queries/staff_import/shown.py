"""The lines of an import in words: what each field is called, what was and what is to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from samklang.core.words import Sentence, render, say, word, written
from samklang.core.workbook.kinds import WorkingWeek, YesNo, joined
from samklang.core.workbook.sheets.register import STAFF_FILE
from samklang.people.enums import LeaveKind
from samklang.people.models import StaffImportLine
from samklang.people.models.engagement import HALF_DAYS

_LABELS = {
    "later": word("Also from"),
    "leave_kind": word("Kind"),
    "leave_first_day": word("From"),
    "leave_last_day": word("To"),
    "first_day": word("From"),
    "last_day": word("To"),
    "minimum": word("Minimum"),
    "reason": word("Reason"),
}
_DATES = {"employed_from", "employed_to", "leave_first_day", "leave_last_day", "first_day", "last_day"}
NOTHING = "–"


@dataclass(frozen=True)
class ShownField:
    """One field that differs, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ShownLine:
    """One line of the preview, in words."""

    kind: str
    kind_label: str
    place: str
    label: str
    fields: tuple[ShownField, ...]
    what: str
    instead: str
    employee: int | None


def shown(lines: Iterable[StaffImportLine], language: str) -> list[ShownLine]:
    """The lines in their order."""
    return [_line(line, language) for line in lines]


def _line(line: StaffImportLine, language: str) -> ShownLine:
    fields = tuple(ShownField(_label(key, language), *(_value(key, one, language) for one in both))
                   for key, *both in line.fields)  # fmt: skip
    what, instead = line.told.get(language, ("", ""))
    label = _value("first_day", line.label, language) if line.kind == "closed" else line.label
    place = render(row_of(line), language)
    return ShownLine(line.kind, str(line.get_kind_display()), place, label, fields, what, instead, line.employee_id)


def row_of(line: StaffImportLine) -> Sentence:
    """Where in the file: the row by its number, and the cell."""
    number = "".join(sign for sign in line.cell if sign.isdecimal())
    if not number:
        return say("“{sheet}”", sheet=line.sheet)
    return say("“{sheet}”, row {row}, cell {cell}", sheet=line.sheet, row=number, cell=line.cell)


def _label(key: str, language: str) -> str:
    if key in _LABELS:
        return render(Sentence(_LABELS[key]), language)
    return STAFF_FILE.by_key[key].heading.in_(language)


def _value(key: str, value: Any, language: str) -> str:  # noqa: PLR0911 - one line for each kind of value
    if value is None or value in ("", []):
        return NOTHING
    if key == "works":
        week = [name for name, mark in zip(HALF_DAYS, value, strict=True) if mark == "1"]
        return WorkingWeek().write(week, language)
    if key == "later":
        return written(tuple(date.fromisoformat(one) for one in value), language)
    if key in _DATES:
        return written(date.fromisoformat(value), language)
    if key == "leave_kind":
        return str(LeaveKind(value).label)
    if key == "hours":
        return written(Decimal(value), language)
    if isinstance(value, bool):
        return YesNo().write(value, language)
    return joined(value) if isinstance(value, list) else str(value)
