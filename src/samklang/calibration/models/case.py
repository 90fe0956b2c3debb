"""A written case that everybody rates, with the agreed key and its reasons."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.calibration.enums import CaseKind, CaseOrigin, Difficulty, Form, Speaker
from samklang.method.models import Framework
from samklang.method.models.worded import Worded, line, prose


class Case(Worded):
    """A situation, a dialogue or a triage question about constructed people.

    Once a round with it has opened, its text and key stand: a change makes the next revision, and the old one is
    retired. `twin` names the parallel case of the other form, since people remember cases.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="cases")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="cases")
    key = models.SlugField(max_length=80)
    revision = models.PositiveSmallIntegerField(default=1)
    origin = models.CharField(max_length=8, choices=CaseOrigin.choices)
    kind = models.CharField(max_length=10, choices=CaseKind.choices)
    difficulty = models.PositiveSmallIntegerField(choices=Difficulty.choices)
    form = models.CharField(max_length=8, choices=Form.choices, blank=True)
    twin = models.SlugField(max_length=80, blank=True)
    title_da = line()
    title_en = line()
    setting_da = prose(2000)
    setting_en = prose(2000)
    text_da = prose(6000)
    text_en = prose(6000)
    """Empty for a dialogue, whose words stand in its lines."""
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Constructed people only; who wrote it is kept with the case."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "framework", "key", "revision", "origin", "kind", "difficulty", "form", "twin",
            "title_da", "title_en", "setting_da", "setting_en", "text_da", "text_en", "made_at", "retired_at",
        }  # fmt: skip

    class Meta:
        db_table = "calibration_case"
        ordering = ["framework_id", "key", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "key", "revision"], name="case_revision_once"),
            models.UniqueConstraint(
                fields=["framework", "key"], condition=Q(retired_at=None), name="one_revision_of_a_case_holds"
            ),
        ]

    def __str__(self) -> str:
        return self.title_da

    def get_absolute_url(self) -> str:
        """The case's page."""
        return reverse("calibration:case", args=[self.pk])


class CaseLine(Worded):
    """One line of a dialogue."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=5, choices=Speaker.choices)
    text_da = prose(1000)
    text_en = prose(1000)

    class Privacy:
        """Constructed people only."""

        personal: dict[str, Erase] = {}
        plain = {"id", "case", "number", "by", "text_da", "text_en"}

    class Meta:
        db_table = "calibration_case_line"
        ordering = ["case_id", "number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="case_line_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text_da}"


class CaseKey(Worded):
    """The level agreed for one indicator of a case, the lines it rests on, and why."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="keys")
    indicator_key = models.SlugField(max_length=60)
    """The indicator, in whatever edition a round uses."""
    level = models.PositiveSmallIntegerField()
    """The level, the number counted, or the number of the choice."""
    lines = models.JSONField(default=list, blank=True)
    """Numbers of lines, first to last."""
    reason_da = prose(600)
    reason_en = prose(600)

    class Privacy:
        """About a constructed case."""

        personal: dict[str, Erase] = {}
        plain = {"id", "case", "indicator_key", "level", "lines", "reason_da", "reason_en"}

    class Meta:
        db_table = "calibration_case_key"
        ordering = ["case_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "indicator_key"], name="case_key_once")]

    def __str__(self) -> str:
        return f"{self.case}: {self.indicator_key} {self.level}"
