"""Dates in every shape they come in: real ones, day numbers of the spreadsheet, and text with the day first."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Remark, Understood
from samklang.core.workbook.kinds.base import Kind, Misread, Raw, Read, shown
from samklang.core.workbook.labels import Label, folded, tidy

FIRST_YEAR, LAST_YEAR = 1920, 2199
_DAY_ZERO = date(1899, 12, 30)
_NUMERIC = re.compile(r"(\d{1,2})[-./ ]{1,2}(\d{1,2})[-./ ]{1,2}(\d{2}|\d{4})\.?")
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ]00:00(?::00)?)?")
_NAMED = re.compile(r"(\d{1,2})\.?\s*(?:of )?([A-Za-zÅåÆæØø]{3,9})\.?,?\s*(\d{2}|\d{4})")
_MONTHS = (
    ("jan", "januar", "january"),
    ("feb", "februar", "february"),
    ("mar", "marts", "march"),
    ("apr", "april"),
    ("maj", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


@dataclass(frozen=True)
class Date(Kind):
    """A date. In text the day always stands first, or the year with four digits; two-digit years are refused."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("dato, for eksempel 12-09-2027", "date, day first, for example 12-09-2027")

    def read(self, raw: Raw) -> Read:
        """The date. Raises Misread."""
        if isinstance(raw, datetime):
            remark = Remark(Understood.TIME_LEFT_OUT, shown(raw), raw.date()) if raw.time() != time() else None
            return Read(_in_range(raw.date(), raw), remark)
        if isinstance(raw, date):
            return Read(_in_range(raw, raw))
        if isinstance(raw, bool | time | timedelta):
            raise _no_date(raw)
        if isinstance(raw, int | float) or re.fullmatch(r"\d{5}(?:[.,]0)?", raw.strip()):
            return _from_day_number(raw)
        day = _from_text(tidy(raw))
        return Read(day, Remark(Understood.TEXT_DATE, shown(raw), day))

    def write(self, value: Any, _language: str) -> date:
        """The date as a real date."""
        return value if isinstance(value, date) else date.fromisoformat(value)


def _example() -> Sentence:
    return say("Write day, month and the year with four digits, for example 12-09-2027.")


def _no_date(raw: Raw) -> Misread:
    return Misread(say("“{found}” is not a date.", found=shown(raw)), _example())


def _in_range(day: date, raw: Raw) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Misread(say("“{found}” lies in the year {year}.", found=shown(raw), year=str(day.year)), _example())
    return day


def _from_day_number(raw: Raw) -> Read:
    number = float(str(raw).replace(",", "."))
    lowest, highest = (date(1980, 1, 1) - _DAY_ZERO).days, (date(2100, 1, 1) - _DAY_ZERO).days
    if not lowest <= number < highest:
        raise _no_date(raw)
    day = _DAY_ZERO + timedelta(days=int(number))
    return Read(day, Remark(Understood.SERIAL_DATE, shown(int(number)), day))


def _from_text(text: str) -> date:
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _NUMERIC.fullmatch(text):
        day, month, year = match.groups()
    elif (match := _NAMED.fullmatch(text)) and folded(match[2]) in _MONTH_OF:
        day, month, year = match[1], str(_MONTH_OF[folded(match[2])]), match[3]
    else:
        raise _no_date(text)
    if len(year) == 2:
        raise Misread(
            say("The year in “{found}” has only two digits.", found=text),
            say(
                "Write the year with four digits, for example {example}.",
                example=f"{int(day):02}-{int(month):02}-20{year}",
            ),
        )
    return _in_range(_existing(int(day), int(month), int(year), text), text)


def _existing(day: int, month: int, year: int, text: str) -> date:
    if not 1 <= month <= 12:
        raise Misread(
            say("“{found}” has no month between 1 and 12; the day is read first, then the month.", found=text),
            _example(),
        )
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Misread(say("“{found}” lies in the year {year}.", found=text, year=str(year)), _example())
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Misread(
            say("“{found}” does not exist: that month has {last} days.", found=text, last=last),
            say(
                "Write a date from {first} to {last}.",
                first=f"01-{month:02}-{year}",
                last=f"{last:02}-{month:02}-{year}",
            ),
        )
    return date(year, month, day)
