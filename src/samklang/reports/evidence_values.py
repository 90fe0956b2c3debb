"""How figures of evidence are written: in tables with their interval, on axes, and in documents with all digits."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from math import isfinite
from typing import Any

from samklang.core.effects.answers import Estimate
from samklang.core.effects.told import REASONS, Unit, amount
from samklang.core.words import Sentence, Share, Value, render, say, written
from samklang.evidence.pictures.frame import Scale, round_marks

NONE = "–"
_ROOM = 0.08


def figure(found: Estimate, unit: Unit) -> Value:
    """The figure with its unit, rounded by its interval; a dash where there is none."""
    return NONE if found.estimate is None else amount(found.estimate, unit, beside=_width(found))


def interval(found: Estimate | None, unit: Unit) -> Value:
    """From where to where; why not, where there is none."""
    if found is None:
        return NONE
    if found.low is None or found.high is None:
        return NONE if found.reason is None else REASONS[found.reason]
    return say(
        "{low} to {high}", low=number(found.low, unit, _width(found)), high=number(found.high, unit, _width(found))
    )


def number(value: float, unit: Unit, beside: float | None = None) -> Value:
    """The number alone, without its unit: percentage points for a share."""
    return amount(value, unit, beside=beside).values["number"]


def _width(found: Estimate) -> float | None:
    if found.low is None or found.high is None or found.high <= found.low:
        return None
    return (found.high - found.low) / 2


def chance(p: float | None) -> Value:
    """A chance as a share; what is very small as less than."""
    if p is None:
        return NONE
    return say("less than {share}", share=Share(0.001)) if p < 0.001 else Share(round(p, 3))


def scale_of(
    values: Sequence[float], language: str, *, times: float = 1.0, ends: tuple[float, float] | None = None
) -> Scale:
    """An axis that holds all values, with round numbers.

    times: what the words on it are multiplied by, such as 100 for a share in per cent.
    ends:  what it never goes beyond.
    """
    lowest, highest = min(values, default=-1.0), max(values, default=1.0)
    room = (highest - lowest or 1.0) * _ROOM
    lowest, highest = lowest - room, highest + room
    if ends is not None:
        lowest, highest = max(ends[0], lowest), min(ends[1], highest)
    if highest <= lowest:
        highest = lowest + 1e-6
    marks = round_marks(lowest * times, highest * times)
    return Scale(
        lowest, highest, [(one / times, written(Decimal(repr(one)).normalize() + 0, language)) for one in marks]
    )


def plain(value: Any, language: str) -> Any:  # noqa: PLR0911 - one line for each kind of value
    """The value as JSON holds it: dataclasses by their fields, sentences in the language, None for no number."""
    match value:
        case Sentence():
            return render(value, language)
        case Enum() | Share():
            return value.value
        case float():
            return float(value) if isfinite(value) else None
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case Mapping():
            return {str(key): plain(one, language) for key, one in value.items()}
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name), language) for one in fields(value)}
    return [plain(one, language) for one in value]
