"""Applying an import: all of it or nothing, and only what was looked through."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed, require
from samklang.ledger.commands import record
from samklang.ledger.many import Deed, record_many
from samklang.people import rules
from samklang.people.commands.staff_import.begin import keep, write_lines
from samklang.people.commands.staff_import.beside import write_closed, write_leave, write_need
from samklang.people.commands.staff_import.writing import PEOPLE, Writer, kept_roles
from samklang.people.enums import ImportState, LineKind
from samklang.people.models import Employee, StaffImport, StaffImportLine
from samklang.people.queries.staff_import import Look, look_at
from samklang.people.queries.staff_import.lines import Change, line_of, line_of_issue


class RegisterChanged(Exception):
    """The register is no longer as it was when the difference was looked through; there is a fresh one to look at."""


def apply_import(*, by: Person, staff_import: StaffImport, leave_out: bool, end_missing: bool) -> StaffImport:
    """Everything the lines say, in one go.

    leave_out:   the rows in which something is wrong are left out on purpose.
    end_missing: it is right that those who are to be ended are ended.
    raises:      NotAllowed; RegisterChanged where the difference has become another one, which is kept to be looked
                 through instead, and nothing is written.
    """
    try:
        with transaction.atomic():
            found = _locked(staff_import)
            require(rules.apply_import(by, found, leave_out=leave_out, end_missing=end_missing))
            look = look_at(found)
            if look.difference is None or look.difference.digest != found.digest:
                raise RegisterChanged
            return _applied(by, found, look)
    except (IntegrityError, RegisterChanged):
        _look_again(by, staff_import)
        raise RegisterChanged from None


@transaction.atomic
def begin_applying(*, by: Person, staff_import: StaffImport, leave_out: bool, end_missing: bool) -> StaffImport:
    """A large import is carried out by the worker; until then nobody else applies it. Raises NotAllowed."""
    found = _locked(staff_import)
    require(rules.import_is_open(found))
    require(rules.apply_import(by, found, leave_out=leave_out, end_missing=end_missing))
    found.state = ImportState.APPLYING
    found.save(update_fields=["state"])
    record("staff-import-waits", by=by, subject=found, place=found.jobcentre)
    return found


@transaction.atomic
def stop_waiting(*, by: Person | None, staff_import: StaffImport) -> StaffImport:
    """An import that the worker has not carried out goes back to be looked through. Raises NotAllowed."""
    found = _locked(staff_import)
    require(rules.import_staff(by, found.jobcentre))
    require(rules.import_waits(found))
    found.state = ImportState.READY
    found.save(update_fields=["state"])
    record("staff-import-stopped", by=by, subject=found, place=found.jobcentre)
    return found


def carry_out(*, by: Person, staff_import: StaffImport, leave_out: bool, end_missing: bool) -> StaffImport:
    """What the worker does with an import that waits; what keeps it from being applied is seen when it is looked at.

    An import that has been stopped meanwhile is left alone.
    """
    if rules.import_waits(staff_import) is not None:
        return staff_import
    try:
        return apply_import(by=by, staff_import=staff_import, leave_out=leave_out, end_missing=end_missing)
    except NotAllowed:
        return stop_waiting(by=None, staff_import=staff_import)
    except RegisterChanged:
        return StaffImport.objects.get(pk=staff_import.pk)


def _locked(staff_import: StaffImport) -> StaffImport:
    """The import, and everything it may change, which nobody else changes until this is over."""
    Place.objects.select_for_update().get(pk=staff_import.jobcentre_id)
    list(Employee.objects.select_for_update().filter(jobcentre=staff_import.jobcentre_id).values_list("pk"))
    return StaffImport.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=staff_import.pk)


@transaction.atomic
def _look_again(by: Person, staff_import: StaffImport) -> None:
    fresh = StaffImport.objects.select_related("jobcentre").get(pk=staff_import.pk)
    if rules.import_is_open(fresh) is None or rules.import_waits(fresh) is None:
        keep(fresh, look_at(fresh))
        record("staff-import-renewed", by=by, subject=fresh, place=fresh.jobcentre)


def _applied(by: Person, staff_import: StaffImport, look: Look) -> StaffImport:
    if look.difference is None or look.snapshot is None:
        raise RegisterChanged
    writer = Writer(by, staff_import, look.snapshot, look.difference)
    writer.write()
    lines = [*map(line_of_issue, look.difference.issues)]
    lines += [_line(change, writer) for change in look.difference.changes if change.kind in PEOPLE]
    beside = [change for change in look.difference.changes if change.kind not in PEOPLE]
    lines += _write_beside(beside, writer, by)
    staff_import.lines.all().delete()
    write_lines(staff_import, lines)
    staff_import.state, staff_import.applied_at = ImportState.APPLIED, timezone.now()
    staff_import.content, staff_import.teams = None, {**staff_import.teams, "made": writer.made_teams}
    staff_import.save(update_fields=["state", "applied_at", "content", "teams"])
    record("staff-imported", by=by, subject=staff_import, place=staff_import.jobcentre, details=staff_import.counts)
    return staff_import


def _line(change: Change, writer: Writer) -> StaffImportLine:
    line = line_of(change)
    line.employee_id = writer.snapshot.numbers[change.number]
    person = writer.persons[change.number]
    made = {"person": change.number in writer.made_people, "employee": change.known is None}
    line.undo = {**change.kept(), "made": made, "roles": dict(kept_roles(writer.roles, person))}
    return line


def _write_beside(changes: list[Change], writer: Writer, by: Person) -> list[StaffImportLine]:
    jobcentre, pk = writer.staff_import.jobcentre, writer.staff_import.pk
    numbers = {one.number: writer.snapshot.numbers[one.number] for one in changes if one.kind == LineKind.LEAVE}
    employees = {one.pk: one for one in Employee.objects.filter(pk__in=numbers.values())}
    lines: list[StaffImportLine] = []
    deeds: list[Deed] = []
    for change in changes:
        line = line_of(change)
        if change.kind == LineKind.LEAVE:
            line.employee = employees[numbers[change.number]]
            done, deed = write_leave(change.row, line.employee, pk)
        elif change.kind == LineKind.COVER:
            done, deed = write_need(change.row, jobcentre, writer.snapshot.teams, pk)
        else:
            done, deed = write_closed(change.row, jobcentre, pk)
        line.undo = _with(change, done)
        lines.append(line)
        deeds.append(deed)
    record_many(deeds, by=by)
    return lines


def _with(change: Change, done: dict[str, Any]) -> dict[str, Any]:
    return {**change.kept(), "done": done}
