"""Kinds of leave, of outside people, how staff stand on a day, and where a row came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaveKind(models.TextChoices):
    """Why somebody is away; the same kinds as in the planner's documents."""

    MATERNITY = "maternity", _("Maternity or parental leave")
    SICK = "sick", _("Sick")
    HOLIDAY = "holiday", _("Holiday")
    LEAVE = "leave", _("Leave")
    OTHER = "other", _("Other")


class ExternalKind(models.TextChoices):
    """What somebody from outside comes to do."""

    TRAINER = "trainer", _("External trainer")
    OBSERVER = "observer", _("External observer")


class Source(models.TextChoices):
    """How a row came into the register."""

    TYPED = "typed", _("typed in")
    IMPORT = "import", _("imported")
    CALENDAR = "calendar", _("from a calendar file")
    SCIM = "scim", _("from the municipality's directory")


class StaffStatus(models.TextChoices):
    """What the list of staff can be narrowed to, as things are on the day shown."""

    EMPLOYED = "employed", _("Employed")
    AT_WORK = "at-work", _("At work")
    AWAY = "away", _("Away")
    TEMP = "temps", _("Temps")
    COMING = "joins-later", _("Join later")
    LEFT = "has-left", _("Have left")
    WITHOUT_EMAIL = "without-email", _("Without e-mail")
    EVERYBODY = "everybody", _("Everybody")


class ImportState(models.TextChoices):
    """How far a file has come on its way into the register."""

    COLUMNS = "columns", _("Columns to be told")
    TEAMS = "teams", _("Teams to be told")
    READY = "ready", _("To be looked through")
    APPLYING = "applying", _("Being imported")
    APPLIED = "applied", _("Imported")
    UNDONE = "undone", _("Undone")


class LineKind(models.TextChoices):
    """What one line of an import's preview says."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed")
    ENDED = "ended", _("Employment ends")
    LEAVE = "leave", _("Leave")
    COVER = "cover", _("Cover")
    CLOSED = "closed", _("Closing days")
    PROBLEM = "problem", _("To be corrected")
    NOTE = "note", _("Worth knowing")
