"""People in spite of an absence, a duty or their weekly hours: for a session, or to stand in for those who go."""

from collections.abc import Iterator

import numpy as np

from samklang.core.planner.explain.checks.finding import TO_DO, listed
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.switches import without
from samklang.core.planner.explain.trial import Trial
from samklang.core.planner.explain.ways.trying import Attempt, dates_of
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Person
from samklang.core.words import Value, say

_COMES_IN = ("holiday", "leave")
"""Kinds of absence that one may ask somebody to move."""


def _days(attempt: Attempt, rule: Rule) -> list[Value]:
    """The dates on which a plan without the rule uses what the rule took away."""
    trial = attempt.plan_of(without(attempt.problem, [rule]))
    if trial is None:
        return []
    return [*dates_of(trial, _used(Grid(attempt.problem), trial))]


def _used(before: Grid, trial: Trial) -> set[int]:
    """Half-days in which somebody attends who was not free, or in which a group would have fallen short."""
    found: set[int] = set()
    tally = trial.tally
    for cohort, module, place in tally.sessions:
        for half in trial.grid.slots[module][place.slot].halves:
            if not before.free[tally.attendees(cohort, module), half].all():
                found.add(half)
    caps = np.array([group.temp_cap for group in before.problem.groups], dtype=np.int64).reshape(-1, 1)
    over = (tally.away > before.spare + caps).any(0)
    return found | {int(half) for half in np.flatnonzero(over)}


def _person(attempt: Attempt, rule: Rule) -> Person:
    return next(one for one in attempt.problem.people if one.id == rule.of)


def come_in(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """Somebody on holiday or leave comes in. Nobody is asked to who is ill, on maternity leave, or away unsaid why."""
    if any(one.kind not in _COMES_IN for one in attempt.problem.absences if one.person == rule.of):
        return
    days = _days(attempt, rule)
    if days:
        name = _person(attempt, rule).name
        what = say(
            "Agree with {name} to be at work on {days}, and to be away on other days.",
            name=name,
            days=listed(days, TO_DO),
        )
        yield WayOut(what, len(days), Unit.DATES)


def free_from_duty(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """Somebody is freed from what is booked."""
    days = _days(attempt, rule)
    if days:
        what = say(
            "Free {name} from other bookings on {days}.", name=_person(attempt, rule).name, days=listed(days, TO_DO)
        )
        yield WayOut(what, len(days), Unit.DATES)


def free_from_shared_duty(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """A meeting is moved."""
    days = _days(attempt, rule)
    if days:
        yield WayOut(say("Move “{what}” on {days}.", what=rule.of, days=listed(days, TO_DO)), len(days), Unit.DATES)


def other_hours(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """Somebody works at other times than usual."""
    days = _days(attempt, rule)
    if days:
        what = say("Agree with {name} to work on {days}.", name=_person(attempt, rule).name, days=listed(days, TO_DO))
        yield WayOut(what, len(days), Unit.DATES)
