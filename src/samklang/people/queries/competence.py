"""Competence at risk: who leaves a team or goes on long leave in the coming months, and what the team then lacks.

Roles and skills are the register's own. Other areas that know what people can (such as certificates from courses held
here) add a source with `counts_also`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import teams_for
from samklang.core.words import Sentence, say
from samklang.people.models import Employee, Engagement, Leave
from samklang.people.queries.dated import holds

MONTHS = (3, 6, 12)
LONG_LEAVE = timedelta(days=30)
"""Leave longer than this takes what somebody can from the team for a while."""

Source = Callable[[Iterable[int]], Mapping[int, Sequence[str]]]
"""Given the numbers of employees: what each of them holds, in words."""
_sources: list[Source] = []


def counts_also(source: Source) -> None:
    """From now on what the source tells is counted besides roles and skills. Called once, when an area is set up."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class Departure:
    """Somebody who will not be there, from the day on. back: when they are again, where that is known."""

    employee: Employee
    when: date
    why: Sentence
    back: date | None
    takes: Sequence[str]


@dataclass(frozen=True)
class Taken:
    """Something a team can: how many of the team had it on the first day, and will have it on the last."""

    what: str
    before: int
    after: int


@dataclass
class TeamAtRisk:
    """One team in the months asked about."""

    team: Place
    departures: list[Departure] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)


class _Row(NamedTuple):
    """An engagement, with what the reckoning needs of it: there are thousands."""

    employee_id: int
    team_id: int
    first_day: date
    last_day: date | None
    role: str
    skills: list[str]
    is_temp: bool


@dataclass(frozen=True)
class _Known:
    """What the register knows of the people in the teams, between two days."""

    day: date
    until: date
    rows: Sequence[_Row]
    leaves: Mapping[int, Sequence[Leave]]
    held: Mapping[int, Sequence[str]]

    def can(self, row: _Row) -> list[str]:
        """What the team has in the person while they work so."""
        return [*([row.role] if row.role else []), *row.skills, *self.held.get(row.employee_id, [])]

    def is_there(self, row: _Row, on: date) -> bool:
        """Whether the person is employed so on the day, and not on long leave."""
        return holds(row, on) and not any(holds(leave, on) for leave in self.leaves.get(row.employee_id, []))


def competence_at_risk(person: Person, day: date, until: date) -> list[TeamAtRisk]:
    """The teams whose staff the person sees, with who leaves after the day and before `until`, soonest first.

    Only teams from which somebody leaves. before and after count those employed in the team and not on long leave.
    """
    teams = {team.pk: TeamAtRisk(team) for team in teams_for(person, Right.SEE_STAFF)}
    known = _known(set(teams), day, until)
    ways = [way for own in _by_person(known.rows) for way in _ways_out(own, known) if way.row.team_id in teams]
    people = Employee.objects.select_related("person").in_bulk({way.row.employee_id for way in ways})
    goals = Place.objects.in_bulk({way.to for way in ways if way.to is not None})
    for way in sorted(ways, key=lambda way: (way.when, way.row.employee_id)):
        why = say("moves to {team}", team=goals[way.to].name) if way.to is not None else way.why
        found = Departure(people[way.row.employee_id], way.when, why, way.back, known.can(way.row))
        teams[way.row.team_id].departures.append(found)
    at_risk = [one for one in teams.values() if one.departures]
    by_team: dict[int, list[_Row]] = {}
    for row in known.rows:
        by_team.setdefault(row.team_id, []).append(row)
    for one in at_risk:
        one.taken = list(_taken(one, by_team[one.team.pk], known))
    return at_risk


def _known(teams: set[int], day: date, until: date) -> _Known:
    window = (day, until + timedelta(days=1))
    here = Engagement.objects.filter(team__in=teams).between(*window)
    found = Engagement.objects.filter(employee__in=here.values("employee")).between(*window)
    fields = found.order_by("employee_id", "first_day").values_list(*_Row._fields)
    rows = [_Row(*row) for row in fields]
    people = {row.employee_id for row in rows}
    leaves: dict[int, list[Leave]] = {}
    for leave in Leave.objects.between(day, until).order_by("first_day", "pk"):
        if leave.employee_id in people and (leave.last_day is None or leave.last_day - leave.first_day >= LONG_LEAVE):
            leaves.setdefault(leave.employee_id, []).append(leave)
    held: dict[int, list[str]] = {}
    for source in _sources:
        for employee, what in source(people).items():
            held.setdefault(employee, []).extend(what)
    return _Known(day, until, rows, leaves, held)


def _by_person(rows: Iterable[_Row]) -> list[list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.employee_id, []).append(row)
    return list(found.values())


class _WayOut(NamedTuple):
    """One person out of one team, from a day. to: the number of the team they move to."""

    row: _Row
    when: date
    why: Sentence
    to: int | None = None
    back: date | None = None


def _ways_out(own: Sequence[_Row], known: _Known) -> Iterator[_WayOut]:
    """One person's ways out of a team."""
    for row, following in zip(own, [*own[1:], None], strict=True):
        if row.last_day is not None and known.day <= row.last_day < known.until:
            after = row.last_day + timedelta(days=1)
            then = following if following is not None and following.first_day == after else None
            if then is None or then.team_id != row.team_id:
                why = say("time as a temp ends") if row.is_temp else say("leaves")
                yield _WayOut(row, after, why, to=then.team_id if then else None)
        for leave in known.leaves.get(row.employee_id, []):
            if known.day < leave.first_day <= known.until and holds(row, leave.first_day):
                back = leave.last_day + timedelta(days=1) if leave.last_day else None
                yield _WayOut(row, leave.first_day, say("goes on leave"), back=back)


def _taken(one: TeamAtRisk, own: Sequence[_Row], known: _Known) -> Iterator[Taken]:
    def counted(on: date) -> Counter[str]:
        return Counter(what for row in own if known.is_there(row, on) for what in known.can(row))

    before, after = counted(known.day), counted(known.until)
    for what in sorted({what for departure in one.departures for what in departure.takes}):
        yield Taken(what, before[what], after[what])
