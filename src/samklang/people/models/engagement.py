"""One stretch of an employment in which team, role, hours and week stay the same."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from samklang.access.enums import Erase
from samklang.access.models import Place
from samklang.core.words import say
from samklang.people.models.dated import DatedQuerySet, ends_after_it_begins
from samklang.people.models.employee import Employee

HALF_DAYS = tuple(f"{day}-{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm"))
"""The ten half-days of a week in order, named as in the planner's documents; `half_days` has a 1 or a 0 for each."""
ALL_HALF_DAYS = "1" * len(HALF_DAYS)


class Engagement(models.Model):
    """Where and how somebody works from first_day to last_day.

    Any change of team, role, hours, week or manager ends one row and begins another, so that the register can be read
    as of any day. The rows of one employee never overlap. Somebody who has left has no row that is still open.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="engagements")
    team = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="engagements")
    role = models.CharField(max_length=80, blank=True)
    site = models.CharField(max_length=80, blank=True)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    half_days = models.CharField(max_length=10, default=ALL_HALF_DAYS, validators=[RegexValidator("^[01]{10}$")])
    skills = models.JSONField(default=list, blank=True)
    """Texts: what cover may ask for, such as the phone or a language."""
    manager = models.ForeignKey(Employee, null=True, blank=True, on_delete=models.SET_NULL, related_name="manages")
    is_temp = models.BooleanField(default=False)
    stands_in_for = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.SET_NULL, related_name="stood_in_for_by"
    )
    conversations_per_half_day = models.PositiveSmallIntegerField(default=0)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Privacy:
        """Ordinary personal data of the employment."""

        person = "employee__person"
        personal = {
            "employee": Erase.ROW, "team": Erase.ROW, "role": Erase.ROW, "site": Erase.ROW, "weekly_hours": Erase.ROW,
            "half_days": Erase.ROW, "skills": Erase.ROW, "manager": Erase.ROW, "is_temp": Erase.ROW,
            "stands_in_for": Erase.ROW, "conversations_per_half_day": Erase.ROW, "first_day": Erase.ROW,
            "last_day": Erase.ROW,
        }  # fmt: skip
        plain = {"id"}
        needed = "samklang.people.queries.needed.employed"
        needed_because = say(
            "{name} is employed. End the employment first; the person can be erased when it has ended."
        )

    class Meta:
        db_table = "people_engagement"
        ordering = ["employee_id", "first_day", "pk"]
        indexes = [models.Index(fields=["team", "first_day"], name="engagement_team_day")]
        constraints = [
            ends_after_it_begins("engagement_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | Q(is_temp=True), name="only_a_temp_stands_in"
            ),
            models.CheckConstraint(
                condition=Q(stands_in_for__isnull=True) | ~Q(stands_in_for=F("employee")),
                name="nobody_stands_in_for_self",
            ),
            models.UniqueConstraint(fields=["employee", "first_day"], name="one_engagement_begins_on_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.team}, {self.first_day}"

    def works(self, half_day: str) -> bool:
        """Whether the person works then in an ordinary week. half_day: one of HALF_DAYS."""
        return bool(self.half_days[HALF_DAYS.index(half_day)] == "1")

    def week(self) -> tuple[str, ...]:
        """The half-days worked in an ordinary week, as the planner's documents name them."""
        return tuple(name for name, mark in zip(HALF_DAYS, self.half_days, strict=True) if mark == "1")

    def as_planned(self) -> dict[str, Any]:
        """The week as one pattern of the planner's document."""
        return {"half_days": list(self.week()), "first_day": self.first_day, "last_day": self.last_day}
