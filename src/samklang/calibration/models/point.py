"""What divides us, and what we agreed."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Person
from samklang.calibration.enums import Target
from samklang.calibration.models.round import Round, RoundCase, RoundIndicator
from samklang.method.models import Edition
from samklang.method.models.worded import Worded, prose


class Point(Worded):
    """One indicator on the disagreement board: the two ways it is read, and the wording agreed on.

    The wording goes into a draft edition of the method, is published with it, and is tested by the next round.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="points")
    indicator = models.OneToOneField(RoundIndicator, on_delete=models.CASCADE, related_name="point")
    case = models.ForeignKey(RoundCase, null=True, blank=True, on_delete=models.SET_NULL, related_name="points")
    """The case it is talked through on."""
    one = prose(600)
    """How the one side reads it."""
    other = prose(600)
    """How the other side reads it."""
    target = models.CharField(max_length=10, choices=Target.choices, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    """The level whose anchor is worded anew, where the target is an anchor."""
    concept_key = models.SlugField(max_length=60, blank=True)
    agreed_da = prose(2000)
    agreed_en = prose(2000)
    settled_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="points")
    """The draft, later published, that the agreed wording went into."""
    before_da = prose(2000)
    before_en = prose(2000)
    """What the draft said before, to be put back if the settling is undone."""

    class Privacy:
        """What was agreed among colleagues, without saying who said what."""

        person = "settled_by"
        personal = {"settled_by": Erase.KEEP}
        plain = {
            "id", "round", "indicator", "case", "one", "other", "target", "level", "concept_key", "agreed_da",
            "agreed_en", "settled_at", "edition", "before_da", "before_en",
        }  # fmt: skip

    class Meta:
        db_table = "calibration_point"
        ordering = ["round_id", "indicator_id"]

    def __str__(self) -> str:
        return f"{self.round}: {self.indicator}"
