"""A draft changed a row at a time: added, changed, moved, removed, and each undone."""

from dataclasses import replace
from typing import Any, NamedTuple

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.method import drafting
from samklang.method.commands.writing import clear_rows, write_rows
from samklang.method.documents import EditionDocument, LineText, ProseText
from samklang.method.models import Edition
from samklang.method.queries.editions import texts_of
from samklang.method.rules import row as rules
from samklang.method.rules.edition import change_draft


class Change(NamedTuple):
    """The draft before and after, by which the change can be undone."""

    edition: Edition
    before: EditionDocument
    after: EditionDocument


@transaction.atomic
def add_row(*, by: Person | None, edition: Edition, part: str, row: Any) -> Change:
    """The row last in its part. row: a text of `documents`. Raises NotAllowed."""
    edition, now = _opened(by, edition)
    require(rules.add_row(now, part, row))
    return _kept(by, edition, now, drafting.with_row(now, part, row), "edition-row-added", f"{part}/{row.key}")


@transaction.atomic
def change_row(*, by: Person | None, edition: Edition, part: str, row: Any, opened: str) -> Change:
    """The row in the place of the one with its key. opened: the stamp of what the person had before them.

    Raises NotAllowed, also where somebody else has changed it since.
    """
    edition, now = _opened(by, edition)
    require(rules.change_row(now, part, row, opened))
    return _kept(by, edition, now, drafting.with_row(now, part, row), "edition-row-changed", f"{part}/{row.key}")


@transaction.atomic
def move_row(*, by: Person | None, edition: Edition, part: str, key: str, up: bool) -> Change:
    """The row one place up or down. Raises NotAllowed."""
    edition, now = _opened(by, edition)
    return _kept(by, edition, now, drafting.moved(now, part, key, up=up), "edition-row-moved", f"{part}/{key}")


@transaction.atomic
def remove_row(*, by: Person | None, edition: Edition, part: str, key: str) -> Change:
    """The row taken away, with what points to it. Raises NotAllowed."""
    edition, now = _opened(by, edition)
    require(rules.remove_row(now, part, key))
    return _kept(by, edition, now, drafting.without_row(now, part, key), "edition-row-removed", f"{part}/{key}")


@transaction.atomic
def change_frame(*, by: Person | None, edition: Edition, name: LineText, description: ProseText, opened: str) -> Change:
    """The edition's own name and what it is for. opened: the stamp of both before. Raises NotAllowed."""
    edition, now = _opened(by, edition)
    if drafting.stamp_of(drafting.frame_of(now)) != opened:
        require(rules.changed_since())
    changed = replace(now, name=name, description=description)
    return _kept(by, edition, now, changed, "edition-frame-changed", "")


@transaction.atomic
def undo_change(*, by: Person | None, edition: Edition, before: EditionDocument, after: EditionDocument) -> Change:
    """What differed between the two as it was before. Raises NotAllowed where the same has been changed since."""
    edition, now = _opened(by, edition)
    undone = drafting.undone(now, before, after)
    require(rules.undo_change(undone))
    return _kept(by, edition, now, undone or now, "edition-change-undone", "")


def _opened(by: Person | None, edition: Edition) -> tuple[Edition, EditionDocument]:
    """The draft with its texts, which nobody else changes until the transaction is over."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("framework__jobcentre").get(pk=edition.pk)
    require(change_draft(by, edition))
    return edition, texts_of(edition)


def _kept(  # noqa: PLR0917 - by whom, in what, from what to what, called what, where
    by: Person | None, edition: Edition, before: EditionDocument, after: EditionDocument, deed: str, row: str
) -> Change:
    if after == before:
        return Change(edition, before, after)
    for name in ("name", "description"):
        for language in ("da", "en"):
            setattr(edition, f"{name}_{language}", getattr(getattr(after, name), language))
    edition.save(update_fields=["name_da", "name_en", "description_da", "description_en"])
    clear_rows(edition)
    write_rows(edition, after)
    details = {"row": row} if row else {}
    record(deed, by=by, subject=edition, place=edition.framework.jobcentre, details=details)
    return Change(edition, before, after)
