"""The preparation of a meeting and the notes in it, saved as they are typed. Nobody writes over a colleague's text."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies import sheet
from samklang.companies.commands.meetings import locked
from samklang.companies.models import Meeting
from samklang.companies.queries.sheets import agenda_of, stored_texts
from samklang.companies.rules import sheets as rules
from samklang.companies.sheet import FieldKind
from samklang.companies.written import Typed, settle
from samklang.ledger.commands import record


@transaction.atomic
def save_sheet(*, by: Person | None, meeting: Meeting, typed: Sequence[Typed], now: datetime) -> Mapping[str, str]:
    """Store what was typed in some fields. Raises NotAllowed.

    returns: what colleagues have written meanwhile, by field: there nothing was stored.
    """
    meeting = locked(meeting)
    require(rules.prepare(by, meeting))
    known = [one for one in typed if one.key in sheet.fields()]
    settled = settle(stored_texts(meeting), known)
    first = meeting.sheet_at is None
    stored = {one.key: one.text for one in known if one.key not in meeting.sheet} | dict(settled.stored)
    for key in settled.theirs:
        stored.pop(key, None)
    if stored or first:
        meeting.sheet = {**meeting.sheet, **{key: _as_stored(key, text) for key, text in stored.items()}}
        meeting.sheet_at = now
        meeting.save(update_fields=["sheet", "sheet_at"])
    if first:
        record("meeting-prepared", by=by, subject=meeting, place=meeting.company.municipality)
    return settled.theirs


def _as_stored(key: str, text: str) -> str | list[str]:
    if sheet.fields()[key].kind == FieldKind.TEXT:
        return text.strip()
    return [line.strip() for line in text.splitlines() if line.strip()]


@transaction.atomic
def save_notes(
    *, by: Person | None, meeting: Meeting, typed: Sequence[Typed], language: str, now: datetime
) -> Mapping[str, str]:
    """Store what was noted beside some points; the agenda stays as it is from the first note on. Raises NotAllowed.

    returns: what colleagues have noted meanwhile, by point: there nothing was stored.
    """
    meeting = locked(meeting)
    require(rules.prepare(by, meeting))
    settled = settle({key: str(text) for key, text in meeting.notes.items()}, typed)
    first = not meeting.notes
    if settled.stored:
        if "agenda" not in meeting.sheet:
            meeting.sheet = {**meeting.sheet, "agenda": agenda_of(meeting, language)}
            meeting.sheet_at = meeting.sheet_at or now
        meeting.notes = {**meeting.notes, **settled.stored}
        meeting.save(update_fields=["sheet", "sheet_at", "notes"])
        if first:
            record("meeting-noted", by=by, subject=meeting, place=meeting.company.municipality)
    return settled.theirs
