"""What a file would change in the register: read, put against it, and told row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from samklang.core.words import say
from samklang.core.workbook.build.draft import Draft
from samklang.core.workbook.build.people import half_days_of, person_of
from samklang.core.workbook.issues import Issue, Log, coordinates
from samklang.core.workbook.issues import Place as Cell
from samklang.core.workbook.registers import Register
from samklang.core.workbook.sheets import STAFF
from samklang.core.workbook.table import Row
from samklang.people.enums import LineKind
from samklang.people.queries.staff_import.beside import BesideReader
from samklang.people.queries.staff_import.circles import tell_circles
from samklang.people.queries.staff_import.emails import Emails
from samklang.people.queries.staff_import.employments import one_row_each
from samklang.people.queries.staff_import.lines import Change, digest_of
from samklang.people.queries.staff_import.opening import Contents
from samklang.people.queries.staff_import.people import PeopleReader, WeekChange, as_marks
from samklang.people.queries.staff_import.snapshot import Snapshot, others_with
from samklang.people.queries.staff_import.stretches import ONE_DAY, at, ended_on
from samklang.people.queries.staff_import.teams import team_codes


@dataclass(frozen=True)
class Difference:
    """Everything an import would do, and everything to correct or know."""

    changes: tuple[Change, ...]
    issues: tuple[Issue, ...]
    rows: int
    unchanged: int
    problem_rows: int
    joined: Mapping[str, int] = field(default_factory=dict)
    """For a new number, the person known already who becomes an employee."""
    new_teams: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same for the same difference."""
        return digest_of(self.changes)

    @property
    def counts(self) -> dict[str, int]:
        """How many lines of each kind there are."""
        found = {kind.value: sum(one.kind == kind for one in self.changes) for kind in LineKind}
        found[LineKind.PROBLEM] = sum(one.is_error for one in self.issues)
        found[LineKind.NOTE] = len(self.issues) - found[LineKind.PROBLEM]
        return {**found, "unchanged": self.unchanged, "rows": self.rows, "problem-rows": self.problem_rows}


def difference(
    read: Contents, snapshot: Snapshot, *, first_day: date, is_whole_list: bool, teams: Mapping[str, str]
) -> Difference:
    """What the file's contents change from first_day on.

    teams: for each folded name of a team that the register does not know, the name of the team it is.
    """
    log, rows = read.log, one_row_each(read, snapshot.numbers, first_day)
    teams = {**team_codes(read), **teams}
    draft = Draft({"staff": read.staff, **read.beside}, log, read.staff.language)
    draft.registers["staff"] = people = _everybody(snapshot, rows)
    emails = _emails(snapshot, log, rows)
    reader = PeopleReader(snapshot, log, first_day, teams, people, emails, _weeks(draft, read), draft)
    found = [change for row in rows.values() if (change := reader.change(row))]
    reader.tell_without_week()
    tell_circles(snapshot, found, rows, first_day, log)
    beside = list(BesideReader(snapshot, draft, first_day, read.beside, teams).changes())
    ended = list(_ended(read, snapshot, rows, first_day)) if is_whole_list else []
    kept = _right_ones(list(chain(found, ended, beside)), snapshot, rows, log)
    issues = log.found(read.sheets)
    wrong = _wrong_rows(log)
    changes = tuple(_without_strangers(kept, snapshot))
    right = [row for row in rows.values() if (row.place.sheet, coordinates(row.place.cell)[0]) not in wrong]
    differing = sum(one.kind in (LineKind.NEW, LineKind.CHANGED, LineKind.ENDED) for one in changes) - len(ended)
    used = {row.team for one in changes for row in one.after} | {one.row.get("team") for one in changes}
    return Difference(
        changes, issues, len(read.staff.rows), max(len(right) - differing, 0), len(wrong), emails.joined,
        tuple(sorted(name for name in used if name and name not in snapshot.teams)),
    )  # fmt: skip


def _wrong_rows(log: Log) -> set[tuple[str, int]]:
    return {(one.sheet, coordinates(one.cell)[0]) for one in log.issues if one.is_error}


def _right_ones(changes: list[Change], snapshot: Snapshot, rows: Mapping[str, Row], log: Log) -> list[Change]:
    """The changes of rows without anything wrong, which point to nobody whose own row is wrong and left out."""
    while True:
        wrong = _wrong_rows(log)
        kept = [one for one in changes if (one.place.sheet, coordinates(one.place.cell)[0]) not in wrong]
        there = {*snapshot.numbers, *(one.number for one in kept)}
        for change in kept:
            for key, other in _pointed_to(change):
                if other not in there and change.number in rows:
                    log.error(
                        rows[change.number].place_of(key),
                        say("{number} has a row of their own in which something is to be corrected.", number=other),
                        say("Correct that row; then this one is right as well."),
                    )
        if _wrong_rows(log) == wrong:
            return kept


def _pointed_to(change: Change) -> Iterable[tuple[str, str]]:
    if change.person.get("peer"):
        yield "peer", change.person["peer"]
    for row in change.after:
        yield from ((key, value) for key in ("manager", "stands_in_for") if (value := getattr(row, key)))


def _everybody(snapshot: Snapshot, rows: Mapping[str, Row]) -> Register:
    """Everybody the file can point to: its own people and those of the register."""
    names = {number: known.name for number, known in snapshot.known.items()}
    for number, row in rows.items():
        name = row.get("name") or " ".join(filter(None, (row.get("first_name"), row.get("surname"))))
        names[number] = name or names.get(number, number)
    return Register.of(STAFF.name.da, names.items())


def _emails(snapshot: Snapshot, log: Log, rows: Mapping[str, Row]) -> Emails:
    given = {number: row.get("email") for number, row in rows.items() if row.get("email")}
    municipality = snapshot.jobcentre.numbers()[0]
    others = others_with(set(given.values()), snapshot.jobcentre)
    return Emails(snapshot, log, others, municipality, given)


def _weeks(draft: Draft, read: Contents) -> dict[str, list[WeekChange]]:
    """For each number with working times of their own, the days on which the week changes, in order."""
    if "working_times" not in read.beside:
        return {}
    periods: dict[str, list[tuple[date | None, date | None, str]]] = {}
    for row in read.beside["working_times"].rows:
        number, half_days = person_of(draft, row), half_days_of(row, draft)
        draft.in_order(row, "first_day", "last_day")
        if number is not None and half_days is not None:
            periods.setdefault(number, []).append((row.get("first_day"), row.get("last_day"), as_marks(half_days)))
    bases = {row.get("id"): half_days_of(row, Draft({}, Log())) for row in read.staff.rows}
    return {number: list(_changes_of_week(own, as_marks(bases.get(number) or []))) for number, own in periods.items()}


def _changes_of_week(periods: list[tuple[date | None, date | None, str]], base: str) -> Iterable[WeekChange]:
    """Where several periods hold on a day, the lowest row counts, as in the planning workbook."""
    moments = (
        {date.min} | {first for first, _, _ in periods if first} | {last + ONE_DAY for _, last, _ in periods if last}
    )
    for moment in sorted(moments):
        holding = [
            marks
            for first, last, marks in periods
            if (first is None or first <= moment) and (last is None or moment <= last)
        ]
        yield moment, holding[-1] if holding else base


def _ended(read: Contents, snapshot: Snapshot, rows: Mapping[str, Row], first_day: date) -> Iterable[Change]:
    """Whoever is at work on the day and not in the file, where every row says who it is about."""
    if not read.staff.rows:
        return
    if any(row.get("id") is None for row in read.staff.rows):
        read.log.note(
            Cell(read.staff.name, ""),
            say("Nobody is ended, since a row without a readable employee number may be about anybody."),
            say("Correct the numbers, and send the file again."),
        )
        return
    last_day = first_day - ONE_DAY
    for number, known in snapshot.known.items():
        current = at(known.rows, first_day)
        if number in rows or current is None:
            continue
        if current.first_day > last_day:
            read.log.note(
                Cell(read.staff.name, ""),
                say("{name} is not in the file but begins on that very day, and is not ended.", name=known.name),
            )
            continue
        after = ended_on(known.rows, last_day)
        fields = [["employed_to", current.last_day and current.last_day.isoformat(), last_day.isoformat()]]
        place = Cell(read.staff.name, "")
        yield Change(LineKind.ENDED, place, known.name, number, fields, known=known, before=known.rows, after=after)


def _without_strangers(changes: Iterable[Change], snapshot: Snapshot) -> Iterable[Change]:
    """The changes without leave of people who are neither in the register nor among those who come."""
    there = set(snapshot.known)
    for change in changes:
        if change.kind == LineKind.NEW:
            there.add(change.number)
        if change.kind != LineKind.LEAVE or change.number in there:
            yield change
