"""Where in the organisation."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from samklang.access.enums import PlaceKind


class Place(models.Model):
    """A municipality, a jobcentre in it, or a team in that. Roles hold at a place and everything below it.

    `path` is the numbers from the municipality down, "/3/7/12/", so that everything below a place is found by prefix.
    """

    kind = models.CharField(max_length=12, choices=PlaceKind.choices)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=100, db_index=True, editable=False)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    """The last day the place exists; a team that was closed keeps its history."""

    class Privacy:
        """A place is nobody."""

        personal: dict[str, Any] = {}
        plain = {"id", "kind", "parent", "name", "path", "first_day", "last_day"}

    class Meta:
        db_table = "access_place"
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="place_name_once_in_its_parent"),
            models.CheckConstraint(
                condition=Q(kind=PlaceKind.MUNICIPALITY, parent__isnull=True)
                | (~Q(kind=PlaceKind.MUNICIPALITY) & Q(parent__isnull=False)),
                name="place_has_parent_unless_municipality",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, and the path once its number is known."""
        super().save(*args, **kwargs)
        path = f"{self.parent.path if self.parent else '/'}{self.pk}/"
        if self.path != path:
            self.path = path
            Place.objects.filter(pk=self.pk).update(path=path)

    def numbers(self) -> tuple[int, ...]:
        """The numbers of the places from the municipality down to this one."""
        return tuple(int(one) for one in self.path.strip("/").split("/"))
