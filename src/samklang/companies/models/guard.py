"""The contact guard: who is about to contact a company, and what came of looking first."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.models.company import Company


class Claim(models.Model):
    """Somebody is about to contact a company. It keeps nobody from anything; others are told."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="company_claims")
    about = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who is about to do what; deleted when it has run out."""

        person = "person"
        personal = {"person": Erase.ROW, "about": Erase.ROW, "at": Erase.ROW, "until": Erase.ROW}
        plain = {"id", "company", "released_at"}
        kept = {"company-claim": "samklang.companies.commands.retention.delete_claims"}

    class Meta:
        db_table = "companies_claim"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "person"], condition=Q(released_at__isnull=True), name="one_claim_of_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id}, {self.until:%Y-%m-%d %H:%M}"


class GuardOutcome(models.Model):
    """That somebody of a team looked at the guard and was told something, and whether they went on. Not who."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="guard_outcomes")
    team = models.ForeignKey(Place, null=True, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    reasons = models.JSONField(default=list)
    """The keys of what was told."""
    went_on = models.BooleanField()
    """Whether they contacted the company all the same; otherwise a second contact was spared it."""

    class Privacy:
        """Nobody's: who it was is not kept."""

        personal: dict[str, Erase] = {}
        plain = {"id", "company", "team", "day", "reasons", "went_on"}

    class Meta:
        db_table = "companies_guard_outcome"
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["team", "day"], name="guard_outcome_of_team")]

    def __str__(self) -> str:
        return f"{self.day}: {self.went_on}"
