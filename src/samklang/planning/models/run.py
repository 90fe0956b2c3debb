"""The planner at work on one version of the rules."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.planning.enums import AT_WORK, UNDER_WAY, Errand, RunState
from samklang.planning.models.programme import Programme, Version

SILENT_FOR = timedelta(seconds=30)
"""A worker writes every second; one that has been silent for so long is taken for gone."""
MOST_ATTEMPTS = 2
"""A run whose worker died is begun once more, and then left."""


class Run(models.Model):
    """One search. The row tells how far it has come; the best plan so far stands in it until it is kept as a variant.

    `attempt` is the number of times a worker has begun it: a worker writes only as long as the attempt is its own.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="runs")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="runs")
    errand = models.CharField(max_length=8, choices=Errand.choices, default=Errand.PLAN)
    start_from = models.ForeignKey(
        "planning.Variant", null=True, blank=True, on_delete=models.SET_NULL, related_name="replans"
    )
    """The plan to change, for a replan."""
    state = models.CharField(max_length=12, choices=RunState.choices, default=RunState.WAITING)
    time_limit_s = models.PositiveIntegerField()
    threads = models.PositiveSmallIntegerField()
    seed = models.PositiveIntegerField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    progress = models.JSONField(default=dict)
    """seconds, wish at work on, levels, and the latest news in every language."""
    best = models.JSONField(null=True)
    """The best plan so far, which the checker has approved."""
    answer = models.JSONField(default=dict)
    """Why there is no plan: the reason, the rules that collide, and the ways out, in every language."""

    class Privacy:
        """The plan so far and the answer name people; they are replaced as in the versions (commands/erasure.py)."""

        person = "asked_by"
        personal = {"best": Erase.REPLACE, "answer": Erase.REPLACE, "asked_by": Erase.KEEP}
        plain = {
            "id", "programme", "version", "errand", "start_from", "state", "time_limit_s", "threads", "seed",
            "asked_at", "attempt", "started_at", "heartbeat_at", "ended_at", "progress",
        }  # fmt: skip

    class Meta:
        db_table = "planning_run"
        ordering = ["programme_id", "-pk"]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="run_state_heartbeat")]

    def __str__(self) -> str:
        return f"{self.programme}, {self.pk}"

    def get_absolute_url(self) -> str:
        """The page on which one waits for it."""
        return reverse("planning:run", args=[self.pk])

    @property
    def under_way(self) -> bool:
        """Whether it has not ended."""
        return self.state in UNDER_WAY

    def silent(self, now: datetime) -> bool:
        """Whether a worker had it in hand and has not been heard of for too long."""
        return self.state in AT_WORK and (self.heartbeat_at is None or self.heartbeat_at < now - SILENT_FOR)
