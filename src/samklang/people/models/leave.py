"""A time somebody is not at work."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.people.enums import LeaveKind, Source
from samklang.people.models.dated import DatedQuerySet, ends_after_it_begins
from samklang.people.models.employee import Employee


class Leave(models.Model):
    """From first_day to last_day, both included; no last day where nobody knows yet.

    The kind may say something of somebody's health: only the person, their leader and who plans with it see it, others
    see "away". There is no room for a diagnosis or a note, on purpose.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="leaves")
    kind = models.CharField(max_length=10, choices=LeaveKind.choices)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source.choices, default=Source.TYPED)
    outside_key = models.CharField(max_length=200, blank=True)
    """What the file it came from calls it, so that the same entry is not read twice."""

    objects = DatedQuerySet.as_manager()

    class Privacy:
        """May tell of health: deleted with the person, and by retention long before."""

        person = "employee__person"
        personal = {
            "employee": Erase.ROW, "kind": Erase.ROW, "first_day": Erase.ROW, "last_day": Erase.ROW,
            "outside_key": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "source"}
        kept = {
            "leave-kind": "samklang.people.commands.retention.forget_why",
            "leave": "samklang.people.commands.retention.delete_leave",
        }

    class Meta:
        db_table = "people_leave"
        ordering = ["employee_id", "first_day", "pk"]
        indexes = [models.Index(fields=["first_day", "last_day"], name="leave_days")]
        constraints = [ends_after_it_begins("leave_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.employee}, {self.first_day}"
