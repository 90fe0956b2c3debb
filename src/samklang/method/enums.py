"""How an indicator is rated, where an edition's text comes from, and who has judged a member of staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scale(models.TextChoices):
    """How an indicator is rated; it decides how agreement on it is reckoned."""

    LEVEL = "level", _("Level 1–5")
    COUNT = "count", _("Count")
    CHOICE = "choice", _("Choice")


class EditionOrigin(models.TextChoices):
    """Where the text of an edition comes from."""

    PRODUCT = "product", _("Samklang's own text")
    IMPORT = "import", _("Read from a file")
    OWN = "own", _("Our own text")


class Basis(models.TextChoices):
    """Who has judged a member of staff."""

    SELF = "self", _("Own judgement")
    MANAGER = "manager", _("Manager's judgement")
    OBSERVED = "observed", _("Observed by a licensed rater")


class GoalState(models.TextChoices):
    """How far a goal of a development plan has come."""

    OPEN = "open", _("Under way")
    DONE = "done", _("Reached")
    DROPPED = "dropped", _("Dropped")


LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5
"""The ends of the scale of levels."""


class Span(models.TextChoices):
    """What figures are shown by."""

    MONTH = "month", _("Month")
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Year")
