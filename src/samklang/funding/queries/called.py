"""What staff are called where books are read: by name by those who keep them, by their role by everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from samklang.access.enums import RIGHTS, Right, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.funding.rules.grants import run_grants
from samklang.method.suppression import SMALLEST_GROUP

_SOMEBODY = _("Somebody who runs grants")


@dataclass(frozen=True)
class Called:
    """How one reader is told of staff. roles: by number of the person; None: everybody is named."""

    roles: Mapping[int, str] | None = None

    def name_of(self, person: Person | None) -> str:
        """Name or role; empty for nobody."""
        if person is None:
            return ""
        return person.name if self.roles is None else str(self.roles.get(person.pk, _SOMEBODY))

    def tells(self, people: int) -> bool:
        """Whether it may be said how long so many were there: of a few it would tell of each."""
        return self.roles is None or people >= SMALLEST_GROUP


NAMED = Called()
"""Everybody by name."""


def called_for(reader: Person, jobcentre: Place) -> Called:
    """Names for those who run grants at the jobcentre, roles for others who see them."""
    if run_grants(reader, jobcentre) is None:
        return NAMED
    running = [role for role, rights in RIGHTS.items() if Right.RUN_GRANTS in rights]
    held = RoleGrant.objects.filter(role__in=running, place__in=jobcentre.numbers()).order_by("first_day", "pk")
    return Called({person: str(Role(role).label) for person, role in held.values_list("person", "role")})
