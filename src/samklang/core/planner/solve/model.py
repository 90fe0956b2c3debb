"""The exact model over some cohorts and some people, the rest of the plan held as it is (CP-SAT).

Slots and seats come from the frame; the members a cohort takes from a group are at most what the group can spare in the
slot chosen. Two cohorts in session in the same half-day share what a group can spare: such rows are added when an
answer breaks one (`crowded`).
"""

import itertools
from collections.abc import Collection
from typing import Protocol

from ortools.sat.python import cp_model

from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.costs import CostRows
from samklang.core.planner.solve.cover import CoverRows
from samklang.core.planner.solve.frame import Frame, Scope
from samklang.core.planner.solve.order import OrderRows
from samklang.core.planner.solve.staffing import Staffing
from samklang.core.planner.solve.state import NOBODY, Place, State
from samklang.core.planner.solve.wishes import WishRows


class Answer(Protocol):
    """What answers for the value of a literal: a solver that is done, or one that tells of an answer on the way."""

    def boolean_value(self, literal: cp_model.LiteralT) -> bool:
        """Whether the literal is true in the answer."""


class PlanModel(Frame):
    """CP-SAT variables and rules for one scope of one state."""

    def __init__(self, grid: Grid, state: State, scope: Scope, crowded: Collection[tuple[int, int]] = ()) -> None:
        super().__init__(grid, state, scope)
        self.staffing = Staffing(self)
        self.cover = CoverRows(self, crowded)
        self.costs = CostRows(self, self.staffing, self.cover)
        self.drawn = OrderRows(self)
        if grid.problem.keep_drawn_order:
            self.drawn.keep()
        self.wishes = WishRows(self, self.costs, self.drawn)

    def minimise(self, wish: Wish, limits: dict[Wish, int], then: Wish | None = None) -> None:
        """Make one wish as small as possible while earlier ones stay within their limits; `then` breaks ties."""
        for earlier, limit in limits.items():
            self.cp.add(self.wishes.of(earlier) <= limit)
        first = self.wishes.of(wish)
        if then is None:
            self.cp.minimize(first)
        else:
            self.cp.minimize(first * (self.wishes.upper(then) + 1) + self.wishes.of(then))

    def order_cohorts(self) -> None:
        """Cohorts that differ only in number come in order of their first session: the same plan is found once."""
        if self.grid.held:
            return
        for one, after in itertools.pairwise(self.scope.cohorts):
            self.cp.add_implication(self.used[after], self.used[one])
            earlier, later = (
                sum(self.position(0, slot) * literal for slot, literal in self.slot[cohort, 0].items())
                for cohort in (one, after)
            )
            self.cp.add(earlier <= later).only_enforce_if(self.used[after])

    def read(self, solver: Answer) -> State:
        """The state in the solver's answer, without the cohorts it does not use."""
        total = max([len(self.state.places), *(cohort + 1 for cohort in self.scope.cohorts)])
        empty = (None,) * len(self.grid.modules)
        places = [
            list(self.state.places[cohort] if cohort < len(self.state.places) else empty) for cohort in range(total)
        ]
        for cohort, module in self.slot:
            places[cohort][module] = (
                Place(
                    *(
                        self._chosen(solver, table[cohort, module])
                        for table in (self.slot, self.staffing.trainer, self.staffing.room)
                    )
                )
                if solver.boolean_value(self.used[cohort])
                else None
            )
        seats = list(self.state.seats)
        for row in self.scope.people:
            seats[row] = NOBODY
        for (row, cohort), literal in self.seat.items():
            if solver.boolean_value(literal):
                seats[row] = cohort
        return State(tuple(tuple(one) for one in places), tuple(seats)).without_empty(self.grid)

    @staticmethod
    def _chosen(solver: Answer, literals: dict[int, cp_model.IntVar]) -> int:
        return next(choice for choice, literal in literals.items() if solver.boolean_value(literal))
