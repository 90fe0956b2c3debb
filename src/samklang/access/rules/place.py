"""Who may add places: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import PlaceKind, Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def add_place(by: Person | None, parent: Place | None) -> Refusal | None:
    """A municipality is set up from the command line; the rest by whoever gives roles above it."""
    if by is None:
        return None
    if parent is None:
        return Refusal(say("A municipality is added on the command line, by those who run Samklang."))
    if parent.kind == PlaceKind.TEAM:
        return Refusal(say("A team holds no teams. Choose the jobcentre it belongs to."))
    if not (by.standing.may(Right.GIVE_ROLES, parent.pk) or by.standing.may(Right.IMPORT_STAFF, parent.pk)):
        return Refusal(say("Only an administrator, the head or the programme lead adds teams."))
    return None
