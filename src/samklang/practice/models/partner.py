"""The language model as a partner to practise with: whether a jobcentre has it, and what somebody said to it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.calibration.models import Machine
from samklang.practice.enums import TalkState
from samklang.practice.models.branching import BranchingCase


class PartnerSwitch(models.Model):
    """Whether a jobcentre's staff may practise with the language model. Off where there is no row."""

    jobcentre = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="partner_switch")
    on = models.BooleanField(default=False)
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Who decided is kept, as for every decision."""

        person = "set_by"
        personal = {"set_by": Erase.KEEP}
        plain = {"id", "jobcentre", "on", "reason", "set_at"}

    class Meta:
        db_table = "practice_partner_switch"
        ordering = ["jobcentre_id"]

    def __str__(self) -> str:
        return f"{self.jobcentre}, {self.on}"


class Talk(models.Model):
    """What somebody said to the language model and what it answered. Nobody else ever sees it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="practice_talks")
    case = models.ForeignKey(BranchingCase, on_delete=models.CASCADE, related_name="talks")
    machine = models.ForeignKey(Machine, null=True, on_delete=models.SET_NULL, related_name="+")
    """The model with its instructions, by whose licences feedback is given."""
    language = models.CharField(max_length=2)
    turns = models.JSONField(default=list)
    """{"by": "learner" or "other", "text": …}, in order; what is personal is taken out before it is kept or sent."""
    feedback = models.JSONField(default=dict)
    """By the indicator's key: {"shown": …, "line": number of the turn, "why": …}; empty until it is asked for."""
    state = models.CharField(max_length=10, choices=TalkState.choices, default=TalkState.OPEN)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Privacy:
        """Private to the one who practised."""

        person = "person"
        personal = {
            "person": Erase.ROW, "turns": Erase.ROW, "feedback": Erase.ROW, "language": Erase.ROW,
            "begun_at": Erase.ROW, "changed_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "case", "machine", "state"}
        kept = {"practice-talk": "samklang.practice.commands.retention.delete_talks"}

    class Meta:
        db_table = "practice_talk"
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["person", "begun_at"], name="talk_of_person")]

    def __str__(self) -> str:
        return f"{self.case_id}, {self.begun_at:%Y-%m-%d}"

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("practice:talk", args=[self.pk])
