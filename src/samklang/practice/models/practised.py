"""What somebody has practised with besides the branching cases."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.practice.enums import PractisedKind


class Practised(models.Model):
    """That a card or an exercise was tried on a day. Nobody else ever sees it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="practised")
    kind = models.CharField(max_length=10, choices=PractisedKind.choices)
    framework = models.SlugField(max_length=60)
    key = models.SlugField(max_length=80)
    """The card's or the exercise's: `practice/content`."""
    day = models.DateField()

    class Privacy:
        """Private to the one who practised."""

        person = "person"
        personal = {"person": Erase.ROW, "kind": Erase.ROW, "framework": Erase.ROW, "key": Erase.ROW, "day": Erase.ROW}
        plain = {"id"}
        kept = {"practice-walk": "samklang.practice.commands.retention.delete_practised"}

    class Meta:
        db_table = "practice_practised"
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["person", "kind", "key", "day"], name="practised_once_a_day")]

    def __str__(self) -> str:
        return f"{self.key}, {self.day}"
