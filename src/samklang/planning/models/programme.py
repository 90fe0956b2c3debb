"""A programme and the versions of its rules."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.planning.enums import Origin


class Programme(models.Model):
    """One course programme of a jobcentre: everything the planner is to know of it stands in its versions."""

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="programmes")
    title = models.CharField(max_length=200)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)
    """Put away, and can be taken back."""

    class Privacy:
        """A programme is nobody's, but for who made it."""

        person = "created_by"
        personal = {"created_by": Erase.KEEP}
        plain = {"id", "jobcentre", "title", "created_at", "deleted_at"}

    class Meta:
        db_table = "planning_programme"
        ordering = ["jobcentre_id", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The programme's page."""
        return reverse("planning:programme", args=[self.pk])


class Version(models.Model):
    """The whole problem as it was at one time. A version is never changed; each change makes the next one.

    `document` is a document of core.planner.problem. While something is missing or wrong it is no problem yet, and
    `ready` is False.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    """1, 2, 3 … within the programme."""
    origin = models.CharField(max_length=10, choices=Origin.choices)
    note = models.CharField(max_length=200, blank=True)
    """What it came from or what was changed: a file's name, a part of the rules."""
    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    ready = models.BooleanField()
    people = models.PositiveIntegerField()
    to_train = models.PositiveIntegerField()
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        """The document names everybody there; a person erased is made a number in it (commands/erasure.py)."""

        person = "made_by"
        personal = {"document": Erase.REPLACE, "made_by": Erase.KEEP}
        plain = {
            "id", "programme", "number", "origin", "note", "fingerprint", "ready", "people", "to_train", "made_at",
        }  # fmt: skip
        purge = "samklang.planning.commands.erasure.purge"
        mentions = "samklang.planning.queries.mentions.mentions"

    class Meta:
        db_table = "planning_version"
        ordering = ["programme_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.programme}, {self.number}"

    def part(self, name: str) -> list[dict[str, Any]]:
        """One of the document's lists; empty where it is missing."""
        found = self.document.get(name)
        return found if isinstance(found, list) else []
