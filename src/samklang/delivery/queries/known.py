"""Who has passed a knowledge check: yes or not yet, and nothing of how it went."""

from collections.abc import Iterable
from datetime import date

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.delivery.models import Course, KnowledgeCheck


def has_passed(person: Person, course: Course, on: date, since: date | None = None) -> bool:
    """Whether the person has passed a knowledge check of the course by the day. since: and after this one."""
    return person.pk in passed(course, [person.pk], on, since)


def passed(course: Course, people: Iterable[int], on: date, since: date | None = None) -> set[int]:
    """Those of the people (by number) who have; nobody while no notice of knowledge checks is in force."""
    if refusal_to_measure(course.programme.jobcentre, Purpose.KNOWLEDGE, on) is not None:
        return set()
    found = KnowledgeCheck.objects.filter(
        course=course, person__in=list(people), passed=True, finished_at__date__lte=on
    )
    if since is not None:
        found = found.filter(finished_at__date__gt=since)
    return set(found.values_list("person", flat=True).order_by("person"))
