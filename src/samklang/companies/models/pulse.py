"""The pulse: one question to a company after contact, kept apart from who answered it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Place
from samklang.companies.enums import Understood
from samklang.companies.models.company import Company
from samklang.companies.models.enquiry import Enquiry
from samklang.companies.models.entrance import Entrance
from samklang.companies.models.meeting import Meeting


class PulseAsked(models.Model):
    """That an address was asked, so that it is not asked again soon, and whether it has answered; not what."""

    entrance = models.ForeignKey(Entrance, on_delete=models.CASCADE, related_name="pulses_asked")
    company = models.ForeignKey(Company, null=True, on_delete=models.CASCADE, related_name="pulses_asked")
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="pulses_asked")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="pulses_asked")
    address_key = models.CharField(max_length=64)
    """The address, scrambled: enough to know it again."""
    token_key = models.CharField(max_length=64, unique=True)
    """The link's secret, scrambled."""
    team = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL, related_name="+")
    in_time = models.BooleanField(null=True)
    """Whether the answer had come within the promise; None where nothing was promised."""
    asked_at = models.DateTimeField()
    until = models.DateField()
    answered = models.BooleanField(default=False)

    class Privacy:
        """Addresses of companies, scrambled."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "entrance", "company", "enquiry", "meeting", "address_key", "token_key", "team", "in_time",
            "asked_at", "until", "answered",
        }  # fmt: skip

    class Meta:
        db_table = "companies_pulse_asked"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["address_key", "asked_at"], name="pulse_address")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"


class PulseAnswer(models.Model):
    """One answer without company or sender: a number that tells nothing of the order, and no day, only the quarter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entrance = models.ForeignKey(Entrance, on_delete=models.CASCADE, related_name="pulse_answers")
    team = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL, related_name="+")
    quarter = models.CharField(max_length=6)
    """Such as "2026Q4"."""
    score = models.PositiveSmallIntegerField()
    """1 to 10: would they recommend us."""
    understood = models.CharField(max_length=6, choices=Understood.choices, blank=True)
    in_time = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Privacy:
        """Nobody's: who answered is not kept. Names that somebody has written in it are swept as everywhere."""

        personal: dict[str, Erase] = {}
        plain = {"id", "entrance", "team", "quarter", "score", "understood", "in_time", "words"}

    class Meta:
        db_table = "companies_pulse_answer"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=10), name="pulse_is_from_one_to_ten")
        ]

    def __str__(self) -> str:
        return f"{self.quarter}: {self.score}"
