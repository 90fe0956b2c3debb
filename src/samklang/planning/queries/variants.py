"""Plans kept, as seen by somebody."""

from django.db.models import Q, QuerySet

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.planning.models import Publication, Variant


def all_variants_for(person: Person, right: Right = Right.SEE_PLANS) -> QuerySet[Variant]:
    """The plans of the programmes where the person has the right, those deleted too."""
    found = Variant.objects.filter(programme__jobcentre__in=person.standing.places(right), programme__deleted_at=None)
    return _with_ties(found)


def variants_for(person: Person, right: Right = Right.SEE_PLANS) -> QuerySet[Variant]:
    """The plans of the programmes where the person has the right; a team's leader sees the one that holds."""
    seen = Q(programme__jobcentre__in=person.standing.places(right))
    if right == Right.SEE_PLANS:
        teams = Place.objects.filter(pk__in=person.standing.places(right), kind=PlaceKind.TEAM)
        held = Publication.objects.filter(ended_at=None).values("variant")
        seen |= Q(programme__jobcentre__in=teams.values("parent"), pk__in=held)
    return _with_ties(Variant.objects.filter(seen, deleted_at=None, programme__deleted_at=None))


def _with_ties(found: QuerySet[Variant]) -> QuerySet[Variant]:
    ties = found.select_related("programme__jobcentre", "version", "made_by", "parent")
    return ties.order_by("programme_id", "-number")
