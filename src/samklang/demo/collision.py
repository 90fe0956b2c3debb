"""A wish that cannot be had: everybody trained, one module on Thursdays only, and a team that can spare nobody then."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from samklang.core.calendar import Half, Weekday
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    CoverGroup,
    Duty,
    Minimum,
    Module,
    Pattern,
    Period,
    Person,
    Problem,
    Trainer,
)

_THURSDAYS = Period(weekdays=(Weekday.THURSDAY,))
_THURSDAY_TRAINERS = ("Solveig Østergaard Wind", "Knud Bisgaard Aagaard", "Nete Vang Outzen", "Troels Hald Brodersen")
_COHORTS_PER_TRAINER = 8


def collide(problem: Problem, *, team: str, module: str) -> Problem:
    """The problem with three rules that cannot all hold.

    1. Everybody must be trained; those on leave from the first day to the last are left out beforehand.
    2. `module` is taught on Thursdays only, by trainers who teach nothing else.
    3. The team needs on Thursdays as many as it ever has at work on one: nobody can go.

    One of the team is off on Thursdays, so that its minimum is below its size. That one, and everybody who is booked
    all Thursday every week, has done the module: nobody else stands in the way.
    """
    members = [person for person in problem.people if person.team == team]
    changed = replace(problem, people=tuple(_people(problem, members[0])))
    taught = next(one for one in problem.modules if one.id == module)
    never_free = {person.id for person in changed.people if not _has_thursdays(person, taught, problem.duties)}
    return replace(
        changed,
        people=tuple(_done(person, module) if person.id in never_free else person for person in changed.people),
        trainers=(*(_without(trainer, module) for trainer in problem.trainers), *_thursday_trainers(problem, module)),
        groups=tuple(_busy_on_thursdays(group, team, len(members) - 1) for group in problem.groups),
        everyone_must_be_trained=True,
    )


def _people(problem: Problem, off_on_thursdays: Person) -> Iterable[Person]:
    away = _away_throughout(problem)
    worked = tuple(half for half in HALF_DAY_NAMES if not half.startswith(Weekday.THURSDAY))
    for person in problem.people:
        if person.id in away:
            yield replace(person, to_train=False)
        elif person.id == off_on_thursdays.id:
            yield replace(person, patterns=(Pattern(worked),))
        else:
            yield person


def _away_throughout(problem: Problem) -> set[str]:
    return {
        absence.person
        for absence in problem.absences
        if absence.period.half is None
        and (absence.period.first_day or date.min) <= problem.first_day
        and (absence.period.last_day or date.max) >= problem.last_day
    }


def _has_thursdays(person: Person, module: Module, duties: Iterable[Duty]) -> bool:
    """Whether weekly hours and weekly fixed duties leave room for the module on ordinary Thursdays."""
    booked = {
        half
        for duty in duties
        if duty.person == person.id and not duty.movable and Weekday.THURSDAY in duty.period.weekdays
        for half in ([duty.period.half] if duty.period.half else Half)
    }
    free = [half for half in Half if half not in booked and f"thu-{half}" in person.patterns[-1].half_days]
    return len(free) >= module.length


def _done(person: Person, module: str) -> Person:
    if module in person.done_modules:
        return person
    return replace(person, done_modules=(*person.done_modules, module))


def _without(trainer: Trainer, module: str) -> Trainer:
    return replace(trainer, modules=tuple(one for one in trainer.modules if one != module))


def _thursday_trainers(problem: Problem, module: str) -> list[Trainer]:
    like = problem.trainers[-1]
    count = -(-problem.cohorts.maximum // _COHORTS_PER_TRAINER)
    return [
        Trainer(
            f"TORSDAG-{number + 1}",
            f"{_THURSDAY_TRAINERS[number % len(_THURSDAY_TRAINERS)]} (ekstern)",
            (module,),
            ("thu-am", "thu-pm"),
            day_cost_ore=like.day_cost_ore,
            travel_cost_ore=like.travel_cost_ore,
        )
        for number in range(count)
    ]


def _busy_on_thursdays(group: CoverGroup, team: str, count: int) -> CoverGroup:
    if group.id != team:
        return group
    return replace(group, exceptions=(*group.exceptions, Minimum(_THURSDAYS, count)))
