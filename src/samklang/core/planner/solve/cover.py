"""Cover in the exact model: what a cohort takes from a group is at most what the group can spare where it meets."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.solve.expressions import Expr

if TYPE_CHECKING:
    from samklang.core.planner.solve.model import PlanModel


class CoverRows:
    """The groups' minimums over the sessions searched, and the temps bought to keep them."""

    def __init__(self, model: PlanModel, crowded: Collection[tuple[int, int]]) -> None:
        self.model, self.grid, self.cp = model, model.grid, model.cp
        self.temps: dict[tuple[int, int, int, int], cp_model.IntVar] = {}
        """(group, cohort, module, half-day of the session): temps bought."""
        self._cover()
        for group, half in sorted(crowded):
            self._crowded(group, half)

    def _cover(self) -> None:
        people = np.array(self.model.scope.people, dtype=np.int64)
        for group in range(len(self.grid.problem.groups)):
            rows = [int(row) for row in people[self.grid.members[group, people]]] if len(people) else []
            if rows:
                for cohort, module in self.model.slot:
                    self._cover_session(group, cohort, module, rows)

    def _cover_session(self, group: int, cohort: int, module: int, rows: list[int]) -> None:
        going = [row for row in rows if self.grid.needs_now[row, module] and (row, cohort) in self.model.seat]
        slots = self.model.slot[cohort, module]
        if not going or not slots:
            return
        spare = self.model.outside.spare[group]
        halves = {slot: self.grid.slots[module][slot].halves for slot in slots}
        most = min(len(going), self.grid.problem.cohorts.size_maximum)
        priced = self.grid.problem.groups[group].temp_cap > 0
        for position in range(self.grid.problem.modules[module].length) if priced else (0,):
            left = {slot: int(spare[at[position]] if priced else spare[list(at)].min()) for slot, at in halves.items()}
            if min(left.values()) >= most:
                continue
            extra: Expr = 0
            if priced:
                place = self.model.place_now(cohort, module)
                here = int(spare[halves[place.slot][position]]) if place and place.slot in halves else most
                extra = self.temps[group, cohort, module, position] = self.model.number(
                    0,
                    self.grid.problem.groups[group].temp_cap,
                    "temps",
                    now=sum(1 for row in going if self.model.state.seats[row] == cohort) - here,
                )
                caps = self.model.outside.temp_caps[group]
                self.cp.add(extra <= sum(int(caps[halves[slot][position]]) * slots[slot] for slot in slots))
            count = sum(self.model.seat[row, cohort] for row in going)
            self.cp.add(count <= sum(min(most, left[slot]) * slots[slot] for slot in slots) + extra)

    def _crowded(self, group: int, half: int) -> None:
        """Cohorts in session in one half-day share what a group can spare."""
        parts = []
        rows = [row for row in self.model.scope.people if self.grid.members[group, row]]
        most = self.grid.problem.cohorts.size_maximum
        for cohort in self.model.scope.cohorts:
            part = self.model.number(0, min(most, len(rows)), "part", now=self._part_now(cohort, half, rows))
            for module in self.model.modules(cohort):
                here = [
                    literal
                    for slot, literal in self.model.slot[cohort, module].items()
                    if half in self.grid.slots[module][slot].halves
                ]
                if here:
                    count = self.model.attending(cohort, module, rows)
                    self.cp.add(part >= count - min(most, len(rows)) * (1 - sum(here)))
            parts.append(part)
        self.cp.add(
            sum(parts) <= int(self.model.outside.spare[group, half] + self.model.outside.temp_caps[group, half])
        )

    def _part_now(self, cohort: int, half: int, rows: list[int]) -> int:
        for module in self.model.modules(cohort):
            place = self.model.place_now(cohort, module)
            if place is not None and half in self.grid.slots[module][place.slot].halves:
                needing = [row for row in rows if self.grid.needs_now[row, module]]
                return sum(1 for row in needing if self.model.state.seats[row] == cohort)
        return 0
