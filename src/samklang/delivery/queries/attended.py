"""Which modules somebody has been at, here or before."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from samklang.delivery.enums import ATTENDED, Mark, SessionKind, SessionState
from samklang.delivery.models import Course, EarlierProof, Participation

PART_THAT_COUNTS = 0.75
"""Whoever was at so much of a session has been at it."""


def modules_attended(course: Course, people: Iterable[int], on: date) -> dict[int, set[str]]:
    """The ids of the course's modules that each person has been at by the day, make-up and earlier training included.

    people: numbers of persons.
    """
    wanted = list(people)
    found: dict[int, set[str]] = {one: set() for one in wanted}
    there = _there(course, wanted, on).exclude(session__kind=SessionKind.TOUCH)
    for person, module in there.values_list("person", "session__module"):
        found[person].add(module)
    earlier = EarlierProof.objects.filter(programme=course.programme_id, person__in=wanted, day__lte=on)
    for person, module in earlier.values_list("person", "module").order_by("pk"):
        found[person].add(module)
    asked = {one["id"] for one in course.modules}
    return {person: modules & asked for person, modules in found.items()}


def touches_attended(course: Course, person: int, since: date, on: date) -> int:
    """How many follow-ups the person has been at after one day and by another."""
    there = _there(course, [person], on)
    return there.filter(session__kind=SessionKind.TOUCH, session__begins__date__gt=since).count()


def there(course: Course) -> QuerySet[Participation]:
    """Where anybody has been in the course: present, late, or there for long enough."""
    rows = Participation.objects.filter(session__course=course, session__state=SessionState.PLANNED)
    counts = Q(mark__in=ATTENDED) | Q(pk__in=_long_enough(course))
    return rows.filter(counts).order_by("pk")


def _there(course: Course, people: list[int], on: date) -> QuerySet[Participation]:
    """Where they were."""
    return there(course).filter(session__begins__date__lte=on, person__in=people)


def _long_enough(course: Course) -> list[int]:
    """Those who were there for a part, of which enough."""
    partly = Participation.objects.filter(session__course=course, mark=Mark.PARTIAL)
    found = partly.exclude(minutes=None).select_related("session").order_by("pk")
    return [
        one.pk for one in found
        if timedelta(minutes=one.minutes or 0) >= PART_THAT_COUNTS * (one.session.ends - one.session.begins)
    ]  # fmt: skip
