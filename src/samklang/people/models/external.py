"""Somebody from outside who trains or observes."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.core.words import say
from samklang.people.enums import ExternalKind
from samklang.people.models.dated import DatedQuerySet, ends_after_it_begins


class External(models.Model):
    """A trainer or observer who is not employed here, and sees their own sessions only."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="externals")
    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="externals")
    kind = models.CharField(max_length=8, choices=ExternalKind.choices)
    organisation = models.CharField(max_length=120, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Privacy:
        """Ordinary personal data of the agreement."""

        person = "person"
        personal = {
            "person": Erase.ROW, "organisation": Erase.ROW, "kind": Erase.ROW, "first_day": Erase.ROW,
            "last_day": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "jobcentre"}
        needed = "samklang.people.queries.needed.agreed_with"
        needed_because = say(
            "There is an agreement with {name}. End it first; the person can be erased when it has ended."
        )

    class Meta:
        db_table = "people_external"
        ordering = ["jobcentre_id", "pk"]
        constraints = [
            ends_after_it_begins("external_ends_after_it_begins"),
            models.UniqueConstraint(fields=["person", "jobcentre", "kind"], name="external_once_in_a_jobcentre"),
        ]

    def __str__(self) -> str:
        return str(self.person)
