"""One colleague sits beside another in a conversation or a meeting. What they note is theirs and is deleted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.delivery.enums import Method
from samklang.delivery.models.posted import Posted
from samklang.method.models import Framework
from samklang.practice.enums import SparringState
from samklang.practice.models.pairing import PairingRound


class Sparring(models.Model):
    """That two meet, when and where, and whether it took place. That is all anybody else ever sees."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="sparrings")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The focus person's team when it was agreed."""
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="sparrings")
    round = models.ForeignKey(PairingRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="sparrings")
    """The round it comes from; None where the two agreed on it themselves."""
    focus_person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sparrings")
    partner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="sparrings_beside")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    where = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=SparringState.choices, default=SparringState.PLANNED)
    cancelled_because = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Between the two, except that and when it took place."""

        person = "focus_person"
        personal = {
            "focus_person": Erase.ROW, "partner": Erase.ROW, "begins": Erase.ROW, "ends": Erase.ROW,
            "where": Erase.ROW, "cancelled_because": Erase.ROW, "made_by": Erase.ROW, "held_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "jobcentre", "team", "framework", "round", "state", "made_at"}
        kept = {"sparring": "samklang.practice.commands.retention.delete_sparrings"}

    class Meta:
        db_table = "practice_sparring"
        ordering = ["begins", "pk"]
        indexes = [
            models.Index(fields=["jobcentre", "begins"], name="sparring_of_jobcentre"),
            models.Index(fields=["partner", "begins"], name="sparring_of_partner"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="sparring_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(focus_person=F("partner")), name="sparring_takes_two"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}, {self.begins:%Y-%m-%d}"

    def get_absolute_url(self) -> Any:
        """The page of the two."""
        return reverse("practice:sparring", args=[self.pk])


class SparringNotes(models.Model):
    """What the two wrote: seen by them alone, and deleted some weeks after: the kind "sparring-notes" of retention."""

    sparring = models.OneToOneField(Sparring, on_delete=models.CASCADE, related_name="notes")
    focus = models.JSONField(default=list)
    """Keys of one to three indicators that the focus person chose before."""
    focus_words = models.CharField(max_length=300, blank=True)
    sheet = models.JSONField(default=dict)
    """What the partner noted: by the indicator's key, {"shown": …, "count": …, "quotes": [{"said": …, "at": …}]}."""
    sheet_at = models.DateTimeField(null=True, blank=True)
    phone_key = models.CharField(max_length=40, blank=True)
    """The name the phone gave what it sent last, so that the same is not taken in twice."""
    focus_says = models.CharField(max_length=600, blank=True)
    """What the focus person said first, before they saw the sheet."""
    agreements = models.JSONField(default=list)
    """At most two: {"what": …, "by": "2026-09-30"}."""
    after_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """The two see it, nobody else; the focus person goes, and it goes with them."""

        person = "sparring__focus_person"
        personal = {
            "sparring": Erase.ROW, "focus": Erase.ROW, "focus_words": Erase.ROW, "sheet": Erase.ROW,
            "sheet_at": Erase.ROW, "focus_says": Erase.ROW, "agreements": Erase.ROW, "after_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "phone_key"}
        kept = {"sparring-notes": "samklang.practice.commands.retention.delete_sparring_notes"}

    class Meta:
        db_table = "practice_sparring_notes"
        ordering = ["sparring_id"]

    def __str__(self) -> str:
        return f"{self.sparring_id}"


class SparringEntry(models.Model):
    """One of the two calendars' entry of a sparring: the same entry however often it moves."""

    sparring = models.ForeignKey(Sparring, on_delete=models.CASCADE, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sparring_entries")
    uid = models.CharField(max_length=80, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)
    told = models.JSONField(default=dict)
    """What was last told, as `delivery.told.facts` has it."""
    changed_at = models.DateTimeField()

    class Privacy:
        """Where somebody is to be when."""

        person = "person"
        personal = {"person": Erase.ROW, "told": Erase.ROW, "active": Erase.ROW, "changed_at": Erase.ROW}
        plain = {"id", "sparring", "uid", "sequence"}
        purge = "samklang.practice.commands.erasure.purge"

    class Meta:
        db_table = "practice_sparring_entry"
        ordering = ["sparring_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["sparring", "person"], name="one_entry_of_a_sparring_each")]

    def __str__(self) -> str:
        return f"{self.uid}, {self.sequence}"


class SparringMail(Posted):
    """A mail about a sparring, with what the calendar is to do."""

    entry = models.ForeignKey(SparringEntry, on_delete=models.CASCADE, related_name="mails")
    letter = models.CharField(max_length=30)
    """The key of its text: `practice.content/letters.toml`."""
    method = models.CharField(max_length=8, choices=Method.choices, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict)

    class Privacy:
        """What somebody is told of a sparring."""

        person = "entry__person"
        personal = {"entry": Erase.ROW, "facts": Erase.ROW, "letter": Erase.ROW}
        plain = {
            "id", "method", "sequence", "state", "written_at", "not_before", "message_id", "attempts", "claimed_at",
            "sent_at", "error",
        }  # fmt: skip
        kept = {"sparring-mail": "samklang.practice.commands.retention.delete_sparring_mail"}

    class Meta:
        db_table = "practice_sparring_mail"
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["state", "not_before"], name="sparring_mail_due")]

    def __str__(self) -> str:
        return f"{self.letter}, {self.state}"
