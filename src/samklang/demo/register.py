"""A constructed jobcentre put into the staff register, through the same commands as a programme lead uses."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from samklang.access.commands import add_person, add_place, give_role
from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place
from samklang.core.calendar import Half
from samklang.core.chance import stream
from samklang.core.planner import problem as planner
from samklang.demo.addresses import address_of
from samklang.demo.cast import EMPLOYED_BY_THE_MUNICIPALITY, OUTSIDE, OUTSIDE_DOMAIN, Town
from samklang.demo.news import news_of
from samklang.people.commands import (
    Terms,
    add_closed_day,
    add_cover_need,
    add_employee,
    add_external,
    add_leave,
    change_engagement,
    end_employment,
)
from samklang.people.enums import ExternalKind, LeaveKind
from samklang.people.models import HALF_DAYS, Employee

_HOURS_OF_A_HALF_DAY = Decimal("3.7")
_OPENED = date(2009, 1, 1)
"""The first day that anybody of the present staff was hired on."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass
class Register:
    """What was made: the places, and everybody by the number they have in the problem."""

    municipality: Place
    jobcentre: Place
    teams: dict[str, Place] = field(default_factory=dict)
    employees: dict[str, Employee] = field(default_factory=dict)
    cast: dict[Role, Person] = field(default_factory=dict)
    """One person in each role, to sign in as."""


def fill(problem: planner.Problem, town: Town, seed: int) -> Register:
    """Staff, teams, leave, cover and closing days of a problem, as rows of the register; nobody has a password yet."""
    municipality = add_place(by=None, kind=PlaceKind.MUNICIPALITY, name=f"{town.name} Kommune")
    place = add_place(by=None, kind=PlaceKind.JOBCENTRE, name=f"Jobcenter {town.name}", parent=municipality)
    register = Register(municipality, place)
    for team in problem.teams:
        register.teams[team.id] = add_place(by=None, kind=PlaceKind.TEAM, name=team.name, parent=place)
    _hire(problem, register, town.domain, seed)
    _send_on_leave(problem, register)
    _say_what_cover_needs(problem, register)
    for closed in problem.closed_days:
        add_closed_day(by=None, jobcentre=place, day=closed.day, reason=closed.reason)
    _give_roles(problem, register, town)
    _invite_from_outside(problem, register, town.roles[Role.OBSERVER])
    return register


# -- staff ---------------------------------------------------------------------------------------------------------


def _hire(problem: planner.Problem, register: Register, domain: str, seed: int) -> None:
    """Everybody, those who are stood in for before their temps."""
    chance = stream(seed, "demo", "hired")
    part_time = _half_days_away(problem)
    taken: set[str] = set()
    for person in sorted(problem.people, key=lambda one: one.is_temp):
        hired = person.employed_from or _OPENED + timedelta(days=30 * chance.randrange(190))
        stretches = list(_stretches(person, hired, part_time.get(person.id, ())))
        email = address_of(person.name, domain, taken)
        terms = _terms(person, register, stretches[0][2])
        employee = add_employee(
            by=None, jobcentre=register.jobcentre, number=person.id, name=person.name, terms=terms,
            first_day=stretches[0][0], last_day=stretches[0][1], email=email,
        )  # fmt: skip
        for first_day, last_day, half_days in stretches[1:]:
            changed = replace(terms, half_days=half_days, weekly_hours=_hours(half_days))
            change_engagement(by=None, employee=employee, terms=changed, first_day=first_day, last_day=last_day)
        register.employees[person.id] = employee


def _terms(person: planner.Person, register: Register, half_days: str) -> Terms:
    return Terms(
        team=register.teams[person.team],
        role=person.role,
        site=person.site,
        weekly_hours=_hours(half_days),
        half_days=half_days,
        skills=list(person.skills),
        is_temp=person.is_temp,
        stands_in_for=register.employees.get(person.stands_in_for or ""),
        conversations_per_half_day=person.conversations_per_half_day,
    )


def _hours(half_days: str) -> Decimal:
    return _HOURS_OF_A_HALF_DAY * half_days.count("1")


def _stretches(
    person: planner.Person, hired: date, away: tuple[planner.Period, ...]
) -> Iterator[tuple[date, date | None, str]]:
    """The employment in pieces within which the week stays the same: first day, last day, half-days."""
    starts = {hired}
    bounds = [(one.first_day, one.last_day) for one in person.patterns] + [
        (one.first_day, one.last_day) for one in away
    ]
    for begins, ends in bounds:
        starts.add(begins or hired)
        if ends:
            starts.add(ends + timedelta(days=1))
    end = person.employed_to
    days = sorted(day for day in starts if day >= hired and (end is None or day <= end))
    pieces = [(day, _half_days_on(person, day, away)) for day in days]
    kept = [piece for place, piece in enumerate(pieces) if place == 0 or piece[1] != pieces[place - 1][1]]
    for place, (day, half_days) in enumerate(kept):
        following = kept[place + 1][0] - timedelta(days=1) if place + 1 < len(kept) else end
        yield day, following, half_days


def _half_days_on(person: planner.Person, day: date, away: tuple[planner.Period, ...]) -> str:
    marks = ["0"] * len(HALF_DAYS)
    for pattern in person.patterns:
        if _holds(pattern.first_day, pattern.last_day, day):
            marks = ["1" if name in pattern.half_days else "0" for name in HALF_DAYS]
    for period in away:
        if _holds(period.first_day, period.last_day, day):
            marks = [
                "0" if name.endswith(str(period.half)) else mark for name, mark in zip(HALF_DAYS, marks, strict=True)
            ]
    return "".join(marks)


def _holds(first_day: date | None, last_day: date | None, day: date) -> bool:
    return (first_day or date.min) <= day <= (last_day or date.max)


def _half_days_away(problem: planner.Problem) -> dict[str, tuple[planner.Period, ...]]:
    """Those who are partly away, every morning or every afternoon: in the register they work fewer half-days."""
    found: dict[str, tuple[planner.Period, ...]] = {}
    for absence in problem.absences:
        if isinstance(absence.period.half, Half) and not absence.period.weekdays:
            found[absence.person] = (*found.get(absence.person, ()), absence.period)
    return found


# -- leave and cover -----------------------------------------------------------------------------------------------


def _send_on_leave(problem: planner.Problem, register: Register) -> None:
    for absence in problem.absences:
        period = absence.period
        if period.half or period.weekdays:
            continue
        add_leave(
            by=None, employee=register.employees[absence.person], kind=LeaveKind(absence.kind),
            first_day=period.first_day or problem.first_day, last_day=period.last_day,
        )  # fmt: skip


def bring_news(problem: planner.Problem, register: Register, seed: int) -> None:
    """What becomes known while the programme runs: five are away, one resigns."""
    absences, (leaver, last_day_at_work) = news_of(problem, seed)
    for one in absences:
        add_leave(
            by=None,
            employee=register.employees[one.person.id],
            kind=LeaveKind(one.kind),
            first_day=one.first_day,
            last_day=one.last_day,
        )
    end_employment(by=None, employee=register.employees[leaver.id], last_day=last_day_at_work)


def _say_what_cover_needs(problem: planner.Problem, register: Register) -> None:
    for group in problem.groups:
        add = partial(
            add_cover_need,
            by=None,
            jobcentre=register.jobcentre,
            name=group.name,
            team=register.teams.get(group.team or ""),
            role=group.role or "",
            skill=group.skill or "",
            site=group.site or "",
        )
        add(minimum=group.minimum, first_day=_OPENED)
        for exception in group.exceptions:
            period = exception.period
            first_day = period.first_day or _OPENED + timedelta(days=1)
            add(minimum=exception.count, half_days=_marks(period), first_day=first_day, last_day=period.last_day)


def _marks(period: planner.Period) -> str:
    days = tuple(str(day) for day in period.weekdays) or _WEEKDAYS
    halves = (str(period.half),) if period.half else ("am", "pm")
    return "".join("1" if name[:3] in days and name[4:] in halves else "0" for name in HALF_DAYS)


# -- roles ---------------------------------------------------------------------------------------------------------


def _give_roles(problem: planner.Problem, register: Register, town: Town) -> None:
    """One person in each role; every team has a leader, who is one of its ordinary people."""
    for role in EMPLOYED_BY_THE_MUNICIPALITY:
        name = town.roles[role]
        person = add_person(by=None, municipality=register.municipality, name=name, email=address_of(name, town.domain))
        place = register.municipality if role == Role.ADMINISTRATOR else register.jobcentre
        give_role(by=None, person=person, role=role, place=place, first_day=_OPENED)
        register.cast[role] = person
    lasting = [one for one in problem.people if not (one.is_temp or one.employed_from or one.employed_to)]
    leaders = set()
    for team_id, team in register.teams.items():
        leader = next(one for one in lasting if one.team == team_id)
        person = register.employees[leader.id].person
        give_role(by=None, person=person, role=Role.TEAM_LEADER, place=team, first_day=_OPENED)
        register.cast.setdefault(Role.TEAM_LEADER, person)
        leaders.add(leader.id)
    ordinary = next(one for one in lasting if one.id not in leaders)
    register.cast[Role.STAFF] = register.employees[ordinary.id].person


def _invite_from_outside(problem: planner.Problem, register: Register, observer: str) -> None:
    """The trainers of the problem, and one observer, from the time of planning until the programme is closed."""
    trainers = [trainer.name.partition(" (")[0] for trainer in problem.trainers if trainer.external]
    for kind, name in [*((ExternalKind.TRAINER, name) for name in trainers), (ExternalKind.OBSERVER, observer)]:
        external = add_external(
            by=None,
            jobcentre=register.jobcentre,
            kind=kind,
            name=name,
            organisation=OUTSIDE,
            email=address_of(name, OUTSIDE_DOMAIN),
            first_day=problem.first_day - timedelta(days=365),
            last_day=problem.last_day + timedelta(days=90),
        )
        register.cast.setdefault(Role(kind.value), external.person)
