"""An application: what is asked for, why, and how one will know whether it worked."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.funding.enums import ApplicationState
from samklang.funding.models.document import Document
from samklang.funding.models.scheme import Scheme, SchemeRound
from samklang.planning.models import Programme


class Application(models.Model):
    """One application to one scheme. Once it is sent, its words, its budget and the terms it was sent under stay."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="applications")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="applications")
    round = models.ForeignKey(
        SchemeRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    programme = models.ForeignKey(
        Programme, null=True, blank=True, on_delete=models.SET_NULL, related_name="applications"
    )
    title = models.CharField(max_length=160)
    purpose = models.TextField(max_length=4000, blank=True)
    theme = models.CharField(max_length=200, blank=True)
    target_group = models.TextField(max_length=2000, blank=True)
    staff = models.PositiveIntegerField(null=True, blank=True)
    """How many are to be trained."""
    method = models.TextField(max_length=6000, blank=True)
    activities = models.TextField(max_length=6000, blank=True)
    time_plan = models.TextField(max_length=4000, blank=True)
    theory = models.TextField(max_length=6000, blank=True)
    """The theory of change: what leads to what, from the activity to the result."""
    evaluation = models.TextField(max_length=4000, blank=True)
    partners = models.TextField(max_length=2000, blank=True)
    grantee = models.CharField(max_length=160, blank=True)
    """Who carries the responsibility for the grant; the sender of a joint project."""
    contact = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    signatory = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    portal_number = models.CharField(max_length=60, blank=True)
    """The number it has in the funder's portal."""
    case_reference = models.CharField(max_length=60, blank=True)
    """The number it has in the municipality's own filing."""
    state = models.CharField(max_length=9, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    terms = models.JSONField(default=dict)
    """The scheme's terms as they were when it was sent; empty before."""
    created_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=500, blank=True)
    """What the funder answered, in short."""
    deleted_at = models.DateTimeField(null=True, blank=True)
    """A draft put away; it can be taken back."""

    class Privacy:
        """Who answers for it is kept, as for every decision."""

        person = "created_by"
        personal = {
            "created_by": Erase.KEEP, "sent_by": Erase.KEEP, "contact": Erase.KEEP, "signatory": Erase.KEEP,
        }  # fmt: skip
        plain = {
            "id", "jobcentre", "scheme", "round", "programme", "title", "purpose", "theme", "target_group", "staff",
            "method", "activities", "time_plan", "theory", "evaluation", "partners", "grantee", "begins", "ends",
            "portal_number", "case_reference", "state", "terms", "created_at", "sent_at", "decided_on", "decision",
            "deleted_at",
        }  # fmt: skip

    class Meta:
        db_table = "funding_application"
        ordering = ["jobcentre_id", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins__isnull=True) | Q(ends__isnull=True) | Q(ends__gte=F("begins")),
                name="application_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.DRAFT, sent_at__isnull=True)
                | Q(state=ApplicationState.WITHDRAWN)
                | Q(sent_at__isnull=False),
                name="application_is_answered_only_when_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("funding:application", args=[self.pk])


class Criterion(models.Model):
    """How one will know whether it worked: an indicator, where it stands now, where it is to be, and when."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    indicator = models.CharField(max_length=300)
    metric = models.CharField(max_length=60, blank=True)
    """The key in the catalogue of figures, where it is counted there."""
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    method = models.CharField(max_length=500, blank=True)
    """How it is measured."""
    due_on = models.DateField(null=True, blank=True)
    reached = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    """What it came to; None while nobody has measured."""
    reached_on = models.DateField(null=True, blank=True)
    reached_note = models.CharField(max_length=500, blank=True)

    class Privacy:
        """Nobody's."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "application", "position", "indicator", "metric", "unit", "baseline", "target", "method", "due_on",
            "reached", "reached_on", "reached_note",
        }  # fmt: skip

    class Meta:
        db_table = "funding_criterion"
        ordering = ["application_id", "position", "pk"]

    def __str__(self) -> str:
        return self.indicator


class PersonAsked(models.Model):
    """What is asked for one person, where a scheme has a cap for each. All amounts are øre."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="asked_for")
    ore = models.BigIntegerField()
    starts_on = models.DateField()
    """The first day of the course: the day the amount counts from."""
    had_ore = models.BigIntegerField(default=0)
    """What the person had of the same purse before, besides what is applied for here."""
    had_on = models.DateField(null=True, blank=True)
    """The day that amount counts from."""

    class Privacy:
        """Who gets the money is part of the papers of what was sent; of all else it goes (commands/erasure.py)."""

        person = "person"
        personal = {
            "person": Erase.KEEP, "ore": Erase.KEEP, "starts_on": Erase.KEEP, "had_ore": Erase.KEEP,
            "had_on": Erase.KEEP,
        }  # fmt: skip
        plain = {"id", "application"}
        purge = "samklang.funding.commands.erasure.purge"

    class Meta:
        db_table = "funding_person_asked"
        ordering = ["application_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="person_asked_for_once"),
            models.CheckConstraint(condition=Q(ore__gte=0, had_ore__gte=0), name="person_asked_is_not_negative"),
            models.CheckConstraint(
                condition=Q(had_ore=0) | Q(had_on__isnull=False), name="person_asked_had_it_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Attachment(models.Model):
    """A file that goes with an application or came with its answer."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="attachments")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="attachment")
    what = models.CharField(max_length=120)

    class Privacy:
        """Nobody's; who added it stands with the document."""

        personal: dict[str, Erase] = {}
        plain = {"id", "application", "document", "what"}

    class Meta:
        db_table = "funding_attachment"
        ordering = ["application_id", "pk"]

    def __str__(self) -> str:
        return self.what
