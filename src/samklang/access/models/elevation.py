"""An administrator's time with more rights than the role gives: with a reason, for at most some hours."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from samklang.access.enums import Erase
from samklang.access.models.person import Person
from samklang.access.models.place import Place


class ElevationQuerySet(models.QuerySet["Elevation"]):
    """Elevations by time."""

    def running(self, now: datetime) -> Self:
        """Those that have begun and not ended."""
        return self.filter(starts_at__lte=now, ends_at__gt=now)


class Elevation(models.Model):
    """Who, where, why and until when. Ending it early moves `ends_at`."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="elevations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="elevations")
    reason = models.CharField(max_length=500)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = ElevationQuerySet.as_manager()

    class Privacy:
        """Kept as long as the ledger's line about it: that is what it is for."""

        person = "person"
        personal = {"person": Erase.KEEP, "reason": Erase.KEEP}
        plain = {"id", "place", "starts_at", "ends_at"}

    class Meta:
        db_table = "access_elevation"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="elevation_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(reason=""), name="elevation_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.reason}"

    def runs(self, now: datetime) -> bool:
        """Whether it has begun and not ended."""
        return bool(self.starts_at <= now < self.ends_at)
