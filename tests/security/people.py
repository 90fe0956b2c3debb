"""One person for each role, three times: in our jobcentre, in the one next door, and in another municipality."""

from __future__ import annotations

from collections.abc import Iterable

from tests.architecture.who_may.world import World
from tests.factories.people import LONG_AGO, a_jobcentre, a_team, somebody_who_is
from tests.pages import CheckedClient

from samklang.access.commands import add_person, give_role
from samklang.access.enums import Role
from samklang.access.models import Person, Place

OURS = ("no-role", *(role.value for role in Role))
"""Who asks in our jobcentre: somebody signed in without any role, and one person for each role there is."""
NEXT_DOOR = tuple(f"{role.value}@next-door" for role in Role)
AWAY = tuple(f"{role.value}@away" for role in Role)
EVERYTHING = ("all-readers", "everything@next-door", "everything@away")
"""One who has the small roles in our jobcentre, and two who have every role there is, where they are."""
SMALL = (Role.TRAINER, Role.OBSERVER, Role.FUNDER_READER, Role.WORKS_COUNCIL_READER)
MUNICIPAL = {Role.ADMINISTRATOR, Role.HEAD}
"""Roles that reach the whole municipality where they are given for it."""
OF_A_TEAM = {Role.TEAM_LEADER, Role.STAFF}


def the_roles(world: World) -> None:
    """Puts them all in the world, signed in."""
    jobcentre = Place.objects.get(pk=world.ids["jobcentre"])
    team = Place.objects.get(pk=world.ids["team"])
    next_door = a_team(a_jobcentre(jobcentre.parent, name="Jobcenter Nabo"), name="Team Nabo")
    away = Place.objects.get(pk=world.theirs["team"])
    made = {"no-role": _without_role(jobcentre.parent)}
    for role in Role:
        at = jobcentre.parent if role in MUNICIPAL else team if role in OF_A_TEAM else jobcentre
        made[role.value] = somebody_who_is(role, at)
        made[f"{role.value}@next-door"] = somebody_who_is(role, next_door if role in OF_A_TEAM else next_door.parent)
        there = away.parent.parent if role in MUNICIPAL else away if role in OF_A_TEAM else away.parent
        made[f"{role.value}@away"] = somebody_who_is(role, there)
    made["all-readers"] = _with_roles(SMALL, jobcentre)
    made["everything@next-door"] = _with_roles(Role, next_door.parent)
    made["everything@away"] = _with_roles(Role, away.parent.parent)
    for who, person in made.items():
        _sign_in(world, f"role:{who}", person)
    world.theirs["next-door"] = next_door.parent_id


def _without_role(municipality: Place) -> Person:
    return add_person(by=None, municipality=municipality, name="Ingen Rolle", email="ingen.rolle@example.org")


def _with_roles(roles: Iterable[Role], place: Place) -> Person:
    first, *others = roles
    person = somebody_who_is(first, place)
    for role in others:
        give_role(by=None, person=person, role=role, place=place, first_day=LONG_AGO)
    return Person.objects.get(pk=person.pk)


def _sign_in(world: World, who: str, person: Person) -> None:
    client = CheckedClient()
    client.force_login(person)
    client.get("/people/me/")
    world.people[who], world.cookies[who] = person, client.session.session_key
