"""The problem with some of its rules switched off.

Switching a rule off never makes a plan impossible: every plan of the problem is still one afterwards. That is why an
exception to a minimum is not taken out but set to nobody, and why the caps go when whole teams need not stay together.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias, TypeVar

from samklang.core.planner.explain.rules import Kind, Rule, Rules, shared_duties
from samklang.core.planner.problem import HALF_DAY_NAMES, Duty, Heading, Pattern, Person, Problem

LATER = timedelta(weeks=26)
"""How far the programme may run on when the last day is switched off."""
MOST_COHORTS = 200
"""The most cohorts a problem can hold."""
ANY_GAP = 10_000
ANY_AMOUNT = 10**12
Switch: TypeAlias = Callable[[Problem, Rules], Problem]
One = TypeVar("One")


def without(problem: Problem, dropped: Rules) -> Problem:
    """The problem with some rules switched off, everyone_must_be_trained among them."""
    by_kind: dict[Kind, set[Rule]] = {}
    for rule in dropped:
        by_kind.setdefault(rule.kind, set()).add(rule)
    for kind in Kind:
        if kind in by_kind:
            problem = _SWITCHES[kind](problem, by_kind[kind])
    return problem


def ids_in(rules: Rules) -> set[str]:
    """Whose rules they are."""
    return {rule.of for rule in rules}


def each(all_: tuple[One, ...], wanted: Callable[[One], bool], change: Callable[[One], One]) -> tuple[One, ...]:
    """All of them, those wanted changed."""
    return tuple(change(one) if wanted(one) else one for one in all_)


def _everyone(problem: Problem, _: Rules) -> Problem:
    return replace(problem, everyone_must_be_trained=False)


def _minimum(problem: Problem, rules: Rules) -> Problem:
    numbers: dict[str, set[int]] = {}
    for rule in rules:
        numbers.setdefault(rule.of, set()).add(rule.number)
    groups = []
    for group in problem.groups:
        gone = numbers.get(group.id, set())
        exceptions = tuple(
            replace(one, count=0) if place in gone else one for place, one in enumerate(group.exceptions)
        )
        groups.append(replace(group, minimum=0 if -1 in gone else group.minimum, exceptions=exceptions))
    return replace(problem, groups=tuple(groups))


def _cohort_max(problem: Problem, _: Rules) -> Problem:
    most = max(problem.cohorts.maximum, min(MOST_COHORTS, len(problem.people)))
    return replace(problem, cohorts=replace(problem.cohorts, maximum=most))


def _cohort_min(problem: Problem, _: Rules) -> Problem:
    return replace(problem, cohorts=replace(problem.cohorts, minimum=0))


def _size_min(problem: Problem, _: Rules) -> Problem:
    return replace(problem, cohorts=replace(problem.cohorts, size_minimum=1))


def _size_max(problem: Problem, _: Rules) -> Problem:
    most = max(len(problem.people), problem.cohorts.size_maximum)
    return replace(problem, cohorts=replace(problem.cohorts, size_maximum=most))


def _team_cap(problem: Problem, rules: Rules) -> Problem:
    most, gone = max(1, len(problem.people)), ids_in(rules)
    teams = each(problem.teams, lambda team: team.id in gone, lambda team: replace(team, cohort_cap=most))
    return replace(problem, teams=teams)


def _whole_teams(problem: Problem, _: Rules) -> Problem:
    teams = tuple(replace(team, cohort_cap=None) for team in problem.teams)
    return replace(problem, teams=teams, cohorts=replace(problem.cohorts, composition="mixed", team_cap=None))


def _drawn_order(problem: Problem, _: Rules) -> Problem:
    return replace(problem, keep_drawn_order=False)


def _gap(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)
    modules = each(
        problem.modules,
        lambda module: module.id in gone,
        lambda module: replace(module, gap_min_days=1, gap_max_days=ANY_GAP),
    )
    return replace(problem, modules=modules)


def _skill(problem: Problem, rules: Rules) -> Problem:
    gone = [module.id for module in problem.modules if module.id in ids_in(rules)]
    trainers = tuple(
        replace(trainer, modules=tuple(dict.fromkeys((*trainer.modules, *gone)))) for trainer in problem.trainers
    )
    return replace(problem, trainers=trainers)


def _trainer(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)
    trainers = each(
        problem.trainers,
        lambda trainer: trainer.id in gone,
        lambda trainer: replace(trainer, half_days=HALF_DAY_NAMES, first_day=None, last_day=None, busy=()),
    )
    return replace(problem, trainers=trainers)


def _trainer_days(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)
    trainers = each(
        problem.trainers, lambda trainer: trainer.id in gone, lambda trainer: replace(trainer, max_days=None)
    )
    return replace(problem, trainers=trainers)


def _room_size(problem: Problem, rules: Rules) -> Problem:
    gone, people = ids_in(rules), len(problem.people)
    rooms = each(
        problem.rooms, lambda room: room.id in gone, lambda room: replace(room, capacity=max(people, room.capacity))
    )
    return replace(problem, rooms=rooms)


def _room_booked(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)
    return replace(
        problem, rooms=each(problem.rooms, lambda room: room.id in gone, lambda room: replace(room, busy=()))
    )


def _closed(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)
    return replace(problem, closed_days=tuple(one for one in problem.closed_days if one.reason not in gone))


def _budget(problem: Problem, _: Rules) -> Problem:
    return replace(problem, funding=replace(problem.funding, own_budget_ore=None))


def _grant(kind: Kind) -> Switch:
    def switch(problem: Problem, rules: Rules) -> Problem:
        gone = ids_in(rules)
        changes: Mapping[Kind, Mapping[str, object]] = {
            Kind.GRANT_AMOUNT: {"amount_ore": ANY_AMOUNT},
            Kind.GRANT_WINDOW: {"first_day": problem.first_day, "last_day": problem.last_day + LATER},
            Kind.GRANT_SHARE: {"share_percent": 100.0, "headings": tuple(Heading)},
        }
        grants = each(
            problem.funding.grants,
            lambda grant: grant.id in gone,
            lambda grant: replace(grant, **changes[kind]),  # type: ignore[arg-type]
        )
        return replace(problem, funding=replace(problem.funding, grants=grants))

    return switch


def _last_day(problem: Problem, _: Rules) -> Problem:
    return replace(problem, last_day=problem.last_day + LATER)


def _duty(problem: Problem, rules: Rules) -> Problem:
    gone, shared = ids_in(rules), shared_duties(problem)

    def is_gone(duty: Duty) -> bool:
        return not duty.movable and duty.person in gone and duty.what not in shared

    return replace(problem, duties=tuple(duty for duty in problem.duties if not is_gone(duty)))


def _shared_duty(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)
    return replace(problem, duties=tuple(duty for duty in problem.duties if duty.movable or duty.what not in gone))


def _absence(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)
    return replace(problem, absences=tuple(one for one in problem.absences if one.person not in gone))


def _hours(problem: Problem, rules: Rules) -> Problem:
    gone = ids_in(rules)

    def full_time(person: Person) -> Person:
        return replace(person, patterns=(Pattern(HALF_DAY_NAMES),), employed_from=None, employed_to=None)

    return replace(problem, people=each(problem.people, lambda person: person.id in gone, full_time))


_SWITCHES: dict[Kind, Switch] = {
    Kind.EVERYONE: _everyone,
    Kind.MINIMUM: _minimum,
    Kind.COHORT_MAX: _cohort_max,
    Kind.SIZE_MAX: _size_max,
    Kind.TEAM_CAP: _team_cap,
    Kind.WHOLE_TEAMS: _whole_teams,
    Kind.DRAWN_ORDER: _drawn_order,
    Kind.COHORT_MIN: _cohort_min,
    Kind.SIZE_MIN: _size_min,
    Kind.GAP: _gap,
    Kind.TRAINER: _trainer,
    Kind.TRAINER_DAYS: _trainer_days,
    Kind.SKILL: _skill,
    Kind.ROOM_SIZE: _room_size,
    Kind.ROOM_BOOKED: _room_booked,
    Kind.BUDGET: _budget,
    Kind.GRANT_AMOUNT: _grant(Kind.GRANT_AMOUNT),
    Kind.GRANT_WINDOW: _grant(Kind.GRANT_WINDOW),
    Kind.GRANT_SHARE: _grant(Kind.GRANT_SHARE),
    Kind.LAST_DAY: _last_day,
    Kind.DUTY: _duty,
    Kind.SHARED_DUTY: _shared_duty,
    Kind.ABSENCE: _absence,
    Kind.HOURS: _hours,
    Kind.CLOSED: _closed,
}
