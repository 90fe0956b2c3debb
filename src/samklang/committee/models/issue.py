"""One page for the committee: a draft that can be changed, then an issue that never is."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.committee.enums import IssueState


class Issue(models.Model):
    """What was found on the last day, as texts and numbers, with the head's own words around it.

    From the moment it is issued nothing in it is changed: `sha256` is made of all that a reader sees. What is wrong is
    put right by another one, which says which it takes the place of.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="committee_issues")
    number = models.PositiveIntegerField(null=True, blank=True)
    """Within the jobcentre, from 1 without gaps; given when it is issued."""
    first_day = models.DateField()
    last_day = models.DateField()
    document = models.JSONField(default=dict)
    """Every claim with its figures, in both languages: `claims.claim_document`, and what may be asked for."""
    introduction_da = models.TextField(max_length=1500, blank=True)
    introduction_en = models.TextField(max_length=1500, blank=True)
    asks = models.JSONField(default=list, blank=True)
    """The keys of what is asked for, among those that the findings give reason for."""
    asks_da = models.TextField(max_length=2000, blank=True)
    """What is asked for besides, in the head's own words."""
    asks_en = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=6, choices=IssueState.choices, default=IssueState.DRAFT)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    replaces_why = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """None where the schedule made it."""
    made_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)
    """A draft that was put away, and can be taken back."""
    sent_at = models.DateTimeField(null=True, blank=True)
    """When it was written to those who have it sent."""

    class Privacy:
        """Who made and issued it is kept, as for every decision."""

        person = "issued_by"
        personal = {"made_by": Erase.KEEP, "issued_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "number", "first_day", "last_day", "document", "introduction_da", "introduction_en",
            "asks", "asks_da", "asks_en", "state", "replaces", "replaces_why", "made_at", "issued_at", "sha256",
            "put_away_at", "sent_at",
        }  # fmt: skip

    class Meta:
        db_table = "committee_issue"
        ordering = ["jobcentre_id", "-last_day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "number"], name="committee_number_once"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="committee_issue_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.DRAFT, issued_at=None, number=None, sha256="")
                | (Q(state=IssueState.ISSUED, issued_at__isnull=False, number__isnull=False, put_away_at=None)
                   & ~Q(sha256="")),
                name="committee_issue_is_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.jobcentre}: {self.number or self.pk}"

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("committee:issue", args=[self.pk])

    @property
    def is_issued(self) -> bool:
        """Whether it is frozen."""
        return self.state == IssueState.ISSUED
