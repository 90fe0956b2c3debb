"""Who answers for a figure of the catalogue in a municipality."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place


class MetricOwner(models.Model):
    """The person whom to ask about a figure; without one it is the role that the catalogue names."""

    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="metric_owners")
    metric = models.CharField(max_length=60)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="metrics_owned")
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Whoever answers for a figure does so as part of their work."""

        person = "owner"
        personal = {"owner": Erase.ROW, "set_by": Erase.ROW, "set_at": Erase.ROW}
        plain = {"id", "municipality", "metric"}

    class Meta:
        db_table = "evidence_metric_owner"
        ordering = ["municipality_id", "metric"]
        constraints = [models.UniqueConstraint(fields=["municipality", "metric"], name="metric_owner_once")]

    def __str__(self) -> str:
        return self.metric
