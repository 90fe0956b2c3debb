"""Who could take a person's companies over, who is proposed for each, and how even it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, RoleGrant
from samklang.companies.enums import HandOverReason, HandOverState, ItemState
from samklang.companies.models import Company, HandOver, HandOverItem
from samklang.companies.queries.companies import consultants
from samklang.companies.queries.nearness import Nearness, nearness_of
from samklang.companies.queries.portfolio import Held, held_at, held_by
from samklang.companies.sharing import Task, share_out, shares
from samklang.core.words import Sentence, say
from samklang.people.models import Engagement, Leave

_LEADING = [role for role, rights in RIGHTS.items() if Right.RUN_COMPANIES in rights]


def receivers(giver: Person, day: date) -> QuerySet[Person]:
    """Everybody who may take over from the giver on the day: those who meet companies and are at work; by name."""
    away = Leave.objects.on(day).filter(employee__person=OuterRef("pk"))
    found = consultants(giver.municipality, day).exclude(pk=giver.pk)
    return found.filter(~Exists(away))


def proposed_people(giver: Person, day: date) -> list[Person]:
    """Among whom companies are shared: the giver's team and whoever has companies, without leaders and leavers.

    Where that is nobody, everybody who may take over.
    """
    everybody = list(receivers(giver, day))
    numbers = [one.pk for one in everybody]
    leading = set(
        RoleGrant.objects.in_force(day).filter(role__in=_LEADING, person__in=numbers).values_list("person", flat=True)
    )
    giving = HandOver.objects.filter(giver__in=numbers, state__in=(HandOverState.DRAFT, HandOverState.SENT))
    leaving = set(giving.values_list("giver", flat=True))
    teams = Engagement.objects.filter(employee__person=giver).order_by("-first_day").values_list("team")[:1]
    team = Engagement.objects.on(day).filter(team__in=list(teams.values_list("team", flat=True)))
    near = set(team.filter(employee__person__in=numbers).values_list("employee__person", flat=True))
    near |= set(Company.objects.filter(owner__in=numbers).order_by().values_list("owner", flat=True).distinct())
    found = [one for one in everybody if one.pk in near - leading - leaving]
    return found or [one for one in everybody if one.pk not in leading | leaving] or everybody


@dataclass(frozen=True)
class Known:
    """All that a hand-over's proposals are reckoned from."""

    people: Sequence[Person]
    companies: Sequence[Company]
    loads: Mapping[int, Held]
    held: Mapping[int, Held]
    """What the giver has at each company."""
    nearness: Nearness

    @property
    def settled(self) -> dict[int, int]:
        """Companies that a colleague at work owns already, where the giver has something open only: by their owner."""
        there = {one.pk for one in self.people}
        return {one.pk: one.owner_id for one in self.companies
                if not self.held[one.pk].companies and one.owner_id in there}  # fmt: skip

    @property
    def task(self) -> Task:
        """What is to be shared out."""
        shared = [one for one in self.companies if one.pk not in self.settled]
        return Task(
            {one.pk: max(self.held[one.pk].points, 1) for one in shared},
            {one.pk: self.loads[one.pk].points for one in self.people},
            {(company.pk, person.pk): points for company in shared for person in self.people
             if (points := self.nearness.points(company, person.pk))},
        )  # fmt: skip


def known_for(giver: Person, companies: Sequence[Company], day: date, now: datetime) -> Known:
    """Read everything, in the same number of queries however many companies there are."""
    people = proposed_people(giver, day)
    numbers = [one.pk for one in people]
    return Known(
        people, companies, held_by(numbers, now), held_at(giver, [one.pk for one in companies], now),
        nearness_of(numbers, companies, giver, day),
    )  # fmt: skip


def proposals(known: Known) -> dict[int, int]:
    """The number of the person for each company; companies left out where there is nobody."""
    shared = share_out(known.task)
    return {**known.settled, **{int(str(company)): int(str(person)) for company, person in shared.items()}}


def why_proposed(known: Known, company: Company, person: int) -> Sentence:
    """Why somebody is proposed, as the end of a sentence that begins with their name."""
    if known.settled.get(company.pk) == person:
        return say("owns the company already")
    return known.nearness.why(company, person)


@dataclass(frozen=True)
class Balance:
    """What one person has and would get."""

    person: Person
    has: Held
    gets: int
    share: int

    @property
    def above(self) -> int:
        """How many more than their share: only where somebody chose so."""
        return max(self.gets - self.share, 0)


def balance(known: Known, given: Mapping[int, int | None]) -> list[Balance]:
    """What each person has, would get, and their share; by name. given: the person by company."""
    share = shares(known.task)
    settled = known.settled
    counts: dict[int, int] = {}
    for company, person in given.items():
        if person is not None and settled.get(company) != person:
            counts[person] = counts.get(person, 0) + 1
    return [Balance(one, known.loads[one.pk], counts.get(one.pk, 0), share[one.pk]) for one in known.people]


def first_day_of(hand_over: HandOver, today: date) -> date:
    """The day on which receivers must be at work."""
    return max(hand_over.first_day, today)


def not_at_work(hand_over: HandOver, today: date) -> list[HandOverItem]:
    """The companies that wait and whose receiver is not at work then. Leaders who are not in the register may be."""
    day = first_day_of(hand_over, today)
    there = receivers(hand_over.giver, day).order_by().values("pk")
    leading = RoleGrant.objects.in_force(day).filter(role__in=_LEADING)
    unregistered = leading.exclude(person__in=Engagement.objects.values("employee__person")).values("person")
    waiting = hand_over.items.filter(state=ItemState.WAITING).exclude(receiver=None)
    return list(waiting.exclude(receiver__in=there).exclude(receiver__in=unregistered))


def leave_of(giver: Person, day: date) -> Leave | None:
    """The leave that the giver is on, or goes on next; the last one of those that begin on the same day."""
    coming = Leave.objects.filter(employee__person=giver)
    return coming.on(day).order_by("-first_day", "-pk").first() or (
        coming.filter(first_day__gt=day).order_by("first_day", "-pk").first()
    )


def last_day_of(giver: Person) -> date | None:
    """The last day of the giver's employment; None while it goes on, and where there never was one."""
    rows = Engagement.objects.filter(employee__person=giver).order_by("-first_day")
    last = rows.first()
    return last.last_day if last is not None else None


def is_loan(hand_over: HandOver) -> bool:
    """Whether the companies go back."""
    return hand_over.reason == HandOverReason.LEAVE
