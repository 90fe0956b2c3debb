"""Public figures: which tables the municipality follows, and what was loaded of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.evidence.enums import How, Provider, TableStatus
from samklang.method.models.worded import Worded


class PublicTable(Worded):
    """One measure of a public table. Its number at the source is a setting, since sources renumber."""

    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="public_tables")
    provider = models.CharField(max_length=10, choices=Provider.choices)
    key = models.SlugField(max_length=60)
    """Samklang's own name of it."""
    code = models.CharField(max_length=40, blank=True)
    """The table's number at the source."""
    measure = models.CharField(max_length=200, blank=True)
    """The measure's name or number at the source."""
    query = models.JSONField(default=dict, blank=True)
    """What else the source must be told, by its own names."""
    title_da = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    unit_da = models.CharField(max_length=60, blank=True)
    unit_en = models.CharField(max_length=60, blank=True)
    caveat_da = models.TextField(max_length=1000, blank=True)
    """What the figure can say and what it cannot."""
    caveat_en = models.TextField(max_length=1000, blank=True)
    areas = models.JSONField(default=list, blank=True)
    """The areas that are fetched, the municipality's own first; names or numbers as the source has them."""
    address = models.URLField(max_length=500, blank=True)
    """Where a person reads it."""
    status = models.CharField(max_length=10, choices=TableStatus.choices, default=TableStatus.TO_CONFIRM)
    checked_on = models.DateField(null=True, blank=True)
    on = models.BooleanField(default=True)
    """Whether it is fetched at night."""
    position = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        """Public figures are nobody's."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "municipality", "provider", "key", "code", "measure", "query", "title_da", "title_en", "unit_da",
            "unit_en", "caveat_da", "caveat_en", "areas", "address", "status", "checked_on", "on", "position",
        }  # fmt: skip

    class Meta:
        db_table = "evidence_public_table"
        ordering = ["municipality_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="public_table_once")]

    def __str__(self) -> str:
        return self.title_da

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("evidence:public-table", args=[self.pk])


class PublicLoad(models.Model):
    """What was loaded of a table at one time, as a whole. The newest that is not taken back is what is shown."""

    table = models.ForeignKey(PublicTable, on_delete=models.CASCADE, related_name="loads")
    how = models.CharField(max_length=6, choices=How.choices)
    name = models.CharField(max_length=200, blank=True)
    """The file's name, or the address it was fetched from."""
    values = models.PositiveIntegerField()
    loaded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """None: at night, by the house itself."""
    loaded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who loaded it is kept."""

        person = "loaded_by"
        personal = {"loaded_by": Erase.KEEP}
        plain = {"id", "table", "how", "name", "values", "loaded_at", "taken_back_at"}

    class Meta:
        db_table = "evidence_public_load"
        ordering = ["table_id", "-loaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name or str(self.pk)


class PublicValue(models.Model):
    """One figure of one area in one period, as published."""

    load = models.ForeignKey(PublicLoad, on_delete=models.CASCADE, related_name="figures")
    area = models.CharField(max_length=120)
    period = models.CharField(max_length=40)
    """As the source writes it: "2026M03"."""
    first_day = models.DateField()
    last_day = models.DateField()
    value = models.FloatField(null=True, blank=True)
    suppressed = models.BooleanField(default=False)
    """Held back by the source; it is not 0."""

    class Privacy:
        """Public figures are nobody's."""

        personal: dict[str, Erase] = {}
        plain = {"id", "load", "area", "period", "first_day", "last_day", "value", "suppressed"}

    class Meta:
        db_table = "evidence_public_value"
        ordering = ["load_id", "area", "first_day"]
        constraints = [
            models.UniqueConstraint(fields=["load", "area", "period"], name="public_value_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="public_value_ends_after_it_begins"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.area} {self.period}"
