"""A recording of a conversation. It is off; where it is on, both have agreed, and it ends by itself."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.citizens.enums import RecordingState


class RecordingSwitch(models.Model):
    """Whether conversations may be recorded at a jobcentre at all. Off where there is no row."""

    jobcentre = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="recording_switch")
    on = models.BooleanField(default=False)
    purpose = models.CharField(max_length=300, blank=True)
    """What it may be used for; both are told before they agree."""
    most_days = models.PositiveSmallIntegerField(default=14)
    """How long a recording is kept at most."""
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Who decided is kept, as for every decision."""

        person = "set_by"
        personal = {"set_by": Erase.KEEP}
        plain = {"id", "jobcentre", "on", "purpose", "most_days", "set_at"}

    class Meta:
        db_table = "citizens_recording_switch"
        ordering = ["jobcentre_id"]

    def __str__(self) -> str:
        return f"{self.jobcentre}, {self.on}"


class Recording(models.Model):
    """One recording with both consents; what was said is gone when either takes theirs back, or the time is up."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="recordings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recordings")
    case_key = models.CharField(max_length=64)
    """The case system's reference, scrambled with a key that never leaves the house."""
    token_key = models.CharField(max_length=64, unique=True)
    """The secret of the citizen's own page, scrambled."""
    purpose = models.CharField(max_length=300)
    """As both were told it."""
    day = models.DateField()
    state = models.CharField(max_length=10, choices=RecordingState.choices, default=RecordingState.ASKED)
    staff_agreed_at = models.DateTimeField(null=True, blank=True)
    citizen_agreed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    until = models.DateField()
    """The last day it is kept."""
    content = models.BinaryField(null=True, blank=True)
    """Sound, encrypted; None before it is there, and after it is deleted."""
    kind = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)
    recorded_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Privacy:
        """The two who spoke; deleted with the member of staff."""

        person = "person"
        personal = {
            "person": Erase.ROW, "purpose": Erase.ROW, "day": Erase.ROW, "state": Erase.ROW,
            "staff_agreed_at": Erase.ROW, "citizen_agreed_at": Erase.ROW, "withdrawn_at": Erase.ROW,
            "until": Erase.ROW, "content": Erase.ROW, "kind": Erase.ROW, "size": Erase.ROW, "recorded_at": Erase.ROW,
            "made_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "jobcentre", "case_key", "token_key"}
        secret = frozenset({"case_key", "content", "token_key"})
        kept = {"recording": "samklang.citizens.commands.retention.delete_recordings"}

    class Meta:
        db_table = "citizens_recording"
        ordering = ["-day", "-pk"]

    def __str__(self) -> str:
        return f"{self.day}, {self.state}"

    def get_absolute_url(self) -> Any:
        """Its page, for the member of staff."""
        return reverse("citizens:recording", args=[self.pk])
