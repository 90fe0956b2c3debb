"""Somebody says that what is held on them is wrong."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import CorrectionState, Erase
from samklang.access.models.person import Person
from samklang.access.models.place import Place


class Correction(models.Model):
    """What a person says is wrong about them, and what they were answered. At most a month may pass between."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="corrections")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="corrections")
    """Where it is answered."""
    what_is_wrong = models.TextField(max_length=2000)
    what_is_right = models.TextField(max_length=2000)
    asked_at = models.DateTimeField()
    last_day = models.DateField()
    """The last day to answer."""
    state = models.CharField(max_length=10, choices=CorrectionState.choices, default=CorrectionState.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Free text about a person: deleted with them."""

        person = "person"
        personal = {
            "person": Erase.ROW, "what_is_wrong": Erase.ROW, "what_is_right": Erase.ROW, "answer": Erase.ROW,
            "state": Erase.ROW, "answered_by": Erase.KEEP,
        }  # fmt: skip
        plain = {"id", "place", "asked_at", "last_day", "answered_at"}
        kept = {"correction": "samklang.access.commands.retention.delete_corrections"}

    class Meta:
        db_table = "access_correction"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["place", "state"], name="correction_place_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[CorrectionState.OPEN, CorrectionState.WITHDRAWN])
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="correction_is_answered_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.asked_at:%Y-%m-%d}"
