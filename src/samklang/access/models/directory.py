"""What the municipality's directory calls a person or a team."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models.person import Person
from samklang.access.models.place import Place


class DirectoryEntry(models.Model):
    """What the directory says that has no place of its own in the register; one for each person or team it sent.

    `title`, `number` and `manager` wait here for somebody who is not employed yet. Once they are, the register holds
    them, and what stands here is no longer looked at.
    """

    person = models.OneToOneField(Person, null=True, on_delete=models.CASCADE, related_name="directory_entry")
    team = models.OneToOneField(Place, null=True, on_delete=models.CASCADE, related_name="directory_entry")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="directory_entries")
    """The place of the token that brought it."""
    external_id = models.CharField(max_length=255, blank=True)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=40, blank=True)
    manager = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)
    """When the directory deleted it; the person and what is known of them stay."""

    class Privacy:
        """Ordinary personal data of the account."""

        person = "person"
        personal = {
            "person": Erase.ROW, "external_id": Erase.ROW, "given_name": Erase.ROW, "family_name": Erase.ROW,
            "title": Erase.ROW, "number": Erase.ROW, "manager": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "team", "place", "removed_at"}

    class Meta:
        db_table = "access_directory_entry"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(team__isnull=True), name="directory_entry_is_of_one"
            )
        ]

    def __str__(self) -> str:
        return str(self.person or self.team)
