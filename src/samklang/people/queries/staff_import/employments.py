"""One row for each person: a personnel system has one for each employment, and somebody can have two."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from samklang.core.words import say, say_n
from samklang.core.workbook.labels import folded
from samklang.core.workbook.table import Row
from samklang.people.queries.staff_import.opening import Contents


def one_row_each(read: Contents, known: Collection[str], first_day: date) -> dict[str, Row]:
    """The rows of the staff sheet by number.

    Of several employments of one person the one counts that holds on first_day, else the one with most hours. Where
    that does not tell them apart, it is told at the rows. known: the numbers in the register.
    """
    by_number = _grouped(read.staff.rows, lambda row: row.get("id"))
    rows = {number: _one_of_a_number(read, number, own, first_day) for number, own in by_number.items()}
    for same in _grouped(rows.values(), _who).values():
        there = [row for row in same if row.get("id") in known]
        if len(same) > 1 and len(there) < 2:
            counting = there[0] if there else _counting(same, first_day)
            if counting is not None:
                _tell(read, counting, same)
                for row in same:
                    if row is not counting:
                        del rows[row.get("id")]
    return rows


def _grouped(rows: Iterable[Row], key: Callable[[Row], str | None]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        name = key(row)
        if name:
            found.setdefault(name, []).append(row)
    return found


def _who(row: Row) -> str:
    """The same for two rows only where name and address are: a name alone can be two people's."""
    return f"{folded(_name(row))}\x1f{row.get('email')}" if row.get("email") and _name(row) else ""


def _name(row: Row) -> str:
    return str(row.get("name") or " ".join(filter(None, (row.get("first_name"), row.get("surname")))))


def _one_of_a_number(read: Contents, number: str, rows: Sequence[Row], first_day: date) -> Row:
    if len(rows) == 1:
        return rows[0]
    counting = _counting(rows, first_day) if len({folded(_name(row)) for row in rows}) == 1 else None
    if counting is not None:
        _tell(read, counting, rows)
        return counting
    for row in rows[1:]:
        for one, other in ((row, rows[0]), (rows[0], row)):
            read.log.error(
                one.place_of("id"),
                say(
                    "The number {number} stands twice; the other one is in {cell}.",
                    number=number,
                    cell=other.place_of("id").cell,
                ),
                say("Correct the number, or delete one of the rows."),
            )
    return rows[0]


def _counting(rows: Sequence[Row], first_day: date) -> Row | None:
    """The employment that counts; None where nothing tells them apart."""
    left = [row for row in rows if (row.get("employed_to") or date.max) >= first_day]
    now = [row for row in left if (row.get("employed_from") or date.min) <= first_day]
    among = now or left
    if len(among) < 2:
        return among[0] if among else max(rows, key=lambda row: row.get("employed_to") or date.max)
    most = max(map(_hours, among))
    longest = [row for row in among if _hours(row) == most]
    return longest[0] if len(longest) == 1 else None


def _hours(row: Row) -> float:
    return float(row.get("hours") or row.get("share") or row.get("degree") or 0)


def _tell(read: Contents, counting: Row, rows: Sequence[Row]) -> None:
    cells = tuple(row.place.cell for row in rows if row is not counting)
    message = say_n(
        "{name} has another employment in the file, in {cells}; this one counts.",
        "{name} has {count} other employments in the file, in {cells}; this one counts.",
        len(cells),
        name=_name(counting) or str(counting.get("id")),
        cells=cells,
    )
    read.log.note(counting.place, message, say("If another one is to count, delete this row and send the file again."))
