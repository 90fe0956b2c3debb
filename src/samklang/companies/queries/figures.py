"""The figures of the company door, counted by the database: a few questions however much there is."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth, TruncQuarter, TruncYear

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.companies import metrics
from samklang.companies.enums import EnquiryState, MeetingState, OpeningKind, OpeningState, Result
from samklang.companies.models import Company, Enquiry, GuardOutcome, Meeting, NextStep, Opening, Pause
from samklang.core.calendar import COPENHAGEN
from samklang.core.metric import Metric
from samklang.method.enums import Span
from samklang.method.periods import Period, around
from samklang.method.shares import Estimate, Lack, share_of
from samklang.method.small_groups import Size, may_be_shown, open_groups
from samklang.people.queries.teams import people_of_teams

LED_TO_HOURS = (OpeningKind.PLACEMENT, OpeningKind.SUBSIDY)
COOPERATES = (OpeningKind.HOURS, OpeningKind.PLACEMENT, OpeningKind.FLEXI, OpeningKind.SUBSIDY)
_TRUNCATED = {Span.MONTH: TruncMonth, Span.QUARTER: TruncQuarter, Span.YEAR: TruncYear}


class Tally(NamedTuple):
    """How many of how many, and how many are counted apart."""

    reach: int = 0
    of: int = 0
    apart: int = 0


class Told(NamedTuple):
    """One figure of one place in one period, as it may be shown. tally: None where there is no figure."""

    estimate: Estimate | Lack
    tally: Tally | None


Tallies = Mapping[tuple[Period, int | None], Tally]
"""By period and team; without a team where what is counted lies with none."""


class Counted(NamedTuple):
    """Everything about one figure: the whole, and the teams, in each period."""

    metric: Metric
    whole: Mapping[Period, Told]
    teams: Mapping[tuple[Period, int | None], Told]


def counted(municipality: Place, periods: Sequence[Period], now: datetime) -> list[Counted]:
    """All figures in each of the periods (at least one, all of one span)."""
    people = people_of_teams(municipality, periods[0].first_day, periods[-1].last_day)
    return [
        _counted(metrics.SHARES[key], *tally(municipality, periods, now), periods, people)
        for key, tally in _TALLIES.items()
    ]


def _counted(
    metric: Metric, teams: Tallies, whole: Mapping[Period, Tally], periods: Sequence[Period],
    people: Mapping[int, int],
) -> Counted:  # fmt: skip
    shown: dict[tuple[Period, int | None], Told] = {}
    for period in periods:
        here = {team: one for (its, team), one in teams.items() if its == period}
        sizes = {team: Size(one.of, people.get(team, 0) if team else None) for team, one in here.items()}
        seen = open_groups(sizes).groups if metric.parts else {key for key, size in sizes.items() if may_be_shown(size)}
        shown |= {(period, team): told(one, team in seen) for team, one in here.items()}
    return Counted(metric, {one: told(whole.get(one, Tally()), True) for one in periods}, shown)


def told(tally: Tally, may: bool) -> Told:
    """The figure where it may be shown and is counted on enough."""
    estimate = share_of(tally.reach, tally.of) if may or tally.of == 0 else Lack.TOO_FEW
    return Told(estimate, tally if isinstance(estimate, Estimate) else None)


def teams_of(municipality: Place) -> list[Place]:
    """The teams of the municipality, in the order of its places."""
    return list(Place.objects.filter(path__startswith=municipality.path, kind=PlaceKind.TEAM).order_by("path", "pk"))


# -- what lies with one team each -------------------------------------------------------------------------------------

_Both = tuple[dict[tuple[Period, int | None], Tally], dict[Period, Tally]]


def _by_team(rows: QuerySet[Any], moment: str, periods: Sequence[Period], **counts: Any) -> _Both:
    """Counted by the database in periods and teams; the whole is their sum."""
    span, is_moment = periods[0].span, moment.endswith("_at")
    first, end = (periods[0].begins, periods[-1].ends) if is_moment else (periods[0].first_day, periods[-1].last_day)
    bounds = {f"{moment}__gte": first, f"{moment}__lt" if is_moment else f"{moment}__lte": end}
    trunc = _TRUNCATED[span](moment, tzinfo=COPENHAGEN if is_moment else None)
    grouped = rows.filter(**bounds).order_by().annotate(starts=trunc).values("starts", "team").annotate(**counts)
    teams: dict[tuple[Period, int | None], Tally] = {}
    whole: dict[Period, Tally] = defaultdict(Tally)
    for row in grouped.order_by("starts", "team"):
        period = around(_day(row["starts"]), span)
        tally = Tally(row["reach"], row["of"], row.get("beside", 0))
        teams[period, row["team"]] = tally
        whole[period] = Tally(*(sum(pair) for pair in zip(whole[period], tally, strict=True)))
    return teams, dict(whole)


def _day(starts: date | datetime) -> date:
    return starts.astimezone(COPENHAGEN).date() if isinstance(starts, datetime) else starts


def promised(municipality: Place, now: datetime) -> QuerySet[Enquiry]:
    """Enquiries whose promise has run out: those that wait for the company now are not among them."""
    waits = Pause.objects.filter(enquiry=OuterRef("pk"), ends=None)
    found = Enquiry.objects.filter(entrance__municipality=municipality, due_at__lte=now)
    return found.exclude(state=EnquiryState.JUNK).filter(~Exists(waits) | Q(answered_at__isnull=False))


def _answer_kept(municipality: Place, periods: Sequence[Period], now: datetime) -> _Both:
    kept = Count("pk", filter=Q(answered_at__lte=F("due_at")))
    return _by_team(promised(municipality, now), "due_at", periods, reach=kept, of=Count("pk"))


def _next_step(municipality: Place, periods: Sequence[Period], now: datetime) -> _Both:
    del now
    rows = Meeting.objects.filter(company__municipality=municipality, state=MeetingState.HELD).annotate(
        has_step=Exists(NextStep.objects.filter(meeting=OuterRef("pk")))
    )
    none = Count("pk", filter=Q(has_step=False) & ~Q(no_step_because=""))
    return _by_team(
        rows, "written_at", periods, reach=Count("pk", filter=Q(has_step=True)), of=Count("pk"), beside=none
    )


def _spared(municipality: Place, periods: Sequence[Period], now: datetime) -> _Both:
    del now
    rows = GuardOutcome.objects.filter(company__municipality=municipality)
    return _by_team(rows, "day", periods, reach=Count("pk", filter=Q(went_on=False)), of=Count("pk"))


def _paid(municipality: Place, periods: Sequence[Period], now: datetime) -> _Both:
    del now
    rows = Opening.objects.filter(company__municipality=municipality, kind__in=LED_TO_HOURS, state=OpeningState.ENDED)
    unknown = Q(result=Result.UNKNOWN)
    return _by_team(
        rows, "last_day", periods, reach=Count("pk", filter=Q(result=Result.PAID)),
        of=Count("pk", filter=~unknown), beside=Count("pk", filter=unknown),
    )  # fmt: skip


# -- companies, which may cooperate with several teams in several periods ---------------------------------------------


def _cooperating(municipality: Place, periods: Sequence[Period], now: datetime) -> _Both:
    del now
    running = Opening.objects.filter(
        company__municipality=municipality, company__merged_into=None, kind__in=COOPERATES, first_day__isnull=False,
        state__in=[OpeningState.RUNNING, OpeningState.ENDED],
    )  # fmt: skip
    names = {f"in_{place}": one for place, one in enumerate(periods)}
    with_one = {name: Count("company", filter=_runs_in(one), distinct=True) for name, one in names.items()}
    known = Company.objects.filter(municipality=municipality, merged_into=None).aggregate(
        **{name: Count("pk", filter=_known_in(one)) for name, one in names.items()}
    )
    whole = running.aggregate(**with_one)
    teams = {
        (names[name], row["team"]): Tally(row[name], known[name])
        for row in running.order_by().values("team").annotate(**with_one).order_by("team")
        for name in names
        if row[name]
    }
    return teams, {one: Tally(whole[name], known[name]) for name, one in names.items()}


def _runs_in(period: Period) -> Q:
    """One that runs may go on after its last day; one that has ended ran until then."""
    ended = Q(state=OpeningState.ENDED) & Q(last_day__lt=period.first_day)
    return Q(first_day__lte=period.last_day, company__created_at__lt=period.ends) & ~ended & _not_ceased(
        period, "company__"
    )  # fmt: skip


def _known_in(period: Period) -> Q:
    return Q(created_at__lt=period.ends) & _not_ceased(period, "")


def _not_ceased(period: Period, of: str) -> Q:
    return Q(**{f"{of}ceased_on": None}) | Q(**{f"{of}ceased_on__gt": period.last_day})


_TALLIES: Mapping[str, Callable[[Place, Sequence[Period], datetime], _Both]] = {
    metrics.ANSWER_KEPT: _answer_kept, metrics.NEXT_STEP: _next_step, metrics.SPARED: _spared,
    metrics.COOPERATING: _cooperating, metrics.PAID: _paid,
}  # fmt: skip
