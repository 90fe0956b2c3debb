"""The two programmes that one can begin with, as parts of a planning document."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from samklang.core.workbook.examples import TITLES, closed_days, modules

WEEKS_AHEAD, WEEKS_LONG = 6, 20
"""A suggestion: time to tell everybody, and room for four modules with time to practise between them."""
SMALLEST, LARGEST = 6, 16
"""How many a trainer can see practise, and how few can practise in different threes."""


def suggested_days(today: date) -> tuple[date, date]:
    """The Monday some weeks ahead, and the Friday on which the suggestion ends."""
    monday = today + timedelta(days=7 * WEEKS_AHEAD - today.weekday())
    return monday, monday + timedelta(days=7 * WEEKS_LONG - 3)


def title(kind: str, language: str) -> str:
    """What the programme is called. kind: "conversations" or "companies"."""
    return TITLES[kind].in_(language)


def filled(
    document: Mapping[str, Any], *, kind: str, trainer: str, room: str, seats: int, language: str
) -> dict[str, Any]:
    """The document with modules, trainer, room, cohorts and closed days, without any price: nobody has told one."""
    parts = [
        {"id": one["name"], **{name: value for name, value in one.items() if not name.endswith("_ore")}}
        for one in modules(kind, language)
    ]
    for part in parts:
        part["halves"] = list(part.get("halves", ("am", "pm")))
    size = min(seats, LARGEST)
    first, last = (date.fromisoformat(document[name]) for name in ("first_day", "last_day"))
    closed = {str(one["day"]): one["reason"] for one in closed_days(first, last, language)}
    closed |= {one["day"]: one["reason"] for one in document.get("closed_days", ())}
    return {
        **document,
        "modules": parts,
        "trainers": [{"id": trainer, "name": trainer, "modules": [one["id"] for one in parts], "external": True}],
        "rooms": [{"id": room, "name": room, "capacity": seats}],
        "cohorts": {
            **document["cohorts"],
            "size_minimum": max(1, min(SMALLEST, size, len(document["people"]))),
            "size_maximum": size,
        },
        "closed_days": [{"day": day, "reason": reason} for day, reason in sorted(closed.items())],
    }
