"""What a citizen is sent before a conversation: a link, and nothing of who they are."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.citizens.enums import Reading


class PreparationText(models.Model):
    """The text of one reading level in one language, where the jobcentre has its own or has added a language."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="preparation_texts")
    level = models.CharField(max_length=6, choices=Reading.choices)
    language = models.CharField(max_length=12)
    """By its tag, such as "da", "ar" or "pt-br" (BCP 47), in small letters."""
    language_name = models.CharField(max_length=60)
    """What the language is called in itself."""
    content = models.JSONField(default=dict)
    """As a level in `citizens/content/preparation.toml`, with the names of the topics."""
    changed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        """Who wrote it is kept with the text."""

        person = "changed_by"
        personal = {"changed_by": Erase.KEEP}
        plain = {"id", "jobcentre", "level", "language", "language_name", "content", "changed_at"}

    class Meta:
        db_table = "citizens_preparation_text"
        ordering = ["jobcentre_id", "language", "level"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "level", "language"], name="preparation_text_once")]

    def __str__(self) -> str:
        return f"{self.language}, {self.level}"


class Preparation(models.Model):
    """One link for one conversation. The citizen is not in it: only a scrambled case number that leads nowhere."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="preparations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="preparations")
    """Who holds the conversation."""
    case_key = models.CharField(max_length=64)
    """The case system's reference, scrambled with a key that never leaves the house."""
    token_key = models.CharField(max_length=64, unique=True)
    """The link's secret, scrambled."""
    day = models.DateField()
    level = models.CharField(max_length=6, choices=Reading.choices, default=Reading.PLAIN)
    language = models.CharField(max_length=12, default="da")
    topics = models.JSONField(default=list)
    """Keys of what the citizen ticked."""
    answered_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Privacy:
        """The counsellor's; deleted some days after the conversation."""

        person = "person"
        personal = {
            "person": Erase.ROW, "day": Erase.ROW, "topics": Erase.ROW, "answered_at": Erase.ROW, "made_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "jobcentre", "case_key", "token_key", "level", "language"}
        secret = frozenset({"case_key", "token_key"})
        kept = {"preparation": "samklang.citizens.commands.retention.delete_preparations"}

    class Meta:
        db_table = "citizens_preparation"
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["person", "day"], name="preparation_of_person")]

    def __str__(self) -> str:
        return f"{self.pk}, {self.day}"
