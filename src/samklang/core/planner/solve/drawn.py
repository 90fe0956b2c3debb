"""The order drawn by lot, counted: how many people of the draw begin in its order, and between which dates."""

from collections import Counter
from typing import TypeAlias

Cells: TypeAlias = Counter[tuple[int, int]]
"""People by number in the draw (from 1) and by the ordinal of the date on which they begin."""


def in_order_most(cells: Cells) -> int:
    """The most people who can stay where they are while all of them begin in the drawn order."""
    return _ways(cells)[0]


def last_dates(cells: Cells) -> list[int]:
    """For each number but the highest the last date for it and the first for the next, with most people in order.

    returns: ordinals that never fall; empty where nobody of the draw is seated.
    """
    _, table, days = _ways(cells)
    if not days:
        return []
    place, found = len(days) - 1, []
    for number in range(len(table) - 1, 0, -1):
        while place and table[number][place - 1] >= table[number - 1][place]:
            place -= 1
        found.append(days[place])
    return found[::-1]


def _ways(cells: Cells) -> tuple[int, list[list[int]], list[int]]:
    """The most people on a way through numbers and dates that never goes back in either, up to each of them."""
    days = sorted({day for _, day in cells})
    table: list[list[int]] = []
    for number in range(1, max((number for number, _ in cells), default=0) + 1):
        row: list[int] = []
        for place, day in enumerate(days):
            before = max(table[-1][place] if table else 0, row[-1] if row else 0)
            row.append(before + cells[number, day])
        table.append(row)
    return (table[-1][-1] if table and days else 0), table, days
