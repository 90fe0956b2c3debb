"""A knowledge check: questions drawn for one person, and what they answered."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.delivery.models.course import Course
from samklang.delivery.questions import Question, question_from


class KnowledgeCheck(models.Model):
    """One try. The questions stay as they were asked; only the person sees what they answered and how it went."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="checks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="knowledge_checks")
    competences = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    """As they were drawn: `delivery.questions.Question.as_document`."""
    seed = models.PositiveBigIntegerField()
    """What they were drawn with."""
    pass_mark = models.PositiveSmallIntegerField()
    """Per cent that must be right, as it was when the check began."""
    answers = models.JSONField(default=dict)
    """The places of the chosen options, by the question's key."""
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField()
    right = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)

    class Privacy:
        """What somebody knows; only they see it, others see counts of five or more."""

        person = "person"
        personal = {
            "person": Erase.ROW, "answers": Erase.ROW, "begun_at": Erase.ROW, "finished_at": Erase.ROW,
            "right": Erase.ROW, "passed": Erase.ROW, "questions": Erase.ROW, "seed": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "course", "competences", "pass_mark", "asked"}

    class Meta:
        db_table = "delivery_knowledge_check"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "person"], condition=Q(finished_at=None), name="one_check_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None, right=None, passed=None)
                | Q(finished_at__isnull=False, right__isnull=False, passed__isnull=False, right__lte=F("asked")),
                name="a_finished_check_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.begun_at:%Y-%m-%d}"

    def get_absolute_url(self) -> Any:
        """What came of it."""
        return reverse("delivery:own-check", args=[self.pk])

    def asked_questions(self) -> list[Question]:
        """The questions in the order they are asked."""
        return [question_from(one) for one in self.questions]

    def chosen(self, key: str) -> list[int]:
        """What was chosen for a question; nothing where it is not answered."""
        return [int(one) for one in self.answers.get(key, [])]


class OwnQuestion(models.Model):
    """A jobcentre's own question, or its own wording of one of Samklang's, or that one of them is not asked there.

    The newest version of a key holds; checks that were taken before keep the words they asked.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="own_questions")
    framework = models.CharField(max_length=40)
    key = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    document = models.JSONField(default=dict)
    """`delivery.questions.Question.as_document`."""
    retired = models.BooleanField(default=False)
    """Whether it is asked no more."""
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Privacy:
        """Who worded a question."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {"id", "jobcentre", "framework", "key", "version", "document", "retired", "made_at"}

    class Meta:
        db_table = "delivery_own_question"
        ordering = ["framework", "key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "framework", "key", "version"], name="one_wording_of_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.version}"
