"""The outbox: every mail about a course, from when it is written down until it is known to have arrived or not."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import Method
from samklang.delivery.models.course import Course
from samklang.delivery.models.invitation import Invitation
from samklang.delivery.models.posted import Posted


class Mail(Posted):
    """One mail to one person. What it says is put together when it is sent, from the letter's text and the facts."""

    course = models.ForeignKey(Course, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mails")
    letter = models.CharField(max_length=40)
    """The key of the letter: `delivery.letters`."""
    facts = models.JSONField(default=dict)
    """What stands in the letter's fields. Times as ISO text; they are written out in the reader's language."""
    invitation = models.ForeignKey(Invitation, null=True, blank=True, on_delete=models.CASCADE, related_name="mails")
    method = models.CharField(max_length=8, choices=Method.choices, blank=True, default="")
    sequence = models.PositiveIntegerField(default=0)
    urgent = models.BooleanField(default=False)
    """Whether it may be sent in the quiet hours: it concerns today or tomorrow."""
    digest = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="gathered")
    """The day's digest that it went out in."""

    class Privacy:
        """What somebody was told when."""

        person = "person"
        personal = {
            "person": Erase.ROW, "letter": Erase.ROW, "facts": Erase.ROW, "written_at": Erase.ROW, "sent_at": Erase.ROW,
            "error": Erase.ROW,
        }  # fmt: skip
        plain = {
            "id", "course", "invitation", "method", "sequence", "state", "urgent", "not_before", "message_id",
            "attempts", "claimed_at", "digest",
        }  # fmt: skip
        kept = {"mail": "samklang.delivery.commands.retention.delete_mails"}

    class Meta:
        db_table = "delivery_mail"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="mail_state_not_before")]

    def __str__(self) -> str:
        return f"{self.letter}, {self.state}"
