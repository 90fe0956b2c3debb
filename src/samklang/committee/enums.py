"""Questions of the page, its states, and how often it is made."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Question(StrEnum):
    """What the committee asks, in the order of the page; `page_parts.QUESTIONS` has the words."""

    TRAINED = "trained"
    SHARED = "shared"
    ANSWERS = "answers"
    COST = "cost"
    JOBS = "jobs"
    ASKS = "asks"


class IssueState(models.TextChoices):
    """How far a page has come."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Sent out")


class Every(models.TextChoices):
    """How often a draft is made by itself."""

    MONTH = "month", _("Every month")
    QUARTER = "quarter", _("Every quarter")
    HALF_YEAR = "half-year", _("Every half-year")
    YEAR = "year", _("Every year")


MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
"""So many months lie between two drafts, and so many does each look back on."""


class Measure(models.TextChoices):
    """What a figure is, which decides how it is held against the one before."""

    COUNT = "count", _("How many")
    SHARE = "share", _("A share with its interval")
    INTERVAL = "interval", _("A figure with its interval")
    OTHER = "other", _("Not compared")
