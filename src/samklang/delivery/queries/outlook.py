"""Who is trained today, how staff come and go, and what the planner's forecast makes of it. Numbers, no names."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from samklang.access.models import Place
from samklang.core.planner import plan as plans
from samklang.core.planner.forecast import Assumptions, Forecast, forecast_plan
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem, ProblemFaults
from samklang.delivery.enums import SeatState
from samklang.delivery.models import Certificate, Course
from samklang.delivery.queries.attended import modules_attended
from samklang.people.models import Employee, Engagement
from samklang.people.queries.planning_source import register_as_document
from samklang.planning import documents
from samklang.planning.queries import holding, latest_version

YEARS_LOOKED_BACK = 2
FEWEST_LEAVERS = 5
"""With fewer, what was observed says too little, and the usual share is taken."""
FEWEST_YEARS = 20.0
"""So many years of work, of everybody together, before a share is reckoned."""


@dataclass(frozen=True)
class Turnover:
    """Who left in the last two years. share, low and high: of the staff in a year, low to high in 19 of 20 cases; None
    where too little was observed."""

    leavers: int
    person_years: float
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Outlook:
    """What the forecast page shows. forecast: None where the rules do not hold together."""

    employed: int
    trained: int
    turnover: Turnover
    expiring: Sequence[tuple[date, int]]
    """Certificates in force by the quarter they expire in (its first day)."""
    forecast: Forecast | None


def trained(jobcentre: Place, on: date) -> set[int]:
    """Those employed at the jobcentre on the day (by the person's number) who are trained: a certificate in force, or
    every module of a course attended, here or before, and no certificate of it that has expired or was withdrawn."""
    here = set(_employed(jobcentre, on))
    found: set[int] = set()
    for course in Course.objects.filter(programme__jobcentre=jobcentre, programme__deleted_at=None).order_by("pk"):
        found |= trained_in(course, here, on)
    return found


def trained_in(course: Course, people: set[int], on: date) -> set[int]:
    """The same for one course, of the people given."""
    holding_one, lapsed = _certified(course, people, on)
    asked = {one["id"] for one in course.modules}
    attended = modules_attended(course, people, on)
    through = {one for one, modules in attended.items() if asked and modules == asked}
    return holding_one | (through - lapsed)


def _certified(course: Course, people: set[int], on: date) -> tuple[set[int], set[int]]:
    rows = list(Certificate.objects.filter(course=course, person__in=people, issued_on__lte=on).order_by("pk"))
    valid = {one.person_id for one in rows if one.holds_on(on)}
    return valid, {one.person_id for one in rows} - valid


def _employed(jobcentre: Place, on: date) -> list[int]:
    rows = Engagement.objects.filter(employee__jobcentre=jobcentre).on(on)
    return list(rows.values_list("employee__person", flat=True).order_by("employee__person").distinct())


def observed_turnover(jobcentre: Place, today: date) -> Turnover:
    """Who left the jobcentre for good in the last two years; temps are not counted, whose end is agreed from the start.

    The interval is Byar's for a number of events that come by chance (Breslow and Day 1987, vol. II, eq. 2.13).
    """
    first = today - timedelta(days=365 * YEARS_LOOKED_BACK)
    rows = Engagement.objects.filter(employee__jobcentre=jobcentre, is_temp=False).between(first, today)
    days, last_days = 0, dict[int, date | None]()
    for employee, begins, ends in rows.values_list("employee", "first_day", "last_day").order_by("first_day", "pk"):
        days += (min(ends or today, today) - max(begins, first)).days + 1
        last_days[employee] = ends
    leavers = sum(1 for one in last_days.values() if one is not None and first <= one < today)
    years = days / 365
    if leavers < FEWEST_LEAVERS or years < FEWEST_YEARS:
        return Turnover(leavers, years, None, None, None)
    low = leavers * (1 - 1 / (9 * leavers) - 1.96 / (3 * math.sqrt(leavers))) ** 3
    more = leavers + 1
    high = more * (1 - 1 / (9 * more) + 1.96 / (3 * math.sqrt(more))) ** 3
    share, least, most = (min(0.95, 1 - math.exp(-one / years)) for one in (leavers, low, high))
    return Turnover(leavers, years, share, least, most)


def outlook_of(course: Course, today: date, months: int = 24, *, goal: float | None = None) -> Outlook:
    """Everything the page shows. goal: the share of the posts to be held, for which the forecast finds the refill."""
    jobcentre = course.programme.jobcentre
    here = set(_employed(jobcentre, today))
    able = trained_in(course, here, today)
    turnover = observed_turnover(jobcentre, today)
    quarters = Counter(
        date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        for day in Certificate.objects.filter(
            course=course, person__in=here, revoked_at=None, expires_on__gte=today
        ).values_list("expires_on", flat=True)
    )
    ahead = _forecast(course, able, turnover, today, months=months, goal=goal)
    return Outlook(len(here), len(able), turnover, sorted(quarters.items()), ahead)


def _forecast(
    course: Course, able: set[int], turnover: Turnover, today: date, *, months: int, goal: float | None
) -> Forecast | None:
    usual = Assumptions()
    assumptions = usual
    if turnover.share is not None and turnover.low is not None and turnover.high is not None:
        low, high = turnover.low, turnover.high
        assumptions = replace(usual, turnover=turnover.share, turnover_low=low, turnover_high=high)
    try:
        problem = _problem(course, able, today)
    except (ProblemFaults, KeyError, ValueError):
        return None
    return forecast_plan(problem, _plan(course, today), assumptions, today=today, months=months, goal=goal)


def _problem(course: Course, able: set[int], today: date) -> Problem:
    """The programme's rules with the staff of today, and what each of them has really been at."""
    programme = course.programme
    document = latest_version(programme).document
    last = max(date.fromisoformat(document["last_day"]), today)
    staff = register_as_document(None, programme.jobcentre, min(date.fromisoformat(document["first_day"]), today), last)
    numbers = dict(
        Employee.objects.filter(jobcentre=programme.jobcentre_id).values_list("person", "number").order_by("person")
    )
    every = {one["id"] for one in document.get("modules", ())}
    seated = set(course.seats.filter(state=SeatState.HELD).values_list("person", flat=True).order_by("person"))
    attended = modules_attended(course, seated | able, today)
    done = {
        numbers[one]: every if one in able else modules
        for one, modules in attended.items() if one in numbers and (one in able or modules != every)
    }  # fmt: skip
    blank = {**document, "people": [{**one, "done_modules": []} for one in document.get("people", ())]}
    return documents.problem_of(documents.with_done(documents.with_register(blank, staff), done))


def _plan(course: Course, today: date) -> Plan | None:
    """The plan that holds, from which only the sessions to come train anybody: what is past is known."""
    publication = holding(course.programme)
    if publication is None:
        return None
    plan = plans.from_document(publication.variant.document)
    sessions = tuple(replace(one, attended=()) if one.date < today else one for one in plan.sessions)
    return replace(plan, sessions=sessions)
