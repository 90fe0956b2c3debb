"""Looking back on one's own conversation in two minutes."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place


class ConversationReview(models.Model):
    """How somebody saw a conversation of their own. Others see only how a group's go, above the smallest group."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="conversation_reviews")
    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="conversation_reviews")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The person's team on the day."""
    day = models.DateField()
    answers = models.JSONField(default=dict)
    """1 to 5 by the key of the question: `citizens/content/reviews.toml`; left out where one could not say."""
    next_time = models.CharField(max_length=300, blank=True)
    """One thing to try. In no figure, on nobody else's page."""
    at = models.DateTimeField()

    class Privacy:
        """Private to the one who wrote it; its levels are counted in groups."""

        person = "person"
        personal = {
            "person": Erase.ROW, "team": Erase.ROW, "day": Erase.ROW, "answers": Erase.ROW, "next_time": Erase.ROW,
            "at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "jobcentre"}
        kept = {"conversation-review": "samklang.citizens.commands.retention.delete_reviews"}

    class Meta:
        db_table = "citizens_review"
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["person", "day"], name="review_of_person"),
            models.Index(fields=["jobcentre", "day"], name="review_of_jobcentre"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
