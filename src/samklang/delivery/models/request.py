"""What a member of staff asks about their seat."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import WAITS, RequestState, Wanted
from samklang.delivery.models.course import Course


class SeatRequest(models.Model):
    """A seat, another cohort, a swap with a colleague or to give the seat up: asked for, and how it went."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="seat_requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seat_requests")
    wanted = models.CharField(max_length=8, choices=Wanted.choices)
    cohort = models.PositiveIntegerField(null=True, blank=True)
    """The cohort they would go to; None for giving the seat up."""
    other = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="swaps_asked")
    """The colleague they would swap with; for a seat, the one whose seat it is until it is taken over."""
    reason = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=RequestState.choices)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    """Why it was refused, in somebody's own words."""

    class Privacy:
        """What somebody wished about their seat, and what was answered."""

        person = "person"
        personal = {
            "person": Erase.ROW, "wanted": Erase.ROW, "cohort": Erase.ROW, "other": Erase.ROW, "reason": Erase.ROW,
            "state": Erase.ROW, "asked_at": Erase.ROW, "due_at": Erase.ROW, "decided_at": Erase.ROW,
            "answer": Erase.ROW, "decided_by": Erase.KEEP,
        }  # fmt: skip
        plain = {"id", "course"}

    class Meta:
        db_table = "delivery_seat_request"
        ordering = ["course_id", "asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"], condition=Q(state__in=list(WAITS)), name="one_wish_about_a_seat_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.wanted}: {self.state}"
