"""What stands in the way of changing one row of a draft: a refusal with a sentence, or None.

What is passed is looked at, nothing else: the draft as it stands, and what the person had before them.
"""

from __future__ import annotations

from typing import Any

from samklang.access.refusals import Refusal
from samklang.core.words import say, say_n
from samklang.method.documents import EditionDocument
from samklang.method.drafting import row_of, stamp_of

MOST_ROWS = 300
"""Of each part; nobody reads more."""


def add_row(document: EditionDocument, part: str, row: Any) -> Refusal | None:
    """A key stands once, and what the row points to is there."""
    if row_of(document, part, row.key) is not None:
        return Refusal(say("There is one of that name already. Choose another name, or change the one there is."))
    if len(getattr(document, part)) >= MOST_ROWS:
        return Refusal(say("There is room for {most} at most. Remove one first.", most=MOST_ROWS))
    return _points_to_something(document, part, row)


def change_row(document: EditionDocument, part: str, row: Any, opened: str) -> Refusal | None:
    """The row is as it was when the person opened it. opened: its stamp then."""
    there = row_of(document, part, row.key)
    if there is None:
        return Refusal(say("Somebody has removed this from the draft since you opened it. Copy what you want to keep."))
    if stamp_of(there) != opened:
        return changed_since()
    return _points_to_something(document, part, row)


def changed_since() -> Refusal:
    """Two have written at once."""
    return Refusal(
        say(
            "Somebody else has changed this since you opened it. What they wrote stands below. "
            "Save again to put yours in its place."
        )
    )


def remove_row(document: EditionDocument, part: str, key: str) -> Refusal | None:
    """A competence that indicators belong to stays."""
    if row_of(document, part, key) is None:
        return Refusal(say("It has been removed already."))
    if part != "competences":
        return None
    count = sum(one.competence == key for one in document.indicators)
    if not count:
        return None
    return Refusal(
        say_n(
            "{count} indicator belongs to this competence. Move it to another competence first.",
            "{count} indicators belong to this competence. Move them to another competence first.",
            count,
        )
    )


def undo_change(undone: EditionDocument | None) -> Refusal | None:
    """Nobody has changed the same since."""
    if undone is not None:
        return None
    return Refusal(say("Somebody has changed the same since, so it can no longer be undone."))


def _points_to_something(document: EditionDocument, part: str, row: Any) -> Refusal | None:
    if part == "indicators" and row_of(document, "competences", row.competence) is None:
        return Refusal(say("The competence has been removed from the draft. Choose another."))
    if part == "indicators" and row.phase is not None and row_of(document, "phases", row.phase) is None:
        return Refusal(say("The phase has been removed from the draft. Choose another."))
    known = {one.key for one in document.indicators}
    if part == "profiles" and not known.issuperset(row.demands):
        return Refusal(say("An indicator has been removed from the draft. Look through the demands again."))
    return None
