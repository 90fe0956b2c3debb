"""Who is there when the forecast begins, who is to be trained when, and what is known about leavers and leave."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.problem import Absence, Person, Problem

LONG_LEAVE_DAYS = 28
"""An absence on every working day for at least this many calendar days is long leave; holidays never are."""


@dataclass(frozen=True)
class Known:
    """What is known of one person. Months count from the day of the forecast, which is month 0."""

    trained: bool = False
    completes: int | None = None
    """The month at whose end the person has done every module by the plan; None: not planned."""
    starts: int = 0
    """The first month at whose end the person is employed."""
    leaves: int | None = None
    """The first month at whose end the person is known to be gone; None: chance decides."""
    leave: tuple[tuple[int, int | None], ...] = ()
    """Known long leave, as first and last month at whose end the person is away; None: no end is known."""
    refilled: bool = True
    """Whether somebody new comes when the person leaves; not so for a temp whose last day is known."""
    starts_at_work: bool = True
    """Whether the person is known not to be on long leave by chance at the start."""


@dataclass(frozen=True)
class Start:
    """The staff as the forecast finds it. `completions` pairs each month with the people who are to finish in it."""

    staff: int
    trained_now: int
    completions: tuple[tuple[int, int], ...]
    known: tuple[Known, ...]


def counted(staff: int, trained_now: int, completions: Sequence[tuple[int, int]]) -> tuple[Known, ...]:
    """The staff where only numbers are known; those to be trained are taken to be at work now.

    staff, trained_now: people, from 0.
    completions: (month, people) from month 0 and 0 people; the people are among the staff of today.
    raises:      ValueError for a negative number, or more people trained and planned than there are.
    """
    planned = sum(people for _, people in completions)
    if min(staff, trained_now, *(min(pair) for pair in completions), 0) < 0:
        raise ValueError("People and months are counted from 0.")
    if trained_now + planned > staff:
        raise ValueError(f"{trained_now} trained and {planned} planned are more than the staff of {staff}.")
    known = [Known(trained=True, starts_at_work=False)] * trained_now
    for month, people in completions:
        known += [Known(completes=month)] * people
    return (*known, *[Known(starts_at_work=False)] * (staff - len(known)))


def from_plan(problem: Problem, plan: Plan | None, *, today: date) -> Start:
    """The staff of a problem on a day: those to be trained and those already trained, who are employed now or later.

    plan:    who finishes when; a person finishes with the last session they still need. None: nobody is to be trained.
             A session that has passed without its attendance being recorded is taken as held as planned.
    today:   the day of the forecast.
    returns: numbers and what is known of each person: employment, planned training, long leave.
    """
    sessions = plan.sessions if plan else ()
    cohort_of = {seat.person: seat.cohort for seat in plan.seats} if plan else {}
    leave = _leave_by_person(problem)
    known = []
    for person in problem.people:
        done = _done(person, sessions)
        trained = all(module.id in done for module in problem.modules)
        if not (trained or person.to_train) or (person.employed_to and person.employed_to < today):
            continue
        last = None if trained else _last_session(problem, done, sessions, cohort_of.get(person.id))
        known.append(_known(person, trained, last, leave.get(person.id, ()), today))
    months = Counter(one.completes for one in known if one.completes is not None)
    trained_now = sum(one.trained and one.starts == 0 for one in known)
    return Start(len(known), trained_now, tuple(sorted(months.items())), tuple(known))


def _known(person: Person, trained: bool, last: date | None, leave: Sequence[Absence], today: date) -> Known:
    leaves = None if person.employed_to is None else _first_month(today, person.employed_to, after=True)
    return Known(
        trained=trained,
        completes=None if last is None else _first_month(today, last),
        starts=0 if person.employed_from is None else _first_month(today, person.employed_from),
        leaves=leaves,
        leave=tuple(_leave_months(leave, today)),
        refilled=not (person.is_temp and leaves is not None),
    )


def _done(person: Person, sessions: Sequence[Session]) -> set[str]:
    return {*person.done_modules, *(one.module for one in sessions if person.id in (one.attended or ()))}


def _last_session(problem: Problem, done: set[str], sessions: Sequence[Session], cohort: int | None) -> date | None:
    """The date on which the person has every module; None where the plan does not get them that far."""
    dates = {one.module: one.date for one in sessions if one.cohort == cohort and one.attended is None}
    needed = [module.id for module in problem.modules if module.id not in done]
    return max(dates[module] for module in needed) if all(module in dates for module in needed) else None


def _leave_by_person(problem: Problem) -> dict[str, list[Absence]]:
    found: dict[str, list[Absence]] = {}
    for absence in problem.absences:
        period = absence.period
        whole = not period.weekdays and period.half is None and absence.kind != "holiday"
        first, last = period.first_day, period.last_day
        if whole and (first is None or last is None or (last - first).days + 1 >= LONG_LEAVE_DAYS):
            found.setdefault(absence.person, []).append(absence)
    return found


def _leave_months(leave: Sequence[Absence], today: date) -> Iterator[tuple[int, int | None]]:
    for absence in leave:
        first, last = absence.period.first_day, absence.period.last_day
        first_month = 0 if first is None else _first_month(today, first)
        last_month = None if last is None else _first_month(today, last, after=True) - 1
        if last_month is None or last_month >= first_month:
            yield first_month, last_month


def _first_month(today: date, day: date, *, after: bool = False) -> int:
    """The first month whose last day is on the day or later; with `after`, later than it. Never below 0.

    Month m ends m calendar months after today, on the same day of the month or the month's last.
    """
    months = (day.year - today.year) * 12 + day.month - today.month
    ends = min(today.day, monthrange(day.year, day.month)[1])
    reached = ends > day.day if after else ends >= day.day
    return max(0, months if reached else months + 1)
