"""Trainers and observers from outside, as seen by somebody."""

from datetime import date

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.people.models import External


def externals_for(person: Person, day: date) -> QuerySet[External]:
    """Those of the jobcentres where the person sees the staff; those with access on the day or later first, by name."""
    places = person.standing.places(Right.SEE_STAFF)
    ended = Case(When(Q(last_day__lt=day), then=Value(True)), default=Value(False), output_field=BooleanField())
    found = External.objects.filter(jobcentre__in=places).select_related("person", "jobcentre")
    return found.annotate(has_ended=ended).order_by("has_ended", danish("person__name"), "pk")
