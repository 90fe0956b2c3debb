"""Sums from a long table: one row for each unit and period, summed where the rows lie."""

from collections.abc import Sequence
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
import pyarrow as pa

from samklang.core.effects.cells.columns import Columns
from samklang.core.effects.cells.gathering import Gathered, gather
from samklang.core.effects.cells.intake import (
    BadTable,
    Intake,
    LooksLikeAPerson,
    Taken,
    TakenMany,
    persons_in,
)
from samklang.core.effects.cells.tables import Source, as_table
from samklang.core.effects.cells.units import unit_facts, unit_faults, unit_notes
from samklang.core.effects.engine import Engine
from samklang.core.words import Sentence, say, say_n

MOST_CELLS = 5_000_000
"""More than this is no summary any more, and does not fit beside the engine in memory."""
_SAMPLE = 2_000


def cells_of(
    table: Source,
    *,
    unit: str,
    cohort: str,
    period: str,
    outcome: str,
    engine: Engine,
    cluster: str | None = None,
    strata: Sequence[str] = (),
    weight: str | None = None,
    repeated: bool = False,
    looks_like_a_person: LooksLikeAPerson | None = None,
) -> Taken:
    """The sums of one outcome. See `cells_of_many`."""
    cells, intake = cells_of_many(
        table,
        unit=unit,
        cohort=cohort,
        period=period,
        outcomes=(outcome,),
        engine=engine,
        cluster=cluster,
        strata=strata,
        weight=weight,
        repeated=repeated,
        looks_like_a_person=looks_like_a_person,
    )
    return Taken(cells[outcome], intake)


def cells_of_many(
    table: Source,
    *,
    unit: str,
    cohort: str,
    period: str,
    outcomes: Sequence[str],
    engine: Engine,
    cluster: str | None = None,
    strata: Sequence[str] = (),
    weight: str | None = None,
    repeated: bool = False,
    looks_like_a_person: LooksLikeAPerson | None = None,
) -> TakenMany:
    """The sums of several outcomes: the rows are read once for the sums, and once for what must hold for every unit.

    table:    an Ibis, Arrow, pandas or Polars table, or paths of Parquet or CSV files.
    cohort:   column of the first period with training: whole numbers or, as `period`, dates that lie evenly. Empty,
              0 and what lies after the last period is never.
    outcomes: columns of numbers or of yes and no. Missing ones are left out and counted.
    cluster:  column of what varies together; None: the unit.
    strata:   columns of categories; several are joined by " | ".
    weight:   column of weights, finite and not negative; None: each row counts 1.
    repeated: whether a unit may have many rows in a period, as an office has citizens.
    raises:   BadTable with every fault at once; EngineFailed.
    """
    asked = Columns(
        unit=unit, cohort=cohort, period=period, outcomes=tuple(outcomes), cluster=cluster, strata=tuple(strata),
        weight=weight,
    )  # fmt: skip
    source = as_table(table, engine)
    _refuse(_column_faults(source.schema(), asked))
    rows = _selected(source, asked)
    _refuse(persons_in(unit, _sample(rows, engine), looks_like_a_person))
    gathered = _summed(rows, asked, engine, looks_like_a_person)
    facts = unit_facts(rows, gathered.period_values, gathered.periods, engine)
    _refuse(unit_faults(facts, unit, repeated=repeated))
    notes = (*gathered.notes, *unit_notes(facts))
    present = tuple(gathered.periods.present)
    return TakenMany(gathered.cells, Intake(gathered.rows, gathered.left_out, facts.units, present, notes))


def _refuse(faults: Sequence[Sentence]) -> None:
    if faults:
        raise BadTable(faults)


def _summed(rows: ir.Table, asked: Columns, engine: Engine, looks_like_a_person: LooksLikeAPerson | None) -> Gathered:
    sums = engine.fetch(_sums(rows, asked).limit(MOST_CELLS + 1))
    if sums.num_rows > MOST_CELLS:
        fault = say(
            "The table falls into more than {most} groups of cluster, cohort, period and stratum. Give a cluster that "
            "holds many units, such as the office, and strata with few categories.",
            most=MOST_CELLS,
        )
        raise BadTable([fault])
    if not sums.num_rows:
        raise BadTable([say("The table has no rows.")])
    gathered, faults = gather(sums, asked, engine.name)
    for column, name in _of_categories(asked):
        faults += persons_in(name, sums[column].unique().to_pylist(), looks_like_a_person)
    faults += _odd_numbers(rows, gathered.odd, asked, engine)
    _refuse(faults)
    return gathered


def _column_faults(schema: Any, asked: Columns) -> list[Sentence]:
    """Columns that are not there, or hold text where sums need numbers."""
    missing = [name for name in asked.all() if name not in schema]
    faults = [
        say("There is no column “{column}”. The table has: {columns}.", column=name, columns=", ".join(schema))
        for name in missing
    ]
    if len(set(asked.outcomes)) < len(asked.outcomes) or not asked.outcomes:
        faults.append(say("Name each outcome once, and at least one."))
    for name in (*asked.outcomes, *([asked.weight] if asked.weight else [])):
        if name in schema and not (schema[name].is_numeric() or schema[name].is_boolean()):
            faults.append(
                say(
                    "The column “{column}” holds {kind}, where numbers are needed. Write numbers with a point and "
                    "without a unit, and leave missing ones empty.",
                    column=name,
                    kind=_kind(schema[name]),
                )
            )
    return faults


def _kind(kind: dt.DataType) -> Sentence:
    if kind.is_string():
        return say("text")
    return say("dates") if kind.is_temporal() else say("something else")


def _selected(source: ir.Table, asked: Columns) -> ir.Table:
    """The columns under names of our own, so that no column of a table can be taken for one of ours."""
    named: dict[str, Any] = {"unit": source[asked.unit], "cohort": source[asked.cohort], "period": source[asked.period]}
    if asked.cluster is not None and asked.cluster != asked.unit:
        named["cluster"] = source[asked.cluster]
    named |= {f"stratum_{place}": source[name] for place, name in enumerate(asked.strata)}
    if asked.weight is not None:
        named["weight"] = source[asked.weight].cast("float64")
    # Whole numbers are counted differently by the engines; fractions of 64 bits are the same in both.
    named |= {f"outcome_{place}": source[name].cast("float64") for place, name in enumerate(asked.outcomes)}
    for name in ("cohort", "period"):
        if named[name].type().is_timestamp():
            named[name] = named[name].cast("date")
    return source.select(**named)


def _of_categories(asked: Columns) -> list[tuple[str, str]]:
    """Columns whose values stand in the cells: ours, and what the table calls them."""
    cluster = asked.cluster if asked.cluster is not None else asked.unit
    return [
        ("cluster" if cluster != asked.unit else "unit", cluster),
        *((f"stratum_{place}", name) for place, name in enumerate(asked.strata)),
    ]


def _sums(rows: ir.Table, asked: Columns) -> ir.Table:
    """One row for each group. All that is wrong with rows shows in the sums, so that no row is looked at twice."""
    keys = [column for column, _ in _of_categories(asked)]
    outcomes = [rows[f"outcome_{place}"] for place in range(len(asked.outcomes))]
    empty = outcomes[0].isnull()
    for outcome in outcomes[1:]:
        empty = empty & outcome.isnull()
    sums: dict[str, Any] = {"rows": rows.count(), "named": rows.unit.count(), "empty": empty.cast("int64").sum()}
    if asked.weight is not None:
        sums |= {"weighed": rows.weight.count(), "least_weight": rows.weight.min(), "weights": rows.weight.sum()}
    for place, outcome in enumerate(outcomes):
        sums[f"n_{place}"] = outcome.count()
        if asked.weight is None:
            sums |= {f"total_{place}": outcome.sum(), f"squares_{place}": (outcome * outcome).sum()}
        else:
            weighted = rows.weight * outcome
            sums[f"weight_{place}"] = ibis.ifelse(outcome.notnull(), rows.weight, ibis.null("float64")).sum()
            sums |= {f"total_{place}": weighted.sum(), f"squares_{place}": (weighted * outcome).sum()}
    return rows.group_by(list(dict.fromkeys([*keys, "cohort", "period"]))).agg(**sums)


def _odd_numbers(rows: ir.Table, odd: Sequence[int], asked: Columns, engine: Engine) -> list[Sentence]:
    """Sentences on outcomes that are infinite or no number: counted only where a sum came out so.

    odd: places of the outcomes whose sums are not finite.
    """
    faults = []
    for place in odd:
        outcome = rows[f"outcome_{place}"]
        # Nothing times infinity is not a number; the engines do not agree on how to ask for infinity itself.
        wrong = (outcome * 0).isnan().cast("int64").sum().name("wrong")
        found: pa.Table = engine.fetch(rows.agg(wrong))
        count = int(found["wrong"][0].as_py() or 0)
        if not count:
            faults.append(
                say(
                    "The numbers in “{column}” are so large that their squares cannot be summed. Use a larger unit.",
                    column=asked.outcomes[place],
                )
            )
            continue
        faults.append(
            say_n(
                "The column “{column}” is infinite or not a number in one row. Correct it, or leave it empty where the "
                "outcome is not known.",
                "The column “{column}” is infinite or not a number in {count} rows. Correct them, or leave them empty "
                "where the outcome is not known.",
                count,
                column=asked.outcomes[place],
            )
        )
    return faults


def _sample(rows: ir.Table, engine: Engine) -> list[Any]:
    found = engine.fetch(rows.select("unit").limit(_SAMPLE))
    return sorted(set(found["unit"].drop_null().to_pylist()), key=str)
