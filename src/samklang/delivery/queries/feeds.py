"""What a person's own calendar fetches."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from samklang.access.models import Person
from samklang.access.models.token import hash_of
from samklang.delivery.models import FeedAddress, Invitation
from samklang.delivery.queries.letters import language_of

KEPT_BACK = timedelta(days=365)
"""How far back the feed goes."""
_LONGEST = 100


def feed_with(secret: str) -> FeedAddress | None:
    """The address with the secret, where it works. One that was revoked looks like one that never was."""
    if len(secret) > _LONGEST:
        return None
    found = FeedAddress.objects.filter(secret_hash=hash_of(secret), revoked_at=None).select_related("person").first()
    if found is None or not found.person.is_active or found.person.erased_at is not None:
        return None
    return found


def own_feed(person: Person) -> FeedAddress | None:
    """The person's address that works."""
    return FeedAddress.objects.filter(person=person, revoked_at=None).first()


def entries_of(person: Person, now: datetime) -> Sequence[Invitation]:
    """The person's calendar entries of the last year and of what is to come, in order of time."""
    found = Invitation.objects.filter(person=person, session__ends__gte=now - KEPT_BACK)
    found = found.filter(course__programme__deleted_at=None)
    return list(found.order_by("session__begins", "pk"))


def edition_of(person: Person, entries: Sequence[Invitation]) -> tuple[str, datetime]:
    """What tells this edition of the feed from another: a mark, and when it last changed."""
    parts = [language_of(person), *(f"{one.uid} {one.sequence} {one.changed_at.isoformat()}" for one in entries)]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    made = max((one.changed_at for one in entries), default=person.created_at)
    return f'"{digest[:32]}"', made
