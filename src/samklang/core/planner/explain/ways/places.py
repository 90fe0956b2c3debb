"""A larger room, or a room at a time when it is booked."""

from collections.abc import Iterator
from dataclasses import replace

from samklang.core.planner.explain.checks.finding import TO_DO, listed
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.switches import without
from samklang.core.planner.explain.ways.trying import Attempt, dates_of
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.grid import Grid
from samklang.core.words import say


def larger_room(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """As large as the plan found fills it."""
    trial = attempt.plan_of(without(attempt.problem, [rule]))
    if trial is None:
        return
    place = next(number for number, one in enumerate(attempt.problem.rooms) if one.id == rule.of)
    room = attempt.problem.rooms[place]
    filled = [
        len(trial.tally.attendees(cohort, module)) for cohort, module, at in trial.tally.sessions if at.room == place
    ]
    most = max(filled, default=0)
    if most > room.capacity:
        what = say("Find a room for {count} people in place of {room}.", count=most, room=room.name)
        rooms = tuple(replace(one, capacity=most) if one.id == room.id else one for one in attempt.problem.rooms)
        yield WayOut(what, most - room.capacity, Unit.SEATS, changed=replace(attempt.problem, rooms=rooms))


def another_room_time(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """The room on dates on which it is booked."""
    trial = attempt.plan_of(without(attempt.problem, [rule]))
    if trial is None:
        return
    place = next(number for number, one in enumerate(attempt.problem.rooms) if one.id == rule.of)
    free = Grid(attempt.problem).room_free[place]
    halves = [
        half
        for _, module, at in trial.tally.sessions
        if at.room == place
        for half in trial.grid.slots[module][at.slot].halves
        if not free[half]
    ]
    days = dates_of(trial, halves)
    if days:
        what = say(
            "Free {room}, or find another room, on {days}.",
            room=attempt.problem.rooms[place].name,
            days=listed(days, TO_DO),
        )
        yield WayOut(what, len(days), Unit.DATES)
