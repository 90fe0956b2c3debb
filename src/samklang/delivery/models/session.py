"""One session of a course, and who was there."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.delivery.enums import Mark, MarkedHow, SessionKind, SessionState
from samklang.delivery.models.course import Course


class Session(models.Model):
    """When and where a cohort meets. It is the same session when a new plan moves it to another time or room."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(max_length=8, choices=SessionKind.choices, default=SessionKind.MODULE)
    cohort = models.PositiveIntegerField()
    """From 1; 0 where people of several cohorts meet."""
    slot = models.CharField(max_length=60)
    """What it is within the course: the module's id; "M1+1" for the first make-up of M1; "touch-2"."""
    module = models.CharField(max_length=200, blank=True)
    """The id of the module it teaches; empty for a follow-up."""
    title = models.CharField(max_length=200)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    trainer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions_led")
    trainer_name = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=200, blank=True)
    site = models.CharField(max_length=200, blank=True)
    capacity = models.PositiveIntegerField()
    """The most who can take part."""
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    taken_at = models.DateTimeField(null=True, blank=True)
    """When attendance was first taken for everybody."""

    class Privacy:
        """Who teaches when."""

        person = "trainer"
        personal = {"trainer": Erase.BLANK, "trainer_name": Erase.BLANK}
        plain = {
            "id", "course", "kind", "cohort", "slot", "module", "title", "begins", "ends", "room", "site", "capacity",
            "state", "taken_at",
        }  # fmt: skip

    class Meta:
        db_table = "delivery_session"
        ordering = ["begins", "cohort", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "cohort", "slot"], name="session_once_for_a_cohort"),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("begins")), name="session_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.begins:%Y-%m-%d}"

    @property
    def where(self) -> str:
        """The room, and the site where the room's name does not say it."""
        if not self.site or self.site.casefold() in self.room.casefold():
            return self.room
        return f"{self.room}, {self.site}" if self.room else self.site

    def get_absolute_url(self) -> Any:
        """The session's page."""
        return reverse("delivery:session", args=[self.pk])


class Participation(models.Model):
    """One person in one session: expected there, and then whether they were."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    mark = models.CharField(max_length=8, choices=Mark.choices, default=Mark.EXPECTED)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    """How long they were there, where it was only a part."""
    how = models.CharField(max_length=8, choices=MarkedHow.choices, blank=True)
    marked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Whether somebody was at a course."""

        person = "person"
        personal = {
            "person": Erase.ROW, "mark": Erase.ROW, "minutes": Erase.ROW, "how": Erase.ROW, "marked_at": Erase.ROW,
            "marked_by": Erase.KEEP,
        }  # fmt: skip
        plain = {"id", "session"}

    class Meta:
        db_table = "delivery_participation"
        ordering = ["session_id", "pk"]
        indexes = [models.Index(fields=["person", "mark"], name="participation_person_mark")]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="once_in_a_session")]

    def __str__(self) -> str:
        return f"{self.session}: {self.mark}"
