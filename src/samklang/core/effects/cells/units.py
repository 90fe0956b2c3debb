"""What must hold for every unit: one row for a period, one cohort, and whether it is there all the time."""

from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from samklang.core.effects.cells.reading import Periods
from samklang.core.effects.engine import Engine
from samklang.core.words import Sentence, say_n

_BITS = 62
"""Periods that one whole number of 64 bits remembers, clear of its sign."""
_MOST_WORDS = 10
"""More words than this for each unit cost more than to group by unit and period."""


@ibis.udf.scalar.builtin
def bit_count(number: int) -> int:
    """Both engines' own: how many bits are set."""
    raise NotImplementedError


@ibis.udf.agg.builtin
def bit_or(number: int) -> int:
    """Both engines' own: every bit that is set in any row. Ibis spells it for one of them only."""
    raise NotImplementedError


@dataclass(frozen=True)
class UnitFacts:
    """Counts of units, at least 0, with an example of each fault."""

    units: int
    doubled: int
    doubled_example: Any
    moved_cohort: int
    moved_cohort_example: Any
    moved_cluster: int
    unbalanced: int
    """Units that lack rows in some period."""


def unit_facts(rows: ir.Table, values: pa.Array, periods: Periods, engine: Engine) -> UnitFacts:
    """Look at every unit once: one GROUP BY of units, in which a bit remembers each period.

    rows:    with `unit`, `cohort`, `period`, and `cluster` where it is not the unit.
    values:  the different periods as the engine gave them, none empty.
    raises:  EngineFailed.
    """
    found = _by_unit(rows, values, periods, engine)
    doubled, moved = found.rows != found.held, found.first_cohort != found.last_cohort
    nobody = _many(found.rows < 0)
    summed = found.agg(
        units=found.count(),
        doubled=_many(doubled),
        doubled_example=found.unit.min(where=doubled),
        moved_cohort=_many(moved),
        moved_cohort_example=found.unit.min(where=moved),
        moved_cluster=_many(found.first_cluster != found.last_cluster) if "first_cluster" in found.columns else nobody,
        unbalanced=_many(found.held != len(periods.present)),
    )
    facts = engine.fetch(summed).to_pylist()[0]
    return UnitFacts(**{name: value if "example" in name else int(value or 0) for name, value in facts.items()})


def unit_faults(facts: UnitFacts, unit: str, *, repeated: bool) -> list[Sentence]:
    """Sentences on units that stop the sums."""
    faults = []
    if facts.doubled and not repeated:
        faults.append(
            say_n(
                "One unit has more than one row for the same period, “{unit}” {example}. Keep one row for each unit "
                "and period, or say that units have many rows.",
                "{count} units have more than one row for the same period, for example “{unit}” {example}. Keep one "
                "row for each unit and period, or say that units have many rows.",
                facts.doubled,
                unit=unit,
                example=str(facts.doubled_example),
            )
        )
    if facts.moved_cohort:
        faults.append(
            say_n(
                "One unit is in two cohorts, “{unit}” {example}. The first period with training must be the same in "
                "all rows of a unit.",
                "{count} units are in two cohorts, for example “{unit}” {example}. The first period with training "
                "must be the same in all rows of a unit.",
                facts.moved_cohort,
                unit=unit,
                example=str(facts.moved_cohort_example),
            )
        )
    return faults


def unit_notes(facts: UnitFacts) -> list[Sentence]:
    """Sentences on units that a reader must know."""
    notes = []
    if facts.unbalanced:
        notes.append(
            say_n(
                "One of {units} units is not there in every period.",
                "{count} of {units} units are not there in every period.",
                facts.unbalanced,
                units=facts.units,
            )
        )
    if facts.moved_cluster:
        notes.append(
            say_n(
                "One unit is in more than one cluster; its rows count where they stand.",
                "{count} units are in more than one cluster; their rows count where they stand.",
                facts.moved_cluster,
            )
        )
    return notes


def _by_unit(rows: ir.Table, values: pa.Array, periods: Periods, engine: Engine) -> ir.Table:
    """One row for each unit: how many rows it has, in how many different periods, and its cohorts and clusters."""
    held = periods.present
    span = held[-1] - held[0] + 1
    if rows.period.type().is_numeric() and span <= _BITS * _MOST_WORDS:
        place, size = rows.period.cast("int64") - held[0], span
    elif len(held) <= _BITS * _MOST_WORDS:
        # Numbered densely, by a small table: dates, texts, and numbers with gaps such as 202412, 202501.
        dense = {number: place for place, number in enumerate(held)}
        places: NDArray[np.int64] = np.array([dense[periods.numbers[value]] for value in values.to_pylist()], np.int64)
        known = engine.table(pa.table({"of_period": values, "place": places}))
        rows = rows.join(known, rows.period == known.of_period)
        place, size = rows.place, len(held)
    else:
        return _by_unit_and_period(rows)
    words = {f"word_{word}": bit_or(_bit(place - _BITS * word)) for word in range(-(-size // _BITS))}
    summed = rows.group_by("unit").agg(rows=rows.count(), **words, **_extremes(rows))
    bits = [bit_count(summed[word]).cast("int64") for word in words]
    return summed.mutate(held=sum(bits[1:], bits[0]))


def _by_unit_and_period(rows: ir.Table) -> ir.Table:
    once = rows.group_by(["unit", "period"]).agg(rows=rows.count(), **_extremes(rows))
    pairs = [("first", "min"), ("last", "max")]
    kinds = [kind for kind in ("cohort", "cluster") if f"first_{kind}" in once.columns]
    again = {f"{end}_{kind}": getattr(once[f"{end}_{kind}"], by)() for kind in kinds for end, by in pairs}
    return once.group_by("unit").agg(rows=once.rows.sum().cast("int64"), held=once.count(), **again)


def _bit(place: Any) -> Any:
    """The number in which only this place's bit is set; 0 where the place lies in another word."""
    inside = place.between(0, _BITS - 1)
    kept = ibis.ifelse(inside, place, 0).cast("int64")
    # The one to be shifted comes from the column: a literal is taken for a number of few bits, and overflows.
    return ibis.ifelse(inside, (kept * 0 + 1) << kept, 0).cast("int64")


def _extremes(rows: ir.Table) -> dict[str, Any]:
    cohort = rows.cohort
    if cohort.type().is_floating():
        cohort = ibis.ifelse(cohort.isnull() | cohort.isnan(), 0.0, cohort)
    elif cohort.type().is_numeric():
        cohort = cohort.fill_null(0)
    elif cohort.type().is_string():
        cohort = cohort.fill_null("")
    elif cohort.type().is_date():
        cohort = cohort.fill_null(ibis.date("0001-01-01"))
    extremes = {"first_cohort": cohort.min(), "last_cohort": cohort.max()}
    if "cluster" in rows.columns:
        extremes |= {"first_cluster": rows.cluster.min(), "last_cluster": rows.cluster.max()}
    return extremes


def _many(condition: Any) -> Any:
    return condition.cast("int64").sum()
