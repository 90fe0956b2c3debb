"""An observation that counts: announced, agreed to, and done by somebody with a licence. It is no sparring."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.method.models import Assessment, Edition
from samklang.people.models import Employee
from samklang.practice.enums import ObservationState, Setting


class Observation(models.Model):
    """One observation, from the announcement until its levels stand beside the others or it is withdrawn."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="observations")
    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="observations")
    observer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="observations_made")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="observations")
    day = models.DateField()
    setting = models.CharField(max_length=9, choices=Setting.choices, default=Setting.REAL)
    what = models.CharField(max_length=200, blank=True)
    """Which conversation or meeting it is about, without a name."""
    indicators = models.JSONField(default=list)
    """Keys of the indicators that are looked at; the observer has a licence for each."""
    state = models.CharField(max_length=10, choices=ObservationState.choices, default=ObservationState.ANNOUNCED)
    answer = models.CharField(max_length=300, blank=True)
    levels = models.JSONField(default=dict)
    """The observer's own until it is handed in: {"level": …, "note": …} by the indicator's key."""
    assessment = models.OneToOneField(
        Assessment, null=True, blank=True, on_delete=models.SET_NULL, related_name="observation"
    )
    announced_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Belongs to whoever is observed."""

        person = "employee__person"
        personal = {
            "employee": Erase.ROW, "observer": Erase.ROW, "day": Erase.ROW, "setting": Erase.ROW,
            "what": Erase.ROW, "indicators": Erase.ROW,
            "state": Erase.ROW, "answer": Erase.ROW, "levels": Erase.ROW, "assessment": Erase.ROW,
            "announced_at": Erase.ROW, "answered_at": Erase.ROW, "rated_at": Erase.ROW, "withdrawn_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "jobcentre", "edition"}
        kept = {"observation": "samklang.practice.commands.retention.delete_observations"}

    class Meta:
        db_table = "practice_observation"
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.employee}, {self.day}"

    def get_absolute_url(self) -> Any:
        """The page of the two."""
        return reverse("practice:observation", args=[self.pk])
