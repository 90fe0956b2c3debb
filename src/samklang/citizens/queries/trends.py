"""How looking back and belief go in a group, by quarter. People are counted, not rows, and nobody can be found.

A quarter is shown when nobody can add to it any more. Of every figure the people are split over the teams they were
last in, so that the teams make up the jobcentre; what is shown of some of them never lays the rest bare. Nothing here
is put in order by how anybody did, and no person's number leaves this module.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from samklang.access.enums import PlaceKind, Purpose
from samklang.access.models import Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.queries.retention import rule_on
from samklang.access.refusals import Refusal
from samklang.citizens import content
from samklang.citizens.enums import Outcome
from samklang.citizens.models import Belief, ConversationReview
from samklang.citizens.rules.reviews import DAYS_BACK
from samklang.core.calendar import COPENHAGEN
from samklang.core.effects.belief import Known, difference_of
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Span
from samklang.method.periods import Period, around, before
from samklang.method.shares import Estimate, Lack, mean_of
from samklang.method.small_groups import Size, open_groups
from samklang.method.suppression import TELLS_OF_EACH_BELOW

QUARTERS = 8
"""So many are shown beside each other."""
FEWEST_OUTCOMES = 3
"""Of fewer known outcomes in the quarter somebody's calibration is mostly luck, and it is left out of the group's."""
LEVELS = (LOWEST_LEVEL, HIGHEST_LEVEL)


class OnePerson(NamedTuple):
    """What one person's rows of a quarter come to, and the team they were last in. It stays in this module."""

    team: int | None
    mean: float


_People = dict[Period, list[OnePerson]]


class Trend(NamedTuple):
    """One figure of the place, quarter by quarter, the oldest first; n counts people."""

    key: str
    quarters: Sequence[tuple[Period, Estimate | Lack]]


class Trends(NamedTuple):
    """What may be shown; a refusal where the purpose has no notice in force."""

    reviews: Sequence[Trend]
    reviews_off: Refusal | None
    belief: Trend
    calibration: Trend
    """How much higher people believed than what came of it: -1 to 1."""
    belief_off: Refusal | None


def trends_of(place: Place, today: date) -> Trends:
    """place: a jobcentre, or a team of one. Ask first whether the reader may see it."""
    jobcentre = place.parent if place.kind == PlaceKind.TEAM and place.parent is not None else place
    reviews_off = refusal_to_measure(jobcentre, Purpose.SELF_REVIEW, today)
    belief_off = refusal_to_measure(jobcentre, Purpose.BELIEF, today)
    closed = _kept_whole(_closed(today, DAYS_BACK), jobcentre, "conversation-review", today)
    past = _kept_whole(_closed(today, 0), jobcentre, "belief", today)
    seen = {} if reviews_off else _review_means(jobcentre, closed)
    believed = {} if belief_off else _belief_means(jobcentre, past)
    apart = {} if belief_off else _differences(jobcentre, past)
    team = place.pk if jobcentre is not place else None
    return Trends(
        [_trend(one.key, seen.get(one.key, {}), closed, team, LEVELS) for one in content.questions()], reviews_off,
        _trend("belief", believed, past, team, (0, 1)), _trend("calibration", apart, past, team, (-1, 1)), belief_off,
    )  # fmt: skip


def _closed(today: date, days_after: int) -> list[Period]:
    """The newest quarters that are over, and so many days more, the oldest first."""
    newest = around(today, Span.QUARTER)
    found = [before(newest, back) for back in range(QUARTERS, 0, -1)]
    return [one for one in found if one.last_day + timedelta(days=days_after) < today]


def _kept_whole(found: Sequence[Period], jobcentre: Place, kind: str, today: date) -> list[Period]:
    """Those of which nothing is deleted yet: of one that goes day by day, each day would tell of somebody."""
    kept_from = today - timedelta(days=rule_on(jobcentre.parent or jobcentre, kind, today).days)
    return [one for one in found if one.first_day > kept_from]


def _trend(
    key: str, people: Mapping[Period, Sequence[OnePerson]], quarters: Sequence[Period], team: int | None,
    scale: tuple[float, float],
) -> Trend:  # fmt: skip
    return Trend(key, [(one, _mean(_open_to(team, people.get(one, ())), scale)) for one in quarters])


def _open_to(team: int | None, people: Sequence[OnePerson]) -> Sequence[OnePerson] | None:
    """Those whom the figure is of; None where it may not be shown beside the others."""
    by_team: dict[int | None, list[OnePerson]] = {}
    for one in people:
        by_team.setdefault(one.team, []).append(one)
    sizes = {key: Size(len(those), 0 if _tells_of_each(those) else len(those)) for key, those in by_team.items()}
    found = open_groups(sizes)
    if team is None:
        return None if people and (not found.whole or _tells_of_each(people)) else people
    return by_team.get(team, []) if team in found.groups or team not in by_team else None


def _tells_of_each(people: Sequence[OnePerson]) -> bool:
    """Whether a few are all alike, so that the mean of them is the mean of each."""
    return len(people) < TELLS_OF_EACH_BELOW and len({round(one.mean, 6) for one in people}) == 1


def _mean(people: Sequence[OnePerson] | None, scale: tuple[float, float]) -> Estimate | Lack:
    if people is None:
        return Lack.TOO_FEW
    means = [one.mean for one in people]
    return mean_of(len(means), sum(means), sum(one * one for one in means), scale=scale)


# -- each person's own ------------------------------------------------------------------------------------------------


def _review_means(jobcentre: Place, quarters: Sequence[Period]) -> dict[str, _People]:
    """By question and quarter: each person's mean of the levels they gave."""
    levels: dict[str, dict[tuple[Period, int], list[int]]] = {}
    last: dict[tuple[Period, int], int | None] = {}
    rows = ConversationReview.objects.filter(jobcentre=jobcentre, day__range=_span(quarters)).order_by("day", "pk")
    for person, team, day, answers in rows.values_list("person", "team", "day", "answers").iterator():
        whose = (around(day, Span.QUARTER), person)
        last[whose] = team
        for key, level in answers.items():
            levels.setdefault(key, {}).setdefault(whose, []).append(int(level))
    return {
        key: _by_quarter((whose[0], OnePerson(last[whose], sum(said) / len(said))) for whose, said in by_whom.items())
        for key, by_whom in levels.items()
    }


def _belief_means(jobcentre: Place, quarters: Sequence[Period]) -> _People:
    """By the quarter they were written in: each person's mean belief, 0 to 1."""
    said: dict[tuple[Period, int], list[int]] = {}
    last: dict[tuple[Period, int], int | None] = {}
    rows = Belief.objects.filter(jobcentre=jobcentre, day__range=_span(quarters)).order_by("day", "pk")
    for person, team, day, percent in rows.values_list("person", "team", "day", "percent").iterator():
        whose = (around(day, Span.QUARTER), person)
        last[whose] = team
        said.setdefault(whose, []).append(percent)
    return _by_quarter(
        (whose[0], OnePerson(last[whose], sum(percents) / len(percents) / 100)) for whose, percents in said.items()
    )


def _differences(jobcentre: Place, quarters: Sequence[Period]) -> _People:
    """By the quarter the outcomes were written in: how much higher each person believed than what came of it."""
    known: dict[tuple[Period, int], list[Known]] = {}
    last: dict[tuple[Period, int], int | None] = {}
    if not quarters:
        return {}
    rows = Belief.objects.filter(
        jobcentre=jobcentre, outcome__in=(Outcome.YES, Outcome.NO), outcome_at__gte=quarters[0].begins,
        outcome_at__lt=quarters[-1].ends,
    ).order_by("day", "pk")  # fmt: skip
    for person, team, at, percent, outcome in rows.values_list(
        "person", "team", "outcome_at", "percent", "outcome"
    ).iterator():
        if at is None:
            continue
        whose = (around(at.astimezone(COPENHAGEN).date(), Span.QUARTER), person)
        last[whose] = team
        known.setdefault(whose, []).append(Known(percent, outcome == Outcome.YES))
    return _by_quarter(
        (whose[0], OnePerson(last[whose], difference_of(those)))
        for whose, those in known.items()
        if len(those) >= FEWEST_OUTCOMES
    )


def _by_quarter(rows: Iterable[tuple[Period, OnePerson]]) -> _People:
    found: _People = {}
    for quarter, one in rows:
        found.setdefault(quarter, []).append(one)
    return found


def _span(quarters: Sequence[Period]) -> tuple[date, date]:
    """The first and the last day of them; of none, days between which there is none."""
    return (quarters[0].first_day, quarters[-1].last_day) if quarters else (date.max, date.min)
