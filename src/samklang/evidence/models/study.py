"""A study: what is asked, the plan frozen before any outcome is read, the data, and the answer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.evidence.enums import Chosen, FileForm, Kind, Offered, Steps, StudyState, Unit, UnitKind
from samklang.planning.models import Programme


class Study(models.Model):
    """One question with one primary outcome. From the day its plan is frozen nothing in it is changed."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="studies")
    programme = models.ForeignKey(Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="studies")
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=400)
    outcome = models.CharField(max_length=120)
    """What is counted, in the readers' words."""
    definition = models.TextField(max_length=1000, blank=True)
    """Numerator, denominator and where it is fetched."""
    metric = models.CharField(max_length=60, blank=True)
    """The key in the catalogue of figures, where it stands there."""
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.SHARE)
    unit = models.CharField(max_length=20, choices=Unit.choices, default=Unit.PERCENTAGE_POINTS)
    higher_is_better = models.BooleanField(default=True)
    smallest_relevant = models.FloatField(null=True, blank=True)
    """In the outcome's unit: a share is 0 to 1, so that two percentage points are 0.02. None while nobody has said."""
    smallest_why = models.CharField(max_length=300, blank=True)
    chosen = models.CharField(max_length=9, choices=Chosen.choices, default=Chosen.DRAWN)
    unit_kind = models.CharField(max_length=6, choices=UnitKind.choices, default=UnitKind.TEAM)
    steps = models.CharField(max_length=7, choices=Steps.choices, default=Steps.MONTH)
    first_day = models.DateField(null=True, blank=True)
    """The first day of the first period. None while nobody has said."""
    periods = models.PositiveSmallIntegerField(default=12)
    first_wave = models.PositiveSmallIntegerField(default=5)
    """The number of the period, from 1, in which the first are trained: what lies before is the baseline."""
    waves = models.PositiveSmallIntegerField(default=3)
    apart = models.PositiveSmallIntegerField(default=1)
    """Periods between one wave's training and the next."""
    cases = models.PositiveIntegerField(default=20)
    """How many cases are expected for each unit in each period."""
    level = models.FloatField(null=True, blank=True)
    """Where the outcome is expected to lie without training."""
    deviation = models.FloatField(null=True, blank=True)
    """Standard deviation between cases, for a mean."""
    between = models.FloatField(default=0.0)
    """Standard deviation between units, expected; in the outcome's unit. 0: not known, and something usual is taken."""
    seed = models.PositiveBigIntegerField(default=1)
    state = models.CharField(max_length=8, choices=StudyState.choices, default=StudyState.DRAFT)
    offered = models.CharField(max_length=4, choices=Offered.choices, default=Offered.NOT)
    plan = models.JSONField(default=dict)
    """The document of `core.effects.plan.AnalysisPlan`, once frozen."""
    plan_hash = models.CharField(max_length=80, blank=True)
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=300, blank=True)

    class Privacy:
        """Who set it up and who froze it is kept, as for every decision."""

        person = "created_by"
        personal = {"created_by": Erase.KEEP, "frozen_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "programme", "title", "question", "outcome", "definition", "metric", "kind", "unit",
            "higher_is_better", "smallest_relevant", "smallest_why", "chosen", "unit_kind", "steps", "first_day",
            "periods", "first_wave", "waves", "apart", "cases", "level", "deviation", "between", "seed", "state",
            "offered", "plan", "plan_hash", "created_at", "drawn_at", "frozen_at", "stopped_at", "stopped_why",
        }  # fmt: skip

    class Meta:
        db_table = "evidence_study"
        ordering = ["jobcentre_id", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(smallest_relevant__isnull=True) | Q(smallest_relevant__gt=0),
                name="smallest_relevant_is_above_none",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, plan_hash="") | (Q(frozen_at__isnull=False) & ~Q(plan_hash="")),
                name="frozen_study_has_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(state=StudyState.DRAFT, frozen_at__isnull=True)
                | Q(state__in=[StudyState.FROZEN, StudyState.ANSWERED], frozen_at__isnull=False)
                | Q(state=StudyState.STOPPED),
                name="study_is_answered_only_when_frozen",
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(smallest_relevant__isnull=False, first_day__isnull=False),
                name="frozen_study_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("evidence:study", args=[self.pk])


class StudyUnit(models.Model):
    """One of those whom training reaches in turn: a team by name, or a member of staff by a made-up name."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="units")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    """The team's name when it was taken in; empty for a member of staff."""
    code = models.CharField(max_length=64)
    """A team's number, or a member of staff's, scrambled (`unit_codes`); nothing here leads back to who it is."""
    stratum = models.CharField(max_length=80, blank=True)
    """Within which the order is drawn."""
    wave = models.PositiveSmallIntegerField(null=True, blank=True)
    """As drawn, 1 first; None before the draw and without one."""
    trained_on = models.DateField(null=True, blank=True)
    """When training reached them, so far as known."""

    class Privacy:
        """Under a made-up name that is made of a secret, so nobody's row can be looked up."""

        personal: dict[str, Erase] = {}
        plain = {"id", "study", "team", "name", "code", "stratum", "wave", "trained_on"}
        secret = frozenset({"code"})

    class Meta:
        db_table = "evidence_study_unit"
        ordering = ["study_id", "name", "code"]
        constraints = [models.UniqueConstraint(fields=["study", "code"], name="study_unit_once")]

    def __str__(self) -> str:
        return self.name or str(self.pk)


class StudyFile(models.Model):
    """Outcomes that were loaded for a study: kept as sums for each unit and period, never as rows."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    form = models.CharField(max_length=4, choices=FileForm.choices)
    rows = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    """Columns of `core.effects.cells.Cells`, units by their code."""
    notes = models.JSONField(default=list)
    """What was left out or doubted while reading: pairs of message and values."""
    loaded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    loaded_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True, blank=True)
    """When whoever loaded it had looked at it and kept it; None before."""
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who loaded it is kept; whom the cases were about was never here."""

        person = "loaded_by"
        personal = {"loaded_by": Erase.KEEP}
        plain = {
            "id", "study", "name", "sha256", "form", "rows", "cells", "notes", "loaded_at", "kept_at",
            "taken_back_at",
        }  # fmt: skip
        secret = frozenset({"cells"})

    class Meta:
        db_table = "evidence_study_file"
        ordering = ["study_id", "-loaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class StudyAnswer(models.Model):
    """What the frozen plan came to with one file. It is never changed; a new file gets an answer of its own."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="answers")
    file = models.ForeignKey(StudyFile, on_delete=models.CASCADE, related_name="answers")
    plan_hash = models.CharField(max_length=80)
    verdict = models.CharField(max_length=40)
    document = models.JSONField()
    """The result with every figure, interval and note."""
    made_at = models.DateTimeField()

    class Privacy:
        """Figures of units, without names."""

        personal: dict[str, Erase] = {}
        plain = {"id", "study", "file", "plan_hash", "verdict", "document", "made_at"}

    class Meta:
        db_table = "evidence_study_answer"
        ordering = ["study_id", "-made_at", "-pk"]

    def __str__(self) -> str:
        return self.verdict
