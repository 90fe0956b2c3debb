"""What the municipality's directory changes in the register: who is employed where, from today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.commands.engagement import Terms, change_engagement
from samklang.people.commands.roles import follow_engagements
from samklang.people.enums import Source
from samklang.people.models import Employee, Engagement


@transaction.atomic
def employ(
    *, by: Person | None, person: Person, jobcentre: Place, number: str, terms: Terms, first_day: date
) -> Employee:
    """Somebody who is known already becomes a member of staff.

    raises: NotAllowed; IntegrityError where the number is taken, which callers ask for first.
    """
    require(rules.edit_staff(by, terms.team))
    employee = Employee.objects.create(
        person=person, jobcentre=jobcentre, number=number.strip(), created_at=timezone.now()
    )
    details = {"source": Source.SCIM.value}
    record("employee-added", by=by, subject=employee, about=person, place=jobcentre, details=details)
    change_engagement(by=by, employee=employee, terms=terms, first_day=first_day)
    return employee


@transaction.atomic
def change_from(*, by: Person | None, employee: Employee, day: date, **changes: Any) -> bool:
    """From the day some of the terms are others; what is to begin later begins all the same. Whether anything changed.

    changes: fields of Terms. Who does not work on the day goes on as they last did, or begins; then team is needed.
    raises:  NotAllowed.
    """
    rows = list(employee.engagements.select_related("team", "manager", "stands_in_for").order_by("first_day"))
    later = [row for row in rows if row.first_day > day]
    now = next((row for row in rows if row.first_day <= day and (row.last_day is None or row.last_day >= day)), None)
    if now is None and later and changes.get("team", later[0].team) == later[0].team:
        now, later = later[0], later[1:]
    before = now or next((row for row in reversed(rows) if row.first_day <= day), None)
    terms = replace(Terms.of(before), **changes) if before else Terms(**changes)
    if now is not None and not terms.changed_from(now):
        return False
    until = now.last_day if now else _day_before(later)
    first_day = max(day, now.first_day) if now else day
    change_engagement(by=by, employee=employee, terms=terms, first_day=first_day, last_day=until)
    for row in later:
        change_engagement(by=by, employee=employee, terms=Terms.of(row), first_day=row.first_day, last_day=row.last_day)
    return True


def _day_before(later: list[Engagement]) -> date | None:
    return later[0].first_day - timedelta(days=1) if later else None


@transaction.atomic
def leave_team(*, by: Person | None, employee: Employee, team: Place, last_day: date) -> Employee:
    """The employee's last day in the team. Other teams, other roles and what is to begin elsewhere stay.

    raises: NotAllowed.
    """
    employee = Employee.objects.select_for_update().select_related("person", "jobcentre").get(pk=employee.pk)
    require(rules.edit_staff(by, team))
    employee.engagements.filter(team=team, first_day__gt=last_day).delete()
    employee.engagements.filter(team=team).between(last_day, last_day).update(last_day=last_day)
    record("team-left", by=by, subject=employee, about=employee.person, place=team)
    follow_engagements(employee, since=last_day + timedelta(days=1))
    return employee


@transaction.atomic
def change_number(*, by: Person | None, employee: Employee, number: str) -> Employee:
    """Another employee number. Raises NotAllowed; IntegrityError where it is taken, which callers ask for first."""
    employee = Employee.objects.select_for_update().select_related("person", "jobcentre").get(pk=employee.pk)
    require(rules.edit_staff(by, employee.jobcentre))
    employee.number = number.strip()
    employee.save(update_fields=["number"])
    details = {"fields": ["number"]}
    record(
        "employee-changed", by=by, subject=employee, about=employee.person, place=employee.jobcentre, details=details
    )
    return employee
