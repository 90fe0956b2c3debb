"""Companies that get another owner, each with a note, until whoever takes them over has said so."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import HandOverReason, HandOverState, ItemState
from samklang.companies.models.company import Company


class HandOver(models.Model):
    """One person's companies on their way to others."""

    giver = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hand_overs")
    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=8, choices=HandOverReason.choices)
    first_day = models.DateField()
    """From when on the others own them."""
    back_on = models.DateField(null=True, blank=True)
    """For a leave: the day they come back to the giver."""
    state = models.CharField(max_length=10, choices=HandOverState.choices, default=HandOverState.DRAFT)
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """None where the night began it, since somebody would have left with companies nobody has."""
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    """When the companies went back to the giver after a leave."""

    class Privacy:
        """Whose companies went to whom."""

        person = "giver"
        personal = {
            "giver": Erase.ROW,
            "reason": Erase.ROW,
            "first_day": Erase.ROW,
            "back_on": Erase.ROW,
            "made_by": Erase.KEEP,
        }
        plain = {"id", "municipality", "state", "made_at", "sent_at", "returned_at"}

    class Meta:
        db_table = "companies_hand_over"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver"], condition=Q(state="draft"), name="one_hand_over_is_prepared_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver}, {self.first_day}"

    def get_absolute_url(self) -> Any:
        """The page of the hand-over."""
        return reverse("companies:hand-over", args=[self.pk])


class HandOverItem(models.Model):
    """One company in a hand-over."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.CASCADE, related_name="items")
    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="hand_over_items")
    receiver = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="handed_to")
    note = models.TextField(blank=True)
    tell_company = models.BooleanField(default=True)
    """Whether the company is written to about its new contact."""
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.WAITING)
    said = models.CharField(max_length=300, blank=True)
    """Why it was sent back."""
    settled_at = models.DateTimeField(null=True, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    """When the receiver became the owner: at the receipt, or on the first day where that comes later."""
    moved = models.JSONField(default=dict)
    """The numbers of the rows that went to the receiver, by the name of their table, so that a loan can go back."""

    class Privacy:
        """Who took what over."""

        person = "receiver"
        personal = {"receiver": Erase.KEEP}
        plain = {
            "id", "hand_over", "company", "note", "tell_company", "state", "said", "settled_at", "moved_at", "moved",
        }  # fmt: skip

    class Meta:
        db_table = "companies_hand_over_item"
        ordering = ["hand_over_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "company"], name="company_once_in_a_hand_over"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.state}"
