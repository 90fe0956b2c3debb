"""What is observed in a conversation or a meeting: phases, competences, indicators and the anchors of their levels."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.method.enums import Scale
from samklang.method.models.edition import Edition
from samklang.method.models.worded import Worded, line, prose


class Phase(Worded):
    """A part of the conversation or meeting, in the order they come."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name_da = line()
    name_en = line()

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {"id", "edition", "key", "position", "name_da", "name_en"}

    class Meta:
        db_table = "method_phase"
        ordering = ["edition_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="phase_key_once_in_an_edition")]

    def __str__(self) -> str:
        return self.name_da


class Competence(Worded):
    """What one must be able to do; it is seen in its indicators."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="competences")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name_da = line()
    name_en = line()
    description_da = prose()
    description_en = prose()
    esco = models.URLField(max_length=200, blank=True)
    """The skill in the European classification (ESCO), where somebody has found it."""

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "edition", "key", "position", "name_da", "name_en", "description_da", "description_en", "esco",
        }  # fmt: skip

    class Meta:
        db_table = "method_competence"
        ordering = ["edition_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="competence_key_once_in_an_edition")]

    def __str__(self) -> str:
        return self.name_da


class Indicator(Worded):
    """One thing to be seen or counted, or one choice to be made."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="indicators")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="indicators")
    phase = models.ForeignKey(Phase, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    scale = models.CharField(max_length=8, choices=Scale.choices)
    name_da = line()
    name_en = line()
    looks_for_da = prose()
    looks_for_en = prose()
    unit_da = line(80)
    unit_en = line(80)
    """What is counted; only for a count."""
    esco = models.URLField(max_length=200, blank=True)

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "edition", "competence", "phase", "key", "position", "scale", "name_da", "name_en", "looks_for_da",
            "looks_for_en", "unit_da", "unit_en", "esco",
        }  # fmt: skip

    class Meta:
        db_table = "method_indicator"
        ordering = ["edition_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="indicator_key_once_in_an_edition")]

    def __str__(self) -> str:
        return self.name_da


class Anchor(Worded):
    """What one sees at one level of an indicator; for a choice, one of the answers."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="anchors")
    level = models.PositiveSmallIntegerField()
    text_da = prose(600)
    text_en = prose(600)

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {"id", "indicator", "level", "text_da", "text_en"}

    class Meta:
        db_table = "method_anchor"
        ordering = ["indicator_id", "level"]
        constraints = [models.UniqueConstraint(fields=["indicator", "level"], name="anchor_level_once")]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.level}"
