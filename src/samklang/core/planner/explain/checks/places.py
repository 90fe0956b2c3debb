"""Are the rooms large enough, and do the trainers have days enough?"""

from collections.abc import Iterator, Sequence

import numpy as np

from samklang.core.planner.explain.checks.finding import ANY_COHORT, CALENDAR, PERSONAL, Finding, listed
from samklang.core.planner.explain.rules import Kind
from samklang.core.planner.explain.view import View
from samklang.core.words import Sentence, say, say_n


def rooms_too_small(view: View) -> Iterator[Finding]:
    """The largest room that can be had for a module is too small, for one cohort or for all of them together."""
    rules = view.problem.cohorts
    for place, module in enumerate(view.problem.modules):
        largest = _largest_room(view, place)
        needing = int(view.grid.needs[view.must, place].sum()) if view.must_ids else 0
        everybody = all(module.id not in person.done_modules for person in view.problem.people)
        if largest is None:
            continue
        room, seats = largest
        if view.some_cohort and everybody and seats < rules.size_minimum:
            yield Finding(
                say(
                    "A cohort is at least {size} people, but the largest room for “{module}” ({room}) holds {seats}.",
                    size=rules.size_minimum,
                    module=module.name,
                    room=room,
                    seats=seats,
                ),
                ANY_COHORT | {Kind.SIZE_MIN, Kind.ROOM_SIZE, Kind.ROOM_BOOKED, Kind.TRAINER},
            )
        elif needing > rules.maximum * min(seats, rules.size_maximum):
            yield Finding(
                say_n(
                    "{people} people must have “{module}”, but {count} cohort in {room}, which holds {seats}, has too"
                    " few seats.",
                    "{people} people must have “{module}”, but {count} cohorts in {room}, which holds {seats}, have too"
                    " few seats.",
                    rules.maximum,
                    people=needing,
                    module=module.name,
                    room=room,
                    seats=seats,
                ),
                frozenset({Kind.EVERYONE, Kind.COHORT_MAX, Kind.SIZE_MAX, Kind.ROOM_SIZE, Kind.ROOM_BOOKED}),
            )


def _largest_room(view: View, place: int) -> tuple[str, int] | None:
    """The largest room that is free in some slot in which the module can be taught."""
    taught = view.grid.trainer_fits[place].any(0)
    free = view.grid.room_fits[place] & taught
    rooms = [room for room, fits in zip(view.problem.rooms, free, strict=True) if fits.any()]
    if not rooms:
        return None
    best = max(rooms, key=lambda room: room.capacity)
    return best.name, best.capacity


def too_few_trainer_days(view: View) -> Iterator[Finding]:
    """The fewest cohorts there must be take more of the trainers' time than there is, for one module or for all."""
    if not view.some_cohort:
        return
    cohorts = fewest_cohorts(view)
    all_modules = tuple(range(len(view.problem.modules)))
    for chosen in (*((place,) for place in all_modules), *((all_modules,) if len(all_modules) > 1 else ())):
        halves = cohorts * sum(view.problem.modules[place].length for place in chosen)
        trainers = [
            row
            for row, trainer in enumerate(view.problem.trainers)
            if any(view.problem.modules[place].id in trainer.modules for place in chosen)
        ]
        supply = sum(_half_days_of(view, row, chosen) for row in trainers)
        if trainers and halves > supply:
            yield Finding(
                _why_too_few(
                    _taught(view, chosen),
                    cohorts,
                    halves,
                    supply,
                    [view.problem.trainers[row].name for row in trainers],
                ),
                ANY_COHORT
                | CALENDAR
                | PERSONAL
                | {Kind.COHORT_MIN, Kind.SIZE_MAX, Kind.TEAM_CAP, Kind.ROOM_SIZE, Kind.MINIMUM},
            )


def _taught(view: View, chosen: Sequence[int]) -> Sentence:
    if len(chosen) > 1:
        return say("the whole programme")
    return say("“{module}”", module=view.problem.modules[chosen[0]].name)


def _why_too_few(what: Sentence, cohorts: int, halves: int, supply: int, names: Sequence[str]) -> Sentence:
    return say_n(
        "At least {count} cohort is needed, and {what} takes {halves} half-days of teaching then. With {trainers}"
        " there are {supply}.",
        "At least {count} cohorts are needed, and {what} takes {halves} half-days of teaching then. With {trainers}"
        " there are {supply}.",
        cohorts,
        what=what,
        halves=halves,
        trainers=listed(names),
        supply=supply,
    )


def _half_days_of(view: View, trainer: int, chosen: Sequence[int]) -> int:
    """The half-days a trainer can teach any of the modules in, on the best dates allowed."""
    taken = np.zeros(len(view.grid.half_days), dtype=bool)
    for place in chosen:
        for slot in np.flatnonzero(view.grid.trainer_fits[place][trainer] & view.usable[place]):
            taken[list(view.grid.slots[place][slot].halves)] = True
    by_date = np.sort(taken.reshape(-1, 2).sum(1))[::-1]
    limit = view.problem.trainers[trainer].max_days
    return int(by_date[:limit].sum())


def fewest_cohorts(view: View) -> int:
    """The fewest cohorts that seat those who must be trained, by size, team caps, rooms and what groups can spare."""
    rules = view.problem.cohorts
    fewest = [rules.minimum, -(-len(view.must_ids) // rules.size_maximum)]
    if view.must_ids and rules.composition != "whole_teams":
        for team, cap in enumerate(view.grid.team_caps):
            if cap:
                fewest.append(-(-sum(1 for row in view.must if view.grid.team_of[row] == team) // cap))
    for place in range(len(view.problem.modules)):
        largest = _largest_room(view, place)
        if largest is not None and view.must_ids:
            fewest.append(-(-int(view.grid.needs[view.must, place].sum()) // largest[1]))
        for group in range(len(view.grid.problem.groups)):
            fewest.append(fewest_dates(view, group, place))
    return max(fewest)


def fewest_dates(view: View, group: int, place: int) -> int:
    """The fewest slots in which a group can spare all of it who must have a module; 0 where it never can."""
    rows = [int(row) for row in view.must if view.grid.members[group, row] and view.grid.needs[row, place]]
    spare = view.grid.slot_spare[place][group, view.usable[place]] + view.grid.problem.groups[group].temp_cap
    reached = np.cumsum(np.sort(spare)[::-1])
    enough = np.flatnonzero(reached >= len(rows))
    return int(enough[0]) + 1 if rows and len(enough) else 0
