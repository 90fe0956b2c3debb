"""How looking back and belief go in a jobcentre or a team, for those who answer for it. Never anybody's own."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from samklang.access.clock import today as todays_date
from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Place
from samklang.access.queries.place import places_for
from samklang.access.refusals import Refusal, require
from samklang.citizens import content
from samklang.citizens.metrics import BELIEF, BELIEF_DIFFERENCE, LOOKED_BACK, METRICS
from samklang.citizens.queries.trends import LEVELS, Trend, trends_of
from samklang.citizens.rules.trends import see_trends
from samklang.core.metric import Metric
from samklang.core.words import Value, say
from samklang.method.figure_pictures import Axis
from samklang.method.shares import Estimate, Lack
from samklang.method.suppression import SMALLEST_GROUP
from samklang.method.views.figure_parts import (
    SHARES,
    as_file,
    drawn,
    mean_bounds_said,
    mean_said,
    number_said,
    share_bounds_said,
    share_said,
)
from samklang.web.charts import Figure
from samklang.web.language import current_language
from samklang.web.requests import StaffRequest

_FIVE = Axis(*LEVELS, [(one, str(one)) for one in range(LEVELS[0], LEVELS[1] + 1)])
_POINTS = Axis(-100, 100, [(one, str(one).replace("-", "−")) for one in (-100, -50, 0, 50, 100)])
_HEADINGS: tuple[Value, ...] = (say("Quarter"), say("Mean of people's means"), say("95 % interval"), say("People"))
_ALTERNATIVE = say("For each quarter a dot at the mean, and a line from the low to the high end of its 95 % interval.")


class TrendsShown(NamedTuple):
    """For `citizens/_review_trends.html`. reviews, beliefs: the figures of which something can be shown."""

    reviews: Sequence[Figure]
    reviews_off: Refusal | None
    beliefs: Sequence[Figure]
    belief_off: Refusal | None
    least: int
    xlsx_url: str


class _Told(NamedTuple):
    """One trend as it is said: its title, the axis it is drawn on, where it comes from, its quarters, what it is."""

    title: Value
    axis: Axis
    source: Value
    trend: Trend
    metric: Metric


def trends(request: StaffRequest, place: Place, today: date) -> TrendsShown:
    """place: a jobcentre or a team. Raises NotAllowed for whoever does not answer for conversations there."""
    require(see_trends(request.user, place))
    found, language = trends_of(place, today), current_language()
    csv_url = reverse("citizens:trends-file", args=[place.pk, "csv"])
    return TrendsShown(
        [_figure(one, csv_url, language) for one in _reviews(found.reviews, language) if _says_something(one.trend)],
        found.reviews_off,
        [_figure(one, csv_url, language) for one in _beliefs(found.belief, found.calibration)
         if _says_something(one.trend)],
        found.belief_off, SMALLEST_GROUP, reverse("citizens:trends-file", args=[place.pk, "xlsx"]),
    )  # fmt: skip


@login_required
@require_safe
def trends_file(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """All that is shown of the place, as XLSX or CSV."""
    seen = places_for(request.user, Right.SEE_CONVERSATIONS)
    place: Place = get_object_or_404(seen.filter(kind__in=(PlaceKind.JOBCENTRE, PlaceKind.TEAM)), pk=pk)
    found, language = trends_of(place, todays_date()), current_language()
    told = [*_reviews(found.reviews, language), *_beliefs(found.belief, found.calibration)]
    rows = [[one.title, *row] for one in told for row in _rows(one, language)]
    return as_file(ending, say("Trends of looking back and belief"), [say("Figure"), *_HEADINGS], rows, language)


def _reviews(found: Sequence[Trend], language: str) -> Iterator[_Told]:
    asks = {one.key: one.ask.worded(language) for one in content.questions()}
    for one in found:
        yield _Told(
            asks[one.key], _FIVE, say("looking back on own conversations, from 1 to 5"), one, METRICS[LOOKED_BACK]
        )


def _beliefs(belief: Trend, calibration: Trend) -> Iterator[_Told]:
    yield _Told(
        say("How likely staff believed work or education to be"), SHARES, say("belief logs"), belief, METRICS[BELIEF]
    )
    percent = [(quarter, _times_hundred(one)) for quarter, one in calibration.quarters]
    yield _Told(
        say("Belief above (+) or below (−) what came of it, in percentage points"), _POINTS,
        say("belief logs of those with at least three outcomes in the quarter"), calibration._replace(quarters=percent),
        METRICS[BELIEF_DIFFERENCE],
    )  # fmt: skip


def _times_hundred(one: Estimate | Lack) -> Estimate | Lack:
    return one if isinstance(one, Lack) else Estimate(one.value * 100, one.low * 100, one.high * 100, one.n)


def _says_something(trend: Trend) -> bool:
    return any(isinstance(one, Estimate) for _quarter, one in trend.quarters)


def _figure(told: _Told, csv_url: str, language: str) -> Figure:
    picture = drawn([(quarter.short(language), one) for quarter, one in told.trend.quarters], told.axis, language)
    return Figure(
        told.title, picture, _ALTERNATIVE, _HEADINGS, _rows(told, language), csv_url, told.source,
        metric=told.metric.key,
    )  # fmt: skip


def _rows(told: _Told, language: str) -> list[list[Value]]:
    is_share = told.axis is SHARES
    value, bounds = (share_said, share_bounds_said) if is_share else (mean_said, mean_bounds_said)
    return [
        [quarter.words(language), value(one), bounds(one), number_said(one)] for quarter, one in told.trend.quarters
    ]
