"""Dates and working hours as payroll systems write them, which is looser than what people type into the workbook."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.issues import Remark, Understood
from samklang.core.workbook.kinds.base import Kind, Misread, Raw, Read, shown
from samklang.core.workbook.kinds.dates import FIRST_YEAR, LAST_YEAR, Date
from samklang.core.workbook.kinds.numbers import decimal
from samklang.core.workbook.labels import Label, tidy

FULL_TIME = 37
"""Hours a week in full time under the Danish municipal agreements."""
_NO_YEAR = 9999
_NEVER = frozenset({"9999", "0000", "0001"})
_NEVER_NUMBERS = frozenset({0, 99_991_231, 2_958_465})
"""No date, the last date there is, and the day number a spreadsheet has for it."""
_MIDNIGHT = re.compile(r"[T ]00[:.]00(?:[:.]00(?:\.0+)?)?Z?$")
_PARTS = re.compile(r"(\d{1,4})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{1,4})\.?")
_COMPACT = re.compile(r"\d{8}")
_PIVOT = 60
"""Nobody employed today began before 1960, and no employment is known to end after 2059."""
_FRACTION = re.compile(r"(\d+(?:[.,]\d+)?)\s*/\s*(\d+(?:[.,]\d+)?)")
_MOST_HOURS = 60


@dataclass(frozen=True)
class PayrollDate(Date):
    """A date, also as 20260201, with a year of two digits, or as the 31.12.9999 that means no date at all."""

    def read(self, raw: Raw) -> Read:
        """The date; None where the cell says that there is none. Raises Misread."""
        if isinstance(raw, date):
            return Read(None) if raw.year in (_NO_YEAR, 1) else super().read(raw)
        if isinstance(raw, str):
            return self._from_text(_MIDNIGHT.sub("", tidy(raw)), raw)
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return self._from_number(raw)
        return super().read(raw)

    def _from_text(self, text: str, raw: str) -> Read:
        if text.isdecimal() and int(text) in _NEVER_NUMBERS:
            return Read(None)
        if _COMPACT.fullmatch(text):
            return self._compact(text, raw)
        parts = _PARTS.fullmatch(text)
        if parts and ({parts[1], parts[3]} & _NEVER or {parts[1], parts[2], parts[3]} <= {"0", "00"}):
            return Read(None)
        if parts and len(parts[3]) == 2 and len(parts[1]) <= 2:
            century = 2000 if int(parts[3]) < _PIVOT else 1900
            return super().read(f"{parts[1]}-{parts[2]}-{century + int(parts[3])}")
        return super().read(text)

    def _from_number(self, raw: int | float) -> Read:
        if raw in _NEVER_NUMBERS:
            return Read(None)
        text = shown(raw)
        return self._compact(text.zfill(8), raw) if text.isdecimal() and len(text) in (7, 8) else super().read(raw)

    def _compact(self, text: str, raw: Raw) -> Read:
        """Year, month and day without signs between; or day, month and year where that is all it can be."""
        for year, month, day in ((text[:4], text[4:6], text[6:]), (text[4:], text[2:4], text[:2])):
            if year in _NEVER:
                return Read(None)
            if FIRST_YEAR <= int(year) <= LAST_YEAR:
                try:
                    found = datetime.strptime(f"{year}{month}{day}", "%Y%m%d").date()  # noqa: DTZ007 - a day, no moment
                except ValueError:
                    continue
                return Read(found, Remark(Understood.TEXT_DATE, shown(raw), found))
        return super().read(raw)


@dataclass(frozen=True)
class PartOfFullTime(Kind):
    """How much of full time somebody works: 30/37, 0,8108 or 81,08 %. Read as hours a week.

    percent: whether a bare number above 1,5 is percent; otherwise it is hours, the upper half of a fraction.
    """

    percent: bool = False

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("del af fuld tid, for eksempel 30/37 eller 0,8108", "part of full time, such as 30/37 or 0,8108")

    def read(self, raw: Raw) -> Read:
        """Hours a week, from 0 to 60, with two decimals. Raises Misread."""
        hours = self._hours(raw)
        if not 0 <= hours <= _MOST_HOURS:
            raise Misread(
                say("“{found}” is no part of full time.", found=shown(raw)),
                say(
                    "Write it as 30/37, as 0,81 or as a percentage; or give the hours a week in a column of their own."
                ),
            )
        return Read(float(round(hours, 2)))

    def _hours(self, raw: Raw) -> Decimal:
        text = tidy(raw) if isinstance(raw, str) else ""
        fraction = _FRACTION.fullmatch(text)
        if fraction:
            upper, lower = (Decimal(part.replace(",", ".")) for part in fraction.groups())
            return upper / lower * FULL_TIME if lower else Decimal(-1)
        marked = text.endswith("%")
        number = _number(text, raw, marked=marked)
        if marked or (self.percent and number > Decimal("1.5")):
            return number * FULL_TIME / 100
        return number * FULL_TIME if number <= Decimal("1.5") else number

    def write(self, value: Any, _language: str) -> float:
        """The hours."""
        return float(value)


def _number(text: str, raw: Raw, *, marked: bool) -> Decimal:
    """The number a cell holds; "0,811" and "1,000" are decimals here, since nobody works a thousand times full time."""
    if marked:
        return decimal(text[:-1])[0]
    if re.fullmatch(r"\d{1,3},\d{3,6}", text):
        return Decimal(text.replace(",", "."))
    return decimal(raw)[0]
