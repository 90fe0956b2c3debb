"""The frame of the exact model (CP-SAT): one slot for each cohort and module, one seat for each person.

A person and a slot they cannot attend exclude each other. Trainers and rooms, cover, costs and wishes are rows of their
own files on this frame; `model` puts them together.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.grid import Grid
from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.outside import Outside, outside_of
from samklang.core.planner.solve.state import NOBODY, Place, State, Tally


@dataclass(frozen=True)
class Scope:
    """What may change: the cohorts searched, the slots each may use, the people reseated and where they may go."""

    cohorts: tuple[int, ...]
    """Numbers in the state; numbers from len(state.places) on are new cohorts."""
    people: tuple[int, ...]
    slots: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    """(cohort, module) -> the slots allowed; every slot where nothing stands."""
    seats: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """person -> the cohorts allowed; every searched one where nothing stands."""
    keep_sessions: bool = False
    """Dates, trainers and rooms stay as they are; only people move."""


class Frame:
    """Cohorts, calendars and seats of one scope of one state, and what the other rows ask of them."""

    def __init__(self, grid: Grid, state: State, scope: Scope) -> None:
        self.grid, self.state, self.scope = grid, state, scope
        self.outside: Outside = outside_of(grid, state, set(scope.cohorts))
        self.now = Tally(grid, state)
        self.cp = cp_model.CpModel()
        self.used: dict[int, cp_model.IntVar] = {}
        self.slot: dict[tuple[int, int], dict[int, cp_model.IntVar]] = {}
        self.seat: dict[tuple[int, int], cp_model.IntVar] = {}
        self._cohorts()
        self._calendars()
        self._seats()
        self._sizes()

    def flag(self, name: str, *, now: bool) -> cp_model.IntVar:
        """A yes or no, and what it is in the state the model is made from: the solver starts there."""
        literal = self.cp.new_bool_var(name)
        self.cp.add_hint(literal, now)
        return literal

    def number(self, low: int, high: int, name: str, *, now: int) -> cp_model.IntVar:
        """A whole number from low to high, and what it is in the state the model is made from."""
        variable = self.cp.new_int_var(low, high, name)
        self.cp.add_hint(variable, min(high, max(low, now)))
        return variable

    def position(self, module: int, slot: int) -> int:
        """A slot's place in time: the index of its first half-day."""
        return self.grid.slots[module][slot].halves[0]

    def place_now(self, cohort: int, module: int) -> Place | None:
        """Where the state holds a session; None where it holds none."""
        return self.state.places[cohort][module] if cohort < len(self.state.places) else None

    # -- cohorts and their calendars ------------------------------------------------------------------------------

    def modules(self, cohort: int) -> list[int]:
        """The modules a cohort has still to hold."""
        return [module for module in range(len(self.grid.modules)) if (cohort, module) not in self.grid.held_at]

    def _cohorts(self) -> None:
        started = {cohort for cohort, _ in self.grid.held_at}
        rules = self.grid.problem.cohorts
        for cohort in self.scope.cohorts:
            self.used[cohort] = self.flag(f"used_{cohort}", now=cohort < len(self.state.places))
            if cohort in started:
                self.cp.add(self.used[cohort] == 1)
        kept = len(self.state.places) - sum(1 for cohort in self.scope.cohorts if cohort < len(self.state.places))
        count = sum(self.used.values()) + kept
        self.cp.add(count >= rules.minimum)
        self.cp.add(count <= rules.maximum)
        new = [cohort for cohort in self.scope.cohorts if cohort >= len(self.state.places)]
        for one, after in itertools.pairwise(new):
            self.cp.add_implication(self.used[after], self.used[one])

    def _calendars(self) -> None:
        for cohort in self.scope.cohorts:
            for module in self.modules(cohort):
                allowed = self._allowed_slots(cohort, module)
                now = self.place_now(cohort, module)
                self.slot[cohort, module] = {
                    slot: self.flag(f"s_{cohort}_{module}_{slot}", now=now is not None and now.slot == slot)
                    for slot in allowed
                }
                self.cp.add(sum(self.slot[cohort, module].values()) == self.used[cohort])
            for module in range(1, len(self.grid.modules)):
                self._gap(cohort, module)

    def _allowed_slots(self, cohort: int, module: int) -> list[int]:
        if self.scope.keep_sessions and cohort < len(self.state.places):
            place = self.state.places[cohort][module]
            return [place.slot] if place is not None else []
        wanted = self.scope.slots.get((cohort, module))
        slots = range(len(self.grid.slots[module])) if wanted is None else wanted
        staffed = np.logical_and(self.outside.trainer_open[module].any(0), self.outside.room_open[module].any(0))
        return [slot for slot in slots if staffed[slot]]

    def ordinals(self, cohort: int, module: int) -> list[tuple[int, cp_model.IntVar | None]]:
        """The dates a session may lie on, each with its literal; None: it is held already."""
        held = self.grid.held_at.get((cohort, module))
        if held is not None:
            return [(held.date.toordinal(), None)]
        slots = self.grid.slots[module]
        return [(slots[slot].ordinal, literal) for slot, literal in self.slot[cohort, module].items()]

    def _gap(self, cohort: int, module: int) -> None:
        """A slot of one module needs a slot of the next one within the gap, and the other way round."""
        what = self.grid.problem.modules[module]
        before, after = self.ordinals(cohort, module - 1), self.ordinals(cohort, module)
        for ordinal, literal in before:
            low, high = ordinal + what.gap_min_days, ordinal + what.gap_max_days
            self._needs_one(cohort, literal, [other for day, other in after if low <= day <= high])
        for ordinal, literal in after:
            low, high = ordinal - what.gap_max_days, ordinal - what.gap_min_days
            self._needs_one(cohort, literal, [other for day, other in before if low <= day <= high])

    def _needs_one(
        self, cohort: int, literal: cp_model.IntVar | None, others: Sequence[cp_model.IntVar | None]
    ) -> None:
        if any(other is None for other in others):
            return
        found = [other for other in others if other is not None]
        if literal is None:
            self.cp.add_bool_or([*found, self.used[cohort].negated()])
        else:
            self.cp.add_bool_or([*found, literal.negated()])

    # -- seats ----------------------------------------------------------------------------------------------------

    def _seats(self) -> None:
        for row in self.scope.people:
            for cohort in self.scope.seats.get(row, self.scope.cohorts):
                if self.grid.missed(row, cohort):
                    continue
                self.seat[row, cohort] = self.flag(f"a_{row}_{cohort}", now=self.state.seats[row] == cohort)
                self.cp.add_implication(self.seat[row, cohort], self.used[cohort])
                for module in self.modules(cohort):
                    self._excluded(row, cohort, module)
            mine = self.seats_of(row)
            if mine:
                self.cp.add_at_most_one(mine)
        if self.grid.problem.everyone_must_be_trained:
            for row in self.scope.people:
                self.cp.add_exactly_one(self.seats_of(row))
        if self.grid.problem.cohorts.composition == "whole_teams":
            self._whole_teams()

    def seats_of(self, row: int) -> list[cp_model.IntVar]:
        """The seat literals of one person."""
        return [
            self.seat[row, cohort]
            for cohort in self.scope.seats.get(row, self.scope.cohorts)
            if (row, cohort) in self.seat
        ]

    def _excluded(self, row: int, cohort: int, module: int) -> None:
        if not self.grid.needs_now[row, module]:
            return
        can = self.grid.can[module][row]
        blocked = [literal for slot, literal in self.slot[cohort, module].items() if not can[slot]]
        if blocked:
            self.cp.add_at_most_one([self.seat[row, cohort], *blocked])

    def _whole_teams(self) -> None:
        teams: dict[int, list[int]] = {}
        for row in self.scope.people:
            teams.setdefault(self.grid.team_of[row], []).append(row)
        for team, rows in teams.items():
            sits = {self.state.seats[row] for row in rows}
            here = [self.flag(f"team_{team}_{cohort}", now=cohort in sits) for cohort in self.scope.cohorts]
            elsewhere = any(
                seat != NOBODY and seat not in self.scope.cohorts and self.grid.team_of[row] == team
                for row, seat in enumerate(self.state.seats)
            )
            self.cp.add(sum(here) <= (0 if elsewhere else 1))
            for literal, cohort in zip(here, self.scope.cohorts, strict=True):
                for row in rows:
                    if (row, cohort) in self.seat:
                        self.cp.add_implication(self.seat[row, cohort], literal)

    def seated(self, cohort: int, rows: Iterable[int] | None = None) -> Expr:
        """How many of the rows (all people where None) sit in a cohort."""
        among = self.scope.people if rows is None else rows
        return sum(self.seat[row, cohort] for row in among if (row, cohort) in self.seat)

    def attending(self, cohort: int, module: int, rows: Iterable[int] | None = None) -> Expr:
        """How many of the rows come to a session."""
        among = self.scope.people if rows is None else rows
        return self.seated(cohort, [row for row in among if self.grid.needs_now[row, module]])

    def _sizes(self) -> None:
        rules = self.grid.problem.cohorts
        started = {cohort for cohort, _ in self.grid.held_at}
        for cohort in self.scope.cohorts:
            size = self.seated(cohort)
            self.cp.add(size <= rules.size_maximum * self.used[cohort])
            if cohort not in started:
                self.cp.add(size >= rules.size_minimum * self.used[cohort])
            for team, cap in enumerate(self.grid.team_caps):
                rows = [row for row in self.scope.people if self.grid.team_of[row] == team]
                if cap is not None and len(rows) > cap:
                    self.cp.add(self.seated(cohort, rows) <= cap)
