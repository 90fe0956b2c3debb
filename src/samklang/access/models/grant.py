"""A role that somebody has at a place for a time."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from samklang.access.enums import Erase, Role
from samklang.access.models.person import Person
from samklang.access.models.place import Place
from samklang.core.words import say


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Grants by date."""

    def in_force(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)


class RoleGrant(models.Model):
    """One person's role at one place, from first_day to last_day, both included."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=24, choices=Role.choices)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="grants")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="grants_given")
    given_at = models.DateTimeField()

    objects = RoleGrantQuerySet.as_manager()

    class Privacy:
        """What somebody may do is theirs as long as they are known."""

        person = "person"
        personal = {"person": Erase.ROW, "role": Erase.ROW, "given_by": Erase.KEEP}
        plain = {"id", "place", "first_day", "last_day", "given_at"}
        needed = "samklang.access.queries.grant.people_with_duties"
        needed_because = say("{name} still has a role besides that of staff. End it first, and then erase.")

    class Meta:
        db_table = "access_role_grant"
        ordering = ["person_id", "place_id", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="grant_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place}"
