"""Two companies that look alike and are not one: somebody has said so."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.companies.models.company import Company


class DifferentCompanies(models.Model):
    """A pair that is not asked about again. `first` has the lower number."""

    first = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="different_after")
    second = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="different_before")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        """Who said it."""

        person = "by"
        personal = {"by": Erase.KEEP}
        plain = {"id", "first", "second", "at"}

    class Meta:
        db_table = "companies_different"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="different_companies_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="different_companies_in_their_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"
