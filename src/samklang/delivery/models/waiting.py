"""Who waits for a seat, and the seats that are offered them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import OfferState
from samklang.delivery.models.course import Course


class WaitingPlace(models.Model):
    """A place in the line for a seat. The order is when one joined, and for those who joined together the number."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="waiting")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="waiting")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    """When they got a seat or left the line; those without are in it."""

    class Privacy:
        """Who would like a seat."""

        person = "person"
        personal = {"person": Erase.ROW, "joined_at": Erase.ROW, "left_at": Erase.ROW}
        plain = {"id", "course"}

    class Meta:
        db_table = "delivery_waiting_place"
        ordering = ["course_id", "joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"], condition=Q(left_at=None), name="one_place_in_a_waiting_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.joined_at:%Y-%m-%d}"


class Offer(models.Model):
    """A seat offered to one person until a time."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seat_offers")
    cohort = models.PositiveIntegerField()
    instead_of = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who keeps the seat until it is taken, where the cohort cannot do with one fewer."""
    why = models.JSONField(default=dict)
    """Why this person is asked, in every language; for whoever runs the course."""
    state = models.CharField(max_length=10, choices=OfferState.choices, default=OfferState.OPEN)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who was asked whether they want a seat, and what they said."""

        person = "person"
        personal = {
            "person": Erase.ROW, "cohort": Erase.ROW, "state": Erase.ROW, "made_at": Erase.ROW, "due_at": Erase.ROW,
            "answered_at": Erase.ROW, "why": Erase.ROW, "instead_of": Erase.BLANK,
        }  # fmt: skip
        plain = {"id", "course"}

    class Meta:
        db_table = "delivery_offer"
        ordering = ["course_id", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"], condition=Q(state=OfferState.OPEN), name="one_open_offer_for_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.cohort}: {self.state}"

    def get_absolute_url(self) -> str:
        """Where it is answered."""
        return reverse("delivery:offer", args=[self.pk])
