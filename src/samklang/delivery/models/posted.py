"""What every mail has that goes out through the outbox, whoever it is to."""

from __future__ import annotations

from django.db import models

from samklang.delivery.enums import MailState


class Posted(models.Model):
    """How far one mail has come: docs/adr/0020."""

    state = models.CharField(max_length=8, choices=MailState.choices, default=MailState.WAITING)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField()
    message_id = models.CharField(max_length=120, unique=True)
    """The Message-ID: the same however often it is tried, so that a mail server knows it again."""
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    """What the mail server answered."""

    class Meta:
        abstract = True
