"""Taking a change back, as long as nobody has changed the same since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.core import serializers
from django.db import models, transaction
from django.utils import timezone

from samklang.access import commands as access
from samklang.access.clock import today
from samklang.access.enums import Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.commands.locked import locked
from samklang.people.models import Employee, Engagement, Leave, Undo
from samklang.people.queries.employees import team_on

KEPT = timedelta(days=1)
"""How long a change can be undone."""
Rows = dict[str, Any]
"""Rows by their number, as the serializer writes them."""


@contextmanager
def undoable(*, by: Person, employee: Employee, deed: str) -> Iterator[Undo]:
    """What is done within, to the employee's engagements, leave and roles, can be undone by the step that is given."""
    with transaction.atomic():
        employee = locked(employee)
        before = _state(employee)
        step = Undo(employee=employee, by=by, deed=deed, made_at=timezone.now())
        yield step
        step.before, step.after = _what_differs(before, _state(employee))
        step.save()
        Undo.objects.filter(made_at__lt=step.made_at - KEPT).delete()


def _state(employee: Employee) -> dict[str, Rows]:
    return {
        "engagements": _rows(employee.engagements.order_by("pk")),
        "leaves": _rows(employee.leaves.order_by("pk")),
        "grants": _rows(employee.person.grants.order_by("pk")),
    }


def _rows(found: models.QuerySet[Any]) -> Rows:
    return {str(row["pk"]): row for row in json.loads(serializers.serialize("json", found))}


def _what_differs(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """Before and after, with those rows only that are not the same in both."""
    kept: tuple[dict[str, Rows], dict[str, Rows]] = ({}, {})
    for noun, was in before.items():
        now = after[noun]
        touched = [pk for pk in {**was, **now} if was.get(pk) != now.get(pk)]
        kept[0][noun] = {pk: was[pk] for pk in touched if pk in was}
        kept[1][noun] = {pk: now[pk] for pk in touched if pk in now}
    return kept


@transaction.atomic
def undo(*, by: Person, step: Undo) -> Employee:
    """Engagements, leave and roles as they were before the change. Raises NotAllowed where they have changed since."""
    step = Undo.objects.select_for_update().get(pk=step.pk)
    employee = locked(step.employee)
    require(rules.undo(by, step, unchanged=_is_unchanged(step, _state(employee))))
    for place in _places(step, employee):
        require(rules.edit_staff(by, place))
    for noun in ("engagements", "leaves"):
        _put_back(employee, noun, step.before.get(noun, {}), step.after.get(noun, {}))
    _put_back_roles(employee, step.before.get("grants", {}), step.after.get("grants", {}))
    step.undone_at = timezone.now()
    step.save(update_fields=["undone_at"])
    place = team_on(employee, today())
    record("change-undone", by=by, subject=employee, about=employee.person, place=place, details={"deed": step.deed})
    return employee


def _is_unchanged(step: Undo, now: Mapping[str, Rows]) -> bool:
    """Whether the rows are as the change left them, those it took away are still gone, and no engagement is new."""
    for noun in ("engagements", "leaves"):
        was, left = step.before.get(noun, {}), step.after.get(noun, {})
        if any(now[noun].get(pk) != left.get(pk) for pk in {**was, **left}):
            return False
    touched = [*step.before.get("engagements", {}).values(), *step.after.get("engagements", {}).values()]
    first_day = min((row["fields"]["first_day"] for row in touched), default=None)
    others = [row for pk, row in now["engagements"].items() if pk not in step.after.get("engagements", {})]
    return first_day is None or all(row["fields"]["first_day"] < first_day for row in others)


def _places(step: Undo, employee: Employee) -> list[Place]:
    """Where the change was made: whoever undoes it keeps the register there."""
    rows = [*step.before.get("engagements", {}).values(), *step.after.get("engagements", {}).values()]
    teams = list(Place.objects.filter(pk__in={row["fields"]["team"] for row in rows}))
    leaves = [*step.before.get("leaves", {}).values(), *step.after.get("leaves", {}).values()]
    days = {date.fromisoformat(row["fields"]["first_day"]) for row in leaves}
    return [*teams, *(team_on(employee, day) for day in sorted(days))]


def _put_back(employee: Employee, noun: str, before: Rows, after: Rows) -> None:
    model: Any = {"engagements": Engagement, "leaves": Leave}[noun]
    model.objects.filter(employee=employee, pk__in=[pk for pk in after if pk not in before]).delete()
    for row in serializers.deserialize("python", before.values()):
        row.save()


def _put_back_roles(employee: Employee, before: Rows, after: Rows) -> None:
    """Roles that the change gave are taken away, those it ended go on: as new ones, so that the ledger tells it all."""
    for grant in RoleGrant.objects.filter(pk__in=[pk for pk in after if pk not in before]):
        access.end_role(by=None, grant=grant, last_day=grant.first_day - timedelta(days=1))
    for pk, row in before.items():
        fields = row["fields"]
        ended = after.get(pk, {}).get("fields", {}).get("last_day")
        first_day = date.fromisoformat(ended) + timedelta(days=1) if ended else date.fromisoformat(fields["first_day"])
        access.give_role(
            by=None, person=employee.person, role=Role(fields["role"]), place=Place.objects.get(pk=fields["place"]),
            first_day=first_day, last_day=date.fromisoformat(fields["last_day"]) if fields["last_day"] else None,
        )  # fmt: skip
