"""That sparring takes place: counts of teams by month, and who is away from the counter when; not what is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.method.enums import Span
from samklang.method.periods import Period, around
from samklang.method.suppression import SMALLEST_GROUP, may_be_shown
from samklang.method.suppression import Count as Reached
from samklang.people.models import Engagement
from samklang.practice.enums import SparringState
from samklang.practice.models import Sparring

_BACK, _AHEAD = timedelta(days=182), timedelta(days=62)
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Month:
    """How many sparrings of a team in a month are agreed, held and cancelled."""

    period: Period
    planned: int
    held: int
    cancelled: int


@dataclass(frozen=True)
class TeamRow:
    """One team. reached: how many have had a sparring within a year; None where that may not be shown."""

    team: Place
    people: int
    reached: Reached | None
    months: Sequence[Month]

    @property
    def is_small(self) -> bool:
        """Whether nothing is shown because there are too few in it."""
        return self.people < SMALLEST_GROUP


@dataclass(frozen=True)
class Overview:
    """All teams that the person sees figures of, and how many in all of them have had one."""

    teams: Sequence[TeamRow]
    whole: Reached | None


def overview_for(person: Person, today: date) -> Overview:
    """What took place in the teams of which the person sees how conversations go."""
    teams = _teams(person)
    members = Engagement.objects.on(today).filter(team__in=teams)
    held = Sparring.objects.filter(
        focus_person=OuterRef("employee__person"), state=SparringState.HELD,
        begins__date__gt=today - _YEAR, begins__date__lte=today,
    )  # fmt: skip
    had = members.annotate(had=Exists(held)).order_by().values("team")
    rows = had.annotate(people=Count("employee", distinct=True), reach=Count("employee", Q(had=True), distinct=True))
    counts = {row["team"]: Reached(row["reach"], row["people"]) for row in rows}
    months = _months(teams, today)
    found = []
    for team in teams:
        people = counts.get(team.pk, Reached(0, 0)).judged
        open_ = months.get(team.pk, ()) if people >= SMALLEST_GROUP else ()
        reached = counts.get(team.pk)
        shown = reached if reached is not None and may_be_shown(reached) else None
        found.append(TeamRow(team, people, shown, tuple(open_)))
    return Overview(found, _whole(list(counts.values())))


def _whole(teams: Sequence[Reached]) -> Reached | None:
    """All of them together, unless what is not shown could be found by taking away what is."""
    whole, hidden = _together(teams), _together([one for one in teams if not may_be_shown(one)])
    return whole if may_be_shown(whole) and (not hidden.judged or may_be_shown(hidden)) else None


def _together(teams: Sequence[Reached]) -> Reached:
    return Reached(sum(one.reach for one in teams), sum(one.judged for one in teams))


def _teams(person: Person) -> list[Place]:
    """Those at which the right holds; for whoever has it at a jobcentre all of it."""
    places = person.standing.places(Right.SEE_CONVERSATIONS)
    teams = Place.objects.filter(pk__in=places, kind=PlaceKind.TEAM).select_related("parent")
    return list(teams.order_by("parent_id", danish("name"), "pk"))


def _months(teams: Sequence[Place], today: date) -> dict[int, list[Month]]:
    rows = Sparring.objects.filter(
        team__in=teams, begins__date__gte=(today - _BACK).replace(day=1), begins__date__lte=today + _AHEAD
    )
    counted: dict[tuple[int, Period], dict[str, int]] = {}
    for team, begins, state in rows.order_by("begins", "pk").values_list("team", "begins", "state"):
        period = around(timezone.localdate(begins), Span.MONTH)
        states = counted.setdefault((team, period), {})
        states[state] = states.get(state, 0) + 1
    found: dict[int, list[Month]] = {}
    for (team, period), states in counted.items():
        found.setdefault(team, []).append(Month(period, *(states.get(one, 0) for one in SparringState)))
    return found


def coming_for(person: Person, now: datetime) -> QuerySet[Sparring]:
    """Who is away from the counter when, for whoever sees that it is manned: those who see or keep the staff there."""
    places = person.standing.places(Right.SEE_STAFF) | person.standing.places(Right.EDIT_STAFF)
    theirs = Engagement.objects.on(timezone.localdate(now)).filter(team__in=places)
    beside = Exists(theirs.filter(employee__person=OuterRef("partner")))
    coming = Sparring.objects.filter(Q(team__in=places) | beside, state=SparringState.PLANNED, ends__gt=now)
    return coming.select_related("focus_person", "partner", "team", "round").order_by("begins", "pk")
