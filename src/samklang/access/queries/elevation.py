"""Who has opened records, as seen by those who are meant to see it."""

from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Elevation, Person


def elevations_for(person: Person) -> QuerySet[Elevation]:
    """Elevations at places where the person sees them, and their own; newest first."""
    seen = Q(place_id__in=person.standing.places(Right.SEE_ELEVATIONS)) | Q(person=person)
    return Elevation.objects.filter(seen).select_related("person", "place").order_by("-starts_at", "-pk")
