"""Kinds and states at the citizen door."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.TextChoices):
    """How much reading a text asks of whoever gets it."""

    EASY = "easy", _("Very easy to read")
    PLAIN = "plain", _("Plain")
    FULL = "full", _("With more detail")


class Outcome(models.TextChoices):
    """What came of what was believed."""

    OPEN = "open", _("Not known yet")
    YES = "yes", _("It happened")
    NO = "no", _("It did not happen")
    UNKNOWN = "unknown", _("Cannot be known any more")


class Involved(models.IntegerChoices):
    """How far a citizen felt involved."""

    NOT = 1, _("Not at all")
    LITTLE = 2, _("A little")
    SOMEWHAT = 3, _("Somewhat")
    MUCH = 4, _("Much")
    FULLY = 5, _("Fully")


class SameWay(models.TextChoices):
    """Whether a citizen met the same approach as last time."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    FIRST = "first", _("It was my first conversation")


class DoorKind(models.TextChoices):
    """How a citizen came to the two questions."""

    LINK = "link", _("Own link, used once")
    POSTER = "poster", _("Code on the wall or on paper")


class Actor(models.TextChoices):
    """Who is to hold the conversation."""

    MUNICIPALITY = "municipality", _("The municipality")
    FUND = "fund", _("The unemployment insurance fund")


class Measure(models.TextChoices):
    """What a rule of conversations says."""

    TALKS_AT_LEAST = "talks-at-least", _("At least so many conversations with each")
    SHARE_AT_LEAST = "share-at-least", _("Conversations with at least this share of the group")
    FIRST_TALK = "first-talk", _("A first conversation with everybody")
    EXEMPT_AT_MOST = "exempt-at-most", _("At most this share may be exempted")
    TALK_BY_MONTH = "talk-by-month", _("A conversation no later than this month")
    RIGHT_TO_TALK = "right-to-talk", _("The citizen has a right to a conversation")
    NO_FIXED_NUMBER = "no-fixed-number", _("No fixed number")


class RuleStatus(models.TextChoices):
    """How sure it is that a rule says what stands here."""

    CONFIRMED = "confirmed", _("Read in the source")
    TO_CONFIRM = "to-confirm", _("To be looked up")


class RecordingState(models.TextChoices):
    """How far a recording has come."""

    ASKED = "asked", _("Waits for the other's consent")
    AGREED = "agreed", _("Both have agreed")
    REFUSED = "refused", _("Refused")
    RECORDED = "recorded", _("Recorded")
    WITHDRAWN = "withdrawn", _("Consent withdrawn, deleted")
    EXPIRED = "expired", _("Time is up, deleted")
