"""The baseline of a programme, and what each rung was when a quarter was over."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.models import Course
from samklang.evidence.models import Baseline, RungReading
from samklang.evidence.queries.rungs import RungFigure, closed_quarters, figures_of
from samklang.evidence.rules import ladder as rules
from samklang.ledger.commands import record
from samklang.method.periods import Period
from samklang.method.shares import Estimate
from samklang.planning.models import Programme

QUARTERS = 8
"""So many quarters that are over are read where they have not been."""


@transaction.atomic
def set_baseline(
    *, by: Person, programme: Programme, day: date, note: str = "", today: date, now: datetime
) -> Baseline:  # fmt: skip
    """From which day the figures are compared. Raises NotAllowed."""
    require(rules.set_baseline(by, programme, day, today))
    made, _new = Baseline.objects.update_or_create(
        programme=programme, defaults={"day": day, "note": " ".join(note.split())[:300], "set_by": by, "set_at": now}
    )
    record("baseline-set", by=by, subject=programme, place=programme.jobcentre, details={"day": day.isoformat()})
    return made


def read_quarters(*, today: date, now: datetime, dry_run: bool = False) -> int:
    """Keep what each rung was in the quarters that are over and have not been read. How many figures."""
    courses = Course.objects.filter(programme__deleted_at=None).select_related("programme__jobcentre__parent")
    return sum(_read(course, today, now, dry_run=dry_run) for course in courses.order_by("pk"))


def _read(course: Course, today: date, now: datetime, *, dry_run: bool) -> int:
    done = set(RungReading.objects.filter(programme=course.programme).values_list("first_day", flat=True).distinct())
    begun = [one for one in closed_quarters(today, QUARTERS) if one.first_day not in done]
    made = [row for period in begun if _is_answered(period, today) for row in _rows(course, period, today, now)]
    if not dry_run:
        RungReading.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _is_answered(period: Period, today: date) -> bool:
    """Whether nobody can answer any more about the quarter: companies have some weeks after it."""
    return (today - period.last_day).days > rules.DAYS_UNTIL_READ


def _rows(course: Course, period: Period, today: date, now: datetime) -> Iterator[RungReading]:
    for one in figures_of(course, period, today):
        yield _row(course, period, one, now)


def _row(course: Course, period: Period, figure: RungFigure, now: datetime) -> RungReading:
    made = RungReading(
        programme=course.programme, rung=figure.rung.value, metric=figure.metric, first_day=period.first_day,
        last_day=period.last_day, read_at=now,
    )  # fmt: skip
    if figure.off is not None:
        made.lack = "off"
    elif isinstance(figure.found, Estimate):
        made.value, made.low, made.high, made.n = figure.found
    else:
        made.lack = figure.found.value
    return made
