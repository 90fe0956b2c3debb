"""A scheme that money can be applied for from, and its rounds. What it demands is dated data, never code."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.funding.enums import SchemeKind


class Scheme(models.Model):
    """One funder's terms as they hold between two days. A later set of terms is another row with the same key."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="schemes")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=160)
    funder = models.CharField(max_length=160)
    kind = models.CharField(max_length=8, choices=SchemeKind.choices)
    account = models.CharField(max_length=60, blank=True)
    """The account of the finance act, as the funder writes it."""
    region = models.CharField(max_length=80, blank=True)
    """Which regional office it belongs to; empty where it is national."""
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    applicants = models.CharField(max_length=300, blank=True)
    """Who can apply, in the funder's words."""
    target_groups = models.CharField(max_length=300, blank=True)
    terms = models.JSONField(default=dict)
    """The document of `core.grants.terms.Terms`."""
    notes = models.JSONField(default=dict)
    """By the name of a term: what is known of it and what has to be looked up."""
    source_url = models.URLField(max_length=500, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    """When somebody last held it against the funder's own text; None: nobody has."""
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    """Put away: no application begins from it any more."""

    class Privacy:
        """Who wrote it down is kept, as for every decision."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "key", "name", "funder", "kind", "account", "region", "first_day", "last_day",
            "applicants", "target_groups", "terms", "notes", "source_url", "checked_on", "made_at", "retired_at",
        }  # fmt: skip

    class Meta:
        db_table = "funding_scheme"
        ordering = ["jobcentre_id", "name", "first_day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "key", "first_day"], name="scheme_once_from_a_day"),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")), name="scheme_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("funding:scheme", args=[self.pk])


class SchemeRound(models.Model):
    """One time that applications are taken in. Without a closing time it stands open."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=120)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    """By the clock in Denmark; what comes a minute later is not looked at."""
    decision_on = models.DateField(null=True, blank=True)
    """When the answer is expected."""
    note = models.CharField(max_length=300, blank=True)

    class Privacy:
        """Nobody's."""

        personal: dict[str, Erase] = {}
        plain = {"id", "scheme", "name", "opens_at", "closes_at", "decision_on", "note"}

    class Meta:
        db_table = "funding_scheme_round"
        ordering = ["scheme_id", "closes_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(opens_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.name
