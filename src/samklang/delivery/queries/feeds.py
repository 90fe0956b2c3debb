"""What a person's own calendar fetches."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from samklang.access.models import Person
from samklang.access.models.token import hash_of
from samklang.delivery.itip import Entry
from samklang.delivery.models import FeedAddress, Invitation
from samklang.delivery.queries.letters import as_entry, language_of

KEPT_BACK = timedelta(days=365)
"""How far back the feed goes."""
_LONGEST = 100

More = Callable[[Person, datetime], Iterable[Entry]]
"""What else stands in a person's calendar and ends after the moment."""
_more: list[More] = []


def feeds_also(more: More) -> None:
    """From now on the feed has these entries too. Called once, when an area is set up."""
    if more not in _more:
        _more.append(more)


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


def entries_of(person: Person, now: datetime) -> Sequence[Entry]:
    """The person's calendar entries of the last year and those to come: courses in order of time, then the rest."""
    since = now - KEPT_BACK
    found = Invitation.objects.filter(person=person, session__ends__gte=since)
    found = found.filter(course__programme__deleted_at=None).order_by("session__begins", "pk")
    return [*(as_entry(one) for one in found), *(one for more in _more for one in more(person, since))]


def edition_of(person: Person, entries: Sequence[Entry]) -> tuple[str, datetime]:
    """What tells this edition of the feed from another: a mark, and when it last changed."""
    parts = [language_of(person), *(f"{one.uid} {one.sequence} {one.stamped.isoformat()}" for one in entries)]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    made = max((one.stamped for one in entries), default=person.created_at)
    return f'"{digest[:32]}"', made
