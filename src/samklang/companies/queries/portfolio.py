"""What one person has at the company door, and how much that is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.companies.enums import EnquiryState, HandOverState, ItemState, MeetingState, OpeningState, StepState
from samklang.companies.models import Company, Enquiry, HandOverItem, Meeting, NextStep, Opening
from samklang.core.words import Sentence, say_n

OPEN_ENQUIRIES = (EnquiryState.NEW, EnquiryState.OWNED, EnquiryState.ANSWERED)
OPEN_OPENINGS = (OpeningState.OPEN, OpeningState.FILLED, OpeningState.RUNNING)
WEIGHTS = {"companies": 1, "enquiries": 3, "steps": 1, "meetings": 2, "openings": 2}
"""How many points of load each thing is: an enquiry has a promise that runs, a meeting and an opening take time."""
OWNER = {"steps": "owner", "enquiries": "owner", "openings": "owner", "meetings": "holder"}
"""The field that names whose it is."""


@dataclass(frozen=True)
class Held:
    """How much of each kind somebody has: companies, and what is open."""

    companies: int = 0
    enquiries: int = 0
    steps: int = 0
    meetings: int = 0
    openings: int = 0

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return any(astuple(self))

    @property
    def points(self) -> int:
        """The load, in points: `WEIGHTS`."""
        return sum(weight * int(getattr(self, name)) for name, weight in WEIGHTS.items())

    @property
    def parts(self) -> tuple[Sentence, ...]:
        """What there is, in words, such as "3 companies", "1 next step"; nothing of what there is none of."""
        said = (
            (self.companies, say_n("{count} company", "{count} companies", self.companies)),
            (self.enquiries, say_n("{count} open enquiry", "{count} open enquiries", self.enquiries)),
            (self.steps, say_n("{count} open next step", "{count} open next steps", self.steps)),
            (self.meetings, say_n("{count} meeting to come", "{count} meetings to come", self.meetings)),
            (self.openings, say_n("{count} opening to follow up", "{count} openings to follow up", self.openings)),
        )
        return tuple(sentence for count, sentence in said if count)


def companies_of(person: Person) -> QuerySet[Company]:
    """The companies that the person owns, by name."""
    return Company.objects.filter(owner=person, merged_into=None).order_by(danish("name"), "pk")


def open_things(now: datetime) -> dict[str, QuerySet[Any]]:
    """Everything open at all doors, by kind; whose it is stands in the field named in `OWNER`."""
    return {
        "steps": NextStep.objects.filter(state=StepState.OPEN).order_by("due", "pk"),
        "enquiries": Enquiry.objects.filter(state__in=OPEN_ENQUIRIES).order_by("due_at", "pk"),
        "openings": Opening.objects.filter(state__in=OPEN_OPENINGS).order_by("follow_up_on", "pk"),
        "meetings": Meeting.objects.filter(state=MeetingState.PLANNED, ends__gte=now).order_by("begins", "pk"),
    }


def things_of(person: Person, now: datetime) -> dict[str, QuerySet[Any]]:
    """What the person has that is open, by kind, the first due first."""
    return {name: rows.filter(**{OWNER[name]: person}) for name, rows in open_things(now).items()}


def held_by(people: Collection[int], now: datetime) -> dict[int, Held]:
    """How much each of the people has; what waits for their receipt counts as companies already."""
    counts: dict[int, dict[str, int]] = {person: {} for person in people}
    owned = Company.objects.filter(owner__in=people, merged_into=None).order_by()
    for person, count in owned.values_list("owner").annotate(count=Count("pk")):
        counts[person]["companies"] = count
    coming = HandOverItem.objects.filter(
        receiver__in=people, moved_at=None, hand_over__state__in=(HandOverState.SENT, HandOverState.DONE)
    ).exclude(state=ItemState.DECLINED)
    for person, count in coming.order_by().values_list("receiver").annotate(count=Count("pk")):
        counts[person]["companies"] = counts[person].get("companies", 0) + count
    for name, rows in open_things(now).items():
        found = rows.order_by().filter(**{f"{OWNER[name]}__in": people})
        for person, count in found.values_list(OWNER[name]).annotate(count=Count("pk")):
            counts[person][name] = count
    return {person: Held(**own) for person, own in counts.items()}


def handed_on(person: Person, *states: ItemState) -> QuerySet[HandOverItem]:
    """The companies that are on their way from the person to somebody else. states: all of them where none is given."""
    return HandOverItem.objects.filter(
        hand_over__giver=person, hand_over__state__in=(HandOverState.SENT, HandOverState.DONE), moved_at=None,
        state__in=states or ItemState.values,
    ).order_by()  # fmt: skip


def to_hand_over(person: Person, now: datetime, *, with_declined: bool = False) -> Held:
    """What the person has that is not on its way to somebody else yet.

    with_declined: what was sent back counts too, since it waits for another receiver.
    """
    on_the_way = handed_on(person, ItemState.WAITING, ItemState.RECEIVED) if with_declined else handed_on(person)
    merged = on_the_way.exclude(company__merged_into=None).values("company__merged_into")
    gone = Q(company__in=on_the_way.values("company")) | Q(company__in=merged)
    counts = {name: rows.exclude(gone).count() for name, rows in things_of(person, now).items()}
    owned = companies_of(person).exclude(Q(pk__in=on_the_way.values("company")) | Q(pk__in=merged))
    return Held(companies=owned.count(), **counts)


def held_at(person: Person, companies: Iterable[int], now: datetime) -> Mapping[int, Held]:
    """How much the person has at each of the companies; "companies" is 1 where they own it."""
    wanted = list(companies)
    counts: dict[int, dict[str, int]] = {company: {} for company in wanted}
    for company in Company.objects.filter(pk__in=wanted, owner=person).values_list("pk", flat=True):
        counts[company]["companies"] = 1
    for name, rows in things_of(person, now).items():
        found = rows.order_by().filter(company__in=wanted).values_list("company").annotate(count=Count("pk"))
        for company, count in found:
            counts[company][name] = count
    return {company: Held(**own) for company, own in counts.items()}


def companies_with_something(person: Person, now: datetime) -> QuerySet[Company]:
    """The companies that the person owns or has something open at, by name."""
    there = Q(owner=person)
    for rows in things_of(person, now).values():
        there |= Q(pk__in=rows.exclude(company=None).order_by().values("company"))
    found = Company.objects.filter(there, municipality=person.municipality_id, merged_into=None)
    return found.select_related("owner").order_by(danish("name"), "pk")


@dataclass(frozen=True)
class Portfolio:
    """Everything one person has."""

    companies: QuerySet[Company]
    enquiries: QuerySet[Enquiry]
    steps: QuerySet[NextStep]
    meetings: QuerySet[Meeting]
    openings: QuerySet[Opening]


def portfolio_of(person: Person, now: datetime) -> Portfolio:
    """What the person has at the company door, each kind with the first due first."""
    things = {name: rows.select_related("company") for name, rows in things_of(person, now).items()}
    return Portfolio(companies=companies_of(person), **things)
