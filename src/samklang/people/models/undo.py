"""What is kept for a day so that a change can be taken back."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.people.models.employee import Employee


class Undo(models.Model):
    """The rows that one change of an employee's engagements, leave or roles touched, as they were before and after.

    It is undone only while the rows are still as the change left them. Kept for a day: it may hold why somebody was
    away, and nobody reads it but the command that undoes.
    """

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="undos")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    deed = models.SlugField(max_length=40)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """May tell of health, as the leave it remembers: deleted with the person, and after a day."""

        person = "employee__person"
        personal = {"employee": Erase.ROW, "by": Erase.ROW, "before": Erase.ROW, "after": Erase.ROW}
        plain = {"id", "deed", "made_at", "undone_at"}
        kept = {"undo": "samklang.people.commands.retention.delete_undos"}

    class Meta:
        db_table = "people_undo"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["made_at"], name="undo_made")]

    def __str__(self) -> str:
        return f"{self.deed}, {self.employee}"
