"""What `samklang spread` reads: values or sums by member of staff and stratum, summed where the rows lie."""

from collections.abc import Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

import ibis.expr.types as ir

from samklang.cli.evidence_tables import engine_for, looks_like_a_person, refuse_no_tables, told
from samklang.cli.exits import Refused, to_mend
from samklang.core.effects.cells import BadTable
from samklang.core.effects.cells.gathering import JOINED_BY, text_of
from samklang.core.effects.cells.intake import persons_in
from samklang.core.effects.cells.tables import as_table
from samklang.core.effects.spread import Sums
from samklang.core.words import Sentence, say, say_n


class Columns(NamedTuple):
    """What the columns are called: an outcome in each row, or count, sum and squares of many."""

    staff: str
    outcome: str | None
    strata: Sequence[str]
    how_many: str | None = None
    total: str | None = None
    squares: str | None = None

    @property
    def numbers(self) -> list[str]:
        """Those that hold numbers."""
        named = [self.outcome] if self.outcome else [self.how_many, self.total, self.squares]
        return [one for one in named if one]


def columns_of(given: Mapping[str, Any]) -> Columns:
    """The columns that the options name. Raises Refused where they do not go together."""
    outcome, count, total = given["outcome"], given["count"], given["total"]
    if outcome and (count or total or given["squares"]):
        raise to_mend(say("Give --outcome for a value in each row, or --count and --sum for sums, not both."))
    if not outcome and not (count and total):
        raise to_mend(say("Say which column holds the outcome with --outcome, or give --count and --sum."))
    return Columns(given["staff"], outcome, tuple(given["strata"]), count, total, given["squares"])


def sums_in(path: Path, columns: Columns) -> tuple[Sums, Sentence | None]:
    """The sums of one file, and what must be said of rows that are left out.

    raises: Refused with what is wrong with the file. No sentence holds a value of the staff column.
    """
    refuse_no_tables([path], None)
    with engine_for(None, None) as engine, told():
        table = as_table(path, engine)
        _refuse(_faults(table, columns))
        rows = engine.fetch(_summed(table, columns)).to_pylist()
        _refuse(_people(rows, columns))
        skipped = sum(row["left_out"] or 0 for row in rows)
    return _sums(rows, columns), _note(skipped)


def _faults(table: ir.Table, columns: Columns) -> list[Sentence]:
    schema = table.schema()
    wanted = dict.fromkeys([columns.staff, *columns.strata, *columns.numbers])
    faults = [
        say("There is no column “{column}”. The table has: {columns}.", column=name, columns=", ".join(schema))
        for name in wanted
        if name not in schema
    ]
    return faults + [
        say("The column “{column}” must hold numbers: with a point, without a unit, and empty where one is missing.",
            column=name)
        for name in columns.numbers
        if name in schema and not (schema[name].is_numeric() or schema[name].is_boolean())
    ]  # fmt: skip


def _summed(table: ir.Table, columns: Columns) -> ir.Table:
    named: dict[str, Any] = {"staff": table[columns.staff]}
    named |= {f"stratum_{place}": table[name] for place, name in enumerate(columns.strata)}
    named |= {f"number_{place}": table[name].cast("float64") for place, name in enumerate(columns.numbers)}
    rows = table.select(**named)
    numbers = [rows[f"number_{place}"] for place in range(len(columns.numbers))]
    missing = numbers[0].isnull()
    for one in numbers[1:]:
        missing = missing | one.isnull()
    sums: dict[str, Any] = {"left_out": missing.cast("int64").sum()}
    if columns.outcome:
        value = numbers[0]
        sums |= {"n": value.count(), "total": value.sum(), "squares": (value * value).sum()}
    else:
        kept = rows.filter(~missing)
        keys = ["staff", *(f"stratum_{place}" for place in range(len(columns.strata)))]
        squares = kept.number_2 if columns.squares else kept.number_1
        found = {"n": kept.number_0.sum(), "total": kept.number_1.sum(), "squares": squares.sum()}
        return kept.group_by(keys).agg(**found).mutate(left_out=0)
    return rows.group_by(["staff", *(f"stratum_{place}" for place in range(len(columns.strata)))]).agg(**sums)


def _people(rows: Sequence[Mapping[str, Any]], columns: Columns) -> list[Sentence]:
    faults = persons_in(columns.staff, list({row["staff"] for row in rows}), looks_like_a_person)
    for place, name in enumerate(columns.strata):
        faults += persons_in(name, list({row[f"stratum_{place}"] for row in rows}), looks_like_a_person)
    nobody = sum(row["staff"] is None for row in rows)
    if nobody:
        faults.append(say("Some rows have nothing in the column “{column}”. Fill it in, or take the rows out.",
                          column=columns.staff))  # fmt: skip
    return faults


def _sums(rows: Sequence[Mapping[str, Any]], columns: Columns) -> Sums:
    listed = []
    for row in rows:
        three = [float(row[name] or 0) for name in ("n", "total", "squares")]
        if not all(map(isfinite, three)):
            raise _infinite(columns)
        stratum = JOINED_BY.join(text_of(row[f"stratum_{place}"]) for place in range(len(columns.strata)))
        listed.append((text_of(row["staff"]), stratum, three[0], three[1], three[2]))
    if not any(row[2] for row in listed):
        raise to_mend(say("The table has no rows."))
    try:
        return Sums.of_sums(listed)
    except ValueError as error:
        raise to_mend(
            say("The counts and sums cannot be those of any values. Counts are whole numbers; without --squares the "
                "outcome is yes or no, and a sum is not above its count.")
        ) from error  # fmt: skip


def _infinite(columns: Columns) -> Refused:
    return to_mend(
        say("A number in {columns} is infinite or not a number. Correct it, or leave it empty where it is not known.",
            columns=tuple(f"“{name}”" for name in columns.numbers))
    )  # fmt: skip


def _note(skipped: int) -> Sentence | None:
    if not skipped:
        return None
    return say_n(
        "One row is left out because its outcome is missing.",
        "{count} rows are left out because their outcome is missing.",
        skipped,
    )


def _refuse(faults: Sequence[Sentence]) -> None:
    if faults:
        raise BadTable(faults)
