"""When a draft is made by itself, and who has the page sent when it is issued."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.committee.enums import Every


class Schedule(models.Model):
    """How often a jobcentre makes its page. Each time it is a draft that somebody reads before it is sent."""

    jobcentre = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="committee_schedule")
    every = models.CharField(max_length=10, choices=Every.choices, default=Every.HALF_YEAR)
    next_day = models.DateField()
    """The day on which the next draft is made, with figures until the day before."""
    paused_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    set_at = models.DateTimeField()

    class Privacy:
        """Who set it up is kept, as for every decision."""

        person = "set_by"
        personal = {"set_by": Erase.KEEP}
        plain = {"id", "jobcentre", "every", "next_day", "paused_at", "set_at"}

    class Meta:
        db_table = "committee_schedule"
        ordering = ["jobcentre_id"]

    def __str__(self) -> str:
        return f"{self.jobcentre}: {self.every}"


class Recipient(models.Model):
    """Somebody who has the page sent, for as long as they may read it."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="committee_pages")
    stopped_at = models.DateTimeField(null=True, blank=True)
    """When they said themselves that they do not want it any more."""

    class Privacy:
        """Who has the page sent."""

        person = "person"
        personal = {"person": Erase.ROW, "stopped_at": Erase.ROW}
        plain = {"id", "schedule"}

    class Meta:
        db_table = "committee_recipient"
        ordering = ["schedule_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["schedule", "person"], name="committee_recipient_once")]

    def __str__(self) -> str:
        return f"{self.schedule}: {self.person_id}"
