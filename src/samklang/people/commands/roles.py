"""What becomes of somebody's roles when they begin, move or leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from samklang.access import commands as access
from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Place, RoleGrant
from samklang.people.models import Employee, Engagement

Stretch = tuple[Place, date, date | None]


def follow_engagements(employee: Employee, since: date) -> None:
    """From the day on, who can sign in is a member of staff of the teams they are engaged in, and of no other."""
    if not employee.person.email:
        return
    held = [grant for grant in lasting_roles(employee, since - timedelta(days=1)) if grant.role == Role.STAFF]
    held = [grant for grant in held if grant.place.kind == PlaceKind.TEAM]
    wanted = _stretches(employee.engagements.select_related("team"), since)
    if [(one.place, max(one.first_day, since), one.last_day) for one in held] == wanted:
        return
    for grant in held:
        access.end_role(by=None, grant=grant, last_day=since - timedelta(days=1))
    for team, first_day, last_day in wanted:
        access.give_role(
            by=None, person=employee.person, role=Role.STAFF, place=team, first_day=first_day, last_day=last_day
        )


def _stretches(rows: Iterable[Engagement], since: date) -> list[Stretch]:
    """The teams from the day on; engagements that follow each other in the same team are one."""
    found: list[Stretch] = []
    for row in sorted(rows, key=lambda one: one.first_day):
        if row.last_day is not None and row.last_day < since:
            continue
        first_day = max(row.first_day, since)
        if found and found[-1][0] == row.team and found[-1][2] == first_day - timedelta(days=1):
            first_day = found.pop()[1]
        found.append((row.team, first_day, row.last_day))
    return found


def end_roles(employee: Employee, last_day: date) -> None:
    """Whatever role the person has ends with the day, at the latest."""
    for grant in lasting_roles(employee, last_day):
        access.end_role(by=None, grant=grant, last_day=last_day)


def lasting_roles(employee: Employee, day: date) -> list[RoleGrant]:
    """The roles that hold on some day after this one."""
    found = employee.person.grants.filter(Q(last_day__isnull=True) | Q(last_day__gt=day)).select_related("place")
    return list(found.order_by("first_day", "pk"))
