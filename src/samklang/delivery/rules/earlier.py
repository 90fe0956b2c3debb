"""Who vouches for training from before, and what must hold of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.planning.models import Programme

MOST_BYTES = 5_000_000
_BEGINNINGS = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def vouch(by: Person | None, programme: Programme) -> Refusal | None:
    """Whoever runs courses at the jobcentre. by: None is the house itself."""
    if by is None or by.standing.may(Right.RUN_COURSES, programme.jobcentre_id):
        return None
    place = programme.jobcentre.name
    return Refusal(say("You do not run courses at {place}. Ask the programme lead.", place=place))


def add_proof(
    by: Person | None, programme: Programme, *, here: bool, module: str, modules: Collection[str], known: bool,
    day: date, today: date, source: str,
) -> Refusal | None:  # fmt: skip
    """Of somebody at the jobcentre, a module of the programme, once, on a day that has been, with a source.

    here: whether the person is employed at the jobcentre. known: whether it is recorded already.
    """
    refusal = vouch(by, programme)
    if refusal is not None:
        return refusal
    checks = (
        (not here, say("The person is not employed at {place}.", place=programme.jobcentre.name)),
        (module not in modules, say("The programme has no such module. Choose one from the list.")),
        (known, say("That is recorded of the person already.")),
        (day > today, say("The day has not come yet. Write the day when the training was done.")),
        (not source.strip(), say("Write from whom you know it: it is what others can ask.")),
    )
    return next((Refusal(what) for wrong, what in checks if wrong), None)


def keep_document(content: bytes) -> Refusal | None:
    """A copy of a proof is a PDF or a picture, and not too large."""
    if len(content) > MOST_BYTES:
        return Refusal(say("The copy is larger than 5 MB. Scan it again with fewer details."))
    if not content.startswith(_BEGINNINGS):
        return Refusal(say("The copy is no PDF, PNG or JPEG. Save it as one of these, and send it again."))
    return None
