"""What is asked of somebody before and after a session, so that what is learnt is used."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.bilingual import Text, text_from
from samklang.delivery.enums import AssignmentKind
from samklang.delivery.models.course import Course
from samklang.delivery.models.session import Session


class Assignment(models.Model):
    """One thing asked of one person. The words stay as they were when it was asked; nobody else reads the answer."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="assignments")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assignments")
    kind = models.CharField(max_length=10, choices=AssignmentKind.choices)
    competence = models.CharField(max_length=80)
    """The key of the competence it belongs to."""
    texts = models.JSONField(default=list)
    """{"da", "en"} each: one, or several to choose from or to answer."""
    due = models.DateField()
    peer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The colleague it is done with."""
    answer = models.JSONField(default=dict)
    """Under "text", or "choice", "tries" and "answers"."""
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """What somebody thinks of their own work; only they read it."""

        person = "person"
        personal = {
            "person": Erase.ROW, "answer": Erase.ROW, "done_at": Erase.ROW, "made_at": Erase.ROW, "peer": Erase.BLANK,
        }  # fmt: skip
        plain = {"id", "course", "session", "kind", "competence", "texts", "due"}

    class Meta:
        db_table = "delivery_assignment"
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["person", "done_at"], name="assignment_person_done")]
        constraints = [models.UniqueConstraint(fields=["session", "person", "kind"], name="asked_once_for_a_session")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.due}"

    def worded(self) -> list[Text]:
        """The texts in both languages."""
        return [text_from(one) for one in self.texts]

    def get_absolute_url(self) -> Any:
        """The page where it is done; trying and thinking about it stand on one."""
        if self.kind in (AssignmentKind.ATTEMPT, AssignmentKind.REFLECTION):
            return reverse("delivery:own-tries", args=[self.session_id])
        return reverse("delivery:own-task", args=[self.pk])
