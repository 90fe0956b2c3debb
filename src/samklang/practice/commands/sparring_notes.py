"""What the two write of their sparring. The ledger says that they wrote, never what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.calendar import COPENHAGEN
from samklang.ledger.commands import record
from samklang.practice.commands.sparring import locked
from samklang.practice.enums import Shown
from samklang.practice.models import Sparring, SparringNotes
from samklang.practice.queries.sparring import looked_at
from samklang.practice.rules import sparring as rules


@dataclass(frozen=True)
class Noted:
    """What was noted of one indicator; nothing where all of it is empty."""

    shown: Shown | None = None
    count: int = 0
    quotes: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """A whole sheet. at: when the partner last changed it. phone_key: what the phone calls the sending."""

    noted: Mapping[str, Noted]
    at: datetime
    phone_key: str = ""


class Agreement(NamedTuple):
    """What is to be tried, and by when."""

    what: str
    by: date


@dataclass(frozen=True)
class Taken:
    """The notes after something was sent. is_new: False where it had come already, or something newer had."""

    notes: SparringNotes
    is_new: bool = field(default=True)


@transaction.atomic
def choose_focus(*, by: Person, sparring: Sparring, focus: Sequence[str], words: str) -> SparringNotes:
    """One to three indicators that the partner is to look at. Raises NotAllowed."""
    sparring, notes = _held(sparring)
    require(rules.choose_focus(by, sparring, notes))
    assert notes is not None  # noqa: S101 - the rule has refused otherwise
    known = [one.key for one in looked_at(sparring) if one.key in focus]
    notes.focus, notes.focus_words = known[: rules.MOST_IN_FOCUS], words.strip()[:300]
    notes.save(update_fields=["focus", "focus_words"])
    _recorded(by, sparring)
    return notes


@transaction.atomic
def save_sheet(*, by: Person, sparring: Sparring, sheet: Sheet) -> Taken:
    """The partner's sheet as it is now. What they changed later stays, and the same sending counts once.

    raises: NotAllowed.
    """
    sparring, notes = _held(sparring)
    require(rules.write_sheet(by, sparring, notes))
    assert notes is not None  # noqa: S101 - the rule has refused otherwise
    again = bool(sheet.phone_key) and sheet.phone_key == notes.phone_key
    if again or (notes.sheet_at is not None and sheet.at < notes.sheet_at):
        return Taken(notes, is_new=False)
    keys = {one.key for one in looked_at(sparring)}
    notes.sheet = {
        key: _written(one, notes.sheet.get(key, {}), sheet.at) for key, one in sheet.noted.items() if key in keys
    }
    notes.sheet = {key: one for key, one in notes.sheet.items() if one}
    notes.sheet_at, notes.phone_key = sheet.at, sheet.phone_key[:40]
    notes.save(update_fields=["sheet", "sheet_at", "phone_key"])
    _recorded(by, sparring)
    return Taken(notes)


def _written(noted: Noted, before: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """As it is kept: only what says something. A quote keeps the time at which it was first written down."""
    times = {one["said"]: one["at"] for one in before.get("quotes", [])}
    clock = at.astimezone(COPENHAGEN).strftime("%H:%M")
    quotes = [{"said": said, "at": times.get(said, clock)} for said in noted.quotes if said]
    found = {"shown": noted.shown.value if noted.shown else "", "count": noted.count, "quotes": quotes}
    return {name: value for name, value in found.items() if value}


@transaction.atomic
def speak_first(*, by: Person, sparring: Sparring, words: str, now: datetime) -> SparringNotes:
    """The focus person has spoken; from now on both see the sheet. words: empty where it was said aloud.

    raises: NotAllowed.
    """
    sparring, notes = _held(sparring)
    require(rules.speak_first(by, sparring, notes, now))
    assert notes is not None  # noqa: S101 - the rule has refused otherwise
    notes.focus_says, notes.after_at = words.strip()[:600], notes.after_at or now
    notes.save(update_fields=["focus_says", "after_at"])
    _recorded(by, sparring)
    return notes


@transaction.atomic
def agree(*, by: Person, sparring: Sparring, agreements: Sequence[Agreement]) -> SparringNotes:
    """What is to be tried, by when: two at most. Raises NotAllowed."""
    sparring, notes = _held(sparring)
    require(rules.see_sheet_together(by, sparring, notes))
    assert notes is not None  # noqa: S101 - the rule has refused otherwise
    kept = [one for one in agreements if one.what.strip()][: rules.MOST_AGREEMENTS]
    notes.agreements = [{"what": one.what.strip()[:200], "by": one.by.isoformat()} for one in kept]
    notes.save(update_fields=["agreements"])
    _recorded(by, sparring)
    return notes


@transaction.atomic
def delete_notes(*, by: Person, sparring: Sparring) -> None:
    """All of it is gone, for both; that the two met stays. Raises NotAllowed."""
    sparring, notes = _held(sparring)
    require(rules.see_notes(by, sparring, notes))
    SparringNotes.objects.filter(sparring=sparring).delete()
    record("sparring-notes-deleted", by=by, subject=sparring, place=sparring.jobcentre)


def _held(sparring: Sparring) -> tuple[Sparring, SparringNotes | None]:
    found = locked(sparring)
    return found, SparringNotes.objects.select_for_update().filter(sparring=found).first()


def _recorded(by: Person, sparring: Sparring) -> None:
    record("sparring-notes-written", by=by, subject=sparring, place=sparring.jobcentre)
