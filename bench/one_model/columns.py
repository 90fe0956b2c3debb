"""The columns of the one model: which slot each cohort has each module in, with whom and where, and who sits where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from one_model.rows import Ints, Numbers, Rows
from samklang.core.planner.grid import Grid
from written import Draft, Place


@dataclass(frozen=True)
class Slots:
    """Where one module can be held: the slots that have a trainer and a room."""

    numbers: Ints
    """Indexes into Grid.slots of the module."""
    halves: list[tuple[int, ...]]
    days: Ints
    ordinals: Ints
    trainers: list[Ints]
    """For each slot the trainers who fit."""
    rooms: list[Ints]
    """For each slot the rooms that are free."""


@dataclass(frozen=True)
class Session:
    """The columns of one cohort's session in one module."""

    cohort: int
    module: int
    at: Ints
    """One for each slot."""
    taught: dict[tuple[int, int], int] = field(default_factory=dict)
    """(trainer, slot) -> column."""
    inside: dict[tuple[int, int], int] = field(default_factory=dict)
    """(room, slot) -> column."""


class Columns:
    """What is decided, before any rule."""

    def __init__(self, grid: Grid) -> None:
        """Raises ValueError for a problem of a kind that the one model does not have."""
        if grid.problem.cohorts.composition != "mixed" or grid.held:
            raise ValueError("The one model has mixed teams only, and nothing held yet.")
        self.grid, self.rows = grid, Rows()
        self.people = [int(row) for row in np.flatnonzero(grid.eligible)]
        self.slots = [_slots_of(grid, module) for module in range(len(grid.modules))]
        rules = grid.problem.cohorts
        self.count = min(rules.maximum, len(self.people) // max(1, rules.size_minimum))
        self.used = self.rows.columns(self.count)
        self.seat = {row: self.rows.columns(self.count) for row in self.people}
        self.sessions = [
            [self._session(cohort, module) for module in range(len(self.slots))] for cohort in range(self.count)
        ]
        self.day: dict[tuple[int, int, int], int] = {}
        """(trainer, day, site) -> column; made with the rules of trainers."""
        self.temps: dict[tuple[int, int], int] = {}
        """(group, half-day) -> column; made with the cover."""

    def _session(self, cohort: int, module: int) -> Session:
        slots = self.slots[module]
        session = Session(cohort, module, self.rows.columns(len(slots.numbers)))
        for slot in range(len(slots.numbers)):
            for table, choices in ((session.taught, slots.trainers[slot]), (session.inside, slots.rooms[slot])):
                for choice, column in zip(choices, self.rows.columns(len(choices)), strict=True):
                    table[int(choice), slot] = int(column)
        return session

    def every_session(self) -> Iterator[Session]:
        """Cohort by cohort, module by module."""
        for sessions in self.sessions:
            yield from sessions

    def seats(self, cohort: int, rows: Sequence[int]) -> Ints:
        """The seats of some people in one cohort."""
        return np.array([self.seat[row][cohort] for row in rows], dtype=np.int64)

    def needing(self, module: int) -> list[int]:
        """The people who have a module still to do."""
        return [row for row in self.people if self.grid.needs_now[row, module]]

    def read(self, solution: Numbers) -> Draft:
        """The plan in a solution."""
        used = [cohort for cohort in range(self.count) if solution[self.used[cohort]] > 0.5]
        return Draft(
            tuple(tuple(self._place(session, solution) for session in self.sessions[cohort]) for cohort in used),
            tuple(tuple(row for row in self.people if solution[self.seat[row][cohort]] > 0.5) for cohort in used),
        )

    def _place(self, session: Session, solution: Numbers) -> Place:
        slot = int(np.argmax(solution[session.at]))
        trainer, room = (
            max((key for key in table if key[1] == slot), key=lambda key: float(solution[table[key]]))[0]
            for table in (session.taught, session.inside)
        )
        return Place(int(self.slots[session.module].numbers[slot]), trainer, room)


def _slots_of(grid: Grid, module: int) -> Slots:
    trainers, rooms = grid.trainer_fits[module], grid.room_fits[module]
    numbers = np.flatnonzero(np.logical_and(trainers.any(0), rooms.any(0)))
    chosen = [grid.slots[module][number] for number in numbers]
    return Slots(
        numbers=numbers,
        halves=[slot.halves for slot in chosen],
        days=np.array([slot.day for slot in chosen], dtype=np.int64),
        ordinals=np.array([slot.ordinal for slot in chosen], dtype=np.int64),
        trainers=[np.flatnonzero(trainers[:, number]) for number in numbers],
        rooms=[np.flatnonzero(rooms[:, number]) for number in numbers],
    )
