"""The user's own rules, each one switch: which ones a problem has. `switches.without` switches them off."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import HALF_DAY_NAMES, Heading, Problem

SHARED = 3
"""From so many people on, a duty with one name is one rule; below that it is each one's own."""


class Kind(StrEnum):
    """What a rule is about, first those that a user would sooner change."""

    EVERYONE = "everyone"
    MINIMUM = "minimum"
    COHORT_MAX = "cohort_max"
    SIZE_MAX = "size_max"
    TEAM_CAP = "team_cap"
    WHOLE_TEAMS = "whole_teams"
    DRAWN_ORDER = "drawn_order"
    COHORT_MIN = "cohort_min"
    SIZE_MIN = "size_min"
    GAP = "gap"
    TRAINER = "trainer"
    TRAINER_DAYS = "trainer_days"
    SKILL = "skill"
    ROOM_SIZE = "room_size"
    ROOM_BOOKED = "room_booked"
    BUDGET = "budget"
    GRANT_AMOUNT = "grant_amount"
    GRANT_WINDOW = "grant_window"
    GRANT_SHARE = "grant_share"
    LAST_DAY = "last_day"
    DUTY = "duty"
    SHARED_DUTY = "shared_duty"
    ABSENCE = "absence"
    HOURS = "hours"
    CLOSED = "closed"


@dataclass(frozen=True, order=True)
class Rule:
    """One switch. `of` is the id of the person, group, team, module, trainer, room or grant, or the name of the duty or
    of the closing days; `number` the place of a group's exception, -1 for its ordinary minimum."""

    kind: Kind
    of: str = ""
    number: int = -1


Rules: TypeAlias = Collection[Rule]


def rules_of(problem: Problem, *, everyone: bool) -> tuple[Rule, ...]:
    """Every rule of the problem that can bind, the sooner changed first. `everyone`: all eligible must be trained."""
    found = [Rule(Kind.EVERYONE)] if everyone else []
    found += [
        *_of_cohorts(problem),
        *_of_groups(problem),
        *_of_modules(problem),
        *_of_places(problem),
        *_of_money(problem),
        *_of_people(problem),
        Rule(Kind.LAST_DAY),
    ]
    order = {kind: place for place, kind in enumerate(Kind)}
    return tuple(sorted(found, key=lambda rule: order[rule.kind]))


def _of_cohorts(problem: Problem) -> Iterator[Rule]:
    rules = problem.cohorts
    if problem.keep_drawn_order:
        yield Rule(Kind.DRAWN_ORDER)
    yield Rule(Kind.COHORT_MAX)
    yield Rule(Kind.SIZE_MAX)
    if rules.minimum > 0:
        yield Rule(Kind.COHORT_MIN)
    if rules.size_minimum > 1:
        yield Rule(Kind.SIZE_MIN)
    if rules.composition == "whole_teams":
        yield Rule(Kind.WHOLE_TEAMS)
        return
    for team in problem.teams:
        if team.cohort_cap or rules.team_cap:
            yield Rule(Kind.TEAM_CAP, team.id)


def _of_groups(problem: Problem) -> Iterator[Rule]:
    for group in problem.groups:
        if group.minimum:
            yield Rule(Kind.MINIMUM, group.id)
        for number, exception in enumerate(group.exceptions):
            if exception.count:
                yield Rule(Kind.MINIMUM, group.id, number)


def _of_modules(problem: Problem) -> Iterator[Rule]:
    for place, module in enumerate(problem.modules):
        if place:
            yield Rule(Kind.GAP, module.id)
        if any(module.id not in trainer.modules for trainer in problem.trainers):
            yield Rule(Kind.SKILL, module.id)


def _of_places(problem: Problem) -> Iterator[Rule]:
    for trainer in problem.trainers:
        if len(trainer.half_days) < len(HALF_DAY_NAMES) or trainer.busy or trainer.first_day or trainer.last_day:
            yield Rule(Kind.TRAINER, trainer.id)
        if trainer.max_days is not None:
            yield Rule(Kind.TRAINER_DAYS, trainer.id)
    for room in problem.rooms:
        yield Rule(Kind.ROOM_SIZE, room.id)
        if room.busy:
            yield Rule(Kind.ROOM_BOOKED, room.id)
    for reason in sorted({closed.reason for closed in problem.closed_days}):
        yield Rule(Kind.CLOSED, reason)


def _of_money(problem: Problem) -> Iterator[Rule]:
    if problem.funding.own_budget_ore is None:
        return
    yield Rule(Kind.BUDGET)
    for grant in problem.funding.grants:
        yield Rule(Kind.GRANT_AMOUNT, grant.id)
        if grant.first_day > problem.first_day or grant.last_day < problem.last_day:
            yield Rule(Kind.GRANT_WINDOW, grant.id)
        if grant.share_percent < 100 or set(grant.headings) != set(Heading):
            yield Rule(Kind.GRANT_SHARE, grant.id)


def _of_people(problem: Problem) -> Iterator[Rule]:
    for person in dict.fromkeys(absence.person for absence in problem.absences):
        yield Rule(Kind.ABSENCE, person)
    shared = shared_duties(problem)
    for what in sorted(shared):
        yield Rule(Kind.SHARED_DUTY, what)
    for person in dict.fromkeys(duty.person for duty in problem.duties if not duty.movable and duty.what not in shared):
        yield Rule(Kind.DUTY, person)
    unhindered = replace(problem, absences=(), duties=())
    present = Grid(unhindered).present
    for row, one in enumerate(problem.people):
        if not present[row].all():
            yield Rule(Kind.HOURS, one.id)


def shared_duties(problem: Problem) -> set[str]:
    """The names of fixed duties that several people have: meetings, rotas."""
    people: dict[str, set[str]] = {}
    for duty in problem.duties:
        if not duty.movable and duty.what:
            people.setdefault(duty.what, set()).add(duty.person)
    return {what for what, who in people.items() if len(who) >= SHARED}
