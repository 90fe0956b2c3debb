"""The other dates a session could have: what blocks each of them, or what it would cost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from samklang.core.planner.explain.checks.finding import listed
from samklang.core.planner.explain.standing import Standing
from samklang.core.planner.grid import Bools
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.state import Place, Tally
from samklang.core.words import Sentence, say, say_n

AROUND_DAYS = 14
"""How many calendar days before and after the session other dates are looked at."""


class Hindrance(IntEnum):
    """What stands in the way of a date."""

    NONE = 0
    GAP = 1
    PEOPLE = 2
    COUNTER = 3
    TRAINER = 4
    ROOM = 5
    MONEY = 6
    DRAW = 7


@dataclass(frozen=True)
class Other:
    """Another slot for a session: what hinders it and in which words, or what the plan would come to with it."""

    slot: int
    hindrance: Hindrance
    why: Sentence | None = None
    after: Tally | None = None


def open_to_all(standing: Standing, cohort: int, module: int) -> Bools:
    """S flags: all who attend the session would be free."""
    rows = standing.tally.attendees(cohort, module)
    flags: Bools = np.asarray(np.all(standing.grid.can[module][rows], axis=0), dtype=bool)
    return flags


def others(standing: Standing, cohort: int, module: int, days: int = AROUND_DAYS) -> Iterator[Other]:
    """The other slots within so many days of the session, by time."""
    place = standing.state.places[cohort][module]
    if place is None:
        return
    at = standing.slot(module, place).ordinal
    for number, slot in enumerate(standing.grid.slots[module]):
        if number != place.slot and abs(slot.ordinal - at) <= days:
            yield _looked_at(standing, cohort, module, number)


def _looked_at(standing: Standing, cohort: int, module: int, slot: int) -> Other:
    for hindrance, look in (
        (Hindrance.GAP, _gap),
        (Hindrance.DRAW, _draw),
        (Hindrance.PEOPLE, _people),
        (Hindrance.COUNTER, _counter),
    ):
        why = look(standing, cohort, module, slot)
        if why is not None:
            return Other(slot, hindrance, why)
    return _staffed(standing, cohort, module, slot)


def _gap(standing: Standing, cohort: int, module: int, slot: int) -> Sentence | None:
    """The date lies too near to, or too far from, the cohort's session before or after."""
    day = standing.grid.slots[module][slot].ordinal
    for earlier, later in ((module - 1, module), (module, module + 1)):
        if earlier < 0 or later >= len(standing.problem.modules):
            continue
        rule = standing.problem.modules[later]
        one = day if earlier == module else ordinal(standing, cohort, earlier)
        two = day if later == module else ordinal(standing, cohort, later)
        if not rule.gap_min_days <= two - one <= rule.gap_max_days:
            other = standing.problem.modules[earlier if later == module else later]
            return say(
                "would be {days} days from “{module}”; {low} to {high} are allowed",
                days=abs(two - one) if two != one else 0,
                module=other.name,
                low=rule.gap_min_days,
                high=rule.gap_max_days,
            )
    return None


def ordinal(standing: Standing, cohort: int, module: int) -> int:
    """The date of a cohort's session as an ordinal, held or not."""
    place = standing.state.places[cohort][module]
    if place is None:
        return standing.grid.held_at[cohort, module].date.toordinal()
    return standing.slot(module, place).ordinal


def _draw(standing: Standing, cohort: int, module: int, slot: int) -> Sentence | None:
    """The cohort would begin on the wrong side of another, where the drawn order is a rule."""
    place = standing.state.places[cohort][module]
    if place is None or not standing.problem.keep_drawn_order:
        return None
    moved = Tally(standing.grid, standing.placed(cohort, module, replace(place, slot=slot)))
    return say("the order of the draw would not be kept") if moved.wishes[Wish.ORDER] else None


def _people(standing: Standing, cohort: int, module: int, slot: int) -> Sentence | None:
    rows = standing.tally.attendees(cohort, module)
    missing = [standing.person(row).name for row in rows if not standing.grid.can[module][row, slot]]
    if not missing:
        return None
    return say_n("{names} is not free", "{names} are not free", len(missing), names=listed(missing))


def _counter(standing: Standing, cohort: int, module: int, slot: int) -> Sentence | None:
    grid, rows = standing.grid, standing.tally.attendees(cohort, module)
    going = grid.members[:, rows].sum(1)
    for half in grid.slots[module][slot].halves:
        away = standing.tally.away[:, half]  # the session itself lies in other half-days
        for number, group in enumerate(standing.problem.groups):
            short = int(away[number] + going[number] - grid.spare[number, half]) - group.temp_cap
            if going[number] and short > 0:
                base = int((grid.members[number] & grid.covering[:, half]).sum())
                return say(
                    "{group} would have {left} at the counter and needs {need}",
                    group=group.name,
                    left=base - int(away[number] + going[number]) + group.temp_cap,
                    need=min(int(grid.minimum[number, half]), base),
                )
    return None


def _staffed(standing: Standing, cohort: int, module: int, slot: int) -> Other:
    """The cheapest trainer and room there, if any."""
    grid = standing.grid
    taken_trainers, taken_rooms = _taken(standing, cohort, module, slot)
    trainers = [int(one) for one in np.flatnonzero(grid.trainer_fits[module][:, slot]) if one not in taken_trainers]
    if not trainers:
        return Other(slot, Hindrance.TRAINER, say("no trainer is free"))
    people = len(standing.tally.attendees(cohort, module))
    rooms = [
        int(one)
        for one in np.flatnonzero(grid.room_fits[module][:, slot])
        if one not in taken_rooms and standing.problem.rooms[one].capacity >= people
    ]
    if not rooms:
        return Other(slot, Hindrance.ROOM, say("no room is free that holds {people}", people=people))
    tallies = [
        Tally(grid, standing.placed(cohort, module, Place(slot, trainer, room)))
        for trainer in trainers
        for room in rooms
    ]
    sound = [tally for tally in tallies if tally.sound]
    if sound:
        return Other(slot, Hindrance.NONE, after=min(sound, key=lambda tally: tally.ranked))
    return Other(
        slot, Hindrance.MONEY, say("no free trainer can be in a free room that day, or the money does not suffice")
    )


def _taken(standing: Standing, cohort: int, module: int, slot: int) -> tuple[set[int], set[int]]:
    """Trainers and rooms that other sessions have in a slot."""
    halves = set(standing.grid.slots[module][slot].halves)
    trainers, rooms = set(), set()
    for other, number, place in standing.tally.sessions:
        if (other, number) != (cohort, module) and halves & set(standing.slot(number, place).halves):
            trainers.add(place.trainer)
            rooms.add(place.room)
    return trainers, rooms


def best(found: list[Other]) -> Other | None:
    """The open slot that comes out best in the wishes' order; None where none is open."""
    open_ = [other for other in found if other.after is not None]
    return min(open_, key=lambda other: (other.after.ranked if other.after else (), other.slot), default=None)


def blocked(standing: Standing, module: int, found: list[Other]) -> Iterator[Sentence]:
    """One sentence for each thing that hinders slots, with the times it takes."""
    by_reason: dict[str, tuple[Sentence, list[int]]] = {}
    for other in found:
        if other.why is not None:
            gap = other.hindrance is Hindrance.GAP
            reason = say("too near to, or too far from, the cohort's other sessions") if gap else other.why
            by_reason.setdefault(str(reason), (reason, []))[1].append(other.slot)
    for reason, slots in by_reason.values():
        yield say("Not on {times}: {why}.", times=listed(standing.times_of(module, slots)), why=reason)
