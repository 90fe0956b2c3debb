"""Two questions to a citizen after a conversation, kept apart from who answered and from whom they spoke with."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.citizens.enums import DoorKind, Involved, SameWay


class FeedbackDoor(models.Model):
    """A way to the two questions: a link that is used once, or a code on the wall of a team."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="feedback_doors")
    team = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=6, choices=DoorKind.choices)
    token_key = models.CharField(max_length=64, unique=True)
    """The link's secret, scrambled; of a code on the wall the secret can be made anew, not read again."""
    title = models.CharField(max_length=80, blank=True)
    """Where a code hangs."""
    until = models.DateField(null=True, blank=True)
    used = models.BooleanField(default=False)
    """Whether a link that is used once has been."""
    closed_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who made a code on the wall; of a link that is used once nobody is kept, since it would say whom it is about."""
    made_on = models.DateField()

    class Privacy:
        """Who put a code up is kept; who was spoken with is not known."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "team", "kind", "token_key", "title", "until", "used", "closed_at", "made_on",
        }  # fmt: skip

    class Meta:
        db_table = "citizens_feedback_door"
        ordering = ["jobcentre_id", "-made_on", "-pk"]

    def __str__(self) -> str:
        return self.title or str(self.pk)


class FeedbackAnswer(models.Model):
    """One answer: no day, only the quarter, and a number that tells nothing of the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="feedback_answers")
    team = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL, related_name="+")
    quarter = models.CharField(max_length=6)
    """Such as "2026Q4"."""
    kind = models.CharField(max_length=6, choices=DoorKind.choices)
    involved = models.PositiveSmallIntegerField(choices=Involved.choices)
    same = models.CharField(max_length=6, choices=SameWay.choices, blank=True)

    class Privacy:
        """Nobody's: neither who answered nor whom they spoke with is kept."""

        personal: dict[str, Erase] = {}
        plain = {"id", "jobcentre", "team", "quarter", "kind", "involved", "same"}

    class Meta:
        db_table = "citizens_feedback_answer"
        ordering = ["pk"]
        indexes = [models.Index(fields=["jobcentre", "quarter"], name="feedback_of_quarter")]
        constraints = [
            models.CheckConstraint(condition=Q(involved__gte=1, involved__lte=5), name="involved_is_from_one_to_five")
        ]

    def __str__(self) -> str:
        return f"{self.quarter}: {self.involved}"
