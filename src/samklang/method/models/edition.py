"""A framework, and its texts as they were published at one time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.method.enums import EditionOrigin
from samklang.method.models.worded import Worded, line, prose


class Framework(models.Model):
    """One domain of a jobcentre's work: conversations with citizens, meetings with companies, triage.

    Everything it says stands in its editions.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="frameworks")
    key = models.SlugField(max_length=40)
    """The same for the same domain everywhere, so that jobcentres can compare: "conversation"."""
    created_at = models.DateTimeField()

    class Privacy:
        """A framework is nobody's."""

        personal: dict[str, Erase] = {}
        plain = {"id", "jobcentre", "key", "created_at"}

    class Meta:
        db_table = "method_framework"
        ordering = ["jobcentre_id", "key"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "key"], name="framework_once_in_a_jobcentre")]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        """The framework's page."""
        return reverse("method:framework", args=[self.pk])


class Edition(Worded):
    """The whole of a framework's texts. A draft can be changed; what has been published stands as it is.

    Rounds, ratings and judgements point at rows of an edition, so they stay with the words they were made by. A row
    is the same thing in two editions when it has the same key.
    """

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    """1, 2, 3 … within the framework."""
    origin = models.CharField(max_length=10, choices=EditionOrigin.choices)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name_da = line()
    name_en = line()
    description_da = prose()
    description_en = prose()
    reason = models.CharField(max_length=500, blank=True)
    """Why it was published, in words for colleagues."""
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    first_day = models.DateField(null=True, blank=True)
    """The day from which it holds; None for a draft."""

    class Privacy:
        """Who decided is kept, as for every decision."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP, "published_by": Erase.KEEP}
        plain = {
            "id", "framework", "number", "origin", "based_on", "name_da", "name_en", "description_da",
            "description_en", "reason", "made_at", "published_at", "first_day",
        }  # fmt: skip

    class Meta:
        db_table = "method_edition"
        ordering = ["framework_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["framework"], condition=Q(published_at=None), name="one_draft_of_a_framework"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, first_day__isnull=True)
                | (Q(published_at__isnull=False, first_day__isnull=False) & ~Q(reason="")),
                name="edition_is_published_with_day_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_da}, {self.number}"

    def get_absolute_url(self) -> str:
        """The edition's page."""
        return reverse("method:edition", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.published_at is None
