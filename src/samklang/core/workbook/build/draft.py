"""The document while it is being put together, with the place in the workbook that each part came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from samklang.core.words import say
from samklang.core.workbook.issues import Log, Misread, Place
from samklang.core.workbook.labels import folded
from samklang.core.workbook.registers import Register
from samklang.core.workbook.table import Row, Table

Path: TypeAlias = tuple[str | int, ...]
PERIOD_KEYS = ("first_day", "last_day", "weekdays", "half")


@dataclass
class Draft:
    """The tables read, where problems go, the places of what was read, and what can be pointed to."""

    tables: Mapping[str, Table]
    log: Log
    language: str = "da"
    places: dict[Path, Place] = field(default_factory=dict)
    registers: dict[str, Register] = field(default_factory=dict)

    def mark(self, path: Path, row: Row, **columns: str) -> None:
        """Remember where a part of the document stands: the row, and for each field the column it was read from."""
        self.places[path] = row.place
        for name, key in columns.items():
            if key in row.places:
                self.places[(*path, name)] = row.places[key]

    def coded(self, table: Table, sheet_key: str) -> list[tuple[str, Row]]:
        """Each row with its code, which is its name where no code is given; codes that come twice are errors."""
        found: list[tuple[str, Row]] = []
        first: dict[str, Row] = {}
        for row in table.rows:
            code = row.get("id") or row.get("name")
            if code is None:
                continue
            if code in first:
                key = "id" if "id" in row.values else "name"
                other = first[code].place_of("id" if "id" in first[code].values else "name")
                self.log.error(
                    row.place_of(key),
                    say("“{found}” stands twice; the other one is in {cell}.", found=code, cell=other.cell),
                    say("Give each its own, or delete one of the rows."),
                )
                continue
            first[code] = row
            found.append((code, row))
        self.registers[sheet_key] = Register.of(table.name, ((code, row.get("name", code)) for code, row in found))
        return found

    def refer(self, sheet_key: str, row: Row, key: str) -> str | None:
        """The code that a cell points to; None where it is blank or, with an error, unknown."""
        text = row.get(key)
        return None if text is None else self.refer_to(sheet_key, text, row.place_of(key))

    def refer_to(self, sheet_key: str, text: str, place: Place) -> str | None:
        """The code that a text points to; None, with an error, where it is unknown."""
        register = self.registers[sheet_key]
        if not register.entries:
            return None  # that sheet is missing or has errors of its own, which are told there
        try:
            code, remark = register.find(text)
        except Misread as problem:
            self.log.error(place, problem.what, problem.instead)
            return None
        if remark:
            self.log.remark(place, remark)
        return str(code)

    def period(self, path: Path, row: Row, table: Table) -> dict[str, Any]:
        """The period of a row; one without any limit is an error, since it would last for ever."""
        self.places[path] = row.place_of("first_day")
        self.mark(path, row, **dict(zip(PERIOD_KEYS, PERIOD_KEYS, strict=True)))
        self.in_order(row, "first_day", "last_day")
        limits = {"first_day", "last_day", "weekdays"}
        if not (limits & row.values.keys() or limits & row.misread):
            self.log.error(
                row.place_of("first_day"),
                say("The row has no date and no weekday."),
                say("Write the first and the last day, or the weekdays it comes back on."),
            )
        return {
            "first_day": iso(row.get("first_day")),
            "last_day": iso(row.get("last_day")),
            "weekdays": table.value(row, "weekdays"),
            "half": row.get("half"),
        }

    def in_order(self, row: Row, first: str, last: str) -> None:
        """An error where the last day comes before the first."""
        begin, end = row.get(first), row.get(last)
        if begin and end and end < begin:
            self.log.error(
                row.place_of(last),
                say("The last day {last} comes before the first day {first}.", first=begin, last=end),
                say("Write the two the other way round, or correct the year."),
            )

    def spelling(self, known: dict[str, str], text: str, place: Place) -> str:
        """The first spelling of a word that comes in several; a note where this one differs."""
        first = known.setdefault(folded(text), text)
        if first != text:
            self.log.note(
                place,
                say("“{found}” and “{first}” differ only in spelling and count as the same.", found=text, first=first),
            )
        return first


def iso(day: Any) -> str | None:
    """A date as the document writes it: "2027-09-12"."""
    return None if day is None else str(day.isoformat())
