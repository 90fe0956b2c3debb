"""Kinds of cases and rounds, how far a round has come, and what an agreed wording changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """How a case is told."""

    DIALOGUE = "dialogue", _("Dialogue")
    SITUATION = "situation", _("Situation")
    TRIAGE = "triage", _("Triage")


class Difficulty(models.IntegerChoices):
    """How hard it is to judge."""

    CLEAR = 1, _("Clear")
    MIXED = 2, _("Mixed")
    DIVIDES = 3, _("Divides the experienced")


class Form(models.TextChoices):
    """Which of two parallel sets a case belongs to; anchor cases are used in every round."""

    A = "A", _("Form A")
    B = "B", _("Form B")
    ANCHOR = "anchor", _("Anchor")
    NONE = "", _("Neither")


class Speaker(models.TextChoices):
    """Whose line it is."""

    STAFF = "staff", _("Member of staff")
    OTHER = "other", _("Citizen or company")
    NOTE = "note", _("What is seen")


class CaseOrigin(models.TextChoices):
    """Who wrote a case."""

    PRODUCT = "product", _("Samklang's own case")
    OWN = "own", _("Our own case")


class RoundKind(models.TextChoices):
    """What a round is about."""

    CALIBRATION = "calibration", _("Calibration")
    TRIAGE = "triage", _("Triage")


class RoundState(models.TextChoices):
    """How far a round has come."""

    DRAFT = "draft", _("Being prepared")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Target(models.TextChoices):
    """Which text an agreed wording takes the place of."""

    LOOKS_FOR = "looks-for", _("What to look for")
    ANCHOR = "anchor", _("The words of one level")
    CONCEPT = "concept", _("A concept's definition")


class LicenceEnd(models.TextChoices):
    """Why a licence ended before its time."""

    RENEWED = "renewed", _("Renewed by a later round")
    REVOKED = "revoked", _("Taken back")
    DRIFT = "drift", _("Moved away from the key")
