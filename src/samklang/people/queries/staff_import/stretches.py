"""How somebody works over time, as plain values: what an import compares, and what it writes.

Teams and people are named by what the file names them by, the team's name and the employee number, so that a new team
and a new colleague can be spoken of before they have a row. Those of another jobcentre are "#" and their number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, TypeAlias

from samklang.people.models.engagement import ALL_HALF_DAYS

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """One engagement: from first_day to last_day, both included, on the same terms."""

    first_day: date
    last_day: date | None
    team: str
    role: str = ""
    site: str = ""
    weekly_hours: str | None = None
    half_days: str = ALL_HALF_DAYS
    skills: tuple[str, ...] = ()
    manager: str | None = None
    is_temp: bool = False
    stands_in_for: str | None = None
    conversations_per_half_day: int = 0

    def holds(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def kept(self) -> dict[str, Any]:
        """The stretch as it is kept in a line of the import."""
        days = {"first_day": self.first_day.isoformat(), "last_day": self.last_day and self.last_day.isoformat()}
        return {**asdict(self), **days, "skills": list(self.skills)}


def from_kept(kept: Mapping[str, Any]) -> Stretch:
    """The inverse of `kept`."""
    last = kept["last_day"]
    days = {"first_day": date.fromisoformat(kept["first_day"]), "last_day": date.fromisoformat(last) if last else None}
    return Stretch(**{**kept, **days, "skills": tuple(kept["skills"])})


Stretches: TypeAlias = tuple[Stretch, ...]
TERMS = tuple(one.name for one in fields(Stretch) if one.name not in ("first_day", "last_day"))
"""The names of everything about an engagement but its days."""


def at(rows: Stretches, day: date) -> Stretch | None:
    """The one that holds on the day."""
    return next((row for row in rows if row.holds(day)), None)


def next_after(rows: Stretches, day: date) -> Stretch | None:
    """The first that begins after the day."""
    return next((row for row in rows if row.first_day > day), None)


def changed_from(rows: Stretches, day: date, said: Mapping[str, Any]) -> Stretches:
    """From the day on, what is said holds, for each field until it was to change anyway.

    day: one on which somebody is employed.
    """
    current = at(rows, day)
    if current is None:
        raise ValueError("Nobody can be changed on a day on which they are not employed.")
    differs = {name: value for name, value in said.items() if getattr(current, name) != value}
    if not differs:
        return rows
    result = list(rows[: rows.index(current)])
    if current.first_day < day:
        result.append(replace(current, last_day=day - ONE_DAY))
    result.append(replace(current, first_day=max(day, current.first_day), **differs))
    going = dict(differs)
    for row in rows[rows.index(current) + 1 :]:
        going = {name: value for name, value in going.items() if getattr(row, name) == getattr(current, name)}
        result.append(replace(row, **going))
    return tuple(result)


def ended_on(rows: Stretches, day: date | None) -> Stretches:
    """The employment's last day is the day; None: until further notice."""
    if not rows:
        return rows
    kept = [row for row in rows if day is None or row.first_day <= day]
    if not kept:
        return ()
    return (*kept[:-1], replace(kept[-1], last_day=day))


def unbroken(rows: Stretches, row: Stretch) -> Sequence[Stretch]:
    """The rows up to this one that follow each other without a day between."""
    place = rows.index(row)
    first = place
    while first > 0 and rows[first - 1].last_day == rows[first].first_day - ONE_DAY:
        first -= 1
    return rows[first : place + 1]


def begun_on(rows: Stretches, row: Stretch, day: date) -> Stretches | None:
    """The unbroken employment that the row belongs to begins on the day; None where that cannot be."""
    first = unbroken(rows, row)[0]
    place = rows.index(first)
    before = rows[place - 1] if place else None
    if (first.last_day is not None and day > first.last_day) or (before and (before.last_day or day) >= day):
        return None
    return (*rows[:place], replace(first, first_day=day), *rows[place + 1 :])
