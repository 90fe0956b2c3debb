"""The plan that holds, and each person's sessions in it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.planning.models.programme import Programme
from samklang.planning.models.variant import Variant


class Publication(models.Model):
    """From when to when a plan held. A programme has one that holds, or none."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="publications")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="publications")
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """When the next one took its place, or it was withdrawn."""
    withdrawn_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        """Who decided is kept, as for every decision."""

        person = "published_by"
        personal = {"published_by": Erase.KEEP, "withdrawn_by": Erase.KEEP}
        plain = {"id", "programme", "variant", "published_at", "ended_at"}

    class Meta:
        db_table = "planning_publication"
        ordering = ["programme_id", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme"], condition=Q(ended_at=None), name="one_publication_holds")
        ]

    def __str__(self) -> str:
        return f"{self.variant}, {self.published_at:%Y-%m-%d}"


class PublishedSession(models.Model):
    """One session as it concerns one person, who takes part in it or teaches it."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="sessions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    teaches = models.BooleanField()
    cohort = models.PositiveIntegerField()
    module = models.CharField(max_length=200)
    date = models.DateField()
    half = models.CharField(max_length=2, choices=[("am", "am"), ("pm", "pm")])
    whole_day = models.BooleanField()
    trainer = models.CharField(max_length=200)
    room = models.CharField(max_length=200)
    site = models.CharField(max_length=200, blank=True)
    participants = models.PositiveIntegerField()

    class Privacy:
        """Where somebody is to be when."""

        person = "person"
        personal = {"person": Erase.ROW, "trainer": Erase.ROW, "date": Erase.ROW, "cohort": Erase.ROW}
        plain = {"id", "publication", "teaches", "module", "half", "whole_day", "room", "site", "participants"}

    class Meta:
        db_table = "planning_published_session"
        ordering = ["date", "half", "cohort", "pk"]
        indexes = [models.Index(fields=["person", "date"], name="session_person_date")]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "person", "teaches", "cohort", "module"], name="session_once_for_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.module}, {self.date}"
