"""The ladder of a programme: each rung now, at the baseline, and quarter by quarter as it was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries.notices import jobcentres_around
from samklang.core.metric import Metric, Rung
from samklang.delivery.models import Course
from samklang.evidence.models import Baseline, RungReading
from samklang.evidence.queries.catalogue import metric_of
from samklang.evidence.queries.rungs import RungFigure, figures_of
from samklang.method.enums import Span
from samklang.method.periods import Period, around
from samklang.method.shares import Estimate, Lack, difference_of

QUARTERS = 8
"""So many are shown beside each other."""
OF_ANSWERS = frozenset({Rung.FELT})
"""Rungs that are read only when a quarter is over, since each answer could else be told from what is added."""


class Moved(Enum):
    """How a rung stands to the baseline: it says what followed, not what did it."""

    HIGHER = "higher"
    LOWER = "lower"
    CANNOT_TELL = "cannot-tell"
    NO_BASELINE = "no-baseline"


@dataclass(frozen=True)
class Step:
    """One figure of a rung. now: today, or the newest quarter that is read where it stands on answers."""

    rung: Rung
    metric: Metric
    now: RungFigure | RungReading
    found: Estimate | Lack
    period: Period | None
    """The quarter that `found` is of; None: today."""
    baseline: RungReading | None
    chain: Sequence[RungReading]
    moved: Moved
    difference: Estimate | None
    """Of shares, with its interval; None where there is no baseline or it is no share."""


def courses_seen(person: Person) -> QuerySet[Course]:
    """The courses of the jobcentres whose evidence the person sees, or of a team of which; the newest first."""
    places = jobcentres_around(person, Right.SEE_EVIDENCE).order_by()
    found = Course.objects.filter(programme__jobcentre__in=places, programme__deleted_at=None)
    return found.select_related("programme__jobcentre__parent").order_by("programme__jobcentre_id", "-began_at", "-pk")


def baseline_of(course: Course) -> Baseline | None:
    """What was decided, if anything."""
    return Baseline.objects.filter(programme=course.programme).first()


def ladder_of(course: Course, today: date) -> list[Step]:
    """Every figure, the lowest rung first."""
    baseline = baseline_of(course)
    readings: dict[str, list[RungReading]] = {}
    for row in RungReading.objects.filter(programme=course.programme).order_by("first_day", "pk"):
        readings.setdefault(row.metric, []).append(row)
    return [
        _step(figure, readings.get(figure.metric, []), baseline)
        for figure in figures_of(course, around(today, Span.QUARTER), today)
    ]


def found_in(row: RungReading) -> Estimate | Lack:
    """The figure of a quarter, or why there is none."""
    if row.value is None or row.low is None or row.high is None or row.n is None:
        return Lack.NOTHING if row.lack in {"nothing", "off"} else Lack.TOO_FEW
    return Estimate(row.value, row.low, row.high, row.n)


def _step(figure: RungFigure, rows: Sequence[RungReading], baseline: Baseline | None) -> Step:
    chain = rows[-QUARTERS:]
    first = _at(rows, baseline)
    metric = metric_of(figure.metric)
    if metric is None:
        raise LookupError(figure.metric)  # a test holds every rung's figure against the catalogue
    newest = chain[-1] if chain else None
    now: RungFigure | RungReading = newest if figure.rung in OF_ANSWERS and newest is not None else figure
    found = found_in(now) if isinstance(now, RungReading) else now.found
    period = Period(Span.QUARTER, now.first_day) if isinstance(now, RungReading) else None
    moved, apart = _moved(found, first, is_share=figure.rung is not Rung.FELT or _is_share(found))
    return Step(figure.rung, metric, now, found, period, first, chain, moved, apart)


def _at(rows: Sequence[RungReading], baseline: Baseline | None) -> RungReading | None:
    """The newest reading of a quarter that was over by the baseline."""
    if baseline is None:
        return None
    over = [one for one in rows if one.last_day <= baseline.day + timedelta(days=45)]
    return over[-1] if over else None


def _is_share(found: Estimate | Lack) -> bool:
    return isinstance(found, Estimate) and found.low >= 0 and found.high <= 1


def _moved(found: Estimate | Lack, first: RungReading | None, *, is_share: bool) -> tuple[Moved, Estimate | None]:
    """Only where the two intervals leave no doubt. Many are the same people at both times, which the interval of two
    groups apart does not count on: it is then wider than it need be, on the careful side."""
    if first is None:
        return Moved.NO_BASELINE, None
    earlier = found_in(first)
    if isinstance(found, Lack) or isinstance(earlier, Lack):
        return Moved.CANNOT_TELL, None
    if not is_share:
        apart = found.low > earlier.high, found.high < earlier.low
        return (Moved.HIGHER if apart[0] else Moved.LOWER if apart[1] else Moved.CANNOT_TELL), None
    found_apart = difference_of(_counts(found), _counts(earlier))
    if isinstance(found_apart, Lack):
        return Moved.CANNOT_TELL, None
    if found_apart.low > 0:
        return Moved.HIGHER, found_apart
    return (Moved.LOWER if found_apart.high < 0 else Moved.CANNOT_TELL), found_apart


def _counts(found: Estimate) -> tuple[int, int]:
    return round(found.value * found.n), found.n
