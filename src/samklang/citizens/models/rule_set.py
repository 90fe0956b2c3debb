"""How often and with whom to talk: rules as dated data, with where they stand and when that was looked up."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from samklang.access.enums import Erase
from samklang.access.models import Person, Place
from samklang.citizens.enums import Actor, Measure, RuleStatus
from samklang.method.models.worded import Worded


class TargetGroup(Worded):
    """Those whom a rule is about, by the words of the law."""

    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="target_groups")
    key = models.SlugField(max_length=60)
    name_da = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        """Words of the law."""

        personal: dict[str, Erase] = {}
        plain = {"id", "municipality", "key", "name_da", "name_en", "position"}

    class Meta:
        db_table = "citizens_target_group"
        ordering = ["municipality_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "key"], name="target_group_once")]

    def __str__(self) -> str:
        return self.name_da


class RuleSet(Worded):
    """The rules that hold between two days; a draft is switched off until somebody has looked it up."""

    municipality = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="rule_sets")
    key = models.SlugField(max_length=60)
    name_da = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    note_da = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    on = models.BooleanField(default=True)
    """Whether it is used. A draft is not."""
    source = models.URLField(max_length=500, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    changed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        """Who changed it is kept, as for every decision."""

        person = "changed_by"
        personal = {"changed_by": Erase.KEEP}
        plain = {
            "id", "municipality", "key", "name_da", "name_en", "note_da", "note_en", "first_day", "last_day", "on",
            "source", "checked_on", "changed_at",
        }  # fmt: skip

    class Meta:
        db_table = "citizens_rule_set"
        ordering = ["municipality_id", "first_day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "key"], name="rule_set_once"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="rule_set_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name_da

    def get_absolute_url(self) -> Any:
        """Its page."""
        return reverse("citizens:rule-set", args=[self.pk])


class TalkRule(Worded):
    """One rule for one group."""

    set = models.ForeignKey(RuleSet, on_delete=models.CASCADE, related_name="rules")
    group = models.ForeignKey(TargetGroup, on_delete=models.CASCADE, related_name="rules")
    actor = models.CharField(max_length=12, choices=Actor.choices, default=Actor.MUNICIPALITY)
    measure = models.CharField(max_length=20, choices=Measure.choices)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    """Conversations, or per cent; None where the measure has no number."""
    from_month = models.PositiveSmallIntegerField(null=True, blank=True)
    to_month = models.PositiveSmallIntegerField(null=True, blank=True)
    """The months of the citizen's time that it is about, from 0; None: all of it."""
    text_da = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400)
    source = models.URLField(max_length=500, blank=True)
    status = models.CharField(max_length=10, choices=RuleStatus.choices, default=RuleStatus.TO_CONFIRM)
    note = models.CharField(max_length=300, blank=True)

    class Privacy:
        """Words of the law."""

        personal: dict[str, Erase] = {}
        plain = {
            "id", "set", "group", "actor", "measure", "amount", "from_month", "to_month", "text_da", "text_en",
            "source", "status", "note",
        }  # fmt: skip

    class Meta:
        db_table = "citizens_talk_rule"
        ordering = ["set_id", "group__position", "pk"]

    def __str__(self) -> str:
        return self.text_da
