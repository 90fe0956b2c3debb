"""Imports of staff as seen by somebody: the list, one import, and its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.core.workbook.issues import Misread
from samklang.people.enums import ImportState
from samklang.people.models import ImportMemory, StaffImport, StaffImportLine
from samklang.people.queries.staff_import.difference import Difference, difference
from samklang.people.queries.staff_import.opening import Contents, Opened, contents, keys_of, opened
from samklang.people.queries.staff_import.snapshot import Snapshot, snapshot
from samklang.people.queries.staff_import.teams import UnknownTeam, chosen_teams, unknown_teams

TEAMS = "teams"
"""What the names of teams are remembered under."""


@dataclass(frozen=True)
class Look:
    """What can be said of a file so far: its columns, then its teams, then what it would change."""

    file: Opened
    keys: Mapping[int, str]
    unknown: tuple[UnknownTeam, ...] = ()
    difference: Difference | None = None
    snapshot: Snapshot | None = None

    @property
    def state(self) -> ImportState:
        """What comes next."""
        if "id" not in self.keys.values():
            return ImportState.COLUMNS
        return ImportState.READY if self.difference is not None else ImportState.TEAMS


def imports_for(person: Person) -> QuerySet[StaffImport]:
    """Every import at the jobcentres where the person imports staff, newest first, without the files themselves."""
    places = person.standing.places(Right.IMPORT_STAFF)
    found = StaffImport.objects.filter(jobcentre__in=places)
    return found.select_related("jobcentre", "by").defer("content").order_by("-uploaded_at", "-pk")


def lines_of(staff_import: StaffImport, kind: str = "") -> QuerySet[StaffImportLine]:
    """The lines of the import, of one kind where it is given, in the order of the file."""
    found = staff_import.lines.all()
    return (found.filter(kind=kind) if kind else found).order_by("order")


def last_applied(jobcentres: Iterable[int]) -> frozenset[int]:
    """The numbers of the imports that were applied last at each jobcentre and are still in force."""
    applied = StaffImport.objects.filter(jobcentre__in=set(jobcentres), state=ImportState.APPLIED)
    return frozenset(dict(applied.order_by("applied_at", "pk").values_list("jobcentre", "pk")).values())


def open_file(staff_import: StaffImport) -> Opened:
    """The file of an import that has not been applied yet. Raises Misread."""
    return opened(bytes(staff_import.content or b""), staff_import.file_name)


def remembered(staff_import: StaffImport, about: str) -> dict[str, object]:
    """What somebody has told before about these headings, or about teams."""
    found = ImportMemory.objects.filter(jobcentre=staff_import.jobcentre_id, about=about).first()
    return dict(found.told) if found else {}


def look_at(staff_import: StaffImport, file: Opened | None = None) -> Look:
    """As far as what has been told allows. file: where it is open already. Raises Misread."""
    file = file or open_file(staff_import)
    keys = keys_of(file.matching, staff_import.keys)
    if "id" not in keys.values():
        return Look(file, keys)
    read = contents(file, keys)
    there = snapshot(staff_import.jobcentre)
    unknown = unknown_teams(read, there)
    told = {**remembered(staff_import, TEAMS), **staff_import.teams}
    teams = chosen_teams(unknown, {fold: int(str(pk)) for fold, pk in told.items()}, there)
    if teams is None:
        return Look(file, keys, tuple(unknown))
    found = difference(
        read, there, first_day=staff_import.first_day, is_whole_list=staff_import.is_whole_list, teams=teams
    )
    return Look(file, keys, tuple(unknown), found, there)


__all__ = [
    "TEAMS",
    "Contents",
    "Look",
    "Misread",
    "imports_for",
    "last_applied",
    "lines_of",
    "look_at",
    "open_file",
    "remembered",
]
