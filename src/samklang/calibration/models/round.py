"""A round: the same cases, rated alone by everybody, hidden until it closes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.calibration.enums import RoundKind, RoundState
from samklang.calibration.models.case import Case
from samklang.calibration.models.machine import Machine
from samklang.method.models import Edition, Indicator


class Round(models.Model):
    """Cases, indicators and raters, with the last day to rate.

    While it is open nobody sees another's rating, the leader counts only. `closings` counts how many times it has been
    closed: it can be opened again, with a reason in the ledger.
    """

    jobcentre = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="rounds")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    kind = models.CharField(max_length=12, choices=RoundKind.choices)
    title = models.CharField(max_length=120)
    leader = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="rounds_led")
    earlier = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="later")
    """The round it is compared with, on the same or on parallel cases."""
    smallest_relevant = models.FloatField(default=0.1)
    """The smallest change in agreement that matters, stated before the round opens; no unit, above 0 and below 1."""
    last_day = models.DateField()
    """The last day to rate."""
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    closings = models.PositiveSmallIntegerField(default=0)
    deleted_at = models.DateTimeField(null=True, blank=True)
    """A draft that was put away, and can be taken back."""

    class Privacy:
        """Who led and closed it is kept, as for every decision."""

        person = "leader"
        personal = {"leader": Erase.KEEP, "closed_by": Erase.KEEP}
        plain = {
            "id", "jobcentre", "edition", "kind", "title", "earlier", "smallest_relevant", "last_day", "made_at",
            "opened_at", "closed_at", "closings", "deleted_at",
        }  # fmt: skip

    class Meta:
        db_table = "calibration_round"
        ordering = ["jobcentre_id", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False), name="only_an_open_round_closes"
            ),
            models.CheckConstraint(
                condition=Q(smallest_relevant__gt=0, smallest_relevant__lt=1), name="smallest_relevant_is_a_difference"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The round's page."""
        return reverse("calibration:round", args=[self.pk])

    @property
    def state(self) -> RoundState:
        """How far it has come."""
        if self.closed_at is not None:
            return RoundState.CLOSED
        return RoundState.DRAFT if self.opened_at is None else RoundState.OPEN


class RoundCase(models.Model):
    """One case of a round, at its place."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rounds")
    position = models.PositiveSmallIntegerField()

    class Privacy:
        """About constructed cases."""

        personal: dict[str, Erase] = {}
        plain = {"id", "round", "case", "position"}

    class Meta:
        db_table = "calibration_round_case"
        ordering = ["round_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "case"], name="case_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.round}: {self.case}"


class RoundIndicator(models.Model):
    """One indicator of a round, at its place."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="rounds")
    position = models.PositiveSmallIntegerField()

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {"id", "round", "indicator", "position"}

    class Meta:
        db_table = "calibration_round_indicator"
        ordering = ["round_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "indicator"], name="indicator_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.round}: {self.indicator}"


class Rater(models.Model):
    """Somebody, or a machine, that rates in a round. `number` is drawn, and tells nobody who it is."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="raters")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="rated_in")
    machine = models.ForeignKey(Machine, null=True, blank=True, on_delete=models.PROTECT, related_name="rated_in")
    number = models.PositiveSmallIntegerField()
    invited_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    """When the rater said that they were done; until then they can change their ratings."""
    left_at = models.DateTimeField(null=True, blank=True)
    """When somebody left mid-round; what they had rated until then counts."""

    class Privacy:
        """Erased: the ratings stay, as those of nobody."""

        person = "person"
        personal = {
            "person": Erase.BLANK, "invited_at": Erase.BLANK, "reminded_at": Erase.BLANK, "finished_at": Erase.BLANK,
        }  # fmt: skip
        plain = {"id", "round", "machine", "number", "left_at"}

    class Meta:
        db_table = "calibration_rater"
        ordering = ["round_id", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="person_rates_once_in_a_round"),
            models.UniqueConstraint(fields=["round", "machine"], name="machine_rates_once_in_a_round"),
            models.UniqueConstraint(fields=["round", "number"], name="rater_number_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(machine__isnull=True), name="rater_is_person_or_machine"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.number}"


class Result(models.Model):
    """What a closed round showed, reckoned once and kept: no names, raters by their drawn number."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="result")
    document = models.JSONField()
    """As `calibration.reckoning` writes it."""
    made_at = models.DateTimeField()

    class Privacy:
        """Figures by drawn number; who the number is stands in the raters."""

        personal: dict[str, Erase] = {}
        plain = {"id", "round", "document", "made_at"}

    class Meta:
        db_table = "calibration_result"
        ordering = ["round_id"]

    def __str__(self) -> str:
        return str(self.round)
