"""A plan put together in a moment, for questions in which so few rules are left that almost any plan will do.

Cohort by cohort: a calendar on which the hardest one left can go and as many others as possible, one slot after the
other; then everybody who can still be spared gets a seat. What it finds must be judged; it proves nothing by failing.
"""

import numpy as np

from samklang.core.planner.grid import Bools, Grid, Ints
from samklang.core.planner.solve.start import Builder
from samklang.core.planner.solve.state import NOBODY, Place, State

TRIES = 8
"""Calendars tried for one cohort, when a trainer or a room turns out to be taken."""


def sketched(grid: Grid, rows: Ints) -> State:
    """A state in which the people given are seated where that went well, over no fewer cohorts than there must be."""
    builder = Builder(grid)
    places: list[tuple[Place, ...]] = []
    seats = np.full(len(grid.people), NOBODY, dtype=np.int64)
    if grid.problem.cohorts.composition == "whole_teams" or not all(grid.slots):
        return State((), tuple(int(seat) for seat in seats))
    rules = grid.problem.cohorts
    most = min(rules.size_maximum, max(rules.size_minimum, -(-len(rows) // max(1, rules.minimum))))
    left = rows
    while len(places) < rules.maximum and len(left):
        found = _cohort(builder, left, most)
        if isinstance(found, int):
            left = left[left != found]
            continue
        calendar, members = found
        seats[members] = len(places)
        left = left[seats[left] == NOBODY]
        places.append(calendar)
    return State(tuple(places), tuple(int(seat) for seat in seats))


def _cohort(builder: Builder, left: Ints, most: int) -> tuple[tuple[Place, ...], Ints] | int:
    """A calendar and those who go to it, booked; the hardest one left where that one cannot go at all."""
    grid = builder.grid
    spare = [builder.spare_in(module) for module in range(len(grid.modules))]
    open_ = [_open_to(builder, module, left, spare[module]) for module in range(len(grid.modules))]
    hardest = int(np.argmin(np.min([flags.sum(1) for flags in open_], axis=0)))
    staffed = [_staffed(builder, module) for module in range(len(grid.modules))]
    for _ in range(TRIES):
        slots = _best_calendar(grid, open_, [flags & open_[m][hardest] for m, flags in enumerate(staffed)])
        if slots is None:
            break
        rows = left[np.all([flags[:, slots[m]] for m, flags in enumerate(open_)], axis=0)]
        rows = np.concatenate([left[[hardest]], rows[rows != left[hardest]]])
        members = _members(builder, rows, slots, min(most, _seats_at(builder, slots)))
        if left[hardest] not in members:
            break
        found = [builder.place(m, slot, len(members)) for m, slot in enumerate(slots)]
        calendar = tuple(place for place in found if place is not None)
        if len(calendar) == len(slots):
            for module, place in enumerate(calendar):
                builder.take(module, place, members[grid.needs_now[members, module]])
            return calendar, members
        for module, none in enumerate(found):
            if none is None:
                staffed[module][slots[module]] = False
    return int(left[hardest])


def _open_to(builder: Builder, module: int, left: Ints, spare: Ints) -> Bools:
    """L x S flags: who of those left can go in a slot, or need not."""
    grid = builder.grid
    full = (spare <= 0).astype(np.float32)
    spared = (grid.members[:, left].T.astype(np.float32) @ full) == 0
    open_: Bools = np.logical_or(grid.can[module][left] & spared, ~grid.needs_now[left, module][:, None])
    return open_


def _staffed(builder: Builder, module: int) -> Bools:
    grid = builder.grid
    halves = np.array([slot.halves for slot in grid.slots[module]], dtype=np.int64)
    trainers = grid.trainer_fits[module] & ~builder.trainer_busy[:, halves].any(2)
    rooms = ~builder.room_busy[:, halves].any(2)
    staffed: Bools = np.logical_and(np.any(trainers, axis=0), np.any(rooms, axis=0))
    return staffed


def _best_calendar(grid: Grid, open_: list[Bools], allowed: list[Bools]) -> list[int] | None:
    """The allowed slots within the gaps that are open to most people, counted slot by slot."""
    never = -(10**9)
    best: Ints | None = None
    came_from: list[Ints] = []
    for module, flags in enumerate(allowed):
        here = np.where(flags, open_[module].sum(0), never)
        if best is not None:
            reach = np.where(_in_step(grid, module), best[:, None], never)
            came_from.append(reach.argmax(0))
            here = here + np.maximum(reach.max(0), never)
        best = here
    if best is None or best.max() < 0:
        return None
    slots = [int(best.argmax())]
    for back in reversed(came_from):
        slots.append(int(back[slots[-1]]))
    return slots[::-1]


def _in_step(grid: Grid, module: int) -> Bools:
    what = grid.problem.modules[module]
    before = np.array([slot.ordinal for slot in grid.slots[module - 1]], dtype=np.int64)
    after = np.array([slot.ordinal for slot in grid.slots[module]], dtype=np.int64)
    gap = after[None, :] - before[:, None]
    fits: Bools = np.logical_and(gap >= what.gap_min_days, gap <= what.gap_max_days)
    return fits


def _seats_at(builder: Builder, slots: list[int]) -> int:
    """The seats in the largest room that is free in every slot of a calendar, each slot with its own."""
    rooms = builder.grid.problem.rooms
    largest = []
    for module, slot in enumerate(slots):
        halves = list(builder.grid.slots[module][slot].halves)
        free = np.flatnonzero(~builder.room_busy[:, halves].any(1))
        largest.append(max((rooms[room].capacity for room in free), default=0))
    return min(largest)


def _members(builder: Builder, rows: Ints, slots: list[int], most: int) -> Ints:
    """Those of the people who get a seat, in their order, while there are seats and their groups can spare them."""
    grid = builder.grid
    spare = [builder.spare_in(module)[:, slot].copy() for module, slot in enumerate(slots)]
    caps = dict(enumerate(grid.team_caps))
    chosen: list[int] = []
    for row in rows:
        cap, groups = caps[grid.team_of[row]], grid.members[:, row]
        needed = [module for module in range(len(slots)) if grid.needs_now[row, module]]
        if len(chosen) >= most or cap == 0:
            continue
        if any((spare[module][groups] <= 0).any() for module in needed):
            continue
        chosen.append(int(row))
        for module in needed:
            spare[module][groups] -= 1
        if cap is not None:
            caps[grid.team_of[row]] = cap - 1
    return np.array(chosen, dtype=np.int64)
