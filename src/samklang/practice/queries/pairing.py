"""Rounds of pairs as the programme lead sees them, and as somebody in one sees their own part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish, jobcentres_for
from samklang.core.planner.pairing import NAMES, Aim
from samklang.core.words import Value
from samklang.method.models import Edition, Framework, Indicator
from samklang.method.queries.editions import holding_edition, indicators_of
from samklang.method.suppression import SMALLEST_GROUP
from samklang.people.models import Engagement
from samklang.people.queries.search import holding
from samklang.practice.enums import PairingState, SparringState
from samklang.practice.models import PairingMember, PairingRound, ProposedPair, Sparring

SEARCH = "samklang.practice.tasks.find_pairs"
_GONE = timedelta(minutes=10)
"""A search that began so long ago is at work no more; its worker has gone."""


# -- rounds -----------------------------------------------------------------------------------------------------------


def rounds_for(person: Person) -> QuerySet[PairingRound]:
    """Those of the jobcentres where the person runs practice, the newest first."""
    found = PairingRound.objects.filter(jobcentre__in=person.standing.places(Right.RUN_PRACTICE))
    return found.select_related("jobcentre__parent", "framework").order_by("-first_day", "-pk")


def frameworks_to_pair(person: Person, day: date) -> list[tuple[Framework, Edition]]:
    """What a round can be about, with the edition that holds on the day."""
    rows = Framework.objects.filter(jobcentre__in=jobcentres_for(person, Right.RUN_PRACTICE))
    rows = rows.select_related("jobcentre").order_by("jobcentre_id", "key", "pk")
    return [(one, edition) for one in rows if (edition := holding_edition(one, day)) is not None]


def teams_to_pair(person: Person) -> list[Place]:
    """The teams whose people can be in a round."""
    found = Place.objects.filter(kind=PlaceKind.TEAM, parent__in=jobcentres_for(person, Right.RUN_PRACTICE))
    return list(found.select_related("parent").order_by("parent_id", danish("name"), "pk"))


def indicators_to_wish(round_: PairingRound) -> list[Indicator]:
    """What one can wish to work on, by the words that hold on the round's first day."""
    edition = holding_edition(round_.framework, round_.first_day)
    return list(indicators_of(edition)) if edition is not None else []


@dataclass(frozen=True)
class Search:
    """A search that waits or is at work. begun_at: None where no worker has it yet."""

    begun_at: datetime | None


def search_of(round_: PairingRound, now: datetime) -> Search | None:
    """The search for the round's pairs that goes on in the background; None where there is none."""
    rows = DBTaskResult.objects.filter(
        task_path=SEARCH, args_kwargs__args__0=round_.pk, enqueued_at__gt=now - timedelta(days=1),
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )  # fmt: skip
    one = rows.order_by("-enqueued_at").first()
    if one is None or (one.started_at is not None and one.started_at < now - _GONE):
        return None
    return Search(one.started_at)


# -- who is in it -----------------------------------------------------------------------------------------------------


def members_of(round_: PairingRound, search: str = "") -> QuerySet[PairingMember]:
    """Everybody in the round by name; what they would like to work on is not fetched."""
    found = PairingMember.objects.filter(holding(search, ("person__name",)), round=round_, person__erased_at=None)
    return found.select_related("person", "round__jobcentre").defer("focus").order_by(danish("person__name"), "pk")


def people_to_add(round_: PairingRound, search: str = "") -> QuerySet[Person]:
    """Those employed at the jobcentre in the days of the round who are not in it, by name."""
    there = Engagement.objects.filter(employee__person=OuterRef("pk"), employee__jobcentre=round_.jobcentre_id)
    there = there.between(round_.first_day, round_.last_day)
    members = PairingMember.objects.filter(round=round_, person=OuterRef("pk"))
    found = Person.objects.filter(holding(search, ("name",)), Exists(there), ~Exists(members), erased_at=None)
    return found.order_by(danish("name"), "pk")


def people_of_teams(jobcentre: Place, teams: Sequence[Place], first_day: date, last_day: date) -> list[Person]:
    """Everybody who works in one of the teams in the days, or at the jobcentre where no team is named."""
    there = Engagement.objects.filter(employee__person=OuterRef("pk"), employee__jobcentre=jobcentre)
    there = there.between(first_day, last_day)
    if teams:
        there = there.filter(team__in=[one.pk for one in teams])
    return list(Person.objects.filter(Exists(there), erased_at=None).order_by(danish("name"), "pk"))


def own_memberships(person: Person, today: date) -> QuerySet[PairingMember]:
    """The rounds being prepared that the person is in, the next first."""
    found = PairingMember.objects.filter(person=person, round__state=PairingState.DRAFT, round__last_day__gte=today)
    return found.select_related("round__framework", "round__jobcentre", "person").order_by("round__first_day", "pk")


# -- what is proposed -------------------------------------------------------------------------------------------------


def pairs_of(round_: PairingRound) -> QuerySet[ProposedPair]:
    """The pairs as they stand, in order of time."""
    found = ProposedPair.objects.filter(round=round_).select_related("focus_person", "partner")
    return found.order_by("day", "half", danish("focus_person__name"), "pk")


@dataclass(frozen=True)
class Level:
    """How one aim came out. value: None where the figure would tell what somebody would like to work on."""

    name: Value
    value: int | None
    proved: bool


def levels_of(round_: PairingRound) -> list[Level]:
    """What the last search reached, the most important first."""
    return [
        Level(NAMES[Aim(one["name"])], None if one["name"] == Aim.UNCOVERED else one["value"], one["proved"])
        for one in round_.levels
        if one["name"] in set(Aim)
    ]


@dataclass(frozen=True)
class Without:
    """Somebody who is to be sat beside and has no partner. why: by language; empty where nobody has searched since."""

    person: Person
    why: Mapping[str, str]


def without_partner(round_: PairingRound) -> list[Without]:
    """Everybody who still has nobody, by name."""
    paired = ProposedPair.objects.filter(round=round_).values("focus_person")
    rows = members_of(round_).filter(is_focus=True).exclude(person__in=paired)
    return [Without(one.person, round_.unpaired.get(str(one.person_id), {})) for one in rows]


# -- once it is published ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TeamCount:
    """How the sparrings of a team came out; counts is empty where the team is too small to show them."""

    name: str
    counts: Mapping[str, int]


def counts_of(round_: PairingRound, today: date) -> list[TeamCount]:
    """Planned, held and cancelled by team, and nothing else; nothing of a team of fewer than the smallest group."""
    rows = (
        Sparring.objects.filter(round=round_).order_by().values("team", "team__name", "state").annotate(n=Count("pk"))
    )
    teams: dict[tuple[int | None, str], dict[str, int]] = {}
    for row in rows:
        teams.setdefault((row["team"], row["team__name"] or ""), {})[row["state"]] = row["n"]
    there = Engagement.objects.on(today).filter(team__in=[pk for pk, _ in teams if pk is not None])
    sizes = dict(there.order_by().values_list("team").annotate(Count("employee", distinct=True)))
    return [
        TeamCount(name, {state: found.get(state, 0) for state in SparringState.values})
        if sizes.get(pk, 0) >= SMALLEST_GROUP
        else TeamCount(name, {})
        for (pk, name), found in sorted(teams.items(), key=lambda item: (item[0][1], item[0][0] or 0))
    ]
