"""How a course is run, chosen by whoever runs it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.commands.filling import fill
from samklang.delivery.enums import SessionKind, SessionState
from samklang.delivery.models import Course, Session
from samklang.delivery.rules import course as course_rules
from samklang.ledger.commands import record
from samklang.planning.queries import holding

_TIMES = ("morning_begins", "morning_ends", "afternoon_begins", "afternoon_ends")


class Changed(NamedTuple):
    """What came of it."""

    course: Course
    fields: tuple[str, ...]
    moved: int
    """How many coming sessions have new times, which calendars are told."""


@transaction.atomic
def change_settings(*, by: Person, course: Course, values: Mapping[str, Any], now: datetime) -> Changed:
    """Where times of day change, the coming sessions follow, and calendars are told. Raises NotAllowed."""
    found = Course.objects.select_for_update(of=("self",)).select_related("programme__jobcentre")
    course = found.get(pk=course.pk)
    require(course_rules.run_course(by, course))
    changed = tuple(name for name, value in values.items() if getattr(course, name) != value)
    if not changed:
        return Changed(course, (), 0)
    for name in changed:
        setattr(course, name, values[name])
    course.save(update_fields=list(changed))
    moved = 0
    if set(changed) & set(_TIMES):
        before = _times(course, now)
        fill(course.programme, holding(course.programme), now)
        after = _times(course, now)
        moved = sum(1 for pk, times in after.items() if before.get(pk) not in (None, times))
    record("course-settings-changed", by=by, subject=course, place=course.programme.jobcentre,
           details={"fields": list(changed), "sessions": moved})  # fmt: skip
    return Changed(Course.objects.get(pk=course.pk), changed, moved)


def _times(course: Course, now: datetime) -> dict[int, tuple[datetime, datetime]]:
    coming = Session.objects.filter(
        course=course, kind=SessionKind.MODULE, state=SessionState.PLANNED, begins__gt=now
    ).values_list("pk", "begins", "ends")
    return {pk: (begins, ends) for pk, begins, ends in coming}
