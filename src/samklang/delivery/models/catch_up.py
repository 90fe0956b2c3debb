"""How somebody who came after the course began catches up."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.models.course import Course


class CatchUp(models.Model):
    """The plan for a newcomer or a temp: the seat they got, or why they wait. Made once for a person in a course."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="catch_ups")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="catch_ups")
    cohort = models.PositiveIntegerField(null=True, blank=True)
    """The cohort in which they got a seat; None where they wait for one."""
    why = models.JSONField(default=list)
    """Why no cohort could take them, each in every language."""
    made_at = models.DateTimeField()

    class Privacy:
        """When somebody new learns what the others have learnt."""

        person = "person"
        personal = {"person": Erase.ROW, "cohort": Erase.ROW, "why": Erase.ROW, "made_at": Erase.ROW}
        plain = {"id", "course"}

    class Meta:
        db_table = "delivery_catch_up"
        ordering = ["course_id", "made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["course", "person"], name="one_catch_up_plan_in_a_course")]

    def __str__(self) -> str:
        return f"{self.course}, {self.made_at:%Y-%m-%d}"
