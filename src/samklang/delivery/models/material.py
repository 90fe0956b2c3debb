"""Material of a course, in versions: everybody sees the newest, the older ones are kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import MaterialKind
from samklang.delivery.models.course import Course


class Material(models.Model):
    """A file or a link that belongs to a course, or to one of its modules."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="materials")
    module = models.CharField(max_length=200, blank=True)
    """The id of the module; empty where it belongs to the whole course."""
    title = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """From when on nobody is shown it any more."""

    class Privacy:
        """Nobody's."""

        personal: dict[str, Erase] = {}
        plain = {"id", "course", "module", "title", "withdrawn_at"}

    class Meta:
        db_table = "delivery_material"
        ordering = ["course_id", "module", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class MaterialVersion(models.Model):
    """The material as it was from a day on."""

    material = models.ForeignKey(Material, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, choices=MaterialKind.choices)
    link = models.URLField(max_length=500, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    content = models.BinaryField(null=True, blank=True)
    size = models.PositiveIntegerField(default=0)
    """In bytes."""
    note = models.CharField(max_length=300, blank=True)
    """What is new in it."""
    added_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Privacy:
        """Who put it there."""

        person = "added_by"
        personal = {"added_by": Erase.KEEP}
        plain = {"id", "material", "number", "kind", "link", "file_name", "content", "size", "note", "added_at"}

    class Meta:
        db_table = "delivery_material_version"
        ordering = ["material_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["material", "number"], name="one_version_of_a_number"),
            models.CheckConstraint(
                condition=Q(kind="link", content=None) & ~Q(link="")
                | ~Q(kind="link") & Q(link="", content__isnull=False),
                name="material_is_a_link_or_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material}, {self.number}"
