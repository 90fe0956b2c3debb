"""Civil registration numbers, which must never come into Samklang."""

import re

from samklang.core.workbook.kinds import Raw

_NUMBER = re.compile(r"(?<!\d)(\d{2})(\d{2})\d{2}[-\u2010-\u2015\u2212 \u00a0]{0,3}\d{4}(?!\d)")
"""With any of the dashes and spaces that a keyboard, a telephone or a word processor puts before the last four."""
_TEN_DIGITS = range(10**8, 10**10)
_MASK = "xxxxxx-xxxx"


def holds_civil_registration_number(raw: Raw) -> bool:
    """Whether a cell holds something shaped like a Danish civil registration number (ddmmyy-xxxx).

    The first six digits must be a day and a month, the day possibly 60 higher as in replacement numbers. The check
    digit is not looked at: since 2007 real numbers need not satisfy it. A bare number counts when it has nine or ten
    digits, nine because a spreadsheet drops the leading zero.
    """
    if isinstance(raw, str):
        return len(raw) >= 10 and any(_is_day(match[1], match[2]) for match in _NUMBER.finditer(raw))
    if isinstance(raw, float) and raw.is_integer() and int(raw) in _TEN_DIGITS:
        digits = f"{int(raw):010}"
        return _is_day(digits[:2], digits[2:4])
    return False


def masked(text: str) -> str:
    """The text with each civil registration number in it made unreadable."""
    return _NUMBER.sub(lambda found: _MASK if _is_day(found[1], found[2]) else found[0], text)


def _is_day(day: str, month: str) -> bool:
    return (1 <= int(day) <= 31 or 61 <= int(day) <= 91) and 1 <= int(month) <= 12
