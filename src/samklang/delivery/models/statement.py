"""What another system that collects learning is told (xAPI), one statement at a time."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import StatementState, StatementVerb


class Statement(models.Model):
    """One statement, written once for one thing that happened and sent until the store has it.

    Its number is made from what it is about, so a statement sent twice is one statement in the store.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="statements")
    verb = models.CharField(max_length=10, choices=StatementVerb.choices)
    about = models.BigIntegerField()
    """The number of the participation, the check or the certificate it is about."""
    document = models.JSONField()
    state = models.CharField(max_length=8, choices=StatementState.choices, default=StatementState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    """What the store answered."""

    class Privacy:
        """What was told of somebody, under a number that is not theirs elsewhere."""

        person = "person"
        personal = {
            "person": Erase.ROW, "verb": Erase.ROW, "about": Erase.ROW, "document": Erase.ROW, "written_at": Erase.ROW,
            "sent_at": Erase.ROW, "error": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "state", "attempts", "not_before"}

    class Meta:
        db_table = "delivery_statement"
        ordering = ["written_at", "id"]
        indexes = [models.Index(fields=["state", "not_before"], name="statement_state_not_before")]
        constraints = [models.UniqueConstraint(fields=["verb", "about"], name="stated_once")]

    def __str__(self) -> str:
        return f"{self.verb}, {self.state}"
