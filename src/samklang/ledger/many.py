"""Writing many entries at once: one for each person whose record a file or a night's work has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from samklang.ledger.commands import Actor, end_of_chain
from samklang.ledger.enums import Kind
from samklang.ledger.models import START, Entry
from samklang.ledger.origin import origin

_AT_A_TIME = 500


@dataclass(frozen=True)
class Deed:
    """One thing done: as the arguments of `record`, with rows by their numbers."""

    deed: str
    model: type[models.Model]
    pk: int
    about: int | None = None
    place: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_many(deeds: Iterable[Deed], *, by: Actor | None, reason: str = "") -> int:
    """Add an entry for each, linked in their order, as `record` does for one. How many there were."""
    last = end_of_chain()
    number, previous = (last.number, last.hash) if last else (0, START)
    now, place = timezone.now(), origin()
    entries: list[Entry] = []
    for deed in deeds:
        number += 1
        entry = Entry(
            number=number,
            at=now,
            kind=Kind.WRITE,
            deed=deed.deed,
            actor_id=by.pk if by else None,
            subject_type=deed.model._meta.label_lower,
            subject_id=str(deed.pk),
            about_id=deed.about,
            place_id=deed.place,
            reason=reason.strip()[:500],
            origin=place,
            details=dict(deed.details),
            previous_hash=previous,
        )
        previous = entry.hash = entry.proper_hash()
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=_AT_A_TIME)
    return len(entries)
