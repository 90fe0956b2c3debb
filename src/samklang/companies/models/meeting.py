"""A meeting with a company: prepared by the method, held, written down, and looked back on."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import Channel, MeetingState, ObserverState
from samklang.companies.models.company import Company, CompanyContact, Site


class Meeting(models.Model):
    """One meeting. What is prepared stays as it was when the meeting is written down."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="meetings")
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings")
    contacts = models.ManyToManyField(
        CompanyContact, through="companies.MeetingContact", blank=True, related_name="meetings"
    )
    holder = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="company_meetings")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The holder's team when it was planned."""
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.MEETING)
    title = models.CharField(max_length=200)
    where = models.CharField(max_length=200, blank=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    sheet = models.JSONField(default=dict)
    """The preparation by the key of its field: `companies.sheet`. Texts, and lists of texts."""
    sheet_at = models.DateTimeField(null=True, blank=True)
    notes = models.JSONField(default=dict)
    """What was noted beside each point of the agenda, by the point's number."""
    minutes = models.TextField(blank=True)
    written_at = models.DateTimeField(null=True, blank=True)
    """When the minutes were written down."""
    no_step_because = models.CharField(max_length=300, blank=True)
    """Why nothing is to follow, where nothing is."""
    sent_at = models.DateTimeField(null=True, blank=True)
    """When the company was sent the minutes."""
    cancelled_because = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    """How often its time, its place or whether it is held has changed: what a calendar goes by (RFC 5545)."""
    changed_at = models.DateTimeField(null=True, blank=True)
    """When that was last; None until it is."""
    created_at = models.DateTimeField()

    class Privacy:
        """Who met a company. What is written is about the company; names in it are swept as everywhere."""

        person = "holder"
        personal = {"holder": Erase.KEEP}
        plain = {
            "id", "company", "site", "contacts", "team", "channel", "title", "where", "begins", "ends", "state",
            "sheet", "sheet_at", "notes", "minutes", "written_at", "no_step_because", "sent_at", "cancelled_because",
            "sequence", "changed_at", "created_at",
        }  # fmt: skip

    class Meta:
        db_table = "companies_meeting"
        ordering = ["begins", "pk"]
        indexes = [
            models.Index(fields=["company", "state", "begins"], name="meeting_of_company"),
            models.Index(fields=["holder", "begins"], name="meeting_of_holder"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="meeting_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> Any:
        """The meeting's page."""
        return reverse("companies:meeting", args=[self.pk])


class MeetingContact(models.Model):
    """That somebody at a company is to be at a meeting, or was."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(CompanyContact, on_delete=models.CASCADE, related_name="+")

    class Privacy:
        """People at companies are nobody of our staff."""

        personal: dict[str, Erase] = {}
        plain = {"id", "meeting", "contact"}

    class Meta:
        db_table = "companies_meeting_contact"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "contact"], name="contact_once_at_a_meeting")]

    def __str__(self) -> str:
        return f"{self.meeting_id}, {self.contact_id}"


class SelfReview(models.Model):
    """How the holder saw their own meeting. Only they ever see it."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="self_review")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="company_self_reviews")
    framework = models.CharField(max_length=40)
    edition = models.PositiveIntegerField()
    """The number of the method's edition that the indicators are from."""
    levels = models.JSONField(default=dict)
    """1 to 5 by the key of the indicator; left out where the holder could not say."""
    next_time = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Privacy:
        """Private to the one who wrote it."""

        person = "person"
        personal = {
            "person": Erase.ROW, "levels": Erase.ROW, "next_time": Erase.ROW, "at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "meeting", "framework", "edition"}
        kept = {"company-self-review": "samklang.companies.commands.retention.delete_self_reviews"}

    class Meta:
        db_table = "companies_self_review"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.meeting_id}"


class ObserverAsked(models.Model):
    """A colleague who was asked to come along to a meeting and give feedback to the one who holds it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="observers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="company_meetings_observed")
    focus = models.CharField(max_length=300, blank=True)
    """What the holder would like to hear about."""
    state = models.CharField(max_length=6, choices=ObserverState.choices, default=ObserverState.ASKED)
    answer = models.CharField(max_length=300, blank=True)
    """What they said besides yes or no."""
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Between the two of them."""

        person = "person"
        personal = {
            "person": Erase.ROW, "focus": Erase.ROW, "state": Erase.ROW, "answer": Erase.ROW, "asked_at": Erase.ROW,
            "answered_at": Erase.ROW,
        }  # fmt: skip
        plain = {"id", "meeting"}
        kept = {"company-observer": "samklang.companies.commands.retention.delete_observers"}

    class Meta:
        db_table = "companies_observer"
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="observer_asked_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id}, {self.state}"
