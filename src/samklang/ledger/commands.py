"""Writing in the ledger."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.db import connection, models, transaction
from django.utils import timezone

from samklang.ledger.enums import Kind
from samklang.ledger.models import START, Entry
from samklang.ledger.origin import origin

_ONE_AT_A_TIME = 7_265_118
"""The number of the lock that lets one writer at a time add to the chain, on PostgreSQL; SQLite has only one."""


class Actor(Protocol):
    """Whoever does something: anything with a number."""

    pk: Any


@transaction.atomic
def record(
    deed: str,
    *,
    by: Actor | None,
    subject: models.Model | None = None,
    about: Actor | None = None,
    place: Actor | None = None,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
    kind: Kind = Kind.WRITE,
) -> Entry:
    """Add an entry, within the same transaction as the change itself, as its last step.

    deed:    what was done, past tense: "employee-changed".
    by:      the person; None where the house did it itself.
    subject: the row it was done to. about: the person whose record it is. place: where in the organisation.
    reason:  why, in the person's own words, where they were asked; an administrator who has opened the place's records
             for a time has been asked then.
    details: names of fields and counts; never personal data.
    """
    last = end_of_chain()
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        kind=kind,
        deed=deed,
        actor_id=by.pk if by else None,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        about_id=about.pk if about else None,
        place_id=place.pk if place else None,
        reason=(reason.strip() or _stated_reason(by, place))[:500],
        origin=origin(),
        details=dict(details or {}),
        previous_hash=last.hash if last else START,
    )
    entry.hash = entry.proper_hash()
    entry.save(force_insert=True)
    return entry


def _stated_reason(by: Actor | None, place: Actor | None) -> str:
    """What an administrator who has opened the place's records for a time has said they do it for."""
    ask = getattr(by, "reason_at", None)
    return str(ask(place.pk if place else None)) if ask else ""


def end_of_chain() -> Entry | None:
    """The end of the chain, which nobody else adds to until this transaction is over."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    return Entry.objects.order_by("-number").first()


def record_reading(
    deed: str, *, by: Actor, subject: models.Model, about: Actor | None, place: Actor | None, reason: str = ""
) -> Entry:
    """Add an entry that somebody read a named person's record."""
    return record(deed, by=by, subject=subject, about=about, place=place, reason=reason, kind=Kind.READ)
