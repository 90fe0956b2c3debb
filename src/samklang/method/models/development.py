"""What somebody will learn until the next appraisal talk."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.method.enums import GoalState
from samklang.people.models import Employee


class DevelopmentPlan(models.Model):
    """The plan one member of staff and their manager make at the yearly appraisal talk. The newest holds."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="development_plans")
    talk_day = models.DateField()
    """The day of the talk it is made for."""
    remarks = models.TextField(max_length=1000, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    """Since when it is gone from the pages; until the next night it can be taken back."""

    class Privacy:
        """Belongs to the person and their manager."""

        person = "employee__person"
        personal = {
            "employee": Erase.ROW, "talk_day": Erase.ROW, "remarks": Erase.ROW, "made_by": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "made_at", "removed_at"}
        kept = {
            "development-plan": "samklang.method.commands.retention.delete_plans",
            "undo": "samklang.method.commands.retention.delete_removed",
        }

    class Meta:
        db_table = "method_development_plan"
        ordering = ["employee_id", "-talk_day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "talk_day"], condition=models.Q(removed_at=None), name="one_plan_for_a_talk"
            )
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.talk_day}"

    def get_absolute_url(self) -> str:
        """The plan's page."""
        return reverse("method:development-plan", args=[self.pk])


class Goal(models.Model):
    """One thing to learn, how, with whose help, and by when."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    framework_key = models.SlugField(max_length=40, blank=True)
    indicator_key = models.SlugField(max_length=60, blank=True)
    """The indicator it is about, in whatever edition holds; empty where it is about something else."""
    what = models.CharField(max_length=300)
    how = models.CharField(max_length=300, blank=True)
    """Practice, sparring, a course, a colleague to watch."""
    by_day = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=GoalState.choices, default=GoalState.OPEN)
    removed_at = models.DateTimeField(null=True, blank=True)
    """As of the plan."""

    class Privacy:
        """Goes with the plan it is part of."""

        person = "plan__employee__person"
        personal = {
            "plan": Erase.ROW, "what": Erase.ROW, "how": Erase.ROW, "by_day": Erase.ROW, "state": Erase.ROW,
            "framework_key": Erase.ROW, "indicator_key": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "position", "removed_at"}

    class Meta:
        db_table = "method_goal"
        ordering = ["plan_id", "position", "pk"]

    def __str__(self) -> str:
        return self.what
