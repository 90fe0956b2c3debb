"""Who may change what somebody signs in with, and close their account: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from samklang.access.enums import Right, Role
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place, RoleGrant


def keep_account(by: Person | None, place: Place) -> Refusal | None:
    """Whoever gives roles at the place. by: None is the command line and the night's work."""
    if by is None or by.standing.may(Right.GIVE_ROLES, place.pk):
        return None
    return Refusal(say("You keep no accounts at {place}. Ask an administrator or the head.", place=place.name))


def change_key(by: Person | None, person: Person, held: Iterable[RoleGrant]) -> Refusal | None:
    """The address is a key: a directory that keeps one place gives no other to somebody whose roles reach beyond it."""
    if by is None or all(by.standing.may(Right.GIVE_ROLES, one.place_id) for one in held):
        return None
    return Refusal(say("{name} signs in with this address. Ask an administrator to change it.", name=person.name))


def reaches_no_further(by: Person, grants: Iterable[RoleGrant]) -> bool:
    """Whether all these roles are ones that `by` could give: who can take over an account has what it may do.

    grants: those of the person whose account it is, that hold or are to come.
    """
    return all(
        by.standing.may(Right.GIVE_ROLES, one.place_id)
        and (one.role != Role.ADMINISTRATOR or Role.ADMINISTRATOR in by.standing.roles)
        for one in grants
    )
