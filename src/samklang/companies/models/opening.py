"""What a company has room for, and what it was promised."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import OpeningKind, OpeningState, Result, StepState
from samklang.companies.models.company import Company, Site
from samklang.companies.models.meeting import Meeting


class Opening(models.Model):
    """A job, some hours, a placement or a subsidised job at a company. No candidate is ever named here."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="openings")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="openings")
    kind = models.CharField(max_length=10, choices=OpeningKind.choices)
    state = models.CharField(max_length=10, choices=OpeningState.choices, default=OpeningState.OPEN)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    """The day the company wants somebody by."""
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    case_reference = models.CharField(max_length=40, blank=True)
    """The number in the case system, which alone knows who it is."""
    vitas = models.URLField(max_length=300, blank=True)
    """Where the application lies in VITAS."""
    path_to_hours = models.CharField(max_length=300, blank=True)
    """How a placement or a subsidised job is to lead to ordinary paid hours."""
    result = models.CharField(max_length=8, choices=Result.choices, blank=True)
    """What came of it, once it has ended."""
    paid_hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    """The ordinary hours a week that came of it."""
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="openings")
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="openings_owned")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Privacy:
        """Who follows it up."""

        person = "owner"
        personal = {"owner": Erase.BLANK}
        plain = {
            "id", "company", "site", "kind", "state", "title", "text", "places", "weekly_hours", "deadline",
            "first_day", "last_day", "follow_up_on", "case_reference", "vitas", "path_to_hours", "result",
            "paid_hours", "meeting", "team", "created_at", "changed_at",
        }  # fmt: skip

    class Meta:
        db_table = "companies_opening"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["company", "state"], name="opening_of_company"),
            models.Index(fields=["state", "follow_up_on"], name="opening_follow_up"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(first_day__isnull=True) | Q(last_day__gte=models.F("first_day")),
                name="opening_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state=OpeningState.ENDED) | ~Q(result=""), name="what_has_ended_has_a_result"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> Any:
        """The opening's page."""
        return reverse("companies:opening", args=[self.pk])


class NextStep(models.Model):
    """What somebody has promised to do for a company, and by when."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="steps")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="steps")
    enquiry = models.ForeignKey(
        "companies.Enquiry", null=True, blank=True, on_delete=models.SET_NULL, related_name="steps"
    )
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="company_steps")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    due = models.DateField()
    state = models.CharField(max_length=8, choices=StepState.choices, default=StepState.OPEN)
    outcome = models.CharField(max_length=300, blank=True)
    """What came of it, or why it was dropped."""
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who has promised what to a company."""

        person = "owner"
        personal = {"owner": Erase.BLANK}
        plain = {
            "id", "company", "meeting", "enquiry", "what", "team", "due", "state", "outcome", "made_at", "settled_at",
        }  # fmt: skip

    class Meta:
        db_table = "companies_step"
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["company", "state", "due"], name="step_of_company"),
            models.Index(fields=["owner", "state", "due"], name="step_of_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=StepState.OPEN, settled_at__isnull=True)
                | ~Q(state=StepState.OPEN) & Q(settled_at__isnull=False),
                name="step_is_settled_or_open",
            )
        ]

    def __str__(self) -> str:
        return self.what
