"""Numbers as public files write them, and the signs that stand where no figure is shown. Pure."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from samklang.core.workbook.labels import tidy

HIDDEN = frozenset({"-", "–", "—", ".", "..", "...", "…", ":", "*", "x", "i.o.", "uoplyst", "n/a", "null"})
"""Signs for a figure that is not shown: too few people, not known, not counted yet. StatBank writes "-" for none at
all; no figure is shown there either, since the same sign hides a figure elsewhere."""
MOST = Decimal(10) ** 12
DECIMALS = 6
_DANISH, _ENGLISH = ",", "."
_SIGNS = re.compile(r"[  \u00a0\u2009\u202f']")
_ENDING = re.compile(r"(?<=\d)\s*(?:%|pct\.?)$", re.IGNORECASE)
_PROVES = {
    # A decimal sign that cannot be a thousands separator, or one that stands after the other sign.
    _DANISH: re.compile(r"\d,(?!\d{3}(?:\D|$))|(?:^|\D)0,\d|\.\d{3},\d"),
    _ENGLISH: re.compile(r"\d\.(?!\d{3}(?:\D|$))|(?:^|\D)0\.\d|,\d{3}\.\d"),
}
_WHOLE = {
    _DANISH: re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"),
    _ENGLISH: re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"),
}


class Figure(NamedTuple):
    """One figure. value: None where there is none; hidden: the source says that it shows none."""

    value: Decimal | None
    hidden: bool


class Mixed(ValueError):
    """Some of the numbers have a decimal comma, others a decimal point."""


def decimal_sign(texts: Iterable[str]) -> str:
    """The decimal sign of a file's numbers, "," or ".": Danish, unless they prove otherwise. Raises Mixed."""
    comma = point = False
    for text in map(_bare, texts):
        if _looks_like_number(text):
            comma = comma or _PROVES[_DANISH].search(text) is not None
            point = point or _PROVES[_ENGLISH].search(text) is not None
    if comma and point:
        raise Mixed
    return _ENGLISH if point else _DANISH


def figure(written: object, sign: str = _ENGLISH) -> Figure:
    """What a cell or a value of an answer says. Raises ValueError where it is no number and no sign for none.

    written: a number, None for a value that the source leaves out, or a text with the decimal sign of its file.
    """
    match written:
        case None:
            return Figure(None, hidden=True)
        case bool():
            raise ValueError(written)
        case int() | Decimal():
            return Figure(_kept(Decimal(written)), hidden=False)
        case float():
            return Figure(_kept(Decimal(repr(written).removesuffix(".0"))), hidden=False)
        case str():
            return _from_text(written, sign)
    raise ValueError(written)


def is_figure(written: object) -> bool:
    """Whether a cell can be a figure at all, whichever decimal sign its file has; blank cells can."""
    if isinstance(written, str):
        text = _bare(written)
        return not text or text.casefold() in HIDDEN or _looks_like_number(text)
    return written is None or (isinstance(written, int | float | Decimal) and not isinstance(written, bool))


def _from_text(written: str, sign: str) -> Figure:
    text = _bare(written)
    if not text:
        return Figure(None, hidden=False)
    if text.casefold() in HIDDEN:
        return Figure(None, hidden=True)
    if _WHOLE[sign].fullmatch(text) is None:
        raise ValueError(written)
    other = _ENGLISH if sign == _DANISH else _DANISH
    return Figure(_kept(Decimal(text.replace(other, "").replace(sign, "."))), hidden=False)


def _bare(text: str) -> str:
    """Without spaces between digits and without a percent sign; a minus however it is written."""
    short = _ENDING.sub("", tidy(text)).replace("\u2212", "-")
    return _SIGNS.sub("", short) if any(one.isdigit() for one in short) else short


def _looks_like_number(text: str) -> bool:
    return any(one.fullmatch(text) for one in _WHOLE.values())


def _kept(value: Decimal) -> Decimal:
    """Within reason, with at most six decimals. Raises ValueError."""
    if not value.is_finite() or not -MOST < value < MOST:
        raise ValueError(value)
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -DECIMALS else round(value, DECIMALS)
