"""Two rows that turned out to be one company, with everything that is needed to take it back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.companies.models.company import Company


class Merge(models.Model):
    """What was moved from one company to another, and how both were before."""

    kept = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="merges")
    gone = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="merges_away")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    moved = models.JSONField(default=dict)
    """The numbers of the rows that were moved, by the name of their table."""
    before = models.JSONField(default=dict)
    """The values that were changed on the company that was kept, as they were."""
    undone_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who did it."""

        person = "by"
        personal = {"by": Erase.KEEP}
        plain = {"id", "kept", "gone", "at", "moved", "before", "undone_at"}

    class Meta:
        db_table = "companies_merge"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=models.F("gone")), name="a_company_is_not_merged_into_itself")
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
