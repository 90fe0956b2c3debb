"""The wishes in the exact model: one expression each, counted as the problem defines them."""

from functools import cached_property

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.costs import CostRows
from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.frame import Frame
from samklang.core.planner.solve.order import OrderRows
from samklang.core.planner.solve.state import NOBODY


class WishRows:
    """Expressions for the wishes, made when first asked for."""

    def __init__(self, frame: Frame, costs: CostRows, drawn: OrderRows) -> None:
        self.frame, self.grid, self.cp = frame, frame.grid, frame.cp
        self.costs, self.drawn = costs, drawn
        searched = set(frame.scope.people)
        self.fixed = [row for row, seat in enumerate(frame.state.seats) if row not in searched and seat != NOBODY]

    def of(self, wish: Wish) -> Expr:
        """The whole plan's value of a wish."""
        if wish is Wish.COST:
            return self.costs.total
        if wish is Wish.ORDER:
            return self.drawn.total
        expression: Expr = getattr(self, wish.value)
        return expression

    def upper(self, wish: Wish) -> int:
        """A number the wish cannot exceed in this scope."""
        people, modules = len(self.grid.people), len(self.grid.modules)
        return {
            Wish.UNTRAINED: people,
            Wish.COST: self.costs.upper,
            Wish.CONTINUITY: int(sum(moved.max(initial=0) for moved in self.grid.moved)) * people,
            Wish.PAIRS: len(self.grid.pairs),
            Wish.SPREAD: self.grid.problem.cohorts.size_maximum * len(self.grid.spread_groups),
            Wish.FINISH: (self.grid.problem.last_day - self.grid.problem.first_day).days,
            Wish.AVOID: self.grid.problem.cohorts.maximum
            * modules
            * max((slot.avoid for slots in self.grid.slots for slot in slots), default=0),
            Wish.ORDER: sum(1 for wave in self.grid.waves if wave),
        }[wish]

    @cached_property
    def untrained(self) -> Expr:
        """Eligible people without a seat."""
        searched = set(self.frame.scope.people)
        outside = sum(
            1
            for row, seat in enumerate(self.frame.state.seats)
            if self.grid.eligible[row] and seat == NOBODY and row not in searched
        )
        return outside + sum(1 - sum(self.frame.seats_of(row)) for row in self.frame.scope.people)

    @cached_property
    def continuity(self) -> Expr:
        """Conversations to be moved: the least any of the slots would cost, and what the slot chosen costs more."""
        total: Expr = self.frame.outside.tally.wishes[Wish.CONTINUITY]
        for (row, cohort), seat in self.frame.seat.items():
            least, most, more = 0, 0, []
            for module in self.frame.modules(cohort):
                slots = self.frame.slot[cohort, module]
                usable = [slot for slot in slots if self.grid.can[module][row, slot]]
                if not self.grid.needs_now[row, module] or not usable:
                    continue
                moved = self.grid.moved[module][row]
                low = int(moved[usable].min())
                least += low
                most += int(moved[usable].max()) - low
                more += [(int(moved[slot]) - low) * slots[slot] for slot in usable if moved[slot] > low]
            total += least * seat
            if more:
                now = self._moved_now(row, cohort) - least if self.frame.state.seats[row] == cohort else 0
                extra = self.frame.number(0, most, f"moved_{row}_{cohort}", now=now)
                self.cp.add(extra >= sum(more) - most * (1 - seat))
                total += extra
        return total

    def _moved_now(self, row: int, cohort: int) -> int:
        places = [(module, self.frame.place_now(cohort, module)) for module in self.frame.modules(cohort)]
        return sum(
            int(self.grid.moved[module][row, place.slot])
            for module, place in places
            if place is not None and self.grid.needs_now[row, module]
        )

    @cached_property
    def pairs(self) -> Expr:
        """Pairs who practise together and do not share a cohort."""
        searched, seats = set(self.frame.scope.people), self.frame.state.seats
        total: Expr = 0
        for pair in self.grid.pairs:
            inside = [row for row in pair if row in searched]
            if not inside:
                total += int(seats[pair[0]] != seats[pair[1]])
            elif len(inside) == 1:
                other = pair[0] if inside[0] == pair[1] else pair[1]
                total += sum(self.frame.seats_of(inside[0])) if seats[other] == NOBODY else 1
            else:
                total += self._apart(*pair)
        return total

    def _apart(self, one: int, other: int) -> cp_model.IntVar:
        seats = self.frame.state.seats
        apart = self.frame.flag(f"apart_{one}_{other}", now=seats[one] != seats[other])
        for cohort in self.frame.scope.cohorts:
            here, there = (self.frame.seat.get((row, cohort), 0) for row in (one, other))
            self.cp.add(apart >= here - there)
            self.cp.add(apart >= there - here)
        return apart

    @cached_property
    def spread(self) -> Expr:
        """For each team and role the most less the fewest in a cohort, over all cohorts of the plan."""
        size = self.grid.problem.cohorts.size_maximum
        others = [cohort for cohort in range(len(self.frame.state.places)) if cohort not in self.frame.scope.cohorts]
        total: Expr = 0
        for number, rows in enumerate(self.grid.spread_groups):
            fixed = np.array([sum(1 for row in rows if self.frame.state.seats[row] == cohort) for cohort in others])
            seats = [self.frame.state.seats[row] for row in rows]
            now = [seats.count(cohort) for cohort in range(len(self.frame.state.places))]
            most = self.frame.number(int(fixed.max(initial=0)), size, f"most_{number}", now=max(now, default=0))
            fewest = self.frame.number(0, int(fixed.min(initial=size)), f"few_{number}", now=min(now, default=0))
            for cohort in self.frame.scope.cohorts:
                count = self.frame.seated(cohort, rows)
                self.cp.add(most >= count)
                self.cp.add(fewest <= count + size * (1 - self.frame.used[cohort]))
            total += most - fewest
        return total

    @cached_property
    def finish(self) -> Expr:
        """Days from the programme's first day to the last session."""
        first = self.grid.problem.first_day.toordinal()
        already = self.frame.outside.tally.wishes[Wish.FINISH]
        last = self.frame.number(already, self.upper(Wish.FINISH), "finish", now=self.frame.now.wishes[Wish.FINISH])
        held = [session.date.toordinal() - first for session in self.grid.held]
        self.cp.add(last >= max(held, default=0))
        for (_, module), slots in self.frame.slot.items():
            days = [(self.grid.slots[module][slot].ordinal - first) * literal for slot, literal in slots.items()]
            if days:
                self.cp.add(last >= sum(days))
        return last

    @cached_property
    def avoid(self) -> Expr:
        """The weight of the avoided half-days with a session."""
        total: Expr = self.frame.outside.tally.wishes[Wish.AVOID]
        for (_, module), slots in self.frame.slot.items():
            total += sum(self.grid.slots[module][slot].avoid * literal for slot, literal in slots.items())
        return total
