"""From a workbook to a problem document, with everything its sender should correct or know."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samklang.core.words import say, say_n
from samklang.core.workbook.archive import tells_of_errors
from samklang.core.workbook.build import away, course, cover, people, programme
from samklang.core.workbook.build.draft import Draft
from samklang.core.workbook.grid import Grid, grids
from samklang.core.workbook.issues import Issue, Log, Misread, Place
from samklang.core.workbook.labels import folded, nearest
from samklang.core.workbook.sheets import README_NAME, SHEETS, STAFF, SheetKind
from samklang.core.workbook.staff_export import SHEET_BESIDE_EXPORT, merged_staff
from samklang.core.workbook.table import Table, read_table, tell_personal_numbers

SCHEMA = "samklang-problem/1"


@dataclass(frozen=True)
class Reading:
    """What a workbook holds.

    document: a problem document of schema `SCHEMA`, or None where any issue is an error.
    issues:   every error and note, in the order of the sheets and their cells.
    places:   for paths into the document, such as ("people", 3, "team"), the cell it was read from.
    """

    document: dict[str, Any] | None
    issues: tuple[Issue, ...]
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)

    def place_of(self, path: Sequence[str | int]) -> Place | None:
        """The cell that a path of the document came from, or else the nearest part around it; None if unknown."""
        for length in range(len(path), 0, -1):
            if place := self.places.get(tuple(path[:length])):
                return place
        return None


def read(path: Path, *, staff_csv: Path | None = None) -> Reading:
    """The problem document of a workbook, or everything that keeps it from being one. Never raises for bad content.

    path:      .xlsx, .xlsm, .xlsb, .xls or .ods.
    staff_csv: an export from a personnel system (see `staff_export`), which feeds the staff sheet.
    """
    log = Log()
    try:
        found = grids(path)
    except Misread as problem:
        return Reading(None, (Issue(path.name, "", problem.what, problem.instead),))
    if not tells_of_errors(path):
        log.note(
            Place(path.name, ""),
            say("In this kind of file, cells that show an error, or a formula without a result, look blank."),
            say("Save the workbook as .xlsx to have them found."),
        )
    tables = _tables(found, log, staff=STAFF if staff_csv is None else SHEET_BESIDE_EXPORT)
    if staff_csv is not None:
        tables["staff"] = merged_staff(tables["staff"], staff_csv, log)
    _tell_missing_sheets(tables, found, log)
    _tell_examples(tables, log)
    draft = Draft(tables, log, tables["rules"].language)
    document = _document(draft)
    issues = log.found([*(grid.name for grid in found), staff_csv.name if staff_csv else ""])
    if any(issue.is_error for issue in issues):
        return Reading(None, issues, draft.places)
    return Reading(json.loads(json.dumps(document)), issues, draft.places)  # no two parts share a list


def _tables(found: list[Grid], log: Log, *, staff: SheetKind) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    for grid in found:
        kind = next((kind for kind in SHEETS if folded(grid.name) in kind.folds), None)
        if kind is not None and kind.key not in tables:
            tables[kind.key] = read_table(grid, staff if kind is STAFF else kind, log)
            continue
        if kind is not None:
            log.error(
                Place(grid.name, ""),
                say("The sheets “{sheet}” and “{other}” are the same.", sheet=grid.name, other=tables[kind.key].name),
                say("Keep one of them, or give the other a name of its own."),
            )
        elif folded(grid.name) not in map(folded, (README_NAME.da, README_NAME.en)) and any(map(any, grid.rows)):
            log.note(Place(grid.name, ""), say("The sheet “{sheet}” is not used.", sheet=grid.name))
        tell_personal_numbers(grid, log, skip_columns=frozenset())
    english = sum(table.language == "en" for table in tables.values()) > len(tables) / 2
    language = "en" if english else "da"
    for kind in SHEETS:
        tables.setdefault(kind.key, Table(kind, kind.name.in_(language), language=language, found=False))
    return tables


def _tell_missing_sheets(tables: Mapping[str, Table], found: list[Grid], log: Log) -> None:
    known = {fold for kind in SHEETS for fold in kind.folds}
    unused = [grid.name for grid in found if folded(grid.name) not in known]
    for key, table in tables.items():
        if table.found or not table.kind.required or (key == "staff" and table.rows):
            continue
        near = nearest(table.kind.name.da, unused, closeness=0.7) or nearest(table.kind.name.en, unused, closeness=0.7)
        if near:
            instead = say("Is it “{near}”? Then name that sheet “{sheet}”.", near=near[0], sheet=table.name)
        else:
            instead = say("Add a sheet with that name; the template shows its columns.")
        log.error(Place(table.name, ""), say("The sheet “{sheet}” is missing.", sheet=table.name), instead)


def _tell_examples(tables: Mapping[str, Table], log: Log) -> None:
    """One note for the whole workbook about the rows left out as examples."""
    places = [place for table in tables.values() for place in table.examples]
    if places:
        sheets = tuple(dict.fromkeys(place.sheet for place in places))
        log.note(
            places[0],
            say_n(
                "One row marked as an example was left out, in the sheet {sheets}.",
                "{count} rows marked as examples were left out, in the sheets {sheets}.",
                len(places),
                sheets=sheets,
            ),
            say("A row whose first cell begins with “Example” or “Eksempel” is never read; you may delete it."),
        )


def _document(draft: Draft) -> dict[str, Any]:
    coded = {
        key: draft.coded(draft.tables[key], key) for key in ("teams", "modules", "trainers", "rooms", "staff", "grants")
    }
    rules = programme.settings(draft)
    everybody = people.people(draft, coded["staff"])
    for key, place in rules.places.items():
        draft.places[_PATHS.get(key, (key,))] = place
    course_parts = {"trainers": course.trainers(draft, coded["trainers"]), "rooms": course.rooms(draft, coded["rooms"])}
    course.add_taken(draft, course_parts)
    value = rules.values
    return {
        "schema": SCHEMA,
        "title": value["title"],
        "programme": value["programme"],
        "first_day": str(value["first_day"]),
        "last_day": str(value["last_day"]),
        "teams": cover.teams(draft, coded["teams"]),
        "people": everybody,
        "modules": course.modules(draft, coded["modules"]),
        **course_parts,
        "groups": cover.groups(draft, coded["teams"], everybody),
        "absences": away.absences(draft),
        "duties": away.duties(draft),
        "closed_days": programme.closed_days(draft, rules),
        "avoided": programme.avoided(draft, rules),
        "cohorts": {name: value[key] for key, (_, name) in _COHORTS.items()},
        "funding": {"own_budget_ore": value["own_budget_ore"], "grants": programme.grants(draft, coded["grants"])},
        "wishes": programme.wishes(draft),
        "everyone_must_be_trained": value["everyone_must_be_trained"],
        **({"keep_drawn_order": True} if value["keep_drawn_order"] else {}),
    }


_COHORTS = {
    "cohorts_minimum": ("cohorts", "minimum"),
    "cohorts_maximum": ("cohorts", "maximum"),
    "size_minimum": ("cohorts", "size_minimum"),
    "size_maximum": ("cohorts", "size_maximum"),
    "composition": ("cohorts", "composition"),
    "team_cap": ("cohorts", "team_cap"),
}
_PATHS: dict[str, tuple[str | int, ...]] = {**_COHORTS, "own_budget_ore": ("funding", "own_budget_ore")}
