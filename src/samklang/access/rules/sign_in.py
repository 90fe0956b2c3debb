"""Who may let somebody sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def invite(by: Person | None, person: Person, place: Place) -> Refusal | None:
    """Whoever keeps the register or gives roles at the place; somebody of its municipality who has no password yet."""
    if by is not None and not any(by.standing.may(right, place.pk) for right in (Right.EDIT_STAFF, Right.GIVE_ROLES)):
        return Refusal(
            say("You invite nobody at {place}. Ask the programme lead or an administrator.", place=place.name)
        )
    if person.municipality_id not in place.numbers():
        return Refusal(say("{name} belongs to another municipality.", name=person.name))
    if person.has_usable_password():
        return Refusal(
            say("{name} has a password already, and can ask for a new one on the sign-in page.", name=person.name)
        )
    return _unreachable(person)


def _unreachable(person: Person) -> Refusal | None:
    if not person.is_active:
        return Refusal(say("{name}'s access is closed. Open it again first.", name=person.name))
    if not person.email:
        return Refusal(say("{name} has no e-mail address. Write it first.", name=person.name))
    return None


def renew_sign_in(by: Person | None, person: Person, place: Place) -> Refusal | None:
    """Whoever gives roles at the place; never for themselves, and only for somebody who can be invited again."""
    if by is not None and not by.standing.may(Right.GIVE_ROLES, place.pk):
        return Refusal(say("You give no access at {place}. Ask an administrator or the head.", place=place.name))
    if by is not None and by.pk == person.pk:
        return Refusal(say("Change your own password and second step in your profile."))
    if person.municipality_id not in place.numbers():
        return Refusal(say("{name} belongs to another municipality.", name=person.name))
    return _unreachable(person)
