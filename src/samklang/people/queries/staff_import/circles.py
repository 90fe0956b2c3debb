"""Leaders and stand-ins that lead round in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Log
from samklang.core.workbook.table import Row
from samklang.people.queries.staff_import.lines import Change
from samklang.people.queries.staff_import.snapshot import Snapshot
from samklang.people.queries.staff_import.stretches import Stretch, Stretches, at


def tell_circles(snapshot: Snapshot, changes: Iterable[Change], rows: Mapping[str, Row], day: date, log: Log) -> None:
    """An error in each row of the file that is part of a circle: A leads B, who leads C, who leads A.

    rows: the file's rows by employee number.
    """
    working = {number: known.rows for number, known in snapshot.known.items()}
    working |= {change.number: change.after for change in changes if change.after}
    for key in ("manager", "stands_in_for"):
        to = {number: getattr(row, key) for number, found in working.items() if (row := _around(found, day))}
        for circle in _circles({number: other for number, other in to.items() if other}):
            names = " → ".join(_named(snapshot, rows, number) for number in (*circle, circle[0]))
            for number in circle:
                said = rows.get(number)
                if said is not None and key in said.values:
                    log.error(
                        said.place_of(key), _told(key, names), say("Write somebody else, or leave the cell blank.")
                    )


def _told(key: str, names: str) -> Sentence:
    if key == "manager":
        return say("The leaders lead round in a circle: {names}.", names=names)
    return say("Those who stand in for each other stand in a circle: {names}.", names=names)


def _around(rows: Stretches, day: date) -> Stretch | None:
    return at(rows, day) or next(iter(rows[-1:]), None)


def _circles(to: Mapping[str, str]) -> list[list[str]]:
    done: set[str] = set()
    found: list[list[str]] = []
    for start in to:
        path: list[str] = []
        number: str | None = start
        while number is not None and number not in done and number not in path:
            path.append(number)
            number = to.get(number)
        if number in path:
            found.append(path[path.index(number) :])
        done.update(path)
    return found


def _named(snapshot: Snapshot, rows: Mapping[str, Row], number: str) -> str:
    if number in rows and rows[number].get("name"):
        return str(rows[number].get("name"))
    known = snapshot.known.get(number)
    return known.name if known else number
