"""Cover in the exact model: what a cohort takes from a group is at most what the group can spare where it meets."""

from collections.abc import Collection

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.frame import Frame


class CoverRows:
    """The groups' minimums over the sessions searched, and the temps bought to keep them."""

    def __init__(self, frame: Frame, crowded: Collection[tuple[int, int]]) -> None:
        self.frame, self.grid, self.cp = frame, frame.grid, frame.cp
        self.temps: dict[tuple[int, int, int, int], cp_model.IntVar] = {}
        """(group, cohort, module, half-day of the session): temps bought."""
        self._cover()
        for group, half in sorted(crowded):
            self._crowded(group, half)

    def _cover(self) -> None:
        people = np.array(self.frame.scope.people, dtype=np.int64)
        for group in range(len(self.grid.problem.groups)):
            rows = [int(row) for row in people[self.grid.members[group, people]]] if len(people) else []
            if rows:
                for cohort, module in self.frame.slot:
                    self._cover_session(group, cohort, module, rows)

    def _cover_session(self, group: int, cohort: int, module: int, rows: list[int]) -> None:
        going = [row for row in rows if self.grid.needs_now[row, module] and (row, cohort) in self.frame.seat]
        slots = self.frame.slot[cohort, module]
        if not going or not slots:
            return
        spare = self.frame.outside.spare[group]
        halves = {slot: self.grid.slots[module][slot].halves for slot in slots}
        most = min(len(going), self.grid.problem.cohorts.size_maximum)
        priced = self.grid.problem.groups[group].temp_cap > 0
        for position in range(self.grid.problem.modules[module].length) if priced else (0,):
            left = {slot: int(spare[at[position]] if priced else spare[list(at)].min()) for slot, at in halves.items()}
            if min(left.values()) >= most:
                continue
            extra: Expr = 0
            if priced:
                place = self.frame.place_now(cohort, module)
                here = int(spare[halves[place.slot][position]]) if place and place.slot in halves else most
                extra = self.temps[group, cohort, module, position] = self.frame.number(
                    0,
                    self.grid.problem.groups[group].temp_cap,
                    "temps",
                    now=sum(1 for row in going if self.frame.state.seats[row] == cohort) - here,
                )
                caps = self.frame.outside.temp_caps[group]
                self.cp.add(extra <= sum(int(caps[halves[slot][position]]) * slots[slot] for slot in slots))
            count = sum(self.frame.seat[row, cohort] for row in going)
            self.cp.add(count <= sum(min(most, left[slot]) * slots[slot] for slot in slots) + extra)

    def _crowded(self, group: int, half: int) -> None:
        """Cohorts in session in one half-day share what a group can spare."""
        parts = []
        rows = [row for row in self.frame.scope.people if self.grid.members[group, row]]
        most = self.grid.problem.cohorts.size_maximum
        for cohort in self.frame.scope.cohorts:
            part = self.frame.number(0, min(most, len(rows)), "part", now=self._part_now(cohort, half, rows))
            for module in self.frame.modules(cohort):
                here = [
                    literal
                    for slot, literal in self.frame.slot[cohort, module].items()
                    if half in self.grid.slots[module][slot].halves
                ]
                if here:
                    count = self.frame.attending(cohort, module, rows)
                    self.cp.add(part >= count - min(most, len(rows)) * (1 - sum(here)))
            parts.append(part)
        self.cp.add(
            sum(parts) <= int(self.frame.outside.spare[group, half] + self.frame.outside.temp_caps[group, half])
        )

    def _part_now(self, cohort: int, half: int, rows: list[int]) -> int:
        for module in self.frame.modules(cohort):
            place = self.frame.place_now(cohort, module)
            if place is not None and half in self.grid.slots[module][place.slot].halves:
                needing = [row for row in rows if self.grid.needs_now[row, module]]
                return sum(1 for row in needing if self.frame.state.seats[row] == cohort)
        return 0
