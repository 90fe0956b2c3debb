"""Groups as a token reaches them: its teams, and with a prefix the roles at its place."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from scim2_models import Meta

from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.api.scim.messages import version_of
from samklang.api.scim.reach import ROLE_ID, Reach
from samklang.api.scim.schemas import Group, Member
from samklang.api.scim.users import users_in
from samklang.people.models import Engagement

LONGEST_NUMBER = 18


def teams_in(reach: Reach) -> QuerySet[Place]:
    """The teams the token reaches that are not closed."""
    opened = Q(last_day__isnull=True) | Q(last_day__gte=reach.day)
    found = Place.objects.filter(opened, kind=PlaceKind.TEAM, pk__in=reach.bearer.reach)
    return found.select_related("directory_entry").order_by("pk")


def team_or_role(reach: Reach, group_id: str) -> Place | Role:
    """The team or role with the id. Raises Http404 outside the token's reach."""
    role = next((role for role in reach.roles if group_id == f"{ROLE_ID}{role.value}"), None)
    if role is not None:
        return role
    digits = group_id.isascii() and group_id.isdigit() and len(group_id) <= LONGEST_NUMBER
    team = teams_in(reach).filter(pk=int(group_id)).first() if digits else None
    if team is None:
        raise Http404
    return team


def all_groups(reach: Reach) -> list[Any]:
    """Teams, then roles."""
    teams = list(teams_in(reach))
    members = _members_of_teams(reach, teams)
    found = [_group(reach, str(team.pk), team.name, members.get(team.pk, ()), _outside(team)) for team in teams]
    return [*found, *(_role_group(reach, role) for role in reach.roles)]


def described_group(reach: Reach, group: Place | Role) -> Any:
    """One group as SCIM describes it, as things are now."""
    if isinstance(group, Role):
        return _role_group(reach, group)
    team = teams_in(reach).filter(pk=group.pk).first() or group
    members = _members_of_teams(reach, [team])
    return _group(reach, str(team.pk), team.name, members.get(team.pk, ()), _outside(team))


def _outside(team: Place) -> str:
    entry = getattr(team, "directory_entry", None)
    return entry.external_id if entry else ""


def _members_of_teams(reach: Reach, teams: Iterable[Place]) -> dict[int, list[Person]]:
    """Who works in each of the teams today, by number."""
    rows = Engagement.objects.on(reach.day).filter(team__in=list(teams), employee__person__in=users_in(reach))
    found: dict[int, list[Person]] = defaultdict(list)
    for row in rows.select_related("employee__person").order_by("employee__person_id"):
        found[row.team_id].append(row.employee.person)
    return found


def role_members(reach: Reach, role: Role) -> list[Person]:
    """Who has the role at the token's place today, by number."""
    grants = RoleGrant.objects.in_force(reach.day).filter(place=reach.place, role=role)
    return list(users_in(reach).filter(pk__in=grants.values("person")))


def _role_group(reach: Reach, role: Role) -> Any:
    return _group(reach, f"{ROLE_ID}{role.value}", reach.role_name(role), role_members(reach, role), "")


def _group(reach: Reach, group_id: str, name: str, people: Iterable[Person], external_id: str) -> Any:
    members = [_member(reach, one) for one in people]
    group = Group(id=group_id, external_id=external_id or None, display_name=name, members=members or None)
    group.meta = Meta(resource_type="Group", location=reach.group_at(group_id), version=version_of(group))
    return group


def _member(reach: Reach, person: Person) -> Member:
    ref: Any = reach.user_at(person.pk)
    return Member(value=str(person.pk), ref=ref, type="User")
