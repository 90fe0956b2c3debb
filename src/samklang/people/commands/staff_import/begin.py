"""A file on its way: sent, its columns and teams told, looked at anew, thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.models import ImportMemory, StaffImport, StaffImportLine
from samklang.people.queries.staff_import import TEAMS, Look, look_at, remembered
from samklang.people.queries.staff_import.lines import line_of, line_of_issue
from samklang.people.queries.staff_import.opening import file_name, keys_of, opened

_AT_A_TIME = 500


def begin_import(
    *, by: Person, jobcentre: Place, name: str, content: bytes, first_day: date, is_whole_list: bool
) -> StaffImport:
    """A file of staff, read as far as it can be without asking. Nothing in the register changes.

    raises: NotAllowed; Misread where the file cannot be read, and then nothing is kept.
    """
    require(rules.import_staff(by, jobcentre))
    file = opened(content, name)
    begun = StaffImport(
        jobcentre=jobcentre, by=by, file_name=file_name(name), content=content, first_day=first_day,
        is_whole_list=is_whole_list, uploaded_at=timezone.now(),
    )  # fmt: skip
    told = remembered(begun, file.matching.fingerprint)
    begun.keys = {
        str(place): key for place, key in keys_of(file.matching, {k: str(v) for k, v in told.items()}).items()
    }
    is_known = bool(file.matching.sure or told)
    look = look_at(begun, file) if is_known else Look(file, {})
    with transaction.atomic():
        keep(begun, look)
        record("staff-import-begun", by=by, subject=begun, place=jobcentre, details=begun.counts)
    return begun


def tell_columns(*, by: Person, staff_import: StaffImport, keys: Mapping[int, str]) -> StaffImport:
    """What each column is, remembered for the next file with the same headings. Raises NotAllowed."""
    _require_open(by, staff_import)
    staff_import.keys = {str(place): key for place, key in keys.items()}
    look = look_at(staff_import)
    with transaction.atomic():
        _remember(staff_import, look.file.matching.fingerprint, staff_import.keys)
        keep(staff_import, look)
        record("staff-import-columns-told", by=by, subject=staff_import, place=staff_import.jobcentre)
    return staff_import


def tell_teams(*, by: Person, staff_import: StaffImport, teams: Mapping[str, int]) -> StaffImport:
    """Which team each unknown name is; 0 for a new one. Remembered for the next file. Raises NotAllowed.

    teams: by folded name of the team.
    """
    _require_open(by, staff_import)
    staff_import.teams = {**staff_import.teams, **teams}
    look = look_at(staff_import)
    with transaction.atomic():
        lasting = {fold: pk for fold, pk in staff_import.teams.items() if pk}
        _remember(staff_import, TEAMS, {**remembered(staff_import, TEAMS), **lasting})
        keep(staff_import, look)
        record("staff-import-teams-told", by=by, subject=staff_import, place=staff_import.jobcentre)
    return staff_import


def change_terms(*, by: Person, staff_import: StaffImport, first_day: date, is_whole_list: bool) -> StaffImport:
    """Another day from which the file holds, or whether it is the whole list; looked at anew. Raises NotAllowed."""
    _require_open(by, staff_import)
    staff_import.first_day, staff_import.is_whole_list = first_day, is_whole_list
    look = look_at(staff_import)
    with transaction.atomic():
        keep(staff_import, look)
        record("staff-import-terms-changed", by=by, subject=staff_import, place=staff_import.jobcentre)
    return staff_import


@transaction.atomic
def discard_import(*, by: Person, staff_import: StaffImport) -> None:
    """The file and what was found in it are deleted. Raises NotAllowed."""
    _require_open(by, staff_import)
    record("staff-import-discarded", by=by, subject=staff_import, place=staff_import.jobcentre)
    staff_import.delete()


def _require_open(by: Person, staff_import: StaffImport) -> None:
    require(rules.import_staff(by, staff_import.jobcentre))
    require(rules.import_is_open(staff_import))


def _remember(staff_import: StaffImport, about: str, told: Mapping[str, object]) -> None:
    ImportMemory.objects.update_or_create(jobcentre=staff_import.jobcentre, about=about, defaults={"told": dict(told)})


def keep(staff_import: StaffImport, look: Look) -> None:
    """Write the import with the lines of what it would change."""
    staff_import.state = look.state
    found = look.difference
    staff_import.counts = found.counts if found else {}
    staff_import.digest = found.digest if found else ""
    staff_import.save()
    staff_import.lines.all().delete()
    if found is not None:
        lines = [*map(line_of_issue, found.issues), *map(line_of, found.changes)]
        write_lines(staff_import, lines)


def write_lines(staff_import: StaffImport, lines: list[StaffImportLine]) -> None:
    """The lines in their order."""
    for order, line in enumerate(lines):
        line.staff_import, line.order = staff_import, order
    StaffImportLine.objects.bulk_create(lines, batch_size=_AT_A_TIME)
