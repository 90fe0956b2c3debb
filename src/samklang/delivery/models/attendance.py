"""What is said of a mark afterwards: that it was corrected, and notes to whoever runs the course."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import Mark
from samklang.delivery.models.session import Participation, Session


class AttendanceCorrection(models.Model):
    """A mark that was set and then changed for a reason, once the session's day was over."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="corrections")
    before = models.CharField(max_length=8, choices=Mark.choices)
    before_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    after = models.CharField(max_length=8, choices=Mark.choices)
    after_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    """Why, in the words of who corrected it; the person reads it."""
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        """What somebody's attendance was before."""

        person = "participation__person"
        personal = {
            "participation": Erase.ROW, "before": Erase.ROW, "before_minutes": Erase.ROW, "after": Erase.ROW,
            "after_minutes": Erase.ROW, "reason": Erase.ROW, "at": Erase.ROW, "by": Erase.KEEP,
        }  # fmt: skip
        plain = {"id"}

    class Meta:
        db_table = "delivery_attendance_correction"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.before}, {self.after}"


class AttendanceNote(models.Model):
    """A few words about who was there, to whoever runs the course.

    From the trainer, that somebody came who was not expected; or from the person themselves, that their mark is wrong.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    participation = models.ForeignKey(
        Participation, null=True, blank=True, on_delete=models.CASCADE, related_name="notes"
    )
    """The mark that its own person says is wrong; none where it is about somebody who was not expected."""
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attendance_notes")
    """Who wrote it."""
    text = models.CharField(max_length=300)
    written_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        """What somebody wrote about a mark."""

        person = "person"
        personal = {
            "person": Erase.ROW, "text": Erase.ROW, "participation": Erase.ROW, "written_at": Erase.ROW,
            "settled_at": Erase.ROW, "settled_by": Erase.KEEP,
        }  # fmt: skip
        plain = {"id", "session"}

    class Meta:
        db_table = "delivery_attendance_note"
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(settled_at=None), name="one_open_note_about_a_mark"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}, {self.written_at:%Y-%m-%d}"
