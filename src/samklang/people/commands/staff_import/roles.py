"""The role of staff follows the engagements of everybody a file changes, as `follow_engagements` does for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from samklang.access.commands.many import end_roles, give_staff_roles
from samklang.access.enums import PlaceKind, Role
from samklang.access.models import RoleGrant
from samklang.people.queries.staff_import.stretches import ONE_DAY, Stretches

Wanted = tuple[int, date, date | None]
_FIELDS = ("id", "person_id", "role", "place_id", "first_day", "last_day", "given_by_id", "given_at")


@dataclass(frozen=True)
class Mover:
    """Somebody whose engagements have changed. signs_in: whether they have an address; left: their last day of all."""

    person: int
    signs_in: bool
    rows: Stretches
    left: date | None


@dataclass
class RoleChanges:
    """What became of roles, by person, so that it can be undone: numbers given, and grants as they were before."""

    given: dict[int, list[int]] = field(default_factory=dict)
    before: dict[int, list[dict[str, Any]]] = field(default_factory=dict)


def follow_all(movers: Iterable[Mover], teams: Mapping[str, int], since: date) -> RoleChanges:
    """From the day on everybody is a member of staff of the teams they are engaged in; who leaves loses every role."""
    movers = list(movers)
    lasting: dict[int, list[RoleGrant]] = {}
    grants = RoleGrant.objects.filter(person__in=[one.person for one in movers]).select_related("place")
    for grant in grants.filter(Q(last_day__isnull=True) | Q(last_day__gte=since)).order_by("first_day", "pk"):
        lasting.setdefault(grant.person_id, []).append(grant)
    ending: list[tuple[RoleGrant, date]] = []
    giving: list[tuple[int, int, date, date | None]] = []
    for mover in movers:
        ended, given = _one(mover, lasting.get(mover.person, []), teams, since)
        ending += ended
        giving += [(mover.person, *one) for one in given]
    changes = RoleChanges()
    for grant, _ in ending:
        changes.before.setdefault(grant.person_id, []).append({name: getattr(grant, name) for name in _FIELDS})
    end_roles(grants=ending)
    for grant in give_staff_roles(wanted=giving):
        changes.given.setdefault(grant.person_id, []).append(grant.pk)
    return changes


def _one(
    mover: Mover, lasting: list[RoleGrant], teams: Mapping[str, int], since: date
) -> tuple[list[tuple[RoleGrant, date]], list[Wanted]]:
    """Which grants end when, and which begin."""
    ends: list[tuple[RoleGrant, date]] = []
    left = mover.left
    if left is not None:
        ends = [(one, left) for one in lasting if one.last_day is None or one.last_day > left]
    if not mover.signs_in:
        return ends, []
    held = [one for one in lasting if one.role == Role.STAFF and one.place.kind == PlaceKind.TEAM]
    wanted = _teams_of(mover.rows, teams, since)
    if [(one.place_id, max(one.first_day, since), one.last_day) for one in held] == wanted:
        return [], []
    mine = {one.pk for one in held}
    return [*((one, day) for one, day in ends if one.pk not in mine), *((one, since - ONE_DAY) for one in held)], wanted


def _teams_of(rows: Stretches, teams: Mapping[str, int], since: date) -> list[Wanted]:
    """The teams from the day on; stretches that follow each other in the same team are one."""
    found: list[Wanted] = []
    for row in rows:
        if row.last_day is not None and row.last_day < since:
            continue
        team, first_day = teams[row.team], max(row.first_day, since)
        if found and found[-1][0] == team and found[-1][2] == first_day - ONE_DAY:
            first_day = found.pop()[1]
        found.append((team, first_day, row.last_day))
    return found
