"""What one rater has said of one case."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.calibration.models.round import Rater, RoundCase, RoundIndicator


class Rating(models.Model):
    """The level one rater gives one indicator of one case; None: the case gives no ground to judge it."""

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="ratings")
    case = models.ForeignKey(RoundCase, on_delete=models.CASCADE, related_name="ratings")
    indicator = models.ForeignKey(RoundIndicator, on_delete=models.CASCADE, related_name="ratings")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    saved_at = models.DateTimeField()

    class Privacy:
        """Erased: the rating stays, as that of nobody, since the round's figures rest on it."""

        person = "rater__person"
        personal = {"level": Erase.KEEP, "saved_at": Erase.KEEP}
        plain = {"id", "rater", "case", "indicator"}

    class Meta:
        db_table = "calibration_rating"
        ordering = ["rater_id", "case_id", "indicator_id"]
        constraints = [models.UniqueConstraint(fields=["rater", "case", "indicator"], name="rated_once")]

    def __str__(self) -> str:
        return f"{self.rater}, {self.case_id}, {self.indicator_id}: {self.level}"


class LineMark(models.Model):
    """A line that a rater's judgement of an indicator rests on."""

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="marks")
    case = models.ForeignKey(RoundCase, on_delete=models.CASCADE, related_name="marks")
    indicator = models.ForeignKey(RoundIndicator, on_delete=models.CASCADE, related_name="marks")
    line = models.PositiveSmallIntegerField()

    class Privacy:
        """As the rating it belongs to."""

        person = "rater__person"
        personal = {"line": Erase.KEEP}
        plain = {"id", "rater", "case", "indicator"}

    class Meta:
        db_table = "calibration_line_mark"
        ordering = ["rater_id", "case_id", "indicator_id", "line"]
        constraints = [models.UniqueConstraint(fields=["rater", "case", "indicator", "line"], name="line_marked_once")]

    def __str__(self) -> str:
        return f"{self.rater}, {self.case_id}, {self.indicator_id}: {self.line}"
