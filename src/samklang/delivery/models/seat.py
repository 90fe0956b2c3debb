"""A person's seat in a course."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import SeatState
from samklang.delivery.models.course import Course


class Seat(models.Model):
    """One person in one cohort. A person has one seat in a course at a time; those given up stay as history."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    cohort = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=SeatState.choices, default=SeatState.HELD)
    since = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was given up, in somebody's own words."""

    class Privacy:
        """Who goes in which cohort."""

        person = "person"
        personal = {
            "person": Erase.ROW, "cohort": Erase.ROW, "state": Erase.ROW, "since": Erase.ROW, "reason": Erase.ROW,
            "decided_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "course"}

    class Meta:
        db_table = "delivery_seat"
        ordering = ["course_id", "cohort", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"], condition=Q(state=SeatState.HELD), name="one_seat_in_a_course"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.cohort}"
