"""What staff are told before they are measured."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase, NoticeState, Purpose
from samklang.access.models.person import Person
from samklang.access.models.place import Place


class Notice(models.Model):
    """One purpose of measuring at one jobcentre: why, with which data, how handled, when discussed, from when.

    A draft can be changed; what has been announced stands as it was said, and can only be withdrawn.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="notices")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    why = models.TextField(max_length=1000, blank=True)
    """The operational reason."""
    data = models.TextField(max_length=1000, blank=True)
    """Which data are collected, and how."""
    handling = models.TextField(max_length=1000, blank=True)
    """Who sees them, what they are used for and not, and when they are deleted."""
    works_council_day = models.DateField(null=True, blank=True)
    """When it was discussed in the works council."""
    first_day = models.DateField(null=True, blank=True)
    """The first day on which measuring may take place."""
    announced_day = models.DateField(null=True, blank=True)
    notice_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """The days of notice that applied when it was announced."""
    withdrawn_day = models.DateField(null=True, blank=True)
    """From this day on it is no longer in force."""
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="notices_written")
    announced_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        """Who wrote it belongs to the notice, which must be shown to have been given; they stand as a number."""

        person = "written_by"
        personal = {"written_by": Erase.KEEP, "announced_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "purpose", "why", "data", "handling", "works_council_day", "first_day", "announced_day",
            "notice_days", "withdrawn_day",
        }  # fmt: skip

    class Meta:
        db_table = "access_notice"
        ordering = ["jobcentre_id", "purpose", "-pk"]
        indexes = [models.Index(fields=["jobcentre", "purpose"], name="notice_purpose")]
        constraints = [
            models.CheckConstraint(
                condition=Q(announced_day__isnull=True)
                | (Q(works_council_day__isnull=False, first_day__isnull=False, notice_days__isnull=False)
                    & ~Q(why="") & ~Q(data="") & ~Q(handling="")),
                name="notice_is_complete_when_announced",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_day__isnull=True) | Q(announced_day__isnull=False),
                name="only_an_announced_notice_is_withdrawn",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.jobcentre}"

    def state_on(self, day: date) -> NoticeState:
        """How far it has come on the day."""
        if self.announced_day is None or self.announced_day > day:
            return NoticeState.DRAFT
        if self.withdrawn_day is not None and self.withdrawn_day <= day:
            return NoticeState.WITHDRAWN
        begun = self.first_day is not None and self.first_day <= day
        return NoticeState.IN_FORCE if begun else NoticeState.ANNOUNCED

    def earliest_day(self, announced_day: date, notice_days: int) -> date:
        """The first day that gives the days of notice, where it is announced on the day."""
        return announced_day + timedelta(days=notice_days)
