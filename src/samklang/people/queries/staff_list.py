"""The list of staff as it stands on a day: searched, narrowed, sorted and counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.people import rules
from samklang.people.enums import StaffStatus
from samklang.people.models import Employee, Engagement, Leave
from samklang.people.queries.dated import holds
from samklang.people.queries.employees import employees_for
from samklang.people.queries.search import holding

SEARCHED = ("person__name", "number", "person__email", "shown_role")
SORTS: dict[str, Any] = {
    "name": danish("person__name"),
    "number": F("number"),
    "team": danish("shown_team_name"),
    "role": danish("shown_role"),
    "hours": F("shown_hours"),
    "from": F("shown_from"),
}
"""What the list can be sorted by; the name decides between equals."""

STATUSES: dict[StaffStatus, dict[str, bool]] = {
    StaffStatus.EMPLOYED: {"employed": True},
    StaffStatus.AT_WORK: {"employed": True, "away": False},
    StaffStatus.AWAY: {"employed": True, "away": True},
    StaffStatus.TEMP: {"employed": True, "temp": True},
    StaffStatus.COMING: {"employed": False, "coming": True},
    StaffStatus.LEFT: {"employed": False, "coming": False},
    StaffStatus.WITHOUT_EMAIL: {"employed": True, "without_email": True},
    StaffStatus.EVERYBODY: {},
}
"""What is true of whom on the day; see `_as_of`."""
_FLAGS = ("employed", "away", "temp", "coming", "without_email")


@dataclass(frozen=True)
class Narrowing:
    """What somebody asks the list for; empty fields ask for nothing."""

    text: str = ""
    jobcentre: int | None = None
    team: int | None = None
    role: str = ""
    status: StaffStatus = StaffStatus.EMPLOYED
    sort: str = "name"


@dataclass(frozen=True)
class StaffRow:
    """One member of staff on the day: how they work then, or last did, or will, and whether they are away."""

    employee: Employee
    engagement: Engagement | None
    state: StaffStatus
    leave: Leave | None
    shows_kind: bool


def narrowed(person: Person, day: date, asked: Narrowing) -> QuerySet[Any]:
    """Everybody who matches, whatever their status; with how each stands on the day."""
    found = _as_of(employees_for(person), day).filter(holding(asked.text, SEARCHED))
    if asked.jobcentre:
        found = found.filter(jobcentre=asked.jobcentre)
    if asked.team:
        found = found.filter(shown_team=asked.team)
    if asked.role:
        found = found.filter(shown_role=asked.role)
    return found


def staff_list(person: Person, day: date, asked: Narrowing) -> QuerySet[Employee]:
    """Those who match, with the status asked for, in the order asked for."""
    found = narrowed(person, day, asked).filter(**STATUSES[asked.status])
    column = SORTS.get(asked.sort.removeprefix("-"), SORTS["name"])
    first = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
    return found.order_by(first, danish("person__name"), "pk")


def status_counts(person: Person, day: date, asked: Narrowing) -> dict[StaffStatus, int]:
    """How many of those who match have each status."""
    # Each flag is a question of its own for each row, so it is asked once, and the few that differ are counted.
    rows = list(narrowed(person, day, asked).order_by().values_list(*_FLAGS))
    kinds = [(dict(zip(_FLAGS, flags, strict=True)), count) for flags, count in Counter(rows).items()]
    return {
        status: sum(count for flags, count in kinds if all(flags[name] == value for name, value in true.items()))
        for status, true in STATUSES.items()
    }


def roles_seen(person: Person, day: date) -> list[str]:
    """The roles that those have whom the person sees on the day, in the alphabet's order."""
    places = person.standing.places(Right.SEE_STAFF)
    found = Engagement.objects.filter(team__in=places).on(day).exclude(role="").order_by(danish("role"))
    return list(dict.fromkeys(found.values_list("role", flat=True).distinct()))


def _as_of(found: QuerySet[Employee], day: date) -> QuerySet[Any]:
    own = Engagement.objects.filter(employee=OuterRef("pk"))
    holds = Case(When(_on(day), then=Value(1)), default=Value(0), output_field=IntegerField())
    shown = own.order_by(holds.desc(), "-first_day")

    def of_shown(field: str) -> Subquery:
        return Subquery(shown.values(field)[:1])

    return found.annotate(
        employed=Exists(own.filter(_on(day))),
        coming=Exists(own.filter(first_day__gt=day)),
        without_email=Case(
            When(Q(person__email__isnull=True) | Q(person__email=""), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        ),
        away=Exists(Leave.objects.filter(employee=OuterRef("pk")).filter(_on(day))),
        temp=of_shown("is_temp"),
        shown_team=of_shown("team_id"),
        shown_team_name=of_shown("team__name"),
        shown_role=of_shown("role"),
        shown_hours=of_shown("weekly_hours"),
        shown_from=of_shown("first_day"),
    )


def _on(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def staff_rows(person: Person, numbers: Sequence[int], day: date) -> list[StaffRow]:
    """The employees of these numbers as rows of the list, in that order; three queries, however many they are."""
    found = Employee.objects.select_related("person", "jobcentre").in_bulk(numbers)
    rows = [found[number] for number in numbers]
    engagements = _by_employee(Engagement.objects.filter(employee__in=numbers).select_related("team"))
    leaves = _by_employee(Leave.objects.filter(employee__in=numbers).on(day))
    return [_row(person, one, engagements.get(one.pk, []), leaves.get(one.pk, []), day) for one in rows]


def _by_employee(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.employee_id, []).append(row)
    return found


def _row(person: Person, employee: Employee, own: list[Engagement], leaves: list[Leave], day: date) -> StaffRow:
    shown = max(own, key=lambda one: (holds(one, day), one.first_day), default=None)
    leave = max(leaves, key=lambda one: (one.last_day is None, one.last_day or day), default=None)
    team_now = shown.team_id if shown else None
    kind_seen = rules.see_leave_kind(person, employee, team_now) is None
    return StaffRow(employee, shown, state_on(own, leave, day), leave, kind_seen)


def state_on(engagements: Iterable[Engagement], leave: Leave | None, day: date) -> StaffStatus:
    """At work, away, joins later or has left."""
    own = list(engagements)
    if any(holds(one, day) for one in own):
        return StaffStatus.AWAY if leave else StaffStatus.AT_WORK
    return StaffStatus.COMING if any(one.first_day > day for one in own) else StaffStatus.LEFT
