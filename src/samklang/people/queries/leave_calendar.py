"""Who of a team is away when, in a month or a quarter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.core.calendar import days, public_holidays
from samklang.people import rules
from samklang.people.models import ClosedDay, Employee, Engagement, Leave
from samklang.people.queries.dated import holds

MOST_DAYS_IN_A_WEEK = 5


@dataclass(frozen=True)
class Column:
    """A day of the month, or a week of the quarter. closed: why nobody is expected, on a day."""

    first_day: date
    working_days: Sequence[date]
    closed: str = ""


@dataclass(frozen=True)
class AwayCell:
    """How many working days of the column somebody is away; away: any at all."""

    days: int
    closed: bool = False

    @property
    def step(self) -> int | None:
        """The colour: none where the person is there, else by how much of a week it is."""
        return None if not self.days else min(4, self.days)


@dataclass(frozen=True)
class AwayRow:
    """Somebody who is away at some time, their days column by column, and each leave by itself."""

    employee: Employee
    cells: Sequence[AwayCell]
    leaves: Sequence[Leave]
    shows_kind: bool


@dataclass(frozen=True)
class LeaveCalendar:
    """The calendar of one team. there: how many are in the team the whole time without being away."""

    columns: Sequence[Column]
    rows: Sequence[AwayRow]
    totals: Sequence[int]
    there: int
    closed: Sequence[tuple[date, str]]


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the day's month."""
    first = day.replace(day=1)
    return first, _next_month(first) - timedelta(days=1)


def quarter_of(day: date) -> tuple[date, date]:
    """The first and the last day of three months from the day's month on."""
    first = day.replace(day=1)
    return first, _next_month(_next_month(_next_month(first))) - timedelta(days=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def leave_calendar(
    person: Person, team: Place, first_day: date, last_day: date, *, by_week: bool, language: str
) -> LeaveCalendar:
    """Who of the team is away when, from first_day to last_day; only the days on which they belong to the team."""
    window = (first_day, last_day)
    own = ClosedDay.objects.filter(jobcentre=team.parent_id, day__range=window)
    closed = {**{one.day: one.reason for one in own}, **public_holidays(*window, language=language)}
    columns = _columns(window, closed, by_week=by_week)
    found = Engagement.objects.filter(team=team).between(*window).select_related("employee__person")
    engaged: dict[Employee, list[Engagement]] = {}
    for row in found.order_by(danish("employee__person__name"), "employee_id", "first_day"):
        engaged.setdefault(row.employee, []).append(row)
    leaves: dict[int, list[Leave]] = {}
    for leave in Leave.objects.filter(employee__in=list(engaged)).between(*window).order_by("first_day", "pk"):
        leaves.setdefault(leave.employee_id, []).append(leave)
    rows = [
        AwayRow(
            employee,
            _cells(columns, terms, leaves[employee.pk]),
            leaves[employee.pk],
            rules.see_leave_kind(person, employee, team.pk) is None,
        )
        for employee, terms in engaged.items()
        if employee.pk in leaves
    ]
    rows = [row for row in rows if any(cell.days for cell in row.cells)]
    totals = [sum(1 for row in rows if row.cells[place].days) for place in range(len(columns))]
    return LeaveCalendar(columns, rows, totals, len(engaged) - len(rows), sorted(closed.items()))


def _columns(window: tuple[date, date], closed: Mapping[date, str], *, by_week: bool) -> list[Column]:
    weekdays = [day for day in days(*window) if day.weekday() < MOST_DAYS_IN_A_WEEK]
    if not by_week:
        return [Column(day, () if day in closed else (day,), closed.get(day, "")) for day in weekdays]
    weeks: dict[date, list[date]] = {}
    for day in weekdays:
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(day)
    return [Column(monday, tuple(day for day in own if day not in closed)) for monday, own in weeks.items()]


def _cells(columns: Sequence[Column], terms: Sequence[Engagement], leaves: Sequence[Leave]) -> list[AwayCell]:
    def is_away(day: date) -> bool:
        return any(holds(one, day) for one in terms) and any(holds(one, day) for one in leaves)

    return [AwayCell(sum(map(is_away, column.working_days)), bool(column.closed)) for column in columns]
