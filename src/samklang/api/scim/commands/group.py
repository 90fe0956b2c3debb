"""A directory adds, changes and deletes groups: teams, and who has a role."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from scim2_models import ConflictException, MutabilityException, UniquenessException

from samklang.access import commands as access
from samklang.access.enums import Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.api.scim.commands.said import text_of
from samklang.api.scim.commands.team import new_team, require_free_name
from samklang.api.scim.groups import described_group
from samklang.api.scim.messages import Unacceptable
from samklang.api.scim.reach import Reach
from samklang.api.scim.users import users_in
from samklang.core.words import say, say_n
from samklang.ledger.commands import record
from samklang.people.commands import Terms, teams
from samklang.people.commands.directory import change_from, employ, leave_team
from samklang.people.models import Employee

LONGEST_NUMBER = 18
LONGEST_NAME = 120


@transaction.atomic
def add_group(reach: Reach, wanted: Any) -> Place:
    """A new team, or one that was closed. Raises Unacceptable, NotAllowed."""
    name = _name(wanted)
    if reach.roles and name.casefold().startswith(reach.token.role_prefix.casefold()):
        if name.casefold() in {reach.role_name(role).casefold() for role in reach.roles}:
            raise Unacceptable(say("The group of the role is there already."), UniquenessException)
        names = tuple(reach.role_name(role) for role in reach.roles)
        raise Unacceptable(say("No role is called {name}. The groups of roles are {names}.", name=name, names=names))
    require_free_name(reach, name)
    team = new_team(reach, name)
    external_id = text_of("externalId", wanted.external_id)
    access.note_in_directory(by=reach.person, place=reach.place, team=team, external_id=external_id)
    _set_members(reach, team, set(), _values(wanted))
    _note(reach, "scim-group-added", team)
    return team


@transaction.atomic
def change_group(reach: Reach, group: Place | Role, before: Any, wanted: Any) -> None:
    """The group becomes as wanted, from today. Raises Unacceptable, NotAllowed."""
    name = _name(wanted)
    if isinstance(group, Role):
        if name != before.display_name:
            raise Unacceptable(say("The group of a role keeps its name."), MutabilityException)
    else:
        require_free_name(reach, name, besides=group)
        if group.name != name:
            teams.rename_team(by=reach.person, team=group, name=name)
        external_id = text_of("externalId", wanted.external_id)
        access.note_in_directory(by=reach.person, place=reach.place, team=group, external_id=external_id)
    _set_members(reach, group, _values(before), _values(wanted))
    if described_group(reach, group).meta.version != before.meta.version:
        _note(reach, "scim-group-changed", group)


@transaction.atomic
def remove_group(reach: Reach, group: Place | Role) -> None:
    """A team without anybody in it closes, and keeps its history. Raises Unacceptable, NotAllowed."""
    if isinstance(group, Role):
        raise Unacceptable(say("The group of a role is always there. Take its members out."), MutabilityException)
    count = len(_values(described_group(reach, group)))
    if count:
        sentence = say_n(
            "{count} person works in the team. Move them to another team first.",
            "{count} people work in the team. Move them to another team first.",
            count,
        )
        raise Unacceptable(sentence, ConflictException)
    teams.close_team(by=reach.person, team=group, last_day=reach.day - timedelta(days=1))
    access.remove_from_directory(by=reach.person, place=reach.place, team=group)
    _note(reach, "scim-group-removed", group)


def _name(wanted: Any) -> str:
    name = text_of("displayName", wanted.display_name)
    if not name:
        raise Unacceptable(say("A team has a name: let the directory send displayName."))
    return name


def _values(group: Any) -> set[str]:
    return {str(member.value) for member in group.members or () if member.value}


def _note(reach: Reach, deed: str, group: Place | Role) -> None:
    place = reach.place if isinstance(group, Role) else group
    details = {"token": reach.token.pk, **({"role": group.value} if isinstance(group, Role) else {})}
    record(deed, by=reach.person, subject=place, place=place, details=details)


def _set_members(reach: Reach, group: Place | Role, before: set[str], after: set[str]) -> None:
    """Who is out goes first, so that somebody may come in again. Raises Unacceptable for an id nobody has."""
    joining = _people(reach, after - before)
    for person in _people(reach, before - after).values():
        _take_out(reach, group, person)
    for value in sorted(after - before, key=int):
        _put_in(reach, group, joining[value])


def _people(reach: Reach, values: Iterable[str]) -> dict[str, Person]:
    wanted = sorted(values)
    numbers = [int(one) for one in wanted if one.isascii() and one.isdigit() and len(one) <= LONGEST_NUMBER]
    found = {str(person.pk): person for person in users_in(reach).filter(pk__in=numbers)}
    missing = [one for one in wanted if one not in found]
    if missing:
        raise Unacceptable(say("There is no user with the id {id} to be a member.", id=missing[0][:40]))
    return found


def _put_in(reach: Reach, group: Place | Role, person: Person) -> None:
    if isinstance(group, Role):
        access.give_role(by=reach.person, person=person, role=group, place=reach.place, first_day=reach.day)
        return
    employee = Employee.objects.filter(person=person).first()
    if employee is not None:
        change_from(by=reach.person, employee=employee, day=reach.day, team=group)
        return
    entry = getattr(person, "directory_entry", None)
    parent = Place.objects.get(children=group)
    number = (entry.number if entry else "") or f"SCIM-{person.pk}"
    if Employee.objects.filter(jobcentre=parent, number=number).exists():
        raise Unacceptable(say("Somebody else has the employee number {number}.", number=number), UniquenessException)
    leader = Employee.objects.filter(person=entry.manager_id).first() if entry and entry.manager_id else None
    terms = Terms(team=group, role=entry.title if entry else "", manager=leader)
    employ(by=reach.person, person=person, jobcentre=parent, number=number, terms=terms, first_day=reach.day)


def _take_out(reach: Reach, group: Place | Role, person: Person) -> None:
    yesterday = reach.day - timedelta(days=1)
    if isinstance(group, Role):
        for grant in RoleGrant.objects.in_force(reach.day).filter(person=person, role=group, place=reach.place):
            access.end_role(by=reach.person, grant=grant, last_day=yesterday)
        return
    employee = Employee.objects.filter(person=person).first()
    if employee is not None:
        leave_team(by=reach.person, employee=employee, team=group, last_day=yesterday)
