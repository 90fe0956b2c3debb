"""Where a programme began, and what each rung was when a quarter was over."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.planning.models import Programme


class Baseline(models.Model):
    """The day from which a programme's figures are compared: what lies before it is the baseline."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="baseline")
    day = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Who set it is kept, as for every decision."""

        person = "set_by"
        personal = {"set_by": Erase.KEEP}
        plain = {"id", "programme", "day", "note", "set_at"}

    class Meta:
        db_table = "evidence_baseline"
        ordering = ["programme_id"]

    def __str__(self) -> str:
        return f"{self.day}"


class RungReading(models.Model):
    """One figure of one quarter as it was when the quarter was over. It is written once, so that the chain holds."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="rung_readings")
    rung = models.CharField(max_length=8)
    """As `core.metric.Rung` spells it."""
    metric = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    value = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    """What the figure is counted on; None where it is too few to be told."""
    lack = models.CharField(max_length=20, blank=True)
    """Why there is no figure: "nothing", "too-few", "off"."""
    read_at = models.DateTimeField()

    class Privacy:
        """Figures of groups."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "programme", "rung", "metric", "first_day", "last_day", "value", "low", "high", "n", "lack",
            "read_at",
        }  # fmt: skip

    class Meta:
        db_table = "evidence_rung_reading"
        ordering = ["programme_id", "first_day", "rung", "metric"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "metric", "first_day", "last_day"], name="rung_read_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(low__isnull=False, high__isnull=False, n__isnull=False),
                name="rung_figure_has_its_interval",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.first_day}"
