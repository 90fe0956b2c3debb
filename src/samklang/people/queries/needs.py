"""Cover needs and closed days, as seen by somebody."""

from datetime import date

from django.db.models import Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.people.models import ClosedDay, CoverNeed


def needs_for(person: Person) -> QuerySet[CoverNeed]:
    """The needs of the teams whose cover the person sees, and of their jobcentres where they see the whole of them."""
    places = person.standing.places(Right.SEE_COVER)
    seen = Q(team__in=places) | Q(team=None, jobcentre__in=places)
    found = CoverNeed.objects.filter(seen).select_related("team__parent", "jobcentre")
    return found.order_by("jobcentre", "team__name", "name", "first_day", "pk")


def closed_days_of(jobcentre: Place, day: date) -> QuerySet[ClosedDay]:
    """The jobcentre's closed days from the day on."""
    return ClosedDay.objects.filter(jobcentre=jobcentre, day__gte=day).order_by("day")
