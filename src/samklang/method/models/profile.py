"""What a role must be able to do."""

from __future__ import annotations

from django.db import models

from samklang.access.enums import Erase
from samklang.access.models import Place
from samklang.method.models.edition import Edition
from samklang.method.models.indicator import Indicator
from samklang.method.models.worded import Worded, line, prose


class Profile(Worded):
    """The levels a role demands. The same key in two frameworks is the same role."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="profiles")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    name_da = line()
    name_en = line()
    description_da = prose()
    description_en = prose()

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {"id", "edition", "key", "position", "name_da", "name_en", "description_da", "description_en"}

    class Meta:
        db_table = "method_profile"
        ordering = ["edition_id", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="profile_key_once_in_an_edition")]

    def __str__(self) -> str:
        return self.name_da


class Demand(models.Model):
    """The level of one indicator that a profile demands; an indicator without one is not demanded."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="demands")
    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="demands")
    level = models.PositiveSmallIntegerField()

    class Privacy:
        """Text of the method."""

        personal: dict[str, Erase] = {}
        plain = {"id", "profile", "indicator", "level"}

    class Meta:
        db_table = "method_demand"
        ordering = ["profile_id", "indicator_id"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "indicator"], name="demand_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="demand_is_a_level"),
        ]

    def __str__(self) -> str:
        return f"{self.profile}: {self.indicator} {self.level}"


class RoleProfile(models.Model):
    """Which profile goes with a role of the staff register, as the jobcentre writes the role."""

    jobcentre = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="role_profiles")
    role = models.CharField(max_length=80)
    profile_key = models.SlugField(max_length=60)

    class Privacy:
        """A role is nobody."""

        personal: dict[str, Erase] = {}
        plain = {"id", "jobcentre", "role", "profile_key"}

    class Meta:
        db_table = "method_role_profile"
        ordering = ["jobcentre_id", "role"]
        constraints = [models.UniqueConstraint(fields=["jobcentre", "role"], name="role_has_one_profile")]

    def __str__(self) -> str:
        return f"{self.role}: {self.profile_key}"
