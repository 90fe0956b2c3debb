"""What the cohorts that are not being searched already use: people from their groups, trainers, rooms, money."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from samklang.core.planner.grid import Bools, Grid, Ints
from samklang.core.planner.problem import Heading
from samklang.core.planner.solve.state import NOBODY, State, Tally


@dataclass(frozen=True)
class Outside:
    """The rest of the plan, fixed while some cohorts are searched."""

    spare: Ints
    """G x H: how many more of each group can go without temps."""
    temp_caps: Ints
    """G x H: how many more temps can be bought."""
    trainer_free: Bools
    """R x H: when a trainer can teach and does not teach the rest."""
    room_free: Bools
    """C x H: when a room is not booked and not used by the rest."""
    trainer_open: tuple[Bools, ...]
    """For each module R x S: the trainer has the skill and is free in the slot."""
    room_open: tuple[Bools, ...]
    """For each module C x S: the room is free in the slot."""
    site_of: Mapping[tuple[int, int], int]
    """(trainer, day) already paid for -> the site."""
    costs: Mapping[tuple[int, Heading], int]
    tally: Tally


def outside_of(grid: Grid, state: State, searched: Collection[int]) -> Outside:
    """What is left when the searched cohorts are taken out of a state."""
    kept = [cohort for cohort in range(len(state.places)) if cohort not in searched]
    number = {cohort: place for place, cohort in enumerate(kept)}
    rest = State(
        tuple(state.places[cohort] for cohort in kept),
        tuple(number.get(seat, NOBODY) for seat in state.seats),
    )
    tally = Tally(grid, rest)
    trainer_free, room_free = grid.trainer_free.copy(), grid.room_free.copy()
    site_of = {}
    for _, module, place in tally.sessions:
        slot = grid.slots[module][place.slot]
        trainer_free[place.trainer, list(slot.halves)] = False
        room_free[place.room, list(slot.halves)] = False
        site_of[place.trainer, slot.day] = grid.sites[place.room]
    caps = np.array([group.temp_cap for group in grid.problem.groups], dtype=np.int64).reshape(-1, 1)
    return Outside(
        spare=np.maximum(0, grid.spare - tally.away),
        temp_caps=caps - tally.temps,
        trainer_free=trainer_free,
        room_free=room_free,
        trainer_open=tuple(
            np.logical_and(fits, grid.over_slots(module, trainer_free).all(2))
            for module, fits in enumerate(grid.trainer_fits)
        ),
        room_open=tuple(np.all(grid.over_slots(module, room_free), axis=2) for module in range(len(grid.modules))),
        site_of=site_of,
        costs=Counter(tally.costs),
        tally=tally,
    )
