"""Who decides whom to ask about a figure, and who can be asked: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.evidence.rules.evidence import run_evidence

if TYPE_CHECKING:
    from samklang.access.models import Person


def name_owners(by: Person) -> Refusal | None:
    """Whoever runs evidence names them in their own municipality."""
    return run_evidence(by)


def be_owner(owner: Person, by: Person, *, leads: bool) -> Refusal | None:
    """Somebody of the same municipality who leads there. leads: whether they do on the day."""
    if owner.municipality_id == by.municipality_id and owner.erased_at is None and leads:
        return None
    return Refusal(say("Choose somebody who leads a team, the programme or the service here today."))
