"""What citizens answered, by quarter, where enough have. Who answered what is nowhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import teams_for
from samklang.access.queries.notices import jobcentres_around
from samklang.citizens import metrics
from samklang.citizens.enums import DoorKind, SameWay
from samklang.citizens.models import FeedbackAnswer
from samklang.core.metric import Metric
from samklang.method.enums import Span
from samklang.method.periods import Period, around, before, following
from samklang.method.shares import Estimate, Lack, share_of
from samklang.method.suppression import SMALLEST_GROUP, Shown, may_be_shown, shown
from samklang.method.suppression import Count as Counts
from samklang.people.queries.teams import people_of_teams

QUARTERS = 8
"""So many are shown beside each other."""
NO_TEAM = 0
"""In place of a team's number where the team is gone, or whoever asked worked in none."""


class Told(NamedTuple):
    """One figure of one group in one quarter, as it may be shown. reach: None where there is no figure."""

    estimate: Estimate | Lack
    reach: int | None = None


class OfQuarter(NamedTuple):
    """One figure in one quarter. teams: by number, NO_TEAM among them. kinds: empty unless both can be shown."""

    whole: Told
    teams: Mapping[int, Told]
    kinds: Mapping[DoorKind, Told]


class Counted(NamedTuple):
    """Everything about one figure, the oldest quarter first."""

    metric: Metric
    quarters: Mapping[Period, OfQuarter]


class _Row(NamedTuple):
    quarter: str
    team: int
    kind: DoorKind
    counts: Mapping[str, Counts]


def jobcentres_seen(person: Person) -> QuerySet[Place]:
    """The jobcentres whose answers the person sees, by name."""
    return jobcentres_around(person, Right.SEE_CONVERSATIONS)


def teams_seen(person: Person, jobcentre: Place) -> QuerySet[Place]:
    """The teams there that the person sees apart."""
    return teams_for(person, Right.SEE_CONVERSATIONS).filter(parent=jobcentre)


def quarters_over(today: date) -> list[Period]:
    """Those that are shown: nobody can answer in them any more, so that no answer can be told from what is added."""
    first = before(around(today, Span.QUARTER), QUARTERS)
    found = [first]
    while len(found) < QUARTERS:
        found.append(following(found[-1]))
    return found


def counted(jobcentre: Place, today: date) -> list[Counted]:
    """All figures in each of the quarters that are over, the oldest first."""
    return counted_in(jobcentre, quarters_over(today))


def counted_in(jobcentre: Place, quarters: Sequence[Period]) -> list[Counted]:
    """All figures in these quarters: one question for all of them, and one more for each."""
    rows = _rows(jobcentre, quarters)
    people = {one: people_of_teams(jobcentre, one.first_day, one.last_day) for one in quarters}
    of_quarter = {one: [row for row in rows if row.quarter == one.key] for one in quarters}
    return [
        Counted(metric, {one: _of_quarter(found, key, people[one]) for one, found in of_quarter.items()})
        for key, metric in metrics.SHARES.items()
    ]


def _rows(jobcentre: Place, quarters: Sequence[Period]) -> list[_Row]:
    had_talked = Q(same__in=[SameWay.YES, SameWay.PARTLY, SameWay.NO])
    counts = {
        "n": Count("pk"), "much": Count("pk", filter=Q(involved__gte=metrics.MUCH)),
        "talked": Count("pk", filter=had_talked), "alike": Count("pk", filter=Q(same=SameWay.YES)),
    }  # fmt: skip
    by = ("quarter", "team", "kind")
    answers = FeedbackAnswer.objects.filter(jobcentre=jobcentre, quarter__in=[one.key for one in quarters])
    return [
        _Row(
            one["quarter"], one["team"] or NO_TEAM, DoorKind(one["kind"]),
            {metrics.INVOLVED: Counts(one["much"], one["n"]), metrics.SAME: Counts(one["alike"], one["talked"])},
        )
        for one in answers.order_by().values(*by).annotate(**counts).order_by(*by)
    ]  # fmt: skip


def _of_quarter(rows: Sequence[_Row], key: str, people: Mapping[int, int]) -> OfQuarter:
    teams: dict[int, Counts] = {}
    kinds: dict[DoorKind, Counts] = {}
    for row in rows:
        teams[row.team] = _plus(teams.get(row.team), row.counts[key])
        kinds[row.kind] = _plus(kinds.get(row.kind), row.counts[key])
    few = 0 < sum(people.values()) < SMALLEST_GROUP  # all of them together would still be two or three by name
    seen = Shown(dict.fromkeys(teams), None) if few else shown(teams, people)
    apart = not few and len(kinds) > 1 and all(may_be_shown(one) for one in kinds.values())
    return OfQuarter(
        _told(seen.whole, bool(sum(one.judged for one in teams.values()))),
        {team: _told(count, bool(teams[team].judged)) for team, count in seen.groups.items()},
        {kind: _told(one, True) for kind, one in kinds.items()} if apart else {},
    )


def _plus(first: Counts | None, other: Counts) -> Counts:
    return Counts(first.reach + other.reach, first.judged + other.judged) if first else other


def _told(count: Counts | None, some: bool) -> Told:
    """The figure where it may be shown. some: whether anybody answered at all."""
    if count is None:
        return Told(Lack.TOO_FEW if some else Lack.NOTHING)
    estimate = share_of(count.reach, count.judged)
    return Told(estimate, count.reach if isinstance(estimate, Estimate) else None)
