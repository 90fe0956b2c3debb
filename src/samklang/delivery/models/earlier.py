"""Proof of training from before, or from elsewhere."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.planning.models import Programme


class EarlierProof(models.Model):
    """Somebody has been through a module of a programme already, and somebody here vouches for it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="earlier_proofs")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="earlier_proofs")
    module = models.CharField(max_length=200)
    """The id of the programme's module it counts as."""
    day = models.DateField()
    """When the training was done."""
    source = models.CharField(max_length=300)
    """From whom, and how it is known."""
    document = models.BinaryField(null=True, blank=True)
    """A copy of the proof, where there is one: PDF, PNG or JPEG."""
    document_name = models.CharField(max_length=200, blank=True)
    batch = models.UUIDField(null=True, blank=True)
    """The same for everything read from one file, so that it can be undone as one."""
    confirmed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField()

    class Privacy:
        """The person's own training; deleted with them."""

        person = "person"
        personal = {
            "person": Erase.ROW, "module": Erase.ROW, "day": Erase.ROW, "source": Erase.ROW, "document": Erase.ROW,
            "document_name": Erase.ROW, "confirmed_by": Erase.KEEP,
        }  # fmt: skip
        plain = {"id", "programme", "batch", "confirmed_at"}
        secret = {"document"}

    class Meta:
        db_table = "delivery_earlier_proof"
        ordering = ["programme_id", "person_id", "module", "pk"]
        indexes = [models.Index(fields=["batch"], name="earlier_proof_batch")]
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "module"], name="earlier_proof_of_a_module_once")
        ]

    def __str__(self) -> str:
        return f"{self.module}, {self.day}"
