"""Outcomes by whom somebody met: sums for each member of staff under a made-up name."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.evidence.enums import FileForm, Kind, Unit


class SpreadTable(models.Model):
    """One file of outcomes of one period, from which the spread between staff is reckoned."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="spread_tables")
    title = models.CharField(max_length=120)
    definition = models.TextField(max_length=1000, blank=True)
    """What counts, of whom, and where it was fetched."""
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.SHARE)
    unit = models.CharField(max_length=20, choices=Unit.choices, default=Unit.PERCENTAGE_POINTS)
    higher_is_better = models.BooleanField(default=True)
    smallest_relevant = models.FloatField()
    """The smallest difference that matters, from the lowest tenth of staff to the highest; a share is 0 to 1."""
    first_day = models.DateField()
    last_day = models.DateField()
    mix = models.JSONField(default=list)
    """What the cases are made comparable by: names of the columns."""
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    form = models.CharField(max_length=4, choices=FileForm.choices)
    rows = models.PositiveIntegerField()
    staff = models.PositiveIntegerField()
    document = models.JSONField(default=dict)
    """What was reckoned, without made-up names: see `queries.spread`."""
    loaded_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    loaded_at = models.DateTimeField()

    class Privacy:
        """Who loaded it is kept."""

        person = "loaded_by"
        personal = {"loaded_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "title", "definition", "kind", "unit", "higher_is_better", "smallest_relevant",
            "first_day", "last_day", "mix", "name", "sha256", "form", "rows", "staff", "document", "loaded_at",
        }  # fmt: skip
        kept = {"spread": "samklang.evidence.commands.retention.delete_spread"}

    class Meta:
        db_table = "evidence_spread_table"
        ordering = ["jobcentre_id", "-last_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="spread_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("evidence:spread-table", args=[self.pk])


class SpreadSum(models.Model):
    """The cases of one made-up name in one group of comparable cases."""

    table = models.ForeignKey(SpreadTable, on_delete=models.CASCADE, related_name="sums")
    code = models.CharField(max_length=64)
    """Scrambled (`unit_codes`): only whoever knows the installation's secret and the number can find it again, and the
    pages look it up for nobody but the person themselves."""
    stratum = models.CharField(max_length=200, blank=True)
    n = models.PositiveIntegerField()
    total = models.FloatField()
    squares = models.FloatField()

    class Privacy:
        """Under a made-up name that is made of a secret, so nobody's row can be looked up."""

        personal: dict[str, Erase] = {}
        plain = {"id", "table", "code", "stratum", "n", "total", "squares"}
        secret = frozenset({"code"})

    class Meta:
        db_table = "evidence_spread_sum"
        ordering = ["table_id", "code", "stratum"]
        constraints = [models.UniqueConstraint(fields=["table", "code", "stratum"], name="spread_sum_once")]

    def __str__(self) -> str:
        return str(self.pk)
