"""A file that proves something: an invoice, a letter, a signed sheet."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place


class Document(models.Model):
    """Kept as it came, with its checksum. It is never changed, and only removed with what it belongs to."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="funding_documents")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    """In bytes."""
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Privacy:
        """Who put it there. What an invoice says is kept as long as the law on accounts asks for."""

        person = "added_by"
        personal = {"added_by": Erase.KEEP}
        plain = {"id", "jobcentre", "name", "content", "size", "sha256", "added_at"}

    class Meta:
        db_table = "funding_document"
        ordering = ["jobcentre_id", "-added_at", "-pk"]

    def __str__(self) -> str:
        return self.name
