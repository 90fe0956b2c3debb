"""Who may set up what: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def set_up(by: Person) -> Refusal | None:
    """Whoever gives roles or imports staff somewhere: an administrator, the head, the programme lead."""
    if by.standing.may(Right.GIVE_ROLES) or by.standing.may(Right.IMPORT_STAFF):
        return None
    return Refusal(say("Samklang is set up by an administrator, the head or the programme lead."))


def rename_place(by: Person | None, place: Place) -> Refusal | None:
    """Whoever gives roles there, or keeps the staff of all of it."""
    if by is None or by.standing.may(Right.GIVE_ROLES, place.pk) or by.standing.may(Right.IMPORT_STAFF, place.pk):
        return None
    return Refusal(say("You do not set up {place}. Ask an administrator.", place=place.name))


def fill_with_sample(by: Person | None, jobcentre: Place, *, has_staff: bool) -> Refusal | None:
    """Whoever imports staff there, while there are none."""
    if by is not None and not by.standing.may(Right.IMPORT_STAFF, jobcentre.pk):
        return Refusal(say("You do not import staff at {place}. Ask the programme lead.", place=jobcentre.name))
    if has_staff:
        return Refusal(say("There are staff at {place} already. The sample is for an empty register.",
                           place=jobcentre.name))  # fmt: skip
    return None


def remove_sample(built_on: Sequence[str]) -> Refusal | None:
    """As long as nothing else stands on it. built_on: the titles of programmes that have its people."""
    if not built_on:
        return None
    named = tuple(say("“{title}”", title=one) for one in built_on[:5])
    return Refusal(
        say("The constructed staff are part of {programmes}. Delete that first, under Course plans.", programmes=named)
    )


def sample_is_free(left: int) -> Refusal | None:
    """Nothing of the sample is kept half. left: how many of its people something else points to."""
    if not left:
        return None
    return Refusal(
        say("Something else points to the constructed staff by now, such as leave or a seat. Remove that first.")
    )
