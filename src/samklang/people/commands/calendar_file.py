"""Leave from a calendar file, all of it or nothing."""

from __future__ import annotations

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.ledger.commands import record
from samklang.people.commands.leave import add_leave, change_leave, remove_leave
from samklang.people.enums import LeaveKind, Source
from samklang.people.queries.calendar_file import LeaveFile


@transaction.atomic
def apply_leave_file(*, by: Person, place: Place, file: LeaveFile) -> int:
    """Every step, through the commands for one leave each. How many there were. Raises NotAllowed; then none is done.

    place: where the import is told in the ledger.
    """
    for step in file.steps:
        days = {"first_day": step.entry.first_day, "last_day": step.entry.last_day}
        if step.leave is None:
            add_leave(
                by=by, employee=step.employee, kind=LeaveKind(step.kind), source=Source.CALENDAR,
                outside_key=step.entry.uid, **days,
            )  # fmt: skip
        elif step.deed == "remove":
            remove_leave(by=by, leave=step.leave)
        else:
            change_leave(by=by, leave=step.leave, kind=LeaveKind(step.kind), **days)
    count = len(file.steps)
    record("leave-file-imported", by=by, subject=place, place=place, details={"count": count})
    return count
