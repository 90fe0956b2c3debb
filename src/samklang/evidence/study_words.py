"""Amounts of an outcome as people read them. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from math import floor, log10

from samklang.core.words import Sentence, say
from samklang.evidence.enums import Unit

_HUNDRED = 100
_WORDS: Mapping[Unit, tuple[Sentence, Sentence]] = {
    Unit.PERCENTAGE_POINTS: (say("{number} percentage point"), say("{number} percentage points")),
    Unit.POINTS: (say("{number} point on the scale"), say("{number} points on the scale")),
    Unit.DAYS: (say("{number} day"), say("{number} days")),
    Unit.WEEKS: (say("{number} week"), say("{number} weeks")),
    Unit.HOURS: (say("{number} hour"), say("{number} hours")),
    Unit.KRONER: (say("{number} kr."), say("{number} kr.")),
    Unit.COUNT: (say("{number}"), say("{number}")),
}
"""For one and for many."""


def amount(value: float, unit: str) -> Sentence:
    """An effect or a difference in words, "2.5 percentage points", with its sign where it is below none.

    value: in the outcome's unit; a share is 0 to 1.
    unit:  as `enums.Unit` spells it.
    """
    one, many = _WORDS[Unit(unit)]
    number = in_unit(value, unit)
    return replace(one if number == 1 else many, values={"number": number})


def in_unit(value: float, unit: str) -> float | int:
    """The number as it stands before the unit, rounded: 2.5 for a share of 0.025."""
    shown = rounded(value * _HUNDRED if unit == Unit.PERCENTAGE_POINTS else value)
    return int(shown) if shown == int(shown) else shown


def rounded(value: float) -> float:
    """To two digits that count where it is below 10, else to one decimal, and from 1,000 to three digits that count."""
    if value == 0:
        return 0.0
    size = floor(log10(abs(value)))
    if size < 1:
        return round(value, 1 - size)
    return round(value, 1) if size < 3 else float(round(value, 2 - size))
