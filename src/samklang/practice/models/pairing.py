"""Rounds in which colleagues are paired, so that each gets one trained colleague beside them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.method.models import Framework
from samklang.practice.enums import PairingState


class PairingRound(models.Model):
    """Some weeks in which everybody in it gets a sparring."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="pairing_rounds")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="pairing_rounds")
    title = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=10, choices=PairingState.choices, default=PairingState.DRAFT)
    min_licences = models.PositiveSmallIntegerField(default=1)
    """For how many indicators a partner holds a licence; 0 asks for none."""
    most_minutes = models.PositiveSmallIntegerField(default=60)
    """The longest way that a partner travels."""
    levels = models.JSONField(default=list)
    """What the pairing reached, level by level, and whether it is proved: `core.planner.pairing`."""
    unpaired = models.JSONField(default=dict)
    """Why somebody got nobody, by the number of the person: the key of a sentence and its values."""
    paired_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who prepared it is kept, as for every decision; who got nobody is taken out with the person."""

        person = "made_by"
        personal = {"made_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "framework", "title", "first_day", "last_day", "state", "min_licences", "most_minutes",
            "levels", "unpaired", "paired_at", "made_at", "published_at",
        }  # fmt: skip

    class Meta:
        db_table = "practice_pairing_round"
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="pairing_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> Any:
        """The page of the round."""
        return reverse("practice:pairing", args=[self.pk])


class PairingMember(models.Model):
    """Somebody in a round: to be sat beside, to sit beside others, or both."""

    round = models.ForeignKey(PairingRound, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pairing_memberships")
    is_focus = models.BooleanField(default=True)
    most_as_partner = models.PositiveSmallIntegerField(default=1)
    """How many colleagues they sit beside at most in this round; 0: none."""
    focus = models.JSONField(default=list)
    """Keys of the indicators they would like to work on."""

    class Privacy:
        """Between the person and those they are paired with."""

        person = "person"
        personal = {
            "person": Erase.ROW, "is_focus": Erase.ROW, "most_as_partner": Erase.ROW, "focus": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "round"}
        kept = {"pairing": "samklang.practice.commands.retention.delete_pairings"}

    class Meta:
        db_table = "practice_pairing_member"
        ordering = ["round_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="in_a_pairing_once")]

    def __str__(self) -> str:
        return f"{self.round}, {self.person}"


class ProposedPair(models.Model):
    """A pair as the planner proposes it, or as the lead changed it, until the round is published."""

    round = models.ForeignKey(PairingRound, on_delete=models.CASCADE, related_name="pairs")
    focus_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    half = models.CharField(max_length=2)
    """"am" or "pm": `core.calendar.Half`."""
    why = models.JSONField(default=list)
    """The reasons: keys of sentences and their values."""
    by_hand = models.BooleanField(default=False)

    class Privacy:
        """Between the two; the partner goes by the same rule."""

        person = "focus_person"
        personal = {
            "focus_person": Erase.ROW, "partner": Erase.ROW, "day": Erase.ROW, "half": Erase.ROW, "why": Erase.ROW,
            "by_hand": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "round"}
        purge = "samklang.practice.commands.erasure.purge_pairs"

    class Meta:
        db_table = "practice_proposed_pair"
        ordering = ["round_id", "day", "half", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "focus_person"], name="one_partner_for_each"),
            models.CheckConstraint(condition=~Q(focus_person=F("partner")), name="nobody_is_their_own_partner"),
            models.CheckConstraint(condition=Q(half__in=["am", "pm"]), name="pair_meets_on_a_half_day"),
        ]

    def __str__(self) -> str:
        return f"{self.focus_person}, {self.partner}"
