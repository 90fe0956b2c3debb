"""One's own secret calendar address: made, fetched from, revoked."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from samklang.access.models import Person
from samklang.access.models.token import hash_of
from samklang.delivery.models import FeedAddress
from samklang.ledger.commands import record


@transaction.atomic
def make_feed(*, by: Person, now: datetime) -> tuple[FeedAddress, str]:
    """A new address and the secret in it, which nobody can read again. The one before works no more."""
    Person.objects.select_for_update().get(pk=by.pk)
    FeedAddress.objects.filter(person=by, revoked_at=None).update(revoked_at=now)
    secret = secrets.token_urlsafe(32)
    made = FeedAddress.objects.create(person=by, secret_hash=hash_of(secret), made_at=now)
    record("feed-made", by=by, subject=made, about=by)
    return made, secret


@transaction.atomic
def revoke_feed(*, by: Person, now: datetime) -> bool:
    """One's own address works no more. Whether there was one."""
    found = FeedAddress.objects.select_for_update().filter(person=by, revoked_at=None).first()
    if found is None:
        return False
    found.revoked_at = now
    found.save(update_fields=["revoked_at"])
    record("feed-revoked", by=by, subject=found, about=by)
    return True


def note_fetched(address: FeedAddress, day: date) -> None:
    """That it was fetched on the day: one write a day, and no line in the ledger, since it is the person's own."""
    if address.last_fetched_on is None or address.last_fetched_on < day:
        unnoted = Q(last_fetched_on=None) | Q(last_fetched_on__lt=day)
        FeedAddress.objects.filter(unnoted, pk=address.pk).update(last_fetched_on=day)
