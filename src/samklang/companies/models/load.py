"""A file of companies: read, looked at, loaded, and taken back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import LoadKind, LoadState


class Load(models.Model):
    """One file, and what it changes or changed."""

    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="company_loads")
    kind = models.CharField(max_length=8, choices=LoadKind.choices)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True, blank=True)
    """The file, until it is loaded or thrown away."""
    state = models.CharField(max_length=8, choices=LoadState.choices, default=LoadState.READ)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    """How many are new, changed, the same and left out."""
    changes = models.JSONField(default=dict)
    """What was made and what was changed from what, once it is loaded; enough to take it back."""
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who did it."""

        person = "by"
        personal = {"by": Erase.KEEP}
        plain = {
            "id", "municipality", "kind", "file_name", "content", "state", "at", "counts", "changes", "done_at",
            "undone_at",
        }  # fmt: skip
        kept = {"company-load": "samklang.companies.commands.retention.forget_loads"}

    class Meta:
        db_table = "companies_load"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> Any:
        """The page of the file."""
        return reverse("companies:load", args=[self.pk])
