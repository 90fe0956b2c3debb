"""Leave: add, change, take away."""

from datetime import date

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.enums import LeaveKind, Source
from samklang.people.models import Employee, Leave
from samklang.people.queries.employees import team_on


@transaction.atomic
def add_leave(
    *,
    by: Person | None,
    employee: Employee,
    kind: LeaveKind,
    first_day: date,
    last_day: date | None = None,
    source: Source = Source.TYPED,
    outside_key: str = "",
) -> Leave:
    """Somebody is away from first_day to last_day; None: until further notice. Raises NotAllowed."""
    place = team_on(employee, first_day)
    require(rules.edit_staff(by, place))
    require(rules.days_in_order(first_day, last_day))
    leave = Leave.objects.create(
        employee=employee, kind=kind, first_day=first_day, last_day=last_day, source=source, outside_key=outside_key
    )
    record("leave-added", by=by, subject=leave, about=employee.person, place=place)
    return leave


@transaction.atomic
def change_leave(*, by: Person | None, leave: Leave, kind: LeaveKind, first_day: date, last_day: date | None) -> Leave:
    """Other days, or another kind. Raises NotAllowed."""
    leave = Leave.objects.select_for_update().get(pk=leave.pk)
    place = team_on(leave.employee, first_day)
    require(rules.edit_staff(by, place))
    require(rules.days_in_order(first_day, last_day))
    leave.kind, leave.first_day, leave.last_day = kind, first_day, last_day
    leave.save(update_fields=["kind", "first_day", "last_day"])
    record("leave-changed", by=by, subject=leave, about=leave.employee.person, place=place)
    return leave


@transaction.atomic
def remove_leave(*, by: Person | None, leave: Leave) -> None:
    """It was a mistake: the row goes. Raises NotAllowed."""
    leave = Leave.objects.select_for_update().get(pk=leave.pk)
    place = team_on(leave.employee, leave.first_day)
    require(rules.edit_staff(by, place))
    record("leave-removed", by=by, subject=leave, about=leave.employee.person, place=place)
    leave.delete()
