"""How many must be left at the counter, and the days on which it is closed."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from samklang.access.models import Place
from samklang.people.models.dated import DatedQuerySet, ends_after_it_begins
from samklang.people.models.engagement import ALL_HALF_DAYS


class CoverNeed(models.Model):
    """The fewest people of a group to be at work on each of the half-days marked, from first_day to last_day.

    The group is everybody who matches each of team, role, skill and site that is given; at least one is. Where several
    needs of the same name apply to a half-day, the one that began last counts.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="cover_needs")
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=80, blank=True)
    skill = models.CharField(max_length=80, blank=True)
    site = models.CharField(max_length=80, blank=True)
    minimum = models.PositiveSmallIntegerField()
    half_days = models.CharField(max_length=10, default=ALL_HALF_DAYS, validators=[RegexValidator("^[01]{10}$")])
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Privacy:
        """A need is nobody's."""

        personal: dict[str, Any] = {}
        plain = {
            "id", "jobcentre", "name", "team", "role", "skill", "site", "minimum", "half_days", "first_day", "last_day",
        }  # fmt: skip

    class Meta:
        db_table = "people_cover_need"
        ordering = ["jobcentre_id", "name", "first_day", "pk"]
        constraints = [
            ends_after_it_begins("cover_need_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(team__isnull=False) | ~Q(role="") | ~Q(skill="") | ~Q(site=""),
                name="cover_need_names_a_group",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def half_days_a_week(self) -> int:
        """On how many half-days of an ordinary week."""
        return self.half_days.count("1")


class ClosedDay(models.Model):
    """A date on which the jobcentre is closed besides weekends and public holidays."""

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="closed_days")
    day = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    class Privacy:
        """A date is nobody's."""

        personal: dict[str, Any] = {}
        plain = {"id", "jobcentre", "day", "reason"}

    class Meta:
        db_table = "people_closed_day"
        ordering = ["jobcentre_id", "day"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "day"], name="closed_day_once_in_a_jobcentre")]

    def __str__(self) -> str:
        return str(self.day)
