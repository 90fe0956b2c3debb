"""A programme under way, and how it is run."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.core.calendar import ORDINARY_TIMES
from samklang.planning.models import Programme


class Course(models.Model):
    """How one programme is run. It is there from the first time a plan of the programme is published."""

    programme = models.OneToOneField(Programme, on_delete=models.CASCADE, related_name="course")
    framework = models.CharField(max_length=40, blank=True)
    """The key of the method's framework that it teaches; empty where it teaches none of them."""
    modules = models.JSONField(default=list)
    """In order: {"id", "name", "competences"}, the last the keys of the framework's competences that it trains."""
    morning_begins = models.TimeField(default=ORDINARY_TIMES.morning[0])
    morning_ends = models.TimeField(default=ORDINARY_TIMES.morning[1])
    afternoon_begins = models.TimeField(default=ORDINARY_TIMES.afternoon[0])
    afternoon_ends = models.TimeField(default=ORDINARY_TIMES.afternoon[1])
    contact = models.CharField(max_length=200, blank=True)
    """Whom to ask, as letters say it."""
    needs_approval = models.BooleanField(default=False)
    """Whether a manager approves each seat that is not in the plan from the start."""
    offer_hours = models.PositiveSmallIntegerField(default=48)
    """How long an offer of a seat stands, in hours of the clock on working days."""
    quiet_from = models.TimeField(default=time(18, 0))
    quiet_to = models.TimeField(default=time(7, 0))
    """Between these no mail is sent, nor at weekends and on public holidays, unless it cannot wait."""
    pass_mark = models.PositiveSmallIntegerField(default=70)
    """Per cent of a knowledge check that must be right."""
    evaluate_each = models.BooleanField(default=False)
    """Whether everybody is asked after each session, and not only after the last."""
    later_weeks = models.PositiveSmallIntegerField(default=12)
    """How many weeks after a cohort's last session they are asked what they use."""
    began_at = models.DateTimeField()

    class Privacy:
        """Settings of a programme."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "programme", "framework", "modules", "morning_begins", "morning_ends", "afternoon_begins",
            "afternoon_ends", "contact", "needs_approval", "offer_hours", "quiet_from", "quiet_to", "began_at",
            "pass_mark", "evaluate_each", "later_weeks",
        }  # fmt: skip

    class Meta:
        db_table = "delivery_course"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.programme.title

    def get_absolute_url(self) -> str:
        """The course's page."""
        return reverse("delivery:course", args=[self.pk])

    def module(self, key: str) -> dict[str, Any]:
        """One module by its id; empty words where the course has none of that id any more."""
        return next((one for one in self.modules if one["id"] == key), {"id": key, "name": key, "competences": []})
