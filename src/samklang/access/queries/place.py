"""Places as seen by somebody, and the order Danes look names up in."""

from django.db.models import F, QuerySet
from django.db.models.functions import Collate

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place

DANISH = "da-DK-x-icu"
"""The collation with æ, ø and å last, known to both databases."""


def danish(field: str) -> Collate:
    """The field in the order Danes look names up in, for `order_by`."""
    return Collate(F(field), DANISH)


def places_for(person: Person, right: Right) -> QuerySet[Place]:
    """The places where the person has the right, from the municipality down."""
    return Place.objects.filter(pk__in=person.standing.places(right)).order_by("path")


def jobcentres_for(person: Person, right: Right) -> QuerySet[Place]:
    """The jobcentres where the person has the right."""
    return places_for(person, right).filter(kind=PlaceKind.JOBCENTRE)


def teams_for(person: Person, right: Right) -> QuerySet[Place]:
    """The teams where the person has the right, in the alphabet's order within each jobcentre."""
    found = Place.objects.filter(pk__in=person.standing.places(right), kind=PlaceKind.TEAM)
    return found.select_related("parent").order_by("parent_id", danish("name"), "pk")
