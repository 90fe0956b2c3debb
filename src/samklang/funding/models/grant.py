"""A grant: what was given, on which terms, when it is paid, and what was asked to be changed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.funding.enums import ChangeState
from samklang.funding.models.application import Application
from samklang.funding.models.budget import Budget
from samklang.funding.models.document import Document


class Grant(models.Model):
    """What the funder decided. Its budget is the newest agreed one of its application."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="grant")
    case_number = models.CharField(max_length=60)
    """The funder's number."""
    awarded_ore = models.BigIntegerField()
    awarded_on = models.DateField()
    begins = models.DateField()
    ends = models.DateField()
    terms = models.JSONField(default=dict)
    """The document of `core.grants.terms.Terms` that the grant was given on."""
    promised_staff = models.PositiveIntegerField(null=True, blank=True)
    """How many the funder was promised would be trained; None where none was."""
    letter = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The letter of award."""
    entered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    """When the last accounts were approved, and nothing is left to do."""

    class Privacy:
        """Who entered it."""

        person = "entered_by"
        personal = {"entered_by": Erase.KEEP}
        plain = {
            "id", "application", "case_number", "awarded_ore", "awarded_on", "begins", "ends", "terms",
            "promised_staff", "letter", "entered_at", "closed_at",
        }  # fmt: skip

    class Meta:
        db_table = "funding_grant"
        ordering = ["-begins", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(awarded_ore__gte=0), name="award_is_not_negative"),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="funding_grant_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.application.title

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("funding:grant", args=[self.pk])


class Instalment(models.Model):
    """A part of the grant that is to be paid. What has come in stands in the books."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="instalments")
    due_on = models.DateField(null=True, blank=True)
    amount_ore = models.BigIntegerField()
    note = models.CharField(max_length=200, blank=True)

    class Privacy:
        """Nobody's."""

        personal: dict[str, Erase] = {}
        plain = {"id", "grant", "due_on", "amount_ore", "note"}

    class Meta:
        db_table = "funding_instalment"
        ordering = ["grant_id", "due_on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(amount_ore__gt=0), name="instalment_is_above_none")]

    def __str__(self) -> str:
        return f"{self.grant_id}, {self.due_on}"


class Condition(models.Model):
    """Something that the funder demands besides the terms of the scheme."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="conditions")
    text = models.CharField(max_length=500)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_note = models.CharField(max_length=300, blank=True)
    met_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        """Who said that it is met."""

        person = "met_by"
        personal = {"met_by": Erase.KEEP}
        plain = {"id", "grant", "text", "due_on", "met_on", "met_note"}

    class Meta:
        db_table = "funding_condition"
        ordering = ["grant_id", "due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class ChangeRequest(models.Model):
    """A reasoned request to change the budget, the end or both. It is the funder who decides."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=300)
    why = models.TextField(max_length=2000)
    old_budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="+")
    new_budget = models.ForeignKey(Budget, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    old_end = models.DateField()
    new_end = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=ChangeState.choices, default=ChangeState.DRAFT)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=500, blank=True)

    class Privacy:
        """Who asked."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {
            "id", "grant", "what", "why", "old_budget", "new_budget", "old_end", "new_end", "state", "made_at",
            "sent_at", "decided_on", "decision",
        }  # fmt: skip

    class Meta:
        db_table = "funding_change_request"
        ordering = ["grant_id", "-made_at", "-pk"]

    def __str__(self) -> str:
        return self.what


class HourlyRate(models.Model):
    """What an hour of one's own staff counts as, from a day on."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="rates")
    name = models.CharField(max_length=80)
    """Of which staff, in the reader's words."""
    rate_ore = models.BigIntegerField()
    first_day = models.DateField()
    basis = models.CharField(max_length=300, blank=True)
    """How it was reckoned, so that an auditor can follow."""

    class Privacy:
        """Of a group, never of one."""

        personal: dict[str, Erase] = {}
        plain = {"id", "grant", "name", "rate_ore", "first_day", "basis"}

    class Meta:
        db_table = "funding_hourly_rate"
        ordering = ["grant_id", "name", "first_day"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "name", "first_day"], name="rate_once_from_a_day"),
            models.CheckConstraint(condition=Q(rate_ore__gt=0), name="rate_is_above_none"),
        ]

    def __str__(self) -> str:
        return self.name
