"""Roles as seen by whoever gives them."""

from datetime import date

from django.db.models import F, Q, QuerySet

from samklang.access.enums import Right, Role
from samklang.access.models import Person, RoleGrant
from samklang.access.queries.place import danish

IN_FORCE, COMING, ENDED, EVER = "in-force", "coming", "ended", "ever"


def grants_for(person: Person) -> QuerySet[RoleGrant]:
    """Every role at the places where the person gives roles; by name, then place."""
    found = RoleGrant.objects.filter(place_id__in=person.standing.places(Right.GIVE_ROLES))
    return found.select_related("person", "place", "given_by").order_by(
        danish("person__name"), "person_id", "place__path", "role", "pk"
    )


def own_grants(person: Person) -> QuerySet[RoleGrant]:
    """One's own roles, those that hold first."""
    found = person.grants.select_related("place", "given_by")
    return found.order_by(F("last_day").desc(nulls_first=True), "place__path", "pk")


def narrowed(
    grants: QuerySet[RoleGrant], *, q: str = "", role: str = "", place_path: str = "", state: str = EVER, day: date
) -> QuerySet[RoleGrant]:
    """Those of people whose name or address holds q, with the role, at or below the place, in the state on the day."""
    for word in q.split():
        grants = grants.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
    if role:
        grants = grants.filter(role=role)
    if place_path:
        grants = grants.filter(place__path__startswith=place_path)
    if state == IN_FORCE:
        grants = grants.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)
    elif state == COMING:
        grants = grants.filter(first_day__gt=day)
    elif state == ENDED:
        grants = grants.filter(last_day__lt=day)
    return grants


def people_with_duties(day: date) -> QuerySet[RoleGrant, int]:
    """The people who have another role than that of staff on the day or later."""
    found = RoleGrant.objects.exclude(role=Role.STAFF).filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
    return found.values_list("person_id", flat=True)
