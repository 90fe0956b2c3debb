"""One plan of a programme, kept beside the others."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.core.words import Sentence, say
from samklang.planning.enums import Made
from samklang.planning.models.programme import Programme, Version
from samklang.planning.models.run import Run


class Variant(models.Model):
    """A plan document for one version of the rules. The decisions in it are never changed; name and note may be."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="variants")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="variants")
    run = models.OneToOneField(Run, null=True, blank=True, on_delete=models.SET_NULL, related_name="variant")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children")
    """The plan it was made from, by hand or by a replan."""
    number = models.PositiveIntegerField()
    """1, 2, 3 … within the programme."""
    name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)
    made = models.CharField(max_length=8, choices=Made.choices)
    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of the plan's own document."""
    approved = models.BooleanField()
    """Whether the checker approved it against its version, when it was kept."""
    violations = models.JSONField(default=list)
    """What the checker said, in every language."""
    changes = models.JSONField(default=dict)
    """For a replan: who is moved and why, and the fewest proved."""
    untrained = models.PositiveIntegerField()
    cohorts = models.PositiveIntegerField()
    cost_ore = models.BigIntegerField()
    last_session = models.DateField(null=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """The document names everybody with a seat; a person erased is made a number in it (commands/erasure.py)."""

        person = "made_by"
        personal = {
            "document": Erase.REPLACE, "violations": Erase.REPLACE, "changes": Erase.REPLACE, "made_by": Erase.KEEP,
        }  # fmt: skip
        plain = {
            "id", "programme", "version", "run", "parent", "number", "name", "note", "made", "fingerprint", "approved",
            "untrained", "cohorts", "cost_ore", "last_session", "made_at", "deleted_at",
        }  # fmt: skip

    class Meta:
        db_table = "planning_variant"
        ordering = ["programme_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="variant_number_once")]

    def __str__(self) -> str:
        return f"{self.programme}, {self.number}"

    @property
    def called(self) -> Sentence:
        """What it is called among the others: its number, and its name where it has one."""
        if self.name:
            return say("Plan {number}: {name}", number=self.number, name=self.name)
        return say("Plan {number}", number=self.number)

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("reports:plan", args=[self.pk])
