"""Who is moved and why, in words."""

from dataclasses import dataclass

from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Absence
from samklang.core.planner.replan.change import moved_between
from samklang.core.planner.solve.finish import order_of
from samklang.core.planner.solve.reasons import blocks_in
from samklang.core.planner.solve.state import NOBODY, Place, State
from samklang.core.words import Sentence, say

KINDS = {
    "maternity": say("on maternity leave"),
    "sick": say("ill"),
    "holiday": say("on holiday"),
    "leave": say("on leave"),
    "other": say("away"),
}


@dataclass(frozen=True)
class Move:
    """One person who gets another cohort or other dates."""

    person: str
    what: Sentence
    why: Sentence


def moves(grid: Grid, before: State, after: State) -> tuple[Move, ...]:
    """Every person moved, in the problem's own order, with the reason."""
    return tuple(
        Move(grid.problem.people[row].id, _what(grid, before, after, row), _why(grid, before, after, row))
        for row in moved_between(grid, before, after)
    )


def _what(grid: Grid, before: State, after: State, row: int) -> Sentence:
    old, new = before.seats[row], after.seats[row]
    if new == NOBODY:
        return say("loses the seat in cohort {cohort}", cohort=old + 1)
    shown = number(grid, after, new)
    if new != old and shown != old + 1:
        return say("moves from cohort {old} to cohort {new}", old=old + 1, new=shown)
    changed = tuple(
        say(
            "“{module}” on {day}",
            module=grid.problem.modules[module].name,
            day=grid.half_days[_start(grid, module, place)],
        )
        for module, place in enumerate(after.places[new])
        if place is not None and _other_slot(before.places[old][module], place) and grid.needs_now[row, module]
    )
    return say("stays in cohort {cohort}, with new dates: {dates}", cohort=old + 1, dates=changed)


def number(grid: Grid, state: State, cohort: int) -> int:
    """The number a cohort of the new plan is shown with."""
    return order_of(grid, state).index(cohort) + 1


def _start(grid: Grid, module: int, place: Place) -> int:
    return grid.slots[module][place.slot].halves[0]


def _other_slot(before: Place | None, after: Place) -> bool:
    return before is None or before.slot != after.slot


def _why(grid: Grid, before: State, after: State, row: int) -> Sentence:
    cohort = before.seats[row]
    if grid.missed(row, cohort):
        return next(blocks_in(grid, before, row, cohort))
    for module, place in enumerate(before.places[cohort]):
        if place is None or not grid.needs_now[row, module]:
            continue
        own = _absent(grid, row, module, place) or lost(grid, module, place)
        if own is not None:
            return own
    if after.seats[row] == cohort:
        return say("The cohort's dates were moved so that more could be seated.")
    blocked = next(blocks_in(grid, _without(after, row), row, cohort), None) if cohort < len(after.places) else None
    return blocked or say("The seat was needed for a colleague who had to move.")


def _without(state: State, row: int) -> State:
    return State(state.places, tuple(NOBODY if place == row else seat for place, seat in enumerate(state.seats)))


def _absent(grid: Grid, row: int, module: int, place: Place) -> Sentence | None:
    person = grid.problem.people[row]
    for half in grid.slots[module][place.slot].halves:
        if not grid.free[row, half]:
            absence = next((one for one in grid.problem.absences if _covers(grid, one, person.id, half)), None)
            kind = KINDS[absence.kind] if absence is not None else say("not free")
            return say(
                "{name} is {kind} on {day}, when the cohort has “{module}”.",
                name=person.name,
                kind=kind,
                day=grid.half_days[half],
                module=grid.problem.modules[module].name,
            )
    return None


def _covers(grid: Grid, absence: Absence, person: str, half: int) -> bool:
    return absence.person == person and bool(grid.covered_by(absence.period)[half])


def lost(grid: Grid, module: int, place: Place) -> Sentence | None:
    """Why a session cannot be held where it was: the trainer or the room is not there; None where it can."""
    halves = list(grid.slots[module][place.slot].halves)
    what, day = grid.problem.modules[module].name, grid.half_days[halves[0]]
    if not grid.trainer_fits[module][place.trainer, place.slot]:
        name = grid.problem.trainers[place.trainer].name
        return say("{name} cannot teach “{module}” on {day}.", name=name, module=what, day=day)
    if not grid.room_free[place.room, halves].all():
        name = grid.problem.rooms[place.room].name
        return say("{name} cannot be used on {day} for “{module}”.", name=name, module=what, day=day)
    return None


def session_changes(grid: Grid, before: State, after: State) -> tuple[Sentence, ...]:
    """Each session that gets another date, trainer or room, and each cohort that is new or gone."""
    found: list[Sentence] = []
    for cohort, places in enumerate(after.places):
        known = before.places[cohort] if cohort < len(before.places) else None
        if known is None:
            found.append(say("Cohort {cohort} is new.", cohort=number(grid, after, cohort)))
            continue
        for module, place in enumerate(places):
            old = known[module]
            if place is not None and old is not None and old != place:
                found.append(_session_change(grid, cohort, module, old, place))
    found += [
        say("Cohort {cohort} is given up.", cohort=one + 1) for one in range(len(after.places), len(before.places))
    ]
    return tuple(found)


def _session_change(grid: Grid, cohort: int, module: int, old: Place, new: Place) -> Sentence:
    name = grid.problem.modules[module].name
    trainer, room = grid.problem.trainers[new.trainer].name, grid.problem.rooms[new.room].name
    if old.slot != new.slot:
        return say(
            "Cohort {cohort}: “{module}” moves from {old} to {new}, with {trainer} in {room}.",
            cohort=cohort + 1,
            module=name,
            old=grid.half_days[_start(grid, module, old)],
            new=grid.half_days[_start(grid, module, new)],
            trainer=trainer,
            room=room,
        )
    return say(
        "Cohort {cohort}: “{module}” on {day} is now with {trainer} in {room}.",
        cohort=cohort + 1,
        module=name,
        day=grid.half_days[_start(grid, module, new)],
        trainer=trainer,
        room=room,
    )
