"""Next steps as seen by somebody: whose they are, when they are due, and what was done about them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.companies.enums import EntryKind, OpeningState, StepState
from samklang.companies.models import Company, Entry, NextStep, Opening
from samklang.companies.queries.companies import companies_for, consultants, team_of
from samklang.people.queries.search import holding

SEARCHED = ("what", "outcome", "company__name", "company__cvr", "owner__name")
SORTS: dict[str, Any] = {
    "due": F("due"),
    "company": danish("company__name"),
    "what": danish("what"),
    "owner": danish("owner__name"),
    "team": danish("team__name"),
}
"""What the list can be sorted by; the day it is due decides between equals."""


class Whose(StrEnum):
    """Whose steps a list is about."""

    MINE = "mine"
    TEAM = "team"
    ALL = "all"


class Due(StrEnum):
    """When a step is due, seen from a day; each open step is in exactly one of them."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"
    SETTLED = "settled"


@dataclass(frozen=True)
class AskedSteps:
    """What somebody asks the list for; empty fields ask for nothing."""

    text: str = ""
    whose: Whose = Whose.MINE
    due: str = ""
    sort: str = "due"


def can_own(person: Person, municipality: Place, day: date) -> bool:
    """Whether something can be left to the person: employed in the municipality on the day, and meets companies."""
    return consultants(municipality, day).filter(pk=person.pk).exists()


def steps_for(person: Person) -> QuerySet[NextStep]:
    """The steps of the companies that the person sees, the first due first."""
    found = NextStep.objects.filter(company__in=companies_for(person).order_by().values("pk"))
    return found.select_related("company__municipality", "owner", "team").order_by("due", "pk")


def own_teams(person: Person, day: date) -> set[int]:
    """The numbers of the teams whose steps are the person's concern: their own, and those that they lead."""
    team = team_of(person, day)
    led = set(person.standing.places(Right.RUN_COMPANIES))
    return led | ({team.pk} if team is not None else set())


def may_see_all(person: Person) -> bool:
    """Whether the person is shown the list of everybody's: who runs the entrance. Each company shows its own to all."""
    return person.standing.may(Right.RUN_COMPANIES)


def whose_steps(person: Person, day: date, whose: Whose) -> QuerySet[NextStep]:
    """The person's own, their team's, or everybody's."""
    found = steps_for(person)
    if whose == Whose.ALL and may_see_all(person):
        return found
    if whose == Whose.TEAM:
        return found.filter(Q(team__in=own_teams(person, day)) | Q(owner=person))
    return found.filter(owner=person)


def step_list(person: Person, day: date, asked: AskedSteps) -> QuerySet[NextStep]:
    """The steps asked for, in the order asked for."""
    found = whose_steps(person, day, asked.whose).filter(holding(asked.text, SEARCHED))
    found = found.filter(_due(asked.due, day))
    column = SORTS.get(asked.sort.removeprefix("-"), SORTS["due"])
    first = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
    settled = asked.due == Due.SETTLED and asked.sort == "due"
    return found.order_by("-settled_at", "-pk") if settled else found.order_by(first, "due", "pk")


def due_counts(person: Person, day: date, asked: AskedSteps) -> dict[str, int]:
    """How many of the steps searched for are due when; "" is all that are open."""
    kinds = Case(*[When(_due(one, day), then=Value(one.value)) for one in Due], default=Value(""))
    rows = whose_steps(person, day, asked.whose).filter(holding(asked.text, SEARCHED)).order_by()
    counted = dict(rows.annotate(kind=kinds).values_list("kind").annotate(count=Count("pk")))
    found = {one.value: counted.get(one.value, 0) for one in Due}
    return {"": sum(found.values()) - found[Due.SETTLED], **found}


def _due(due: str, day: date) -> Q:
    """The condition; all that are open where nothing, or nothing known, is asked for."""
    sunday = day + timedelta(days=6 - day.weekday())
    conditions = {
        Due.LATE: Q(due__lt=day),
        Due.TODAY: Q(due=day),
        Due.WEEK: Q(due__gt=day, due__lte=sunday),
        Due.LATER: Q(due__gt=max(day, sunday)),
    }
    if due == Due.SETTLED:
        return ~Q(state=StepState.OPEN)
    return Q(state=StepState.OPEN) & next((one for key, one in conditions.items() if key == due), Q())


def due_of(step: NextStep, day: date) -> Due:
    """When one step is due."""
    if step.state != StepState.OPEN:
        return Due.SETTLED
    if step.due <= day:
        return Due.LATE if step.due < day else Due.TODAY
    return Due.WEEK if step.due <= day + timedelta(days=6 - day.weekday()) else Due.LATER


def open_steps_of(company: Company) -> QuerySet[NextStep]:
    """What the company has been promised and not had yet, the first due first."""
    found = NextStep.objects.filter(company=company, state=StepState.OPEN)
    return found.select_related("owner", "team").order_by("due", "pk")


def told_of(step: NextStep) -> QuerySet[Entry]:
    """What the timeline tells of the step, the newest first."""
    found = Entry.objects.filter(step=step, kind=EntryKind.STEP)
    return found.select_related("by", "team").order_by("-at", "-pk")


def follow_ups(person: Person, day: date, whose: Whose) -> QuerySet[Opening]:
    """Openings that are to be followed up by the day, the longest overdue first; whose as for steps."""
    found = Opening.objects.filter(
        company__in=companies_for(person).order_by().values("pk"), follow_up_on__lte=day,
        state__in=[OpeningState.OPEN, OpeningState.FILLED, OpeningState.RUNNING],
    )  # fmt: skip
    if whose == Whose.TEAM:
        found = found.filter(Q(team__in=own_teams(person, day)) | Q(owner=person))
    elif whose == Whose.MINE or not may_see_all(person):
        found = found.filter(owner=person)
    return found.select_related("company", "owner", "team").order_by("follow_up_on", "pk")
