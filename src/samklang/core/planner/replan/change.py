"""How much a new plan differs from the one people were invited to, as expressions in the exact model."""

from functools import cached_property

from samklang.core.planner.grid import Grid
from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.model import PlanModel
from samklang.core.planner.solve.state import NOBODY, State, Tally

SOON_DAYS = (14, 28)
"""A date nearer than this many calendar days costs three, nearer than the second two, and any other one."""
SOON_PRICE = 3


class ChangeRows:
    """Who is moved, and how much moving costs. `before` is the plan people know; `today` an ordinal."""

    def __init__(self, model: PlanModel, before: State, today: int) -> None:
        self.model, self.grid, self.before, self.today = model, model.grid, before, today

    @cached_property
    def moved(self) -> dict[int, Expr]:
        """For each person with a seat before: a yes or no, whether they get another cohort or another date."""
        changed = {key: self._changed(*key) for key in self.model.slot}
        rows: dict[int, Expr] = {}
        for row in self.model.scope.people:
            cohort = self.before.seats[row]
            if cohort == NOBODY:
                continue
            stays = self.model.seat.get((row, cohort))
            moved = self.model.flag(f"moved_{row}", now=False)
            self.model.cp.add(moved >= 1 - stays if stays is not None else moved == 1)
            for module in self.model.modules(cohort):
                if self.grid.needs_now[row, module] and (cohort, module) in changed:
                    self.model.cp.add(moved >= changed[cohort, module])
            rows[row] = moved
        return rows

    def _changed(self, cohort: int, module: int) -> Expr:
        """Whether a session leaves its slot; a yes for a cohort that was not there before."""
        place = self.before.places[cohort][module] if cohort < len(self.before.places) else None
        literals = self.model.slot[cohort, module]
        return 1 - literals[place.slot] if place is not None and place.slot in literals else 1

    @cached_property
    def count(self) -> Expr:
        """How many people are moved."""
        return sum(self.moved.values())

    @cached_property
    def disturbance(self) -> Expr:
        """People moved, each by how soon their next date was; and one for each session with another trainer or room."""
        people = sum(price_of(self.grid, self.before, row, self.today) * moved for row, moved in self.moved.items())
        tables = (self.model.staffing.trainer, self.model.staffing.room)
        staff: Expr = 0
        for cohort, module in self.model.slot:
            place = self.before.places[cohort][module] if cohort < len(self.before.places) else None
            if place is not None:
                for table, known in zip(tables, (place.trainer, place.room), strict=True):
                    staff += 1 - table[cohort, module].get(known, 0)
        return people + staff


def price_of(grid: Grid, before: State, row: int, today: int) -> int:
    """What moving one person costs: 3 when their next date is within two weeks, 2 within four, else 1."""
    cohort = before.seats[row]
    days = [
        grid.slots[module][place.slot].ordinal - today
        for module, place in enumerate(before.places[cohort])
        if place is not None and grid.needs_now[row, module]
    ]
    nearest = min(days, default=SOON_DAYS[-1] + 1)
    return SOON_PRICE - sum(1 for limit in SOON_DAYS if nearest > limit)


def moved_between(grid: Grid, before: State, after: State) -> list[int]:
    """The rows of the people with a seat before who get another cohort or another date of a session they need."""
    then, now = Tally(grid, before), Tally(grid, after)
    return [
        row
        for row, cohort in enumerate(before.seats)
        if cohort != NOBODY and grid.eligible[row] and dates_of(then, row) != dates_of(now, row)
    ]


def dates_of(tally: Tally, row: int) -> tuple[int, dict[int, int]]:
    """A person's cohort and, for each module they still need, the slot."""
    cohort = tally.state.seats[row]
    places = tally.state.places[cohort] if cohort != NOBODY else ()
    return cohort, {
        module: place.slot
        for module, place in enumerate(places)
        if place is not None and tally.grid.needs_now[row, module]
    }
