"""The file of absences for replanning: who is away when, and who has left."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.build.draft import Draft
from samklang.core.workbook.build.people import person_of
from samklang.core.workbook.delimited import delimited_grid
from samklang.core.workbook.grid import Grid, grids
from samklang.core.workbook.issues import Issue, Log, Misread, Place
from samklang.core.workbook.kinds import Choice
from samklang.core.workbook.labels import Label, folded
from samklang.core.workbook.registers import Register
from samklang.core.workbook.sheets import ABSENCE_KINDS, ABSENCE_WORDS, ABSENCES, STAFF
from samklang.core.workbook.table import Row, Table, read_table

RESIGNED = "resigned"
_RESIGNED_WORDS = (
    "fratræder", "fratrædelse", "opsagt", "opsigelse", "stoppet", "stopper", "sagt op", "jobskifte", "pension",
    "resignation", "left", "leaves", "leaver", "retired", "gone",
)  # fmt: skip
_KINDS = Choice(
    {**ABSENCE_KINDS, RESIGNED: Label("fratrådt", "resigned")},
    {**ABSENCE_WORDS, **dict.fromkeys(_RESIGNED_WORDS, RESIGNED)},
)
_SHEET = replace(
    ABSENCES,
    columns=tuple(replace(column, kind=_KINDS) if column.key == "kind" else column for column in ABSENCES.columns),
    required=True,
)


@dataclass(frozen=True)
class Changes:
    """What has changed in the staff since the plan was made.

    absences: absence documents as in a problem document: person, period, kind.
    resigned: (person's number, last day at work) of those who have left or will leave.
    """

    absences: list[dict[str, Any]] = field(default_factory=list)
    resigned: list[tuple[str, date]] = field(default_factory=list)


def read_absences(path: Path, *, people: Sequence[tuple[str, str]]) -> tuple[Changes, tuple[Issue, ...]]:
    """The changes that a file holds; empty where any issue is an error. Never raises for bad content.

    path:   CSV with semicolons, commas or tabs (UTF-8 or Windows-1252), or a workbook whose sheet of absences, or only
            sheet, is read. Columns: number and/or name, from, to, weekdays, half-day, kind.
    people: (number, name) of everybody, whom the file points to.

    For somebody who has left, "to" is the last day at work; where only "from" is given, it is the first day away and
    the last day at work is the day before, which is told.
    """
    log = Log()
    try:
        grid = _only_sheet(path)
    except Misread as problem:
        return Changes(), (Issue(path.name, "", problem.what, problem.instead),)
    table = read_table(grid, _SHEET, log)
    _tell_doubtful_headings(grid, table, log)
    draft = Draft({"staff": Table(STAFF, STAFF.name.da), "absences": table}, log, table.language)
    draft.registers["staff"] = Register.of(STAFF.name.in_(table.language), people)
    changes = Changes()
    for index, row in enumerate(table.rows):
        person = person_of(draft, row)
        if row.get("kind") == RESIGNED:
            last_day = _last_day(row, log)
            if person is not None and last_day is not None:
                changes.resigned.append((person, last_day))
            continue
        period = draft.period(("absences", index, "period"), row, table)
        changes.absences.append({"person": person, "period": period, "kind": table.value(row, "kind")})
    issues = log.found([grid.name])
    return (Changes() if any(issue.is_error for issue in issues) else changes), issues


def _only_sheet(path: Path) -> Grid:
    try:
        found = grids(path)
    except Misread:
        if path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods") or not path.is_file():
            raise
        return delimited_grid(path)
    named = [grid for grid in found if folded(grid.name) in ABSENCES.folds]
    filled = [grid for grid in found if any(any(cell != "" for cell in row) for row in grid.rows)]
    if len(named) == 1 or len(filled) == 1:
        return (named or filled)[0]
    raise Misread(
        say("“{name}” has several sheets, and none of them is called “Fravær” or “Absences”.", name=path.name)
        if filled
        else say("“{name}” has nothing in it.", name=path.name),
        say("Put the absences into one sheet called “Fravær” or “Absences”."),
    )


def _tell_doubtful_headings(grid: Grid, table: Table, log: Log) -> None:
    """A file without any column that says who is of no use, and one message is clearer than one for each row."""
    if table.keys and not table.keys & {"person", "person_name"}:
        log.error(
            Place(grid.name, ""),
            say("No column says whom the rows are about."),
            say("Add a column “Medarbejdernr.” or “Navn”."),
        )


def _last_day(row: Row, log: Log) -> date | None:
    first, last = row.get("first_day"), row.get("last_day")
    if last is not None and (first is None or first == last):
        return date.fromisoformat(last.isoformat())
    if first is not None and last is None and "last_day" not in row.misread:
        day: date = first - timedelta(days=1)
        log.note(
            row.place_of("first_day"),
            say("{first} was read as the first day away, so {last} is the last day at work.", first=first, last=day),
            say("If it is the last day at work, write it under “To” (“Til”)."),
        )
        return day
    if not row.misread & {"first_day", "last_day"}:
        log.error(
            row.place_of("last_day"),
            say("For somebody who has left, there must be one date."),
            say("Write the last day at work under “To” (“Til”), and nothing under “From” (“Fra”)."),
        )
    return None
