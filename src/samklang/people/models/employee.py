"""A member of staff of a jobcentre."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place


class Employee(models.Model):
    """A person as the jobcentre employs them. What changes over time stands in their engagements.

    `number` is the personnel system's employee number, or one made up where there is none.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="employee")
    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="employees")
    number = models.CharField(max_length=40)
    peer = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The colleague this person practises with."""
    created_at = models.DateTimeField()

    class Privacy:
        """Ordinary personal data of the employment."""

        person = "person"
        personal = {"person": Erase.KEEP, "number": Erase.REPLACE, "peer": Erase.BLANK}
        plain = {"id", "jobcentre", "created_at"}

    class Meta:
        db_table = "people_employee"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "number"], name="employee_number_once_in_a_jobcentre")
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.person.name)

    def get_absolute_url(self) -> Any:
        """The employee's page."""
        return reverse("people:employee", args=[self.pk])
