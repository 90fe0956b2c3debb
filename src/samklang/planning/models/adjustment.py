"""What somebody is trying out by hand on a plan, before it is kept."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.planning.models.variant import Variant


class Adjustment(models.Model):
    """One person's steps on one plan, in order. They are tried on a copy and touch nothing until they are kept."""

    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="adjustments")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    steps = models.JSONField(default=list)
    """Each as `planning.adjusting` makes them: a person and a cohort, or a session with its time, trainer and room."""
    changed_at = models.DateTimeField()

    class Privacy:
        """The steps name people by their number."""

        person = "by"
        personal = {"steps": Erase.ROW, "by": Erase.ROW}
        plain = {"id", "variant", "changed_at"}

    class Meta:
        db_table = "planning_adjustment"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["variant", "by"], name="one_adjustment_of_a_plan_each")]

    def __str__(self) -> str:
        return f"{self.variant}, {self.by}"
