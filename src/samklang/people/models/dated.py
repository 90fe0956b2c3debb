"""Rows that hold from a first to a last day, both included; no last day means until further notice."""

from __future__ import annotations

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

T = TypeVar("T", bound=models.Model)


class DatedQuerySet(models.QuerySet[T]):
    """Rows by date."""

    def on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.between(day, day)

    def between(self, first_day: date, last_day: date) -> Self:
        """Those that hold on at least one of the days."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=first_day), first_day__lte=last_day)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """The constraint that a period has its days in order."""
    return models.CheckConstraint(condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name=name)
