"""A letter as a jobcentre has written it."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place


class LetterText(models.Model):
    """The wording of one letter in one language at one jobcentre. Where there is none, Samklang's own holds."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="letter_texts")
    letter = models.CharField(max_length=40)
    """The key of the letter: `delivery.letters`."""
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    edited_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edited_at = models.DateTimeField()

    class Privacy:
        """A text of the jobcentre; whoever wrote it is named as the one who did."""

        person = "edited_by"
        personal = {"edited_by": Erase.KEEP}
        plain = {"id", "jobcentre", "letter", "language", "subject", "body", "edited_at"}

    class Meta:
        db_table = "delivery_letter_text"
        ordering = ["jobcentre_id", "letter", "language"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "letter", "language"], name="one_wording_of_a_letter")
        ]

    def __str__(self) -> str:
        return f"{self.letter}, {self.language}"
