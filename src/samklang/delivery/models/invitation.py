"""A person's calendar entry for a session: the same entry for as long as it concerns the same part of the course."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.models.course import Course
from samklang.delivery.models.session import Session


class Invitation(models.Model):
    """What the person's calendar has been told.

    One entry (UID) for one part of a course, also when the person changes cohort: it moves. The sequence rises each
    time something is told that a calendar must act upon.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    slot = models.CharField(max_length=80)
    """The session's slot; for who teaches it, with the cohort: "M1@3"."""
    teaches = models.BooleanField()
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="invitations")
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)
    """False once the entry has been taken back."""
    told = models.JSONField(default=dict)
    """What was last told: `delivery.told.facts`."""
    changed_at = models.DateTimeField()
    reminded_for = models.DateTimeField(null=True, blank=True)
    """The beginning that the person was last reminded of; another one is reminded of anew."""

    class Privacy:
        """Where somebody is to be when."""

        person = "person"
        personal = {
            "person": Erase.ROW, "told": Erase.ROW, "slot": Erase.ROW, "teaches": Erase.ROW, "active": Erase.ROW,
            "changed_at": Erase.ROW, "reminded_for": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "course", "session", "uid", "sequence"}

    class Meta:
        db_table = "delivery_invitation"
        ordering = ["course_id", "person_id", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["course", "person", "slot"], name="one_entry_for_a_part_of_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.uid}, {self.sequence}"
