"""How long a municipality keeps what."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models.person import Person
from samklang.access.models.place import Place


class RetentionRule(models.Model):
    """From first_day one kind of data is kept this many days; the newest row that has begun counts.

    Where a municipality has no row, the product's own rule holds: `samklang.access.retention`.
    """

    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="retention_rules")
    what = models.CharField(max_length=40)
    days = models.PositiveIntegerField()
    ground = models.TextField(max_length=500)
    """The law or the municipality's own decision it stands on."""
    first_day = models.DateField()
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Who set it stands as a number."""

        person = "set_by"
        personal = {"set_by": Erase.KEEP}
        plain = {"id", "municipality", "what", "days", "ground", "first_day", "set_at"}

    class Meta:
        db_table = "access_retention_rule"
        ordering = ["municipality_id", "what", "-first_day"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "what", "first_day"], name="one_retention_rule_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.days}"
