"""Evaluations: who was asked and whether they answered, and what was answered, which nobody can bring together."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import EvaluationMoment
from samklang.delivery.models.course import Course
from samklang.delivery.models.session import Session


class EvaluationAsked(models.Model):
    """Somebody who was asked about a session, and whether they have answered; not what, nor when."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="evaluations_asked")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="evaluations_asked")
    """For what is asked some months later, the last one of the cohort."""
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="evaluations_asked")
    moment = models.CharField(max_length=8, choices=EvaluationMoment.choices)
    until = models.DateField()
    answered = models.BooleanField(default=False)

    class Privacy:
        """Whether somebody has answered, so that they are asked once."""

        person = "person"
        personal = {"person": Erase.ROW, "answered": Erase.ROW}
        plain = {"id", "course", "session", "moment", "until"}

    class Meta:
        db_table = "delivery_evaluation_asked"
        ordering = ["until", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person", "moment"], name="asked_once_about_a_session")
        ]

    def __str__(self) -> str:
        return f"{self.moment}, {self.until}"


class EvaluationAnswer(models.Model):
    """One answer, without whoever gave it: no person, no time, and a number that tells nothing of the order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="evaluation_answers")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="evaluation_answers")
    moment = models.CharField(max_length=8, choices=EvaluationMoment.choices)
    scores = models.JSONField(default=dict)
    """1 to 5 by the statement's key; statements left out are not there."""
    words = models.JSONField(default=dict)
    """What was written, by the question's key."""

    class Privacy:
        """Nobody's: who wrote it is not kept. Names that somebody has written in it are swept as everywhere."""

        personal: dict[str, Erase] = {}
        plain = {"id", "course", "session", "moment", "scores", "words"}

    class Meta:
        db_table = "delivery_evaluation_answer"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(moment__in=["at-once", "later"]), name="evaluation_answer_has_a_moment")
        ]

    def __str__(self) -> str:
        return self.moment
