"""A secret address at which somebody's own calendar fetches their sessions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person


class FeedAddress(models.Model):
    """One address of one person. Whoever knows it sees when and where the person is at a course, and nothing else.

    The secret in it is shown once; here stands only its hash. A person has one that works at a time.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feed_addresses")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_fetched_on = models.DateField(null=True, blank=True)
    """The day, on purpose not the time: it would tell when the person's phone is on."""
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Whether somebody follows their sessions in a calendar of their own."""

        person = "person"
        personal = {
            "person": Erase.ROW, "made_at": Erase.ROW, "last_fetched_on": Erase.ROW, "revoked_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "secret_hash"}
        secret = frozenset({"secret_hash"})

    class Meta:
        db_table = "delivery_feed_address"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="one_feed_address_that_works"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.made_at:%Y-%m-%d}"
