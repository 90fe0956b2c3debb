"""The register as an import meets it: everybody of a jobcentre with their engagements, in a handful of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.core.workbook.labels import folded
from samklang.people.models import Employee, Engagement
from samklang.people.queries.staff_import.stretches import Stretch, Stretches


@dataclass(frozen=True)
class Known:
    """Somebody in the register, with how they work over time."""

    pk: int
    person_pk: int
    number: str
    name: str
    email: str
    peer: str | None
    signs_in: bool
    """Whether the address is in use: they have signed in, or have a role beyond that of staff."""
    rows: Stretches


@dataclass
class Snapshot:
    """Everybody by number; teams by name; how those of other places are spoken of."""

    jobcentre: Place
    known: dict[str, Known] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """For each way a person is spoken of ("1042", "#17"), the number of the employee's row."""
    names: dict[str, str] = field(default_factory=dict)
    """For each way a person or a team is spoken of, what is shown."""
    team_folds: dict[str, str] = field(default_factory=dict)

    def team_named(self, text: str) -> str | None:
        """The team that a text names, whatever its capitals and spaces."""
        return self.team_folds.get(folded(text))


def hours_kept(hours: Decimal | float | None) -> str | None:
    """Hours a week with one decimal, as the register keeps them."""
    return None if hours is None else str(Decimal(repr(hours) if isinstance(hours, float) else hours).quantize(_TENTH))


_TENTH = Decimal("0.1")


def snapshot(jobcentre: Place) -> Snapshot:
    """The register of the jobcentre; the same number of queries however many there are."""
    found = Snapshot(jobcentre)
    for pk, name in Place.objects.filter(parent=jobcentre, kind=PlaceKind.TEAM).values_list("pk", "name"):
        found.teams[name] = pk
        found.team_folds[folded(name)] = name
    people = Employee.objects.filter(jobcentre=jobcentre)
    staff = list(
        people.order_by("pk").values_list(
            "pk", "person_id", "number", "person__name", "person__email", "peer_id", "person__last_login"
        )
    )
    spoken = {pk: number for pk, _, number, *_ in staff}
    rows = _rows(jobcentre, spoken, found)
    roles = _with_roles(jobcentre)
    for pk, person_pk, number, name, email, peer, last_login in staff:
        found.numbers[number] = pk
        found.names[number] = f"{name} ({number})"
        signs_in = last_login is not None or person_pk in roles
        found.known[number] = Known(
            pk, person_pk, number, name, email or "", spoken.get(peer), signs_in, tuple(rows.get(pk, ()))
        )
    return found


def _with_roles(jobcentre: Place) -> set[int]:
    grants = RoleGrant.objects.filter(person__employee__jobcentre=jobcentre).exclude(role=Role.STAFF)
    used = Person.objects.filter(employee__jobcentre=jobcentre).exclude(password="")
    used = used.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    return {*grants.values_list("person_id", flat=True), *used.values_list("pk", flat=True)}


_FIELDS = (
    "employee_id", "first_day", "last_day", "team_id", "team__name", "team__parent_id", "role", "site", "weekly_hours",
    "half_days", "skills", "manager_id", "is_temp", "stands_in_for_id", "conversations_per_half_day",
)  # fmt: skip


def _rows(jobcentre: Place, spoken: dict[int, str], found: Snapshot) -> dict[int, list[Stretch]]:
    engagements = Engagement.objects.filter(employee__jobcentre=jobcentre).order_by("employee_id", "first_day")
    result: dict[int, list[Stretch]] = {}
    for values in engagements.values_list(*_FIELDS):
        employee, first, last, team_pk, team, parent, *terms = values
        role, site, hours, half_days, skills, manager, is_temp, instead_of, conversations = terms
        named = team if parent == jobcentre.pk else f"#{team_pk}"
        if named != team:
            found.teams[named], found.names[named] = team_pk, team
        result.setdefault(employee, []).append(
            Stretch(
                first, last, named, role, site, hours_kept(hours), half_days, tuple(skills),
                _spoken(manager, spoken, found), is_temp, _spoken(instead_of, spoken, found), conversations,
            )
        )  # fmt: skip
    return result


def _spoken(pk: int | None, spoken: dict[int, str], found: Snapshot) -> str | None:
    if pk is None or pk in spoken:
        return spoken[pk] if pk is not None else None
    found.numbers[f"#{pk}"] = pk
    return f"#{pk}"


def others_with(emails: set[str], jobcentre: Place) -> dict[str, dict[str, Any]]:
    """Whoever has one of the addresses without being employed at the jobcentre, by address in small letters."""
    found = Person.objects.filter(email__in=emails).exclude(employee__jobcentre=jobcentre)
    fields = ("pk", "name", "email", "municipality_id", "employee__pk")
    return {one["email"].lower(): one for one in found.values(*fields)}
