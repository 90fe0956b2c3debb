"""Roles given, ended, and given back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from samklang.access import rules
from samklang.access.clock import today
from samklang.access.commands.person import add_person
from samklang.access.enums import RIGHTS, Right, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.refusals import require
from samklang.ledger.commands import record

_GIVERS = [role for role, rights in RIGHTS.items() if Right.GIVE_ROLES in rights]


@transaction.atomic
def give_role(
    *, by: Person | None, person: Person, role: Role, place: Place, first_day: date, last_day: date | None = None
) -> RoleGrant:
    """The role at the place and everything below it, for the days. Raises NotAllowed."""
    require(rules.give_role(by, person, role, place, first_day=first_day, last_day=last_day))
    grant = RoleGrant.objects.create(
        person=person, role=role, place=place, first_day=first_day, last_day=last_day, given_by=by,
        given_at=timezone.now(),
    )  # fmt: skip
    record("role-given", by=by, subject=grant, about=person, place=place, details={"role": role.value})
    return grant


@transaction.atomic
def add_person_with_role(
    *,
    by: Person,
    place: Place,
    name: str,
    email: str,
    role: Role,
    first_day: date,
    last_day: date | None = None,
    language: str = "da",
) -> RoleGrant:
    """Somebody who is not employed here, such as a reader for the works council, with their role. Raises NotAllowed."""
    municipality = Place.objects.get(pk=place.numbers()[0])
    newcomer = Person(municipality=municipality, name=name)
    require(rules.give_role(by, newcomer, role, place, first_day=first_day, last_day=last_day))
    person = add_person(by=by, municipality=municipality, name=name, email=email, language=language)
    return give_role(by=by, person=person, role=role, place=place, first_day=first_day, last_day=last_day)


@transaction.atomic
def end_role(*, by: Person | None, grant: RoleGrant, last_day: date) -> RoleGrant:
    """The role ends with the day; a role that had not begun is taken away. Raises NotAllowed."""
    if by is not None:  # so that two who end each other's role at once do not leave nobody
        Place.objects.select_for_update().get(pk=grant.place.numbers()[0])
    grant = RoleGrant.objects.select_for_update().select_related("place", "person").get(pk=grant.pk)
    require(rules.end_role(by, grant, others_who_give_roles=_others_give_roles(grant)))
    record("role-ended", by=by, subject=grant, about=grant.person, place=grant.place, details={"role": grant.role})
    if last_day < grant.first_day:
        grant.delete()
        return grant
    grant.last_day = last_day
    grant.save(update_fields=["last_day"])
    return grant


@transaction.atomic
def reopen_role(*, by: Person, grant: RoleGrant, last_day: date | None) -> RoleGrant:
    """A role that was ended holds until last_day again: the way back from `end_role`. Raises NotAllowed."""
    grant = RoleGrant.objects.select_for_update().select_related("place", "person").get(pk=grant.pk)
    first_day, role = grant.first_day, Role(grant.role)
    require(rules.give_role(by, grant.person, role, grant.place, first_day=first_day, last_day=last_day))
    grant.last_day = last_day
    grant.save(update_fields=["last_day"])
    record("role-reopened", by=by, subject=grant, about=grant.person, place=grant.place, details={"role": grant.role})
    return grant


def _others_give_roles(grant: RoleGrant) -> bool:
    """Whether somebody else who can sign in gives roles at the grant's place until further notice."""
    others = RoleGrant.objects.in_force(today()).filter(role__in=_GIVERS, place_id__in=grant.place.numbers())
    others = others.filter(last_day__isnull=True, person__is_active=True, person__email__isnull=False)
    return others.exclude(pk=grant.pk).exists()
