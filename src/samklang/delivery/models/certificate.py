"""What a certificate asks for, the certificates that were issued, and the list that says which of them are revoked."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.delivery.models.course import Course


class CertificateRule(models.Model):
    """What a certificate of a course asks for, from a day on. What was issued keeps the rule it was issued by."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="certificate_rules")
    first_day = models.DateField()
    title_da = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    competences = models.JSONField(default=list)
    """Keys of the framework's competences that the certificate names."""
    attended_percent = models.PositiveSmallIntegerField(default=100)
    """The share of the course's modules to have been at."""
    knows = models.BooleanField(default=False)
    """Whether a passed knowledge check is asked for."""
    shows_level = models.PositiveSmallIntegerField(null=True, blank=True)
    """The level that must be seen in every competence by a licensed rater; None where none is asked for."""
    months = models.PositiveSmallIntegerField(default=24)
    """How long a certificate lasts."""
    renewal_touches = models.PositiveSmallIntegerField(default=1)
    """Follow-ups to have been at since it was issued, to have it renewed."""
    renewal_check = models.BooleanField(default=True)
    """Whether a knowledge check passed since it was issued is asked for, to have it renewed."""
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Who decided is kept, as for every decision."""

        person = "set_by"
        personal = {"set_by": Erase.KEEP}
        plain = {
            "id", "course", "first_day", "title_da", "title_en", "competences", "attended_percent", "knows",
            "shows_level", "months", "renewal_touches", "renewal_check", "set_at",
        }  # fmt: skip

    class Meta:
        db_table = "delivery_certificate_rule"
        ordering = ["course_id", "-first_day"]
        constraints = [
            models.UniqueConstraint(fields=["course", "first_day"], name="certificate_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(attended_percent__gte=1, attended_percent__lte=100), name="attended_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=Q(shows_level=None) | Q(shows_level__gte=1, shows_level__lte=5), name="shown_is_a_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_da}, {self.first_day}"

    def title(self, language: str) -> str:
        """What the certificate is called, in "da" or "en"."""
        return self.title_en if language == "en" else self.title_da


class StatusEntry(models.Model):
    """One place in the public list of revoked certificates. It knows nobody, so it stays when a person is erased."""

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="status_entries")
    number = models.PositiveIntegerField()
    """Which of the jobcentre's lists."""
    index = models.PositiveIntegerField()
    """The place in the list, drawn by lot, so that it says nothing of when."""
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Bits without names."""

        personal: dict[str, Erase] = {}
        plain = {"id", "jobcentre", "number", "index", "revoked_at"}

    class Meta:
        db_table = "delivery_status_entry"
        ordering = ["jobcentre_id", "number", "index"]
        constraints = [
            models.UniqueConstraint(fields=["jobcentre", "number", "index"], name="place_in_a_status_list_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.index}"


class Certificate(models.Model):
    """One person's proof of one course. The person owns it: strangers see no more than whether it is valid."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4)
    """The number in the address where anybody can check it."""
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="certificates")
    course = models.ForeignKey(Course, null=True, on_delete=models.SET_NULL, related_name="certificates")
    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="certificates")
    """Who issued it."""
    name = models.CharField(max_length=200)
    """The person's name as printed and signed."""
    title_da = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    programme = models.CharField(max_length=200)
    rule = models.JSONField(default=dict)
    """What was asked for when it was issued."""
    competences = models.JSONField(default=list)
    """{"key", "name_da", "name_en", "esco", "edition"}: with the number of the edition whose words hold."""
    issued_on = models.DateField()
    expires_on = models.DateField()
    """The last day it is valid."""
    issued_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    exception = models.CharField(max_length=500, blank=True)
    """Why it was issued though the rule was not fulfilled."""
    status = models.OneToOneField(StatusEntry, on_delete=models.PROTECT, related_name="certificate")
    credential = models.TextField()
    """The signed badge: a JSON Web Token (Open Badges 3.0)."""
    shared = models.BooleanField(default=False)
    """Whether whoever has the address sees name and content too."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    revoked_reason = models.CharField(max_length=500, blank=True)
    replaced_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )  # fmt: skip
    """The one issued in its place, where something in it was put right."""
    told_90_on = models.DateField(null=True, blank=True)
    told_30_on = models.DateField(null=True, blank=True)
    """When the person was told that it expires in 90 and in 30 days."""

    class Privacy:
        """The person's own proof; deleted with them. Copies they have given away can still be checked."""

        person = "person"
        personal = {
            "person": Erase.ROW, "name": Erase.ROW, "title_da": Erase.ROW, "title_en": Erase.ROW,
            "programme": Erase.ROW, "competences": Erase.ROW, "issued_on": Erase.ROW, "expires_on": Erase.ROW,
            "exception": Erase.ROW, "credential": Erase.ROW, "shared": Erase.ROW, "revoked_at": Erase.ROW,
            "revoked_reason": Erase.ROW, "issued_by": Erase.KEEP, "revoked_by": Erase.KEEP, "public_id": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "course", "jobcentre", "rule", "status", "replaced_by", "told_90_on", "told_30_on"}
        secret = {"credential"}

    class Meta:
        db_table = "delivery_certificate"
        ordering = ["-issued_on", "-pk"]
        indexes = [models.Index(fields=["jobcentre", "expires_on"], name="certificate_expires")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=models.F("issued_on")), name="certificate_expires_after_issue"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title_da}, {self.public_id}"

    def get_absolute_url(self) -> Any:
        """Where anybody can check it."""
        return reverse("certificates:certificate", args=[self.public_id])

    def title(self, language: str) -> str:
        """What it is called, in "da" or "en"."""
        return self.title_en if language == "en" else self.title_da

    def holds_on(self, day: date) -> bool:
        """Whether it is valid on the day."""
        return self.revoked_at is None and self.issued_on <= day <= self.expires_on
