"""One entry for each change and each reading of a named person's record."""

import hashlib
import json
from typing import Any

from django.db import models

from samklang.ledger.enums import Kind

START = "0" * 64
"""What the first entry holds in place of a hash before it."""


class Entry(models.Model):
    """What one person did once. Rows are only ever added: the database itself refuses anything else.

    An entry names people by their number only, so that erasing a person leaves the ledger whole and says nothing more
    of them. `details` holds names of fields and counts, never what stood in them.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    """1, 2, 3 …, without gaps."""
    at = models.DateTimeField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    deed = models.SlugField(max_length=60, db_index=False)
    actor_id = models.BigIntegerField(null=True)
    """The person's number; none where the house itself did it at night."""
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    """The number of the person whose record it was."""
    place_id = models.BigIntegerField(null=True)
    """The place it concerns, for those who may search only their own."""
    reason = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=45, blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Privacy:
        """People stand here by number only; what a number means is erased where the person is."""

        personal: dict[str, Any] = {}
        plain = {
            "number", "at", "kind", "deed", "actor_id", "subject_type", "subject_id", "about_id", "place_id", "reason",
            "origin", "details", "previous_hash", "hash",
        }  # fmt: skip

    class Meta:
        db_table = "ledger_entry"
        ordering = ["-number"]
        indexes = [
            models.Index(fields=["about_id", "-number"], name="ledger_about"),
            models.Index(fields=["actor_id", "-number"], name="ledger_actor"),
            models.Index(fields=["place_id", "-number"], name="ledger_place"),
            models.Index(fields=["deed", "-number"], name="ledger_deed"),
            models.Index(fields=["at"], name="ledger_at"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.deed}"

    def proper_hash(self) -> str:
        """The hash that belongs to what the entry says and to the entry before it: SHA-256 of canonical JSON."""
        said = {
            "number": self.number,
            "at": self.at.isoformat(),
            "kind": self.kind,
            "deed": self.deed,
            "actor": self.actor_id,
            "subject": [self.subject_type, self.subject_id],
            "about": self.about_id,
            "place": self.place_id,
            "reason": self.reason,
            "origin": self.origin,
            "details": self.details,
            "previous": self.previous_hash,
        }
        text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
