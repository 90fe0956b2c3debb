"""Openings as seen by somebody, and what came of them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.companies.enums import EntryKind, Need, OpeningKind, OpeningState, Result
from samklang.companies.models import Company, Enquiry, Entry, Meeting, Opening
from samklang.companies.queries.companies import companies_for
from samklang.companies.rules.openings import NEEDS_PATH, UNDER_WAY
from samklang.people.queries.search import holding

SEARCHED = ("title", "company__name", "company__cvr", "case_reference", "owner__name")
ORDINARY = (OpeningKind.JOB, OpeningKind.HOURS)


def _ladder(field: str, values: list[str]) -> Any:
    """In the order of the choices, not of their keys."""
    steps = [When(**{field: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*steps, default=Value(len(values)), output_field=IntegerField())


SORTS: dict[str, Any] = {
    "title": danish("title"),
    "company": danish("company__name"),
    "kind": _ladder("kind", OpeningKind.values),
    "state": _ladder("state", OpeningState.values),
    "deadline": F("deadline"),
    "follow": F("follow_up_on"),
    "owner": danish("owner__name"),
}
"""What the list can be sorted by; the newest comes first among equals."""


class Time(StrEnum):
    """What a day makes of an opening."""

    FOLLOW = "follow"
    LATE = "late"


@dataclass(frozen=True)
class AskedOpenings:
    """What somebody asks the list for; empty fields ask for nothing."""

    text: str = ""
    kind: str = ""
    state: str = ""
    time: str = ""
    mine: bool = False
    sort: str = "deadline"


def openings_for(person: Person) -> QuerySet[Opening]:
    """The openings of the companies that the person sees, the newest first."""
    found = Opening.objects.filter(company__in=companies_for(person).order_by().values("pk"))
    return found.select_related("company__municipality", "owner", "team", "site").order_by("-created_at", "-pk")


def opening_list(person: Person, day: date, asked: AskedOpenings) -> QuerySet[Opening]:
    """The openings asked for; those of which something is still to come, where no state is asked for."""
    found = openings_for(person).filter(holding(asked.text, SEARCHED), _state(asked.state), _time(asked.time, day))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.mine:
        found = found.filter(owner=person)
    column = SORTS.get(asked.sort.removeprefix("-"), SORTS["deadline"])
    first = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
    return found.order_by(first, "-created_at", "-pk")


def _state(state: str) -> Q:
    if state == "all":
        return Q()
    return Q(state=state) if state else Q(state__in=UNDER_WAY)


def _time(time: str, day: date) -> Q:
    if time == Time.FOLLOW:
        return Q(follow_up_on__lte=day, state__in=UNDER_WAY)
    return Q(deadline__lt=day, state=OpeningState.OPEN) if time == Time.LATE else Q()


def openings_of(company: Company) -> QuerySet[Opening]:
    """The company's openings, those of which something is still to come first."""
    found = Opening.objects.filter(company=company).select_related("owner", "team")
    return found.order_by(SORTS["state"].asc(), "-created_at", "-pk")


def told_of(opening: Opening) -> QuerySet[Entry]:
    """What the timeline tells of the opening, the newest first."""
    found = Entry.objects.filter(opening=opening, kind=EntryKind.OPENING)
    return found.select_related("by", "team").order_by("-at", "-pk")


def meeting_about(company: Company, number: int | None) -> Meeting | None:
    """A meeting of the company by its number."""
    return Meeting.objects.filter(company=company, pk=number).first() if number is not None else None


def ordinary_hours_talked_about(company: Company) -> bool:
    """Whether there has been an ordinary job or some ordinary hours at the company, or it has asked for them."""
    if Opening.objects.filter(company=company, kind__in=ORDINARY).exists():
        return True
    return Enquiry.objects.filter(company=company, need__in=[Need.RECRUIT, Need.HOURS]).exists()


@dataclass(frozen=True)
class PathToHours:
    """What came of the placements and subsidised jobs that ended in a time."""

    ended: int
    paid: int
    """Of them: ordinary paid hours."""
    unknown: int
    """Of them: nobody knows."""


def ended_on_the_path(municipality_id: int, first_day: date, last_day: date) -> QuerySet[Opening]:
    """Placements and subsidised jobs of the municipality whose last day lies in the time, both days included."""
    return Opening.objects.filter(
        company__municipality=municipality_id, kind__in=NEEDS_PATH, state=OpeningState.ENDED,
        last_day__gte=first_day, last_day__lte=last_day,
    )  # fmt: skip


def path_to_paid_hours(
    municipality_id: int, first_day: date, last_day: date, team_id: int | None = None
) -> PathToHours:  # fmt: skip
    """How many led to ordinary paid hours; of one team's openings where one is given."""
    found = ended_on_the_path(municipality_id, first_day, last_day)
    if team_id is not None:
        found = found.filter(team=team_id)
    counts = found.aggregate(
        ended=Count("pk"), paid=Count("pk", filter=Q(result=Result.PAID)),
        unknown=Count("pk", filter=Q(result=Result.UNKNOWN)),
    )  # fmt: skip
    return PathToHours(**counts)
