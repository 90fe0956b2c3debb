"""What stands in the cells of a file of outcomes: numbers with one decimal sign, yes and no. Pure."""

from collections.abc import Iterable
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.kinds import Misread, Raw, YesNo
from samklang.evidence.outcome_faults import Faults, quoted
from samklang.evidence.public.numbers import Mixed, decimal_sign, figure

_YES_NO = YesNo()


def sign_of(cells: Iterable[Any], faults: Faults) -> str | None:
    """The decimal sign of a file's numbers; None where they have both, which the faults then say."""
    try:
        return decimal_sign(one for one in cells if isinstance(one, str))
    except Mixed:
        faults.add(say("Some numbers have a decimal comma, others a decimal point. Write all of them alike."))
        return None


def number_in(cell: Raw, sign: str, faults: Faults, row: int) -> float | None:
    """A number that can be reckoned with; None where it is none, which the faults then say."""
    try:
        found = figure(cell, sign).value
    except (ValueError, ArithmeticError):
        found = None
    if found is None:
        faults.add(say("“{found}” is not a number that can be reckoned with.", found=quoted(cell)), row)
        return None
    return float(found)


def yes_no_in(cell: Raw, faults: Faults, row: int) -> bool | None:
    """Whether it is yes; None where it is neither, or blank, which the faults then say."""
    if cell == "":
        faults.add(say("the outcome is missing."), row)
        return None
    try:
        return bool(_YES_NO.read(int(cell) if isinstance(cell, float) and cell in (0.0, 1.0) else cell).value)
    except Misread:
        faults.add(say("“{found}” is neither yes nor no. Write yes or no, or 1 or 0.", found=quoted(cell)), row)
        return None
