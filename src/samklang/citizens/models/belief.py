"""What somebody believed before the outcome was known."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.citizens.enums import Outcome


class Belief(models.Model):
    """One belief, frozen when it is written. Nobody else ever sees it; groups are shown above the smallest group."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="beliefs")
    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="beliefs")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    case_key = models.CharField(max_length=64)
    """The case system's reference, scrambled with a key that never leaves the house."""
    percent = models.PositiveSmallIntegerField()
    """How likely they believed it to be, 0 to 100."""
    months = models.PositiveSmallIntegerField()
    """Within how many months: 6 or 12."""
    day = models.DateField()
    due_on = models.DateField()
    """When the outcome can be known."""
    outcome = models.CharField(max_length=7, choices=Outcome.choices, default=Outcome.OPEN)
    outcome_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Privacy:
        """Private to the one who wrote it."""

        person = "person"
        personal = {
            "person": Erase.ROW, "team": Erase.ROW, "percent": Erase.ROW, "months": Erase.ROW, "day": Erase.ROW,
            "due_on": Erase.ROW, "outcome": Erase.ROW, "outcome_at": Erase.ROW, "written_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "jobcentre", "case_key"}
        secret = frozenset({"case_key"})
        kept = {"belief": "samklang.citizens.commands.retention.delete_beliefs"}

    class Meta:
        db_table = "citizens_belief"
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["person", "due_on"], name="belief_of_person"),
            models.Index(fields=["jobcentre", "day"], name="belief_of_jobcentre"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="belief_is_a_percentage"),
            models.CheckConstraint(condition=Q(months__in=[6, 12]), name="belief_looks_half_a_year_or_one_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
