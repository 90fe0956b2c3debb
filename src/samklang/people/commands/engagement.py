"""How somebody works: begin, change from a day, end."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from samklang.access.clock import today
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.commands.departures import prepare, refusal_to_leave
from samklang.people.commands.locked import locked
from samklang.people.commands.roles import end_roles, follow_engagements, lasting_roles
from samklang.people.models import ALL_HALF_DAYS, Employee, Engagement


@dataclass(frozen=True)
class Terms:
    """Everything about an engagement but whose it is and when."""

    team: Place
    role: str = ""
    site: str = ""
    weekly_hours: Decimal | None = None
    half_days: str = ALL_HALF_DAYS
    skills: list[str] = field(default_factory=list)
    manager: Employee | None = None
    is_temp: bool = False
    stands_in_for: Employee | None = None
    conversations_per_half_day: int = 0

    @classmethod
    def of(cls, engagement: Engagement) -> Terms:
        """The terms of an engagement there is."""
        return cls(**{name: getattr(engagement, name) for name in cls.__dataclass_fields__})

    def values(self) -> dict[str, Any]:
        """The terms as fields of a row."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def changed_from(self, engagement: Engagement) -> list[str]:
        """The names of the fields that differ, in order."""
        return [name for name, value in self.values().items() if getattr(engagement, name) != value]


@transaction.atomic
def change_engagement(
    *, by: Person | None, employee: Employee, terms: Terms, first_day: date, last_day: date | None = None
) -> Engagement:
    """From first_day the employee works on these terms.

    What was in force the day before ends there; what was to begin later is taken away, since the new terms hold until
    further notice or last_day. A row that began on the same day is changed in place. Raises NotAllowed.
    """
    employee = locked(employee)
    require(rules.edit_staff(by, terms.team))
    require(rules.days_in_order(first_day, last_day))
    require(rules.stand_in(employee, terms.is_temp, terms.stands_in_for))
    rows = list(employee.engagements.select_related("team").order_by("first_day"))
    for row in rows:
        require(rules.edit_staff(by, row.team) if row.last_day is None or row.last_day >= first_day else None)
    before = next((row for row in rows if row.first_day < first_day and _holds(row, first_day)), None)
    changed = terms.changed_from(before) if before else list(terms.values())
    employee.engagements.filter(first_day__gte=first_day).delete()
    if before is not None:
        before.last_day = first_day - timedelta(days=1)
        before.save(update_fields=["last_day"])
    engagement = Engagement.objects.create(employee=employee, first_day=first_day, last_day=last_day, **terms.values())
    record(
        "engagement-changed" if rows else "engagement-begun", by=by, subject=engagement, about=employee.person,
        place=terms.team, details={"fields": changed},
    )  # fmt: skip
    follow_engagements(employee, since=first_day)
    return engagement


def _holds(row: Engagement, day: date) -> bool:
    return row.last_day is None or row.last_day >= day


@transaction.atomic
def end_employment(*, by: Person | None, employee: Employee, last_day: date) -> Employee:
    """The employee's last day at work. What was to begin later is taken away, and all roles end with the day.

    Where the day is still to come, what they have is made ready to be passed on. Raises NotAllowed.
    """
    employee = locked(employee)
    rows = list(employee.engagements.select_related("team").order_by("first_day"))
    for row in rows:
        require(rules.edit_staff(by, row.team) if row.last_day is None or row.last_day >= last_day else None)
    first_day = rows[0].first_day if rows else None
    require(rules.end_employment(by, employee, first_day, last_day, lasting_roles(employee, last_day)))
    require(refusal_to_leave(by, employee.person, last_day, today()))
    employee.engagements.filter(first_day__gt=last_day).delete()
    for row in rows:
        if row.first_day <= last_day and _holds(row, last_day):
            row.last_day = last_day
            row.save(update_fields=["last_day"])
    record("employment-ended", by=by, subject=employee, about=employee.person, place=employee.jobcentre)
    end_roles(employee, last_day)
    if last_day > today():
        prepare(employee.person, last_day)
    return employee
