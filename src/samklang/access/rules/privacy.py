"""Who may erase a person, and set how long data are kept: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import Sentence, say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place


def erase(
    by: Person | None, person: Person, *, typed_name: str | None = None, still_needed: Sentence | None = None
) -> Refusal | None:
    """An administrator of the municipality, who types the name, when nothing needs the person any more.

    typed_name:   what was typed to confirm; None where it is not asked yet, or the house does it at night.
    still_needed: why an area still needs the person, such as that they are employed.
    """
    if by is not None and not by.standing.may(Right.ERASE, person.municipality_id):
        return Refusal(say("Only an administrator of the municipality erases a person."))
    if by is not None and by.pk == person.pk:
        return Refusal(say("Nobody erases themselves. Ask another administrator."))
    if person.erased_at is not None:
        return Refusal(say("{name} has been erased already.", name=person.name))
    if still_needed is not None:
        return Refusal(still_needed)
    if typed_name is not None and typed_name.split() != person.name.split():
        return Refusal(say("That is not the name. Write it as it stands above: it cannot be undone."))
    return None


def set_retention(by: Person, municipality: Place, days: int) -> Refusal | None:
    """The head or an administrator of the whole municipality."""
    if not by.standing.may(Right.EDIT_RETENTION, municipality.pk):
        return Refusal(
            say("How long {place} keeps data is set by its head or an administrator.", place=municipality.name)
        )
    if days < 1:
        return Refusal(say("Write at least 1 day."))
    return None


def see_retention(by: Person) -> Refusal | None:
    """The head and the administrators."""
    if by.standing.may(Right.EDIT_RETENTION):
        return None
    return Refusal(say("What the night deletes is seen by the head and the administrators."))


def read_ledger(by: Person) -> Refusal | None:
    """The head and the administrators."""
    if by.standing.may(Right.READ_LEDGER):
        return None
    return Refusal(
        say(
            "The ledger is searched by the head and the administrators. "
            "What others have read about you stands on your own page."
        )
    )
