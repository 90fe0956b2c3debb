"""Cases with branches that one practises on alone, and the ways somebody has gone through them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.method.models import Framework
from samklang.method.models.worded import Worded
from samklang.practice.enums import BranchingState, CaseFrom


class BranchingCase(Worded):
    """A conversation or meeting with constructed people, turn by turn, with what each line did.

    What has been practised on stands: a change of a case in use makes the next revision.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="branching_cases")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="branching_cases")
    key = models.SlugField(max_length=80)
    revision = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=8, choices=CaseFrom.choices, default=CaseFrom.OWN)
    state = models.CharField(max_length=10, choices=BranchingState.choices, default=BranchingState.DRAFT)
    title_da = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    difficulty = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(default=8)
    script = models.JSONField(default=dict)
    """The whole case: `practice.script.Script` as a document."""
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Constructed people only; who wrote it is kept with the case."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "framework", "key", "revision", "origin", "state", "title_da", "title_en", "difficulty",
            "minutes", "script", "made_at", "changed_at", "published_at",
        }  # fmt: skip

    class Meta:
        db_table = "practice_branching_case"
        ordering = ["framework_id", "difficulty", "key", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "key", "revision"], name="branching_revision_once"),
            models.UniqueConstraint(
                fields=["framework", "key"], condition=Q(state="published"), name="one_branching_revision_in_use"
            ),
            models.UniqueConstraint(
                fields=["framework", "key"], condition=Q(state="draft"), name="one_branching_draft"
            ),
        ]

    def __str__(self) -> str:
        return self.title_da

    def get_absolute_url(self) -> Any:
        """Where it is practised on."""
        return reverse("practice:case", args=[self.pk])


class Walk(models.Model):
    """One person's way through a case. Nobody else ever sees it."""

    case = models.ForeignKey(BranchingCase, on_delete=models.CASCADE, related_name="walks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="walks")
    path = models.JSONField(default=list)
    """The lines said, in order: [key of the turn, key of the line]."""
    ending = models.SlugField(max_length=60, blank=True)
    """The ending that was reached; empty while it is under way."""
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Private to the one who practised."""

        person = "person"
        personal = {
            "person": Erase.ROW, "path": Erase.ROW, "ending": Erase.ROW, "begun_at": Erase.ROW,
            "changed_at": Erase.ROW, "finished_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "case"}
        kept = {"practice-walk": "samklang.practice.commands.retention.delete_walks"}

    class Meta:
        db_table = "practice_walk"
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["person", "begun_at"], name="walk_of_person")]

    def __str__(self) -> str:
        return f"{self.case_id}, {self.begun_at:%Y-%m-%d}"
