"""A machine that rates, and must pass the same rounds as people."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place


class Machine(models.Model):
    """A model with its instructions that rates like anybody else: it must pass the same rounds."""

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="machines")
    name = models.CharField(max_length=120)
    model = models.CharField(max_length=200)
    prompt_hash = models.CharField(max_length=64)
    """Another instruction is another machine, and has passed nothing."""
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Privacy:
        """A machine is nobody."""

        person = "added_by"
        personal = {"added_by": Erase.KEEP}
        plain = {"id", "jobcentre", "name", "model", "prompt_hash", "added_at"}

    class Meta:
        db_table = "calibration_machine"
        ordering = ["jobcentre_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "model", "prompt_hash"], name="machine_once_in_a_jobcentre")
        ]

    def __str__(self) -> str:
        return self.name
