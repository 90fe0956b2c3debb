"""A key with which another system comes in."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import models
from django.db.models import F, Q

from samklang.access.enums import Erase, Scope
from samklang.access.models.person import Person
from samklang.access.models.place import Place


class Token(models.Model):
    """What another system may do at one place and everything below it, for a time.

    The secret is shown once, when the token is made; here stands only its hash, so that nobody can read it again. A
    token holds no longer than its owner may give tokens at the place: whoever made it knows the secret.
    """

    name = models.CharField(max_length=80)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="tokens")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    scopes = models.JSONField(default=list)
    """Values of `Scope`."""
    role_prefix = models.CharField(max_length=40, blank=True)
    """What the names of the directory's groups begin with that stand for roles; empty: no group gives a role."""
    secret_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret, which is 256 bits of chance and so cannot be guessed from it."""
    hint = models.CharField(max_length=4)
    """The last letters of the secret, so that one token can be told from another."""
    first_day = models.DateField()
    last_day = models.DateField()
    created_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    """The day, on purpose not the time."""
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        """Who made a key is kept as long as the ledger's lines about what it did."""

        person = "owner"
        personal = {"owner": Erase.KEEP, "revoked_by": Erase.KEEP}
        plain = {
            "id", "name", "place", "scopes", "role_prefix", "secret_hash", "hint", "first_day", "last_day",
            "created_at", "last_used_on", "revoked_at",
        }  # fmt: skip
        secret = frozenset({"secret_hash"})

    class Meta:
        db_table = "access_token"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="token_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["place", "name"], condition=Q(revoked_at__isnull=True), name="token_name_once_at_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def purposes(self) -> list[str]:
        """What it may be used for, in words."""
        return [str(Scope(scope).label) for scope in self.scopes]

    def holds_on(self, day: date) -> bool:
        """Whether it is not revoked and the day is one of its days."""
        return self.revoked_at is None and self.first_day <= day <= self.last_day


def hash_of(secret: str) -> str:
    """What is kept in place of a token's secret."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
