"""Series as plain lists, so that what somebody has looked through is what is kept. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from samklang.evidence.public.series import Point, Series


def packed(series: Sequence[Series]) -> list[Any]:
    """As JSON can hold it."""
    return [
        [one.table, one.measure, one.area, one.unit, [
            [its.period, its.first_day.isoformat(), its.last_day.isoformat(),
             None if its.value is None else str(its.value), its.suppressed]
            for its in one.points
        ]]
        for one in series
    ]  # fmt: skip


def unpacked(document: Any) -> tuple[Series, ...]:
    """The same again. Raises ValueError where it is something else."""
    try:
        return tuple(
            Series(table, measure, area, unit, tuple(
                Point(period, date.fromisoformat(first), date.fromisoformat(last),
                      None if value is None else Decimal(value), bool(hidden))
                for period, first, last, value, hidden in points
            ))
            for table, measure, area, unit, points in document
        )  # fmt: skip
    except (TypeError, ArithmeticError) as wrong:
        raise ValueError(document) from wrong
