"""Somebody Samklang knows, whether they sign in or not."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samklang.access.clock import today
from samklang.access.enums import ELEVATED, RIGHTS, Erase, Role
from samklang.access.models.place import Place
from samklang.access.standing import Standing, standing_of

if TYPE_CHECKING:
    from samklang.access.models.elevation import Elevation
    from samklang.access.models.grant import RoleGrant


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the address they sign in with."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with the address, whatever its capitals."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """A human being known to one municipality. Who has no e-mail address, or is not active, cannot sign in."""

    municipality = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-mail"), max_length=254, unique=True, null=True, blank=True)
    language = models.CharField(_("Language"), max_length=2, choices=[("da", "Dansk"), ("en", "English")], default="da")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)
    tour_ended_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Privacy:
        """The person themselves."""

        person = "self"
        personal = {
            "name": Erase.REPLACE, "email": Erase.BLANK, "password": Erase.BLANK, "last_login": Erase.BLANK,
        }  # fmt: skip
        plain = {"id", "municipality", "language", "is_active", "created_at", "erased_at", "tour_ended_at"}
        secret = frozenset({"password"})

    class Meta:
        db_table = "access_person"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, where a library asks for it so."""
        return self.name

    @cached_property
    def grants_today(self) -> list[RoleGrant]:
        """The roles the person has today, with their places."""
        return list(self.grants.in_force(today()).select_related("place"))

    @cached_property
    def running_elevations(self) -> list[Elevation]:
        """The person's elevations that run now. One ends with the role of administrator it stands on."""
        roots = [one.place.path for one in self.grants_today if one.role == Role.ADMINISTRATOR]
        if not roots:
            return []
        found = self.elevations.running(timezone.now()).select_related("place").order_by("ends_at", "pk")
        return [one for one in found if one.place.path.startswith(tuple(roots))]

    @cached_property
    def standing(self) -> Standing:
        """What the person may do where, today; worked out once for each time the person is fetched."""
        grants, elevations = self.grants_today, self.running_elevations
        below = _below([*(one.place.path for one in grants), *(one.place.path for one in elevations)])
        held = [(Role(grant.role), RIGHTS[Role(grant.role)], below[grant.place.path]) for grant in grants]
        held += [(Role.ADMINISTRATOR, ELEVATED, below[one.place.path]) for one in elevations]
        return standing_of(held, {place: one.reason for one in elevations for place in below[one.place.path]})

    def reason_at(self, place_id: int | None) -> str:
        """The reason the person has stated for opening the place's records, while that runs; the ledger asks for it."""
        reasons = self.standing.reasons
        return next(iter(reasons.values()), "") if place_id is None else reasons.get(place_id, "")


def _below(paths: list[str]) -> dict[str, list[int]]:
    """For each path the numbers of the place and everything below it."""
    if not paths:
        return {}
    wanted = models.Q()
    for path in set(paths):
        wanted |= models.Q(path__startswith=path)
    found = list(Place.objects.filter(wanted).values_list("pk", "path"))
    return {path: [pk for pk, below in found if below.startswith(path)] for path in paths}
