"""A budget by the fixed headings. A budget that has been agreed is never changed: a change makes the next one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.funding.enums import Heading, VatTreatment
from samklang.funding.models.application import Application


class Budget(models.Model):
    """The whole budget of an application as it stood at one time."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="budgets")
    number = models.PositiveSmallIntegerField()
    """1, 2, 3 … within the application; the newest agreed one is in force."""
    note = models.CharField(max_length=200, blank=True)
    other_grants_ore = models.BigIntegerField(default=0)
    """Of what we pay ourselves: grants from others."""
    vat_back_ore = models.BigIntegerField(default=0)
    """Of the same: VAT got back."""
    depreciation_ore = models.BigIntegerField(default=0)
    """Of the same: depreciation. What is left is co-funding."""
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    agreed_on = models.DateField(null=True, blank=True)
    """When the funder agreed to it; None: it is worked on, or was asked for."""

    class Privacy:
        """Who made it."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {
            "id", "application", "number", "note", "other_grants_ore", "vat_back_ore", "depreciation_ore", "made_at",
            "agreed_on",
        }  # fmt: skip

    class Meta:
        db_table = "funding_budget"
        ordering = ["application_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="budget_number_once"),
            models.CheckConstraint(
                condition=Q(other_grants_ore__gte=0, vat_back_ore__gte=0, depreciation_ore__gte=0),
                name="budget_income_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}, {self.number}"


class BudgetLine(models.Model):
    """So many of something at a price, under one heading in one year. All amounts are øre."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=16, choices=Heading.choices)
    year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)
    """What is counted: hours, days, seats."""
    quantity = models.DecimalField(max_digits=12, decimal_places=2)
    unit_price_ore = models.BigIntegerField()
    own_ore = models.BigIntegerField(default=0)
    """What the municipality pays itself of the line."""
    funder_ore = models.BigIntegerField(default=0)
    """What the funder is asked for: the rest of quantity times price."""
    vat = models.CharField(max_length=8, choices=VatTreatment.choices, default=VatTreatment.REFUNDED)
    vat_ore = models.BigIntegerField(default=0)
    """VAT of the whole line, where it is borne finally."""
    activity = models.CharField(max_length=120, blank=True)
    """Which of the application's activities it is for."""
    why = models.CharField(max_length=500, blank=True)

    class Privacy:
        """Nobody's."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "budget", "position", "heading", "year", "text", "unit", "quantity", "unit_price_ore", "own_ore",
            "funder_ore", "vat", "vat_ore", "activity", "why",
        }  # fmt: skip

    class Meta:
        db_table = "funding_budget_line"
        ordering = ["budget_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gte=0, unit_price_ore__gte=0, own_ore__gte=0, funder_ore__gte=0, vat_ore__gte=0),
                name="budget_line_is_not_negative",
            )
        ]

    def __str__(self) -> str:
        return self.text
