"""Whom the staff register still needs, and may therefore not be erased."""

from datetime import date

from django.db.models import Q, QuerySet

from samklang.people.models import Engagement, External


def employed(day: date) -> QuerySet[Engagement, int]:
    """The people who are employed on the day or later."""
    found = Engagement.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
    return found.values_list("employee__person_id", flat=True)


def agreed_with(day: date) -> QuerySet[External, int]:
    """The trainers and observers with whom there is an agreement on the day or later."""
    found = External.objects.filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
    return found.values_list("person_id", flat=True)
