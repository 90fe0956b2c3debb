"""Kinds and states of what happens in practice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PairingState(models.TextChoices):
    """How far a round of pairs has come."""

    DRAFT = "draft", _("Being prepared")
    PUBLISHED = "published", _("Published")
    DROPPED = "dropped", _("Dropped")


class SparringState(models.TextChoices):
    """How far one sparring has come."""

    PLANNED = "planned", _("Agreed")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Shown(models.TextChoices):
    """How far something was seen, without a level."""

    YES = "yes", _("Shown")
    PARTLY = "partly", _("Partly shown")
    NO = "no", _("Not shown")


class ObservationState(models.TextChoices):
    """How far an observation that is to count has come."""

    ANNOUNCED = "announced", _("Waits for consent")
    AGREED = "agreed", _("Agreed to")
    DECLINED = "declined", _("Declined")
    RATED = "rated", _("Handed in")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Setting(models.TextChoices):
    """What is observed. Only real work tells what somebody does; a role-play tells what they can show."""

    REAL = "real", _("A real conversation or meeting")
    ROLE_PLAY = "role-play", _("A role-play by a card")


class BranchingState(models.TextChoices):
    """Whether a branching case can be practised on."""

    DRAFT = "draft", _("Being written")
    PUBLISHED = "published", _("In use")
    RETIRED = "retired", _("Put away")


class CaseFrom(models.TextChoices):
    """Where a branching case comes from."""

    SAMKLANG = "samklang", _("Samklang's own")
    OWN = "own", _("Written here")


class EndingKind(models.TextChoices):
    """How a way through a case ended for the other."""

    GOOD = "good", _("A good ending")
    MIDDLE = "middle", _("On the way")
    POOR = "poor", _("A poor ending")


class PractisedKind(models.TextChoices):
    """What somebody has practised with."""

    CARD = "card", _("Role-play card")
    EXERCISE = "exercise", _("Micro-exercise")


class TalkState(models.TextChoices):
    """How far a talk with the language model has come."""

    OPEN = "open", _("Under way")
    OVER = "over", _("Ended")
