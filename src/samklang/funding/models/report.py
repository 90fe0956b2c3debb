"""What is reported to the funder. Once it is sent, the books are locked to its last day."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.funding.enums import ReportKind, ReportState
from samklang.funding.models.grant import Grant


class Report(models.Model):
    """One report or one set of accounts, for a period. A sent one is a document that does not change any more."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    """1, 2, 3 … within the grant."""
    kind = models.CharField(max_length=8, choices=ReportKind.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=5, choices=ReportState.choices, default=ReportState.DRAFT)
    activities = models.TextField(max_length=6000, blank=True)
    deviations = models.TextField(max_length=6000, blank=True)
    learnt = models.TextField(max_length=6000, blank=True)
    next_steps = models.TextField(max_length=6000, blank=True)
    figures = models.JSONField(default=dict)
    """Everything that was reckoned, as it was when it was sent; empty before."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of words and figures together, in the order of their names."""
    signed_by = models.CharField(max_length=160, blank=True)
    """Who signs, by name and title, as the document says."""
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who made it, who signs and who sent it: kept, as the law on accounts asks."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP, "sent_by": Erase.KEEP, "signed_by": Erase.KEEP}
        plain = {
            "id", "grant", "number", "kind", "first_day", "last_day", "due_on", "state", "activities", "deviations",
            "learnt", "next_steps", "figures", "sha256", "made_at", "sent_at",
        }  # fmt: skip

    class Meta:
        db_table = "funding_report"
        ordering = ["grant_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="report_number_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="report_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, sent_at__isnull=True, sha256="")
                | (Q(state=ReportState.SENT, sent_at__isnull=False) & ~Q(sha256="")),
                name="sent_report_has_its_checksum",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id}, {self.number}"

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("funding:report", args=[self.pk])
