"""Rungs, kinds and states of evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rung(models.TextChoices):
    """How far a claim reaches, the lowest first; each of `core.metric.Rung` with what it is called on pages."""

    ATTENDED = "attended", _("Attended")
    KNOWS = "knows", _("Knows")
    SHOWS = "shows", _("Shows")
    DOES = "does", _("Does")
    FELT = "felt", _("Felt")
    RESULT = "result", _("Result")


class Kind(models.TextChoices):
    """What an outcome is counted as."""

    SHARE = "share", _("Yes or no: a share")
    MEAN = "mean", _("A number: a mean")


class Unit(models.TextChoices):
    """What an effect is told in."""

    PERCENTAGE_POINTS = "percentage-points", _("Percentage points")
    POINTS = "points", _("Points on the scale")
    DAYS = "days", _("Days")
    WEEKS = "weeks", _("Weeks")
    HOURS = "hours", _("Hours")
    KRONER = "kroner", _("Kroner")
    COUNT = "count", _("Number")


class UnitKind(models.TextChoices):
    """Whom training reaches as one."""

    TEAM = "team", _("Teams")
    PERSON = "person", _("Members of staff, under made-up names")


class Steps(models.TextChoices):
    """How long a period of a study is."""

    MONTH = "month", _("Months")
    QUARTER = "quarter", _("Quarters")


class Chosen(models.TextChoices):
    """How it is decided who is trained first."""

    DRAWN = "drawn", _("By lot")
    STAGGERED = "staggered", _("Otherwise: who can, who wishes, which team is ready")


class Offered(models.TextChoices):
    """How the drawn order was handed to the planner."""

    NOT = "not", _("Not handed over")
    WISH = "wish", _("As a wish")
    RULE = "rule", _("As a rule")


class StudyState(models.TextChoices):
    """How far a study has come."""

    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Plan frozen, waits for data")
    ANSWERED = "answered", _("Answered")
    STOPPED = "stopped", _("Stopped")


class FileForm(models.TextChoices):
    """What a file of outcomes holds."""

    SUMS = "sums", _("Sums for each unit and period")
    ROWS = "rows", _("One row for each case, under made-up names")


class Provider(models.TextChoices):
    """Who publishes a figure."""

    JOBINDSATS = "jobindsats", _("Jobindsats")
    STATBANK = "statbank", _("StatBank Denmark")


class How(models.TextChoices):
    """How public figures came in."""

    API = "api", _("Fetched from the source")
    FILE = "file", _("Read from a file")
    SAMPLE = "sample", _("Samklang's own sample, constructed")


class TableStatus(models.TextChoices):
    """How sure it is that a table's number and measures are right."""

    CONFIRMED = "confirmed", _("Read at the source")
    TO_CONFIRM = "to-confirm", _("To be looked up")
