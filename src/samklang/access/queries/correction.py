"""Requests to correct what is held on somebody."""

from calendar import monthrange
from datetime import date

from django.db.models import Q, QuerySet

from samklang.access.enums import CorrectionState, Right
from samklang.access.models import Correction, Person


def corrections_for(person: Person) -> QuerySet[Correction]:
    """One's own, and those that one answers; newest first."""
    seen = Q(person=person) | Q(place_id__in=person.standing.places(Right.ANSWER_CORRECTIONS))
    return Correction.objects.filter(seen).select_related("person", "place", "answered_by").order_by("-asked_at", "-pk")


def corrections_to_answer(person: Person) -> QuerySet[Correction]:
    """Those that wait for the person, the most urgent first."""
    found = Correction.objects.filter(
        place_id__in=person.standing.places(Right.ANSWER_CORRECTIONS), state=CorrectionState.OPEN
    )
    return found.exclude(person=person).select_related("person", "place").order_by("last_day", "pk")


def a_month_after(day: date) -> date:
    """The same date of the next month, or its last day: the time that the GDPR gives in article 12(3)."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
