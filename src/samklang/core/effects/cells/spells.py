"""Sums from spells: the share of people who are in a spell, period by period, without a row for each period.

A spell adds one person where it starts and takes one away after it stops; added up, these steps are how many people
are there. So a register of many years is summed from its spells as they are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from samklang.core.effects.cells.cells import Cells
from samklang.core.effects.cells.gathering import Coded, Groups, joined, text_of
from samklang.core.effects.cells.intake import BadTable, Intake, LooksLikeAPerson, Taken, persons_in
from samklang.core.effects.cells.long import MOST_CELLS
from samklang.core.effects.cells.reading import Periods, read_cohorts
from samklang.core.effects.cells.tables import Source, as_table
from samklang.core.effects.engine import Engine
from samklang.core.words import Sentence, say, say_n


@dataclass(frozen=True, kw_only=True)
class SpellColumns:
    """What the columns are called, in the spells and among the people alike where both have them."""

    start: str
    """First period in the spell, a whole number; empty: before the first."""
    stop: str
    """Last period in the spell, or the first after it; empty: it still goes on."""
    cluster: str
    cohort: str
    strata: tuple[str, ...] = ()
    person: str | None = None
    """With it, a person whose spells overlap counts once. Without, spells of one person must not overlap."""
    people: str | None = None
    """Among the people: how many each row stands for, for the whole time. None: each row is one person."""
    entry: str | None = None
    """Among the people: first period in which they are there; None: from the first."""
    exit: str | None = None
    """Among the people: as `stop`; None: to the last."""

    @property
    def keys(self) -> list[str]:
        """What makes a group."""
        return [self.cluster, self.cohort, *self.strata]


def cells_of_spells(
    spells: Source,
    people: Source,
    *,
    columns: SpellColumns,
    periods: tuple[int, int],
    outcome: str,
    engine: Engine,
    stop_counts: bool = True,
    looks_like_a_person: LooksLikeAPerson | None = None,
) -> Taken:
    """Sums of an outcome that is 1 for whoever is in a spell in a period, and 0 for the others.

    spells:      one row for each; those outside `periods` count for nothing, those that reach outside are cut.
    people:      everybody, in a spell or not: a row for each person or, with `columns.people`, for many at once.
    periods:     the first and the last, both counted with.
    stop_counts: whether the last period in `stop` belongs to the spell. False: it stops before it.
    returns:     `n` is the people who are there in the period, `total` and `squares` those in a spell. The intake's
                 `units` are the people there at once at most, summed over groups.
    raises:      BadTable with every fault at once; EngineFailed.
    """
    seen, everybody = as_table(spells, engine), as_table(people, engine)
    _refuse([*_column_faults(seen, columns, columns.start, columns.stop), *_people_faults(everybody, columns)])
    counted = engine.fetch(_counted(seen, columns)).to_pylist()[0]
    _refuse(_faults_of_rows(counted, columns))
    steps = engine.fetch(_steps_of_spells(seen, columns, periods, stop_counts).limit(MOST_CELLS + 1))
    arrivals = engine.fetch(_steps_of_people(everybody, columns, periods, stop_counts).limit(MOST_CELLS + 1))
    length = periods[1] - periods[0] + 1
    keys = _Keys.of([steps, arrivals], columns, periods)
    _refuse(keys.faults + keys.persons(columns, looks_like_a_person))
    if keys.groups * length > MOST_CELLS:
        raise BadTable([_TOO_MANY])
    in_spell, there = (keys.running(table, place, periods[0], length) for place, table in enumerate((steps, arrivals)))
    _refuse(_more_than_there_are(in_spell, there))
    cells = keys.cells(in_spell, there, periods[0], outcome, engine.name)
    present = tuple(sorted(set(cells.period.tolist())))
    most = int(there.max(axis=1, initial=0).sum())
    return Taken(cells, Intake(int(counted["rows"]), 0, most, present, tuple(keys.notes)))


def _refuse(faults: Sequence[Sentence]) -> None:
    if faults:
        raise BadTable(faults)


def _steps_of_spells(table: ir.Table, columns: SpellColumns, periods: tuple[int, int], stop_counts: bool) -> ir.Table:
    """How many more people are in a spell from a period on, by group; what a person's earlier spells cover is cut."""
    spells = _cut(table, columns, (columns.start, columns.stop), periods=periods, stop_counts=stop_counts)
    if columns.person is not None:
        spells = spells.mutate(
            covered=spells.last.max().over(
                ibis.window(group_by=["person", *_names(columns)], order_by=["first", "last"], preceding=(None, 1))
            )
        )
        begins = ibis.ifelse(spells.covered.isnull(), spells.first, ibis.greatest(spells.first, spells.covered + 1))
        spells = spells.mutate(first=begins)
        spells = spells.filter(spells.first <= spells.last)
    return _steps(spells, columns)


def _steps_of_people(table: ir.Table, columns: SpellColumns, periods: tuple[int, int], stop_counts: bool) -> ir.Table:
    return _steps(
        _cut(table, columns, (columns.entry, columns.exit), periods=periods, stop_counts=stop_counts), columns
    )


def _names(columns: SpellColumns) -> list[str]:
    return [f"key_{place}" for place in range(len(columns.keys))]


def _cut(
    table: ir.Table,
    columns: SpellColumns,
    ends: tuple[str | None, str | None],
    *,
    periods: tuple[int, int],
    stop_counts: bool,
) -> ir.Table:
    """The rows within the periods, under names of our own: `first` and `last` period, both counted with."""
    start, stop = ends
    first, last = (ibis.literal(period).cast("int64") for period in periods)
    begins = first if start is None else table[start].cast("int64").fill_null(periods[0])
    stops = last if stop is None else (table[stop].cast("int64") - (0 if stop_counts else 1)).fill_null(periods[1])
    size = ibis.literal(1).cast("int64")
    if columns.people is not None and columns.people in table.columns and start is columns.entry:
        size = table[columns.people].cast("int64")
    named = {name: table[key] for name, key in zip(_names(columns), columns.keys, strict=True)}
    if columns.person is not None and columns.person in table.columns:
        named["person"] = table[columns.person]
    rows = table.select(**named, first=begins, last=stops, size=size)
    rows = rows.filter((rows.first <= rows.last) & (rows.last >= periods[0]) & (rows.first <= periods[1]))
    return rows.mutate(first=ibis.greatest(rows.first, first), last=ibis.least(rows.last, last))


def _steps(rows: ir.Table, columns: SpellColumns) -> ir.Table:
    """One step up where a row begins and one down after it ends: each row twice, so that all are read only once."""
    up = _both_ways(rows)
    return up.group_by([*_names(columns), "at"]).agg(step=up.step.sum().cast("int64"))


def _both_ways(rows: ir.Table) -> ir.Table:
    ways = ibis.range(0, 2).unnest().name("way").as_table()
    twice = rows.cross_join(ways)
    begins = twice.way == 0
    return twice.mutate(
        at=ibis.ifelse(begins, twice["first"], twice["last"] + 1),
        step=ibis.ifelse(begins, twice["size"], -twice["size"]),
    )


@dataclass(frozen=True)
class _Keys:
    """The groups of spells and people together."""

    cluster: NDArray[np.str_]
    cohort: NDArray[np.float64]
    stratum: NDArray[np.str_]
    """One for each group, in the order of cells."""
    places: tuple[NDArray[np.intp], ...]
    """For each table, which group each of its rows belongs to."""
    values: dict[str, list[Any]]
    faults: list[Sentence]
    notes: list[Sentence]

    @property
    def groups(self) -> int:
        return len(self.cluster)

    @classmethod
    def of(cls, tables: Sequence[pa.Table], columns: SpellColumns, periods: tuple[int, int]) -> "_Keys":
        faults: list[Sentence] = []
        notes: list[Sentence] = []
        values: dict[str, list[Any]] = {name: [] for name in columns.keys}
        known = Periods({period: period for period in range(periods[0], periods[1] + 1)})
        parts = []
        for table in tables:
            cluster, cohort, *strata = (Coded.of(table[name]) for name in _names(columns))
            read = read_cohorts(columns.cohort, cohort.values, known, faults, notes)
            clusters = np.array([text_of(value) for value in cluster.values] or [""], np.str_)
            cohorts = np.array([read[value] for value in cohort.values], np.float64)
            parts.append((clusters[cluster.places], cohorts[cohort.places], joined(strata, len(table), faults)))
            for name, coded in zip(columns.keys, (cluster, cohort, *strata), strict=True):
                values[name] += coded.values
        clusters, cohorts, stratum = (np.concatenate([part[at] for part in parts]) for at in range(3))
        groups = Groups.of(clusters, cohorts, np.zeros(len(cohorts), np.int64), stratum)
        ends = np.cumsum([len(table) for table in tables])[:-1]
        places = tuple(np.split(groups.places, ends))
        faults, notes = (
            list({str(one): one for one in faults}.values()),
            list({str(one): one for one in notes}.values()),
        )
        return cls(groups.cluster, groups.cohort, groups.stratum, places, values, faults, notes)

    def persons(self, columns: SpellColumns, looks_like_a_person: LooksLikeAPerson | None) -> list[Sentence]:
        """A fault for each column of categories that names people."""
        shown = [columns.cluster, *columns.strata]
        return [
            fault for name in shown for fault in persons_in(name, list(set(self.values[name])), looks_like_a_person)
        ]

    def running(self, steps: pa.Table, table: int, first: int, length: int) -> NDArray[np.int64]:
        """Groups x periods: the steps of a table added up."""
        found = np.zeros((self.groups, length + 1), np.int64)
        at = steps["at"].to_numpy().astype(np.int64) - first
        np.add.at(found, (self.places[table], at), steps["step"].to_numpy().astype(np.int64))
        return np.cumsum(found, axis=1)[:, :length]

    def cells(
        self, in_spell: NDArray[np.int64], there: NDArray[np.int64], first: int, outcome: str, source: str
    ) -> Cells:
        """Those with anybody there."""
        group, place = np.nonzero(there)
        n, total = there[group, place], in_spell[group, place].astype(np.float64)
        # By group, then period: cells stand by period before stratum, so they are put in order once more.
        order = Groups.of(self.cluster[group], self.cohort[group], place + first, self.stratum[group]).order
        group, place, n, total = group[order], place[order], n[order], total[order]
        return Cells(
            self.cluster[group],
            self.cohort[group],
            (place + first).astype(np.int64),
            self.stratum[group],
            n,
            n.astype(np.float64),
            total,
            total.copy(),
            outcome,
            source,
        )


_TOO_MANY = say(
    "There are more than {most} groups and periods. Give a cluster that holds many people, such as the municipality, "
    "and strata with few categories.",
    most=MOST_CELLS,
)


def _more_than_there_are(in_spell: NDArray[np.int64], there: NDArray[np.int64]) -> list[Sentence]:
    count = int((in_spell > there).sum())
    if not count:
        return []
    return [
        say_n(
            "More people are in a spell than there are people, in one group and period. Name the column of persons if "
            "their spells overlap, and see that everybody with a spell is among the people.",
            "More people are in a spell than there are people, in {count} groups and periods. Name the column of "
            "persons if their spells overlap, and see that everybody with a spell is among the people.",
            count,
        )
    ]


def _counted(table: ir.Table, columns: SpellColumns) -> ir.Table:
    """What must be known of the spells before they are summed."""
    backwards = (table[columns.stop] < table[columns.start]).fill_null(False)
    return table.agg(
        rows=table.count(),
        backwards=backwards.cast("int64").sum(),
        in_no_cluster=table[columns.cluster].isnull().cast("int64").sum(),
    )


def _faults_of_rows(counted: dict[str, Any], columns: SpellColumns) -> list[Sentence]:
    faults = []
    if counted["backwards"]:
        faults.append(
            say_n(
                "One spell stops before it starts. Correct “{start}” and “{stop}” in it.",
                "{count} spells stop before they start. Correct “{start}” and “{stop}” in them.",
                int(counted["backwards"]),
                start=columns.start,
                stop=columns.stop,
            )
        )
    if counted["in_no_cluster"]:
        faults.append(
            say_n(
                "One row has nothing in the column “{column}”. Fill it in, or take the row out.",
                "{count} rows have nothing in the column “{column}”. Fill it in, or take the rows out.",
                int(counted["in_no_cluster"]),
                column=columns.cluster,
            )
        )
    return faults


def _people_faults(table: ir.Table, columns: SpellColumns) -> list[Sentence]:
    return _column_faults(table, columns, columns.entry, columns.exit, columns.people, among_people=True)


def _column_faults(
    table: ir.Table, columns: SpellColumns, *numbers: str | None, among_people: bool = False
) -> list[Sentence]:
    schema = table.schema()
    named = [name for name in numbers if name is not None]
    person = [] if among_people or columns.person is None else [columns.person]
    faults = [
        say("There is no column “{column}”. The table has: {columns}.", column=name, columns=", ".join(schema))
        for name in (*columns.keys, *person, *named)
        if name not in schema
    ]
    return faults + [
        say(
            "The column “{column}” must hold whole numbers: the periods counted from the first, such as weeks 1, 2, 3.",
            column=name,
        )
        for name in named
        if name in schema and not schema[name].is_numeric()
    ]
