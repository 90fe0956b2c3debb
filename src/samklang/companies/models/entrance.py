"""How a municipality's entrance for companies is run."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import Need, Sector, Tongue

ORDINARY_WEEK = {
    "mon": ["08:00", "15:30"], "tue": ["08:00", "15:30"], "wed": ["08:00", "15:30"], "thu": ["08:00", "17:00"],
    "fri": ["08:00", "14:00"],
}  # fmt: skip
"""When the entrance is open until the municipality says otherwise: from and to by weekday."""


def ordinary_week() -> dict[str, list[str]]:
    """A copy of the ordinary week."""
    return {day: list(times) for day, times in ORDINARY_WEEK.items()}


class Entrance(models.Model):
    """The one entrance of a municipality: where companies write, and what they are promised."""

    municipality = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="entrance")
    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    """Whose closed days count, and whose name companies are given."""
    slug = models.SlugField(max_length=60, unique=True)
    """The last part of the public form's address."""
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    mail_address = models.EmailField(max_length=254, blank=True)
    """Where companies write, and where answers to our mail come back."""
    is_open = models.BooleanField(default=True)
    """Whether the public form takes enquiries."""
    promise_hours = models.DecimalField(max_digits=4, decimal_places=1, default=Decimal("7.5"))
    """Within how many working hours a company is answered."""
    week = models.JSONField(default=ordinary_week)
    """From and to by weekday ("mon": ["08:00", "15:30"]); days left out are closed."""
    closed_constitution_day = models.BooleanField(default=True)
    closed_24_december = models.BooleanField(default=True)
    closed_31_december = models.BooleanField(default=True)
    fallback_team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """Who gets what no rule gives to anybody."""
    guard_days = models.PositiveSmallIntegerField(default=14)
    """For how long after a contact a colleague who is about to make another is told of it."""
    claim_hours = models.PositiveSmallIntegerField(default=24)
    """How long “I am about to contact them” holds, in hours of the clock."""
    pulse_on = models.BooleanField(default=False)
    """Whether companies are asked how it went."""
    pulse_gap_days = models.PositiveSmallIntegerField(default=90)
    """How long the same address is left in peace after it was asked."""

    class Privacy:
        """Settings of a municipality."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "municipality", "jobcentre", "slug", "name", "phone", "mail_address", "is_open", "promise_hours",
            "week", "closed_constitution_day", "closed_24_december", "closed_31_december", "fallback_team",
            "guard_days", "claim_hours", "pulse_on", "pulse_gap_days",
        }  # fmt: skip

    class Meta:
        db_table = "companies_entrance"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mail_address"], condition=~Q(mail_address=""), name="mail_address_leads_to_one_entrance"
            ),
            models.CheckConstraint(condition=Q(promise_hours__gt=0), name="promise_is_longer_than_nothing"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> Any:
        """The page of its settings."""
        return reverse("companies:entrance")


class RoutingRule(models.Model):
    """Who gets enquiries of a kind. The first rule that fits counts; what is left empty fits everything."""

    entrance = models.ForeignKey(Entrance, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveSmallIntegerField()
    sector = models.CharField(max_length=12, choices=Sector.choices, blank=True)
    postcodes = models.CharField(max_length=200, blank=True)
    """Danish postcodes and spans: "6600, 6621-6630"."""
    need = models.CharField(max_length=10, choices=Need.choices, blank=True)
    language = models.CharField(max_length=2, choices=Tongue.choices, blank=True)
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="routing_rules")

    class Privacy:
        """Who is the first to get what."""

        person = "person"
        personal = {"person": Erase.ROW}
        plain = {"id", "entrance", "position", "sector", "postcodes", "need", "language", "team"}

    class Meta:
        db_table = "companies_routing_rule"
        ordering = ["entrance_id", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False, person__isnull=True) | Q(team__isnull=True, person__isnull=False),
                name="rule_leads_to_a_team_or_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}"
