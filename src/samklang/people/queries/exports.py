"""The register as rows of a spreadsheet: staff as of a day, leave, cover."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.people import rules
from samklang.people.models import CoverNeed, Employee, Engagement, Leave
from samklang.people.queries.employees import employees_for
from samklang.people.queries.staff_import.stretches import ONE_DAY

Row = dict[str, Any]


def staff_export(employees: Iterable[Employee], day: date) -> list[Row]:
    """The employees in their order, as they work on the day, or did last, or will first; as the staff list is read."""
    people = list(employees)
    rows: dict[int, list[Engagement]] = {}
    found = Engagement.objects.filter(employee__in=[one.pk for one in people])
    for row in found.select_related("team", "manager", "stands_in_for").order_by("employee_id", "first_day"):
        rows.setdefault(row.employee_id, []).append(row)
    numbers = dict(Employee.objects.filter(pk__in={one.peer_id for one in people}).values_list("pk", "number"))
    return [_staff(one, rows.get(one.pk, []), numbers, day) for one in people]


def _staff(employee: Employee, own: list[Engagement], numbers: dict[int, str], day: date) -> Row:
    row: Row = {
        "id": employee.number,
        "name": employee.name,
        "email": employee.person.email,
        "peer": numbers.get(employee.peer_id) if employee.peer_id else None,
    }
    shown = next((one for one in reversed(own) if one.first_day <= day), own[0] if own else None)
    if shown is None:
        return row
    row |= {
        "team": shown.team.name,
        "role": shown.role or None,
        "site": shown.site or None,
        "skills": shown.skills or None,
        "hours": None if shown.weekly_hours is None else float(shown.weekly_hours),
        "employed_from": _began(own, shown),
        "employed_to": own[-1].last_day,
        "is_temp": shown.is_temp or None,
        "stands_in_for": _number(shown.stands_in_for, employee),
        "conversations_per_half_day": shown.conversations_per_half_day or None,
        "manager": _number(shown.manager, employee),
    }
    worked: Row = dict.fromkeys(shown.week(), True)
    return row | (worked or {"works": []})


def _began(own: list[Engagement], shown: Engagement) -> date:
    """The first day of the employment without a break that the engagement belongs to."""
    first = own.index(shown)
    while first and own[first - 1].last_day == own[first].first_day - ONE_DAY:
        first -= 1
    return own[first].first_day


def _number(other: Employee | None, employee: Employee) -> str | None:
    """A colleague's number; nobody of another jobcentre, whose numbers mean others here."""
    return other.number if other is not None and other.jobcentre_id == employee.jobcentre_id else None


def leave_export(person: Person, day: date) -> list[Row]:
    """Leave from the day on, of everybody whose staff page the person sees; the kind where they may know it."""
    seen = employees_for(person)
    found = Leave.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), employee__in=seen)
    found = found.select_related("employee__person", "employee__jobcentre")
    teams = _teams_on(found, day)
    return [
        {
            "person": leave.employee.number,
            "person_name": leave.employee.name,
            "first_day": leave.first_day,
            "last_day": leave.last_day,
            "kind": _kind(person, leave, teams.get(leave.employee_id)),
        }
        for leave in found.order_by(danish("employee__person__name"), "first_day", "pk")
    ]


def _teams_on(leaves: QuerySet[Leave], day: date) -> dict[int, int]:
    held = Engagement.objects.filter(employee__in=leaves.values("employee"), first_day__lte=day).order_by("first_day")
    return dict(held.values_list("employee_id", "team_id"))


def _kind(person: Person, leave: Leave, team: int | None) -> str | None:
    return leave.kind if rules.see_leave_kind(person, leave.employee, team) is None else None


def cover_export(person: Person, day: date) -> list[Row]:
    """Cover needs from the day on, where the person sees the staff of the whole jobcentre."""
    found = CoverNeed.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=day), jobcentre__in=person.standing.places(Right.SEE_COVER)
    )
    return [
        {
            "name": need.name,
            "minimum": need.minimum,
            "team": need.team.name if need.team else None,
            "role": need.role or None,
            "skill": need.skill or None,
            "site": need.site or None,
            "works": _week(need.half_days),
            "first_day": need.first_day,
            "last_day": need.last_day,
        }
        for need in found.select_related("team").order_by("jobcentre_id", danish("name"), "name", "first_day", "pk")
    ]


def _week(half_days: str) -> tuple[str, ...]:
    return Engagement(half_days=half_days).week()
