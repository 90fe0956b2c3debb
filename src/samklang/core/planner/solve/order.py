"""The order drawn by lot in the exact model: dates between one number and the next, and who begins outside them.

Each number has a last date, which is the first date of the next one. The order is kept where every cohort that takes a
number begins between its two dates; who begins elsewhere is counted, and where the order is a rule nobody may.
"""

from collections import Counter
from functools import cached_property

from ortools.sat.python import cp_model

from samklang.core.planner.solve.drawn import last_dates
from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.frame import Frame
from samklang.core.planner.solve.state import NOBODY


class OrderRows:
    """Rows for the drawn order; nothing is added to the model before it is asked for."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.grid, self.cp = frame, frame.grid, frame.cp
        self.first = self.grid.problem.first_day.toordinal()
        self.last = self.grid.problem.last_day.toordinal()

    def keep(self) -> None:
        """Make the order a rule."""
        for (cohort, wave), rows in self._searched.items():
            inside = self._inside(cohort, wave)
            for row in rows:
                self.cp.add_implication(self.frame.seat[row, cohort], inside)
        for day, wave in self._fixed:
            self._between(day, wave, None)

    @cached_property
    def total(self) -> Expr:
        """The people who begin outside the dates of their number, with the dates that suit most."""
        total: Expr = 0
        for (cohort, wave), rows in self._searched.items():
            most = min(len(rows), self.grid.problem.cohorts.size_maximum)
            here = sum(self.frame.state.seats[row] == cohort for row in rows)
            now = 0 if self._fits_now(cohort, wave) else here
            outside = self.frame.number(0, most, f"outside_{cohort}_{wave}", now=now)
            count = self.frame.seated(cohort, rows)
            self.cp.add(outside >= count - most * self._inside(cohort, wave))
            total += outside
        for (day, wave), people in self._fixed.items():
            inside = self.frame.flag(f"stays_{day}_{wave}", now=self._fits(day, wave))
            self._between(day, wave, inside)
            total += people * (1 - inside)
        return total

    @cached_property
    def _searched(self) -> dict[tuple[int, int], list[int]]:
        """The rows who may sit in each cohort searched that has not begun, by cohort and number."""
        found: dict[tuple[int, int], list[int]] = {}
        for row, cohort in self.frame.seat:
            if self.grid.waves[row] and cohort not in self.grid.started:
                found.setdefault((cohort, self.grid.waves[row]), []).append(row)
        return found

    @cached_property
    def _fixed(self) -> Counter[tuple[int, int]]:
        """The people of the draw in cohorts that are not searched, by date and number."""
        searched, begins = set(self.frame.scope.people), self.frame.now.begins
        return Counter(
            (begins[seat], self.grid.waves[row])
            for row, seat in enumerate(self.frame.state.seats)
            if seat != NOBODY and self.grid.waves[row] and row not in searched and seat in begins
        )

    @cached_property
    def _limits(self) -> list[cp_model.IntVar]:
        """For each number but the highest its last date, never before the one of the number before it."""
        now = self._limits_now
        limits = [
            self.frame.number(self.first, self.last, f"until_{number}", now=now[number])
            for number in range(max(self.grid.waves) - 1)
        ]
        for number in range(1, len(limits)):
            self.cp.add(limits[number - 1] <= limits[number])
        return limits

    @cached_property
    def _limits_now(self) -> list[int]:
        found, count = last_dates(self.frame.now.drawn), max(self.grid.waves) - 1
        return found + [self.last] * (count - len(found))

    @cached_property
    def _literals(self) -> dict[tuple[int, int], cp_model.IntVar]:
        return {}

    def _inside(self, cohort: int, wave: int) -> cp_model.IntVar:
        """A yes or no: the cohort begins between the dates of the number."""
        if (cohort, wave) not in self._literals:
            literal = self.frame.flag(f"inside_{cohort}_{wave}", now=self._fits_now(cohort, wave))
            self._literals[cohort, wave] = literal
            slots = self.frame.slot.get((cohort, 0), {})
            day = sum(self.grid.slots[0][slot].ordinal * one for slot, one in slots.items())
            self._between(day, wave, literal)
        return self._literals[cohort, wave]

    def _between(self, day: Expr, wave: int, literal: cp_model.IntVar | None) -> None:
        """The date lies between those of the number, where the literal is true; None: always."""
        rows = []
        if wave > 1:
            rows.append(self.cp.add(day >= self._limits[wave - 2]))
        if wave <= len(self._limits):
            rows.append(self.cp.add(day <= self._limits[wave - 1]))
        for row in rows:
            if literal is not None:
                row.only_enforce_if(literal)

    def _fits_now(self, cohort: int, wave: int) -> bool:
        day = self.frame.now.begins.get(cohort)
        return day is not None and self._fits(day, wave)

    def _fits(self, day: int, wave: int) -> bool:
        now = self._limits_now
        return (wave < 2 or day >= now[wave - 2]) and (wave > len(now) or day <= now[wave - 1])
