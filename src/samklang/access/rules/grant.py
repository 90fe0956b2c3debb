"""Who may give and end roles: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.enums import RIGHTS, Right, Role
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place, RoleGrant

ROLES_WITHOUT_EMPLOYMENT = (
    Role.WORKS_COUNCIL_READER, Role.FUNDER_READER, Role.ADMINISTRATOR, Role.HEAD, Role.PROGRAMME_LEAD,
)  # fmt: skip
"""What somebody can be who is not in the staff register and not an external trainer or observer."""


def see_roles(by: Person) -> Refusal | None:
    """Whoever gives roles somewhere."""
    if by.standing.may(Right.GIVE_ROLES):
        return None
    return Refusal(say("Roles are given by an administrator or the head. Ask one of them."))


def roles_to_give(by: Person, among: Iterable[Role]) -> list[Role]:
    """Those of the roles that the person can give somewhere."""
    return [role for role in among if role != Role.ADMINISTRATOR or Role.ADMINISTRATOR in by.standing.roles]


def give_role(
    by: Person | None, person: Person, role: Role, place: Place, *, first_day: date | None = None,
    last_day: date | None = None,
) -> Refusal | None:  # fmt: skip
    """Whoever gives roles at the place, but never to themselves and never more than the place holds."""
    if last_day is not None and first_day is not None and last_day < first_day:
        return Refusal(say("The last day, {last}, comes before the first, {first}.", first=first_day, last=last_day))
    if by is None:
        return None
    if not by.standing.may(Right.GIVE_ROLES, place.pk):
        return Refusal(say("You give no roles at {place}. Ask an administrator or the head.", place=place.name))
    if role == Role.ADMINISTRATOR and Role.ADMINISTRATOR not in by.standing.roles:
        return Refusal(say("Only an administrator makes somebody an administrator."))
    return _get_role(by, person, place)


def _get_role(by: Person, person: Person, place: Place) -> Refusal | None:
    """Whether the person is one who can get a role at the place from somebody else."""
    if by.pk == person.pk:
        return Refusal(say("Nobody gives a role to themselves. Ask another administrator or the head."))
    if person.erased_at is not None:
        return Refusal(say("{name} has been erased and gets no roles.", name=person.name))
    if person.municipality_id not in place.numbers():
        return Refusal(say("{name} belongs to another municipality.", name=person.name))
    return None


def end_role(by: Person | None, grant: RoleGrant, *, others_who_give_roles: bool = True) -> Refusal | None:
    """Whoever gives roles at the place, as long as somebody is left who does.

    others_who_give_roles: whether somebody else can give roles at the place when this one has ended.
    """
    if by is None:
        return None
    if not by.standing.may(Right.GIVE_ROLES, grant.place_id):
        return Refusal(say("You give no roles at {place}. Ask an administrator or the head.", place=grant.place.name))
    if Right.GIVE_ROLES in RIGHTS[Role(grant.role)] and not others_who_give_roles:
        return Refusal(
            say(
                "{name} is the last who can give roles at {place}. Give the role to somebody else first.",
                name=grant.person.name,
                place=grant.place.name,
            )
        )
    return None
