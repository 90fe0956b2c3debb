"""People, by where they have a role."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samklang.access.clock import today
from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries.place import danish


def people_for(person: Person, right: Right) -> QuerySet[Person]:
    """Everybody who has or had a role where the person has the right, and who is not erased; by name."""
    theirs = RoleGrant.objects.filter(person=OuterRef("pk"), place_id__in=person.standing.places(right))
    return Person.objects.filter(Exists(theirs), erased_at__isnull=True).order_by(danish("name"), "pk")


def people_at(place: Place, day: date) -> QuerySet[Person]:
    """Everybody who has a role at the place or below it on the day."""
    grants = RoleGrant.objects.in_force(day).filter(person=OuterRef("pk"), place__path__startswith=place.path)
    return Person.objects.filter(Exists(grants)).order_by("pk")


def people_with(right: Right, place: Place) -> QuerySet[Person]:
    """Everybody who has the right at the place today."""
    roles = [role for role, rights in RIGHTS.items() if right in rights]
    grants = RoleGrant.objects.in_force(today()).filter(role__in=roles, place_id__in=place.numbers())
    return Person.objects.filter(Exists(grants.filter(person=OuterRef("pk")))).order_by("pk")


def names_somebody(text: str, municipality_id: int) -> bool:
    """Whether the text holds the full name or the address of somebody known to the municipality."""
    said = " ".join(text.lower().split())
    known = Person.objects.filter(municipality_id=municipality_id, erased_at__isnull=True)
    return any(
        (name and " ".join(name.lower().split()) in said) or (email and email in said)
        for name, email in known.values_list("name", "email").iterator()
    )


def people_to_erase(person: Person) -> QuerySet[Person]:
    """Everybody in the municipalities where the person erases, not erased yet; by name."""
    places = person.standing.places(Right.ERASE)
    return Person.objects.filter(Q(municipality__in=places), erased_at__isnull=True).order_by(danish("name"), "pk")
