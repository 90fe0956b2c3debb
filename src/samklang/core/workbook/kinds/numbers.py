"""Numbers as Danes write them: counts, hours, kroner and percent."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from samklang.core.words import Money as ShownMoney
from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Remark, Understood
from samklang.core.workbook.kinds.base import Kind, Misread, Raw, Read, shown
from samklang.core.workbook.labels import Label, tidy

_UNIT = re.compile(
    r"(?:\s*(?:kr\.?|dkk|kroner|,-|timer|tim\.?|t\.?|hours|stk\.?|personer|dage|days|people|konsulenter|medarbejdere))+$",
    re.IGNORECASE,
)
_CURRENCY_FIRST = re.compile(r"^(?:kr\.?|dkk)\s*", re.IGNORECASE)
_DANISH_THOUSANDS = re.compile(r"-?\d{1,3}([. ’'])\d{3}(?:\1\d{3})*(?:,\d+)?")
_ENGLISH_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|-?\d{1,3}(?:,\d{3})+\.\d+")
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")
_COMMA_OR_THOUSAND = re.compile(r"-?[1-9]\d{0,2},\d{3}")


def decimal(raw: Raw) -> tuple[Decimal, Remark | None]:
    """The number a cell holds, and a remark where separators had to be understood. Raises Misread.

    Comma is the decimal sign. A point or space followed by exactly three digits separates thousands; a point followed
    by any other number of digits is a decimal sign. “1,000” could be both and is refused.
    """
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise _no_number(raw)
    if not isinstance(raw, str):
        return Decimal(repr(raw)), None
    text = _CURRENCY_FIRST.sub("", _UNIT.sub("", tidy(raw).replace("−", "-").replace("–", "-")))
    if _COMMA_OR_THOUSAND.fullmatch(text):
        short = text.rstrip("0").rstrip(",")
        raise Misread(
            say("“{found}” can be read in two ways.", found=shown(raw)),
            say("Write {short} or {long}.", short=short, long=text.replace(",", "")),
        )
    if _DANISH_THOUSANDS.fullmatch(text):
        number = Decimal(re.sub(r"[. ’']", "", text).replace(",", "."))
        return number, Remark(Understood.THOUSANDS, shown(raw), number)
    if _ENGLISH_THOUSANDS.fullmatch(text):
        number = Decimal(text.replace(",", ""))
        return number, Remark(Understood.THOUSANDS, shown(raw), number)
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ".")), None
    raise _no_number(raw)


def _no_number(raw: Raw) -> Misread:
    return Misread(say("“{found}” is not a number.", found=shown(raw)), say("Write a number, for example 12."))


def _within(number: Decimal, raw: Raw, least: int, most: int) -> None:
    if number < 0 <= least:
        what = say("“{found}” is negative, and this cannot be.", found=shown(raw))
    elif number < least:
        what = say("“{found}” is too small.", found=shown(raw))
    elif number > most:
        what = say("“{found}” is too large.", found=shown(raw))
    else:
        return
    raise Misread(what, say("Write a number from {least} to {most}.", least=least, most=most))


@dataclass(frozen=True)
class Count(Kind):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = 1_000_000

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        if self.least == 0:
            return Label("helt tal, ikke negativt", "whole number, not negative")
        return Label(f"helt tal, mindst {self.least}", f"whole number, at least {self.least}")

    def read(self, raw: Raw) -> Read:
        """The whole number. Raises Misread; a half is never rounded away."""
        number, remark = decimal(raw)
        _within(number, raw, self.least, self.most)
        if number != int(number):
            raise Misread(say("“{found}” is not a whole number.", found=shown(raw)), _whole_beside(number))
        return Read(int(number), remark)

    def write(self, value: Any, _language: str) -> int:
        """The number."""
        return int(value)


def _whole_beside(number: Decimal) -> Sentence:
    return say("Write {below} or {above}.", below=int(number), above=int(number) + 1)


@dataclass(frozen=True)
class Hours(Kind):
    """Hours in a week, from 0 to 60. Read as a float."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("timer, for eksempel 37 eller 29,6", "hours, for example 37 or 29,6")

    def read(self, raw: Raw) -> Read:
        """The hours. Raises Misread."""
        number, remark = decimal(raw)
        _within(number, raw, 0, 60)
        return Read(float(number), remark)

    def write(self, value: Any, _language: str) -> float:
        """The hours."""
        return float(value)


@dataclass(frozen=True)
class Money(Kind):
    """Kroner in the workbook, whole øre in the document."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("kroner, for eksempel 12.500 eller 12500,50", "kroner, for example 12.500 or 12500,50")

    def read(self, raw: Raw) -> Read:
        """Whole øre, from 0 to 10^12. Raises Misread, also for parts of an øre."""
        number, remark = decimal(raw)
        _within(number, raw, 0, 10**10)
        ore = (number * 100).quantize(Decimal(1), ROUND_HALF_UP)
        if isinstance(raw, str) and ore != number * 100:
            raise Misread(
                say("“{found}” has more than two decimals.", found=shown(raw)),
                say("Write kroner with at most two decimals."),
            )
        if remark:
            remark = Remark(remark.how, remark.found, ShownMoney(int(ore)))
        return Read(int(ore), remark)

    def write(self, value: Any, _language: str) -> float:
        """Kroner."""
        return int(value) // 100 if int(value) % 100 == 0 else int(value) / 100


@dataclass(frozen=True)
class Percent(Kind):
    """A share in percent, 0 to 100. A bare number from just above 0 up to 1 is refused: it could be 1 % or 100 %."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("procent fra 0 til 100, for eksempel 75", "percent from 0 to 100, for example 75")

    def read(self, raw: Raw) -> Read:
        """Percent as a float. Raises Misread."""
        text = tidy(raw) if isinstance(raw, str) else ""
        marked = text.endswith("%")
        number, remark = decimal(text[:-1] if marked else raw)
        if not marked and 0 < number <= 1:
            raise Misread(
                say("“{found}” can mean {small} % or {large} %.", found=shown(raw), small=number, large=number * 100),
                say("Format the cell as a number and write the percentage, for example 75."),
            )
        _within(number, raw, 0, 100)
        return Read(float(number), remark)

    def write(self, value: Any, _language: str) -> float | str:
        """The number; up to 1 % as text with its sign, so that it is not taken for a fraction."""
        number = float(value)
        return f"{Decimal(repr(number)):f} %".replace(".", ",") if 0 < number <= 1 else number
