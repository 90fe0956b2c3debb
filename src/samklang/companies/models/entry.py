"""The timeline of a company: one for all teams."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.companies.enums import Channel, EntryKind
from samklang.companies.models.company import Company, CompanyContact, Site
from samklang.companies.models.enquiry import Enquiry
from samklang.companies.models.meeting import Meeting
from samklang.companies.models.opening import NextStep, Opening


class Entry(models.Model):
    """One thing that happened with a company. What it leads to (an enquiry, a meeting …) has its own page."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    what = models.CharField(max_length=300)
    """In one line, as typed. What Samklang writes itself is the key of a sentence: `companies.told`."""
    told = models.JSONField(default=dict)
    """The values of that sentence; empty where somebody typed it."""
    text = models.TextField(blank=True)
    contact = models.ForeignKey(
        CompanyContact, null=True, blank=True, on_delete=models.SET_NULL, related_name="entries"
    )
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="company_entries")
    team = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The team of whoever did it, at the time."""
    enquiry = models.ForeignKey(Enquiry, null=True, blank=True, on_delete=models.CASCADE, related_name="entries")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="entries")
    opening = models.ForeignKey(Opening, null=True, blank=True, on_delete=models.CASCADE, related_name="entries")
    step = models.ForeignKey(NextStep, null=True, blank=True, on_delete=models.CASCADE, related_name="entries")

    class Privacy:
        """Who did what with a company. What is written is about the company."""

        person = "by"
        personal = {"by": Erase.KEEP}
        plain = {
            "id", "company", "kind", "at", "channel", "what", "told", "text", "contact", "site", "team", "enquiry",
            "meeting", "opening", "step",
        }  # fmt: skip

    class Meta:
        db_table = "companies_entry"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["company", "-at", "-id"], name="entry_of_company"),
            models.Index(fields=["kind", "at"], name="entry_kind_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"
