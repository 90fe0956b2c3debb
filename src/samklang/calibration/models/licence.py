"""Who may rate so that it counts as evidence: by rule, per indicator, for a time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.calibration.enums import LicenceEnd
from samklang.calibration.models.machine import Machine
from samklang.calibration.models.round import Round
from samklang.method.models import Framework


class LicenceTerms(models.Model):
    """What a rater must show, from a day on. Where a jobcentre has decided nothing, core.agreement's terms hold."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="licence_terms")
    first_day = models.DateField()
    min_cases = models.PositiveSmallIntegerField()
    min_agreement = models.FloatField()
    """The least weighted agreement with the key, 0 to 1; the lower end of its interval must reach it."""
    max_bias = models.FloatField()
    """The most levels a rater may lie above or below the key on average."""
    months = models.PositiveSmallIntegerField()
    """How long a licence lasts."""
    reason = models.CharField(max_length=500)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Who decided is kept, as for every decision."""

        person = "set_by"
        personal = {"set_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "first_day", "min_cases", "min_agreement", "max_bias", "months", "reason", "set_at",
        }  # fmt: skip

    class Meta:
        db_table = "calibration_licence_terms"
        ordering = ["jobcentre_id", "-first_day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "first_day"], name="terms_once_a_day")]

    def __str__(self) -> str:
        return f"{self.jobcentre}, {self.first_day}"


class Licence(models.Model):
    """One rater's licence for one indicator, from the round it was earned in."""

    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="licences")
    machine = models.ForeignKey(Machine, null=True, blank=True, on_delete=models.CASCADE, related_name="licences")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="licences")
    indicator_key = models.SlugField(max_length=60)
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="licences")
    first_day = models.DateField()
    last_day = models.DateField()
    ended_day = models.DateField(null=True, blank=True)
    """From this day on it no longer holds, whatever its last day."""
    ended_because = models.CharField(max_length=8, choices=LicenceEnd.choices, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True)
    """Why it was taken back, for the person to read."""
    figures = models.JSONField(default=dict)
    """n, agreement, low, bias, and the terms it was judged by."""

    class Privacy:
        """The person's own; deleted with them."""

        person = "person"
        personal = {
            "person": Erase.ROW, "indicator_key": Erase.ROW, "first_day": Erase.ROW, "last_day": Erase.ROW,
            "ended_day": Erase.ROW, "ended_because": Erase.ROW, "ended_reason": Erase.ROW, "figures": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "machine", "framework", "round"}

    class Meta:
        db_table = "calibration_licence"
        ordering = ["framework_id", "indicator_key", "-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, machine__isnull=True) | Q(person__isnull=True, machine__isnull=False),
                name="licence_is_a_persons_or_a_machines",
            ),
            models.UniqueConstraint(
                fields=["person", "framework", "indicator_key"],
                condition=Q(ended_day=None),
                name="one_licence_holds_for_a_person",
            ),
            models.UniqueConstraint(
                fields=["machine", "framework", "indicator_key"],
                condition=Q(ended_day=None),
                name="one_licence_holds_for_a_machine",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.machine}, {self.indicator_key}"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on the day."""
        ended = self.ended_day is not None and self.ended_day <= day
        return self.first_day <= day <= self.last_day and not ended
