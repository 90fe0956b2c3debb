"""What has been and what is to come for one member of staff."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.core.words import Sentence, Value, say
from samklang.people import rules
from samklang.people.models import Employee, Engagement, Leave
from samklang.people.queries.employees import nearest

LEADING = (Role.TEAM_LEADER, Role.PROGRAMME_LEAD, Role.HEAD)
"""The roles that stand in the timeline: those in which somebody leads others."""


@dataclass(frozen=True)
class Happening:
    """One entry of the timeline."""

    when: date
    title: Sentence
    text: Sentence | None = None
    kind: str = "plain"
    badge: Sentence | None = None
    url: str = ""


@dataclass(frozen=True)
class Timeline:
    """Soonest first what is to come, latest first what has been."""

    coming: Sequence[Happening]
    past: Sequence[Happening]


def timeline(person: Person, employee: Employee, today: date) -> Timeline:
    """Engagements, leave, stand-ins and leading roles, with the kind of leave for those only who may see it."""
    rows = list(employee.engagements.select_related("team", "manager__person", "stands_in_for__person"))
    here = nearest(rows, today)
    sees_kind = rules.see_leave_kind(person, employee, here.team_id if here else None) is None
    found = [
        *_engagements(rows),
        *_leaves(employee.leaves.all(), sees_kind),
        *_stand_ins(employee),
        *_leading(employee),
    ]
    found.sort(key=lambda one: one.when)
    return Timeline([one for one in found if one.when > today], [one for one in reversed(found) if one.when <= today])


def _engagements(rows: Sequence[Engagement]) -> Iterator[Happening]:
    before: Engagement | None = None
    for row in sorted(rows, key=lambda one: one.first_day):
        goes_on = before is not None and before.last_day == row.first_day - timedelta(days=1)
        if before is None:
            yield Happening(row.first_day, say("Begins in {team}", team=row.team.name), _terms(row), "success")
        elif goes_on:
            yield Happening(row.first_day, say("Other terms"), _changes(before, row), "info")
        else:
            yield Happening(row.first_day, say("Comes back, to {team}", team=row.team.name), _terms(row), "success")
        if before is not None and before.last_day and not goes_on:
            yield _last_day(before.last_day)
        before = row
    if before is not None and before.last_day:
        yield _last_day(before.last_day)


def _last_day(day: date) -> Happening:
    return Happening(day, say("Last day at work"), None, "error")


def _terms(row: Engagement) -> Sentence | None:
    said: list[Value] = [row.role] if row.role else []
    if row.weekly_hours is not None:
        said.append(say("{hours} hours a week", hours=row.weekly_hours))
    if row.stands_in_for:
        said.append(say("stands in for {name}", name=row.stands_in_for.person.name))
    elif row.is_temp:
        said.append(say("temp"))
    return _one_after_another(said)


def _changes(before: Engagement, after: Engagement) -> Sentence | None:
    """What is no longer as it was, in words."""
    said: list[Value] = []
    if before.team_id != after.team_id:
        said.append(say("moves from {old} to {new}", old=before.team.name, new=after.team.name))
    if before.role != after.role:
        said.append(say("role: {new}", new=after.role or "–"))
    if before.weekly_hours != after.weekly_hours and after.weekly_hours is not None:
        said.append(say("{hours} hours a week", hours=after.weekly_hours))
    if before.half_days != after.half_days:
        said.append(say("{count} half-days a week", count=after.half_days.count("1")))
    if before.manager_id != after.manager_id and after.manager:
        said.append(say("led by {name}", name=after.manager.person.name))
    if before.site != after.site and after.site:
        said.append(say("works at {site}", site=after.site))
    if before.skills != after.skills:
        said.append(say("covers: {skills}", skills=tuple(after.skills) or "–"))
    if before.stands_in_for_id != after.stands_in_for_id and after.stands_in_for:
        said.append(say("stands in for {name}", name=after.stands_in_for.person.name))
    if before.is_temp and not after.is_temp:
        said.append(say("no longer a temp"))
    return _one_after_another(said)


def _leaves(leaves: Iterable[Leave], sees_kind: bool) -> Iterator[Happening]:
    for leave in leaves:
        title = say("Away: {kind}", kind=str(leave.get_kind_display())) if sees_kind else say("Away")
        until = say("Until {day}", day=leave.last_day) if leave.last_day else say("Until further notice")
        yield Happening(leave.first_day, title, until, "warning")


def _stand_ins(employee: Employee) -> Iterator[Happening]:
    found = Engagement.objects.filter(stands_in_for=employee).select_related("employee__person")
    for row in found.order_by("first_day", "pk"):
        until = say("Until {day}", day=row.last_day) if row.last_day else say("Until further notice")
        yield Happening(row.first_day, say("{name} stands in", name=row.employee.person.name), until)


def _leading(employee: Employee) -> Iterator[Happening]:
    for grant in employee.person.grants.filter(role__in=LEADING).select_related("place"):
        title = say("{role} of {place}", role=str(grant.get_role_display()), place=grant.place.name)
        yield Happening(
            grant.first_day, title, say("Until {day}", day=grant.last_day) if grant.last_day else None, "info"
        )


def _one_after_another(said: list[Value]) -> Sentence | None:
    """The parts with commas between them."""
    if not said:
        return None
    first, *rest = said
    found = say("{part}", part=first)
    for part in rest:
        found = say("{before}, {part}", before=found, part=part)
    return found
