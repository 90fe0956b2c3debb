"""What the municipality's directory says of a person or a team, besides what the register holds."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from samklang.access import rules
from samklang.access.models import DirectoryEntry, Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record


@transaction.atomic
def note_in_directory(
    *, by: Person | None, place: Place, person: Person | None = None, team: Place | None = None, **said: Any
) -> DirectoryEntry:
    """Keep what the directory at the place says of one person or one team. Raises NotAllowed.

    said: fields of DirectoryEntry; those not given stay as they are. Whatever was removed is there again.
    """
    require(rules.keep_account(by, place))
    entry = DirectoryEntry.objects.select_for_update().filter(person=person, team=team).first()
    if entry is None:
        entry = DirectoryEntry(person=person, team=team, place=place)
    said = {"removed_at": None, **said}
    changed = [field for field, value in said.items() if getattr(entry, field) != value]
    if changed or entry.pk is None:
        for field in changed:
            setattr(entry, field, said[field])
        entry.save()
        record("directory-noted", by=by, subject=entry, about=person, place=place, details={"fields": changed})
    return entry


@transaction.atomic
def remove_from_directory(
    *, by: Person | None, place: Place, person: Person | None = None, team: Place | None = None
) -> DirectoryEntry:
    """The directory no longer has them. The person or team and everything known of them stay. Raises NotAllowed."""
    return note_in_directory(by=by, place=place, person=person, team=team, removed_at=timezone.now())
