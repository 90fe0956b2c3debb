"""Periods and cohorts as they stand in a table, read into whole numbers: numbers, texts and dates."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from samklang.core.effects.cells.cells import NEVER
from samklang.core.words import Sentence, say, say_n

_MOST_NAMED = 5


@dataclass(frozen=True)
class Periods:
    """How the values of a column become whole numbers."""

    numbers: dict[Any, int]
    """By the value as it stands in the table."""
    ruler: "Ruler | None" = None
    """How dates are numbered; None where the periods are numbers already."""

    @property
    def present(self) -> list[int]:
        """Those with rows, in order."""
        return sorted(set(self.numbers.values()))


@dataclass(frozen=True)
class Ruler:
    """Dates that lie evenly, numbered from 1 on."""

    first: date
    step: int
    """At least 1."""
    months: bool
    """Whether the step is in months; otherwise in days."""

    def number(self, day: date) -> int:
        """The period that holds a day; 0 and below lie before the first."""
        if not self.months:
            return 1 + (day - self.first).days // self.step
        whole = 12 * (day.year - self.first.year) + day.month - self.first.month - (day.day < self.first.day)
        return 1 + whole // self.step

    def note(self, last: date) -> Sentence:
        """How the numbers came about."""
        named: dict[str, Any] = {"first": self.first, "last": last, "number": self.number(last), "step": self.step}
        if self.months:
            return say(
                "The periods are dates: {first} is number 1 and {last} is number {number}, {step} months for each.",
                **named,
            )
        return say(
            "The periods are dates: {first} is number 1 and {last} is number {number}, {step} days for each.", **named
        )


def read_periods(column: str, values: Sequence[Any], faults: list[Sentence], notes: list[Sentence]) -> Periods:
    """Whole numbers for the different values of a column of periods.

    values: as the engine gave them; None is left out.
    faults: gets a sentence where a value is neither a whole number nor a date, or the dates do not lie evenly.
    notes:  gets one on how dates were numbered, and one on periods that are missing in between.
    """
    read = {value: _plain(value) for value in values if value is not None}
    bad = [value for value, plain in read.items() if plain is None]
    dates = {value: plain for value, plain in read.items() if isinstance(plain, date)}
    if bad or 0 < len(dates) < len(read):
        faults.append(
            say(
                "The column “{column}” must hold whole numbers or dates, of one kind; it holds for example {values}. "
                "Number the periods 1, 2, 3 and so on.",
                column=column,
                values=_some(bad or list(read)),
            )
        )
        return Periods({})
    if not dates:
        numbers = {value: int(plain) for value, plain in read.items() if isinstance(plain, int)}
        _note_missing(column, sorted(set(numbers.values())), notes)
        return Periods(numbers)
    ruler = _ruler(sorted(set(dates.values())))
    if ruler is None:
        faults.append(
            say(
                "The dates in the column “{column}” do not lie evenly, so that they cannot be numbered. Number the "
                "periods 1, 2, 3 and so on.",
                column=column,
            )
        )
        return Periods({})
    numbers = {value: ruler.number(day) for value, day in dates.items()}
    notes.append(ruler.note(max(dates.values())))
    _note_missing(column, sorted(set(numbers.values())), notes)
    return Periods(numbers, ruler)


def read_cohorts(
    column: str, values: Sequence[Any], periods: Periods, faults: list[Sentence], notes: list[Sentence]
) -> dict[Any, float]:
    """The first period with training for the different values of a column; NEVER where it does not come.

    values: as the engine gave them. Empty, 0 and whatever lies after the last period is never.
    faults: gets a sentence where a value cannot be read, or 0 could be both a period and never.
    notes:  gets one on values after the last period.
    """
    last = max(periods.present, default=0)
    found: dict[Any, float] = {}
    bad: list[Any] = []
    late: list[Any] = []
    for value in values:
        if _is_never(value):
            found[value] = NEVER
            continue
        number = _number(_plain(value), periods.ruler)
        if number is None:
            bad.append(value)
        elif number > last:
            late.append(value)
        found[value] = NEVER if number is None or number > last else float(number)
    if bad:
        faults.append(_unreadable(column, bad, periods.ruler is not None))
    if any(value is not None and _plain(value) == 0 for value in values) and min(periods.present, default=1) <= 0:
        faults.append(
            say(
                "The column “{column}” holds 0, which is read as never, but 0 is also a period. Number the periods "
                "from 1, or leave the column empty for those who are never trained.",
                column=column,
            )
        )
    if late:
        late_said = _some(late)
        notes.append(
            say("Training that begins after the last period ({values}) is counted as never.", values=late_said)
        )
    return found


def _unreadable(column: str, bad: list[Any], are_dates: bool) -> Sentence:
    if are_dates:
        return say(
            "The column “{column}” must hold dates as the periods do, and be empty for those who are never trained; it "
            "holds for example {values}.",
            column=column,
            values=_some(bad),
        )
    return say(
        "The column “{column}” must hold the number of the first period with training, and be empty or 0 for those who "
        "are never trained; it holds for example {values}.",
        column=column,
        values=_some(bad),
    )


def _plain(value: Any) -> int | date | None:
    """A whole number or a day; None for anything else."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    if isinstance(value, (int, float, Decimal)):
        whole = not isinstance(value, bool) and math.isfinite(value) and value == int(value)
        return int(value) if whole else None
    return _plain_text(str(value).strip())


def _plain_text(text: str) -> int | date | None:
    if re.fullmatch(r"[+-]?\d{1,18}(\.0+)?", text):
        return int(text.split(".", maxsplit=1)[0])
    try:
        return date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        return None


def _is_never(value: Any) -> bool:
    if value is None or (isinstance(value, (float, Decimal)) and not math.isfinite(value)):
        return not (isinstance(value, float) and value == -math.inf)
    return (isinstance(value, str) and not value.strip()) or (not isinstance(value, date) and _plain(value) == 0)


def _number(plain: int | date | None, ruler: Ruler | None) -> int | None:
    if isinstance(plain, date):
        return None if ruler is None else ruler.number(plain)
    return None if ruler is not None else plain


def _ruler(days: list[date]) -> Ruler | None:
    """The longest step that every day keeps to; None where there is none, or it is no proper step."""
    if len(days) == 1:
        return Ruler(days[0], 1, False)
    between = [(later - days[0]).days for later in days[1:]]
    months = [12 * (later.year - days[0].year) + later.month - days[0].month for later in days[1:]]
    if all(day.day == days[0].day for day in days):
        return Ruler(days[0], math.gcd(*months), True)
    step = math.gcd(*between)
    return None if step == 1 and between[-1] > 2 * len(days) else Ruler(days[0], step, False)


def _note_missing(column: str, present: list[int], notes: list[Sentence]) -> None:
    held = set(present)
    # The span may be long where numbers such as 202412 stand for months, so gaps are counted and not listed.
    gaps = present[-1] - present[0] + 1 - len(held) if present else 0
    if gaps:
        notes.append(
            say_n(
                "One period between the first and the last in “{column}” has no rows. If the periods are not missing, "
                "number them 1, 2, 3 and so on.",
                "{count} periods between the first and the last in “{column}” have no rows. If the periods are not "
                "missing, number them 1, 2, 3 and so on.",
                gaps,
                column=column,
            )
        )


def _some(values: Sequence[Any]) -> str:
    return ", ".join(str(value) for value in values[:_MOST_NAMED]) + (", …" if len(values) > _MOST_NAMED else "")
