"""Money in the exact model: every cost on its date, gathered by who may pay it, and paid within grants and budget."""

import math
from collections import Counter
from fractions import Fraction
from typing import TypeAlias

from ortools.sat.python import cp_model

from samklang.core.planner.problem import Heading
from samklang.core.planner.solve.cover import CoverRows
from samklang.core.planner.solve.expressions import Expr
from samklang.core.planner.solve.frame import Frame
from samklang.core.planner.solve.money import day_of, granted
from samklang.core.planner.solve.staffing import Staffing

Payers: TypeAlias = tuple[Heading, tuple[int, ...]]
"""A heading and the grants that may pay it: costs with the same payers can be added up without loss."""

SHARE_SCALE = 1_000_000
"""A grant's share is rounded up to a millionth here; the plan's payments are split exactly afterwards."""


class CostRows:
    """The model's costs in øre, and the rule that somebody pays them."""

    def __init__(self, frame: Frame, staffing: Staffing, cover: CoverRows) -> None:
        self.frame, self.grid, self.cp = frame, frame.grid, frame.cp
        self.staffing, self.cover = staffing, cover
        self.parts: dict[Payers, list[Expr]] = {}
        self.upper = 0
        """No plan in this scope costs more than this."""
        self._kinds = {
            heading: sorted({self.grid.payers(heading, day) for day in self.grid.dates}) for heading in Heading
        }
        self._outside()
        self._days()
        for cohort, module in frame.slot:
            self._session(cohort, module)
        self._temps()
        self._paid()

    @property
    def total(self) -> Expr:
        """What the whole plan costs."""
        return sum(part for parts in self.parts.values() for part in parts)

    def _add(self, heading: Heading, payers: tuple[int, ...], part: Expr, upper: int) -> None:
        self.parts.setdefault((heading, payers), []).append(part)
        self.upper += upper

    def _outside(self) -> None:
        for (day, heading), cost in self.frame.outside.costs.items():
            self._add(heading, self.grid.payers(heading, day_of(self.grid, day)), cost, cost)

    def _days(self) -> None:
        for (trainer, day, _), literal in self.staffing.on_day.items():
            who, when = self.grid.problem.trainers[trainer], self.grid.dates[day]
            for heading, price in ((Heading.TRAINER, who.day_cost_ore), (Heading.TRAVEL, who.travel_cost_ore)):
                if price:
                    self._add(heading, self.grid.payers(heading, when), price * literal, price)
        self._enough_days()

    def _enough_days(self) -> None:
        """On each date the trainers paid for can hold the sessions; follows from the rest, and helps the bound."""
        work: dict[int, list[Expr]] = {}
        for (_, module), slots in self.frame.slot.items():
            for slot, literal in slots.items():
                what = self.grid.slots[module][slot]
                work.setdefault(what.day, []).append(len(what.halves) * literal)
        paid = {day for _, day in self.frame.outside.site_of}
        new: dict[int, list[cp_model.IntVar]] = {}
        for (_, day, _), literal in self.staffing.on_day.items():
            new.setdefault(day, []).append(literal)
        for day, sessions in work.items():
            if day not in paid:
                self.cp.add(2 * sum(new.get(day, [])) >= sum(sessions))

    def _session(self, cohort: int, module: int) -> None:
        what = self.grid.problem.modules[module]
        room = sum(
            self.grid.problem.rooms[place].half_day_cost_ore * what.length * literal
            for place, literal in self.staffing.room[cohort, module].items()
        )
        dearest = max(
            (self.grid.problem.rooms[place].half_day_cost_ore for place in self.staffing.room[cohort, module]),
            default=0,
        )
        self._on_its_date(Heading.ROOM, cohort, module, room, dearest * what.length)
        people = self.frame.attending(cohort, module)
        most = what.cost_per_cohort_ore + what.cost_per_person_ore * self.grid.problem.cohorts.size_maximum
        materials = what.cost_per_cohort_ore * self.frame.used[cohort] + what.cost_per_person_ore * people
        self._on_its_date(Heading.MATERIALS, cohort, module, materials, most)

    def _on_its_date(self, heading: Heading, cohort: int, module: int, cost: Expr, upper: int) -> None:
        """A session's cost, booked to those who may pay on the date it gets."""
        if not upper:
            return
        kinds = self._kinds[heading]
        if len(kinds) == 1:
            self._add(heading, kinds[0], cost, upper)
            return
        parts = []
        for payers in kinds:
            here = [
                literal
                for slot, literal in self.frame.slot[cohort, module].items()
                if self.grid.payers(heading, self.grid.dates[self.grid.slots[module][slot].day]) == payers
            ]
            if here:
                now = self._now(heading, cohort, module, payers)
                part = self.frame.number(0, upper, f"{heading}_{cohort}_{module}", now=now)
                self.cp.add(part >= cost - upper * (1 - sum(here)))
                self._add(heading, payers, part, upper)
                parts.append(part)
        self.cp.add(sum(parts) >= cost)

    def _now(self, heading: Heading, cohort: int, module: int, payers: tuple[int, ...]) -> int:
        """What the state the model is made from books there; temps are left to the solver."""
        place = self.frame.place_now(cohort, module)
        if place is None or heading is Heading.TEMP:
            return 0
        slot, what = self.grid.slots[module][place.slot], self.grid.problem.modules[module]
        if self.grid.payers(heading, self.grid.dates[slot.day]) != payers:
            return 0
        if heading is Heading.ROOM:
            return self.grid.problem.rooms[place.room].half_day_cost_ore * what.length
        people = len(self.frame.now.attendees(cohort, module))
        return what.cost_per_cohort_ore + what.cost_per_person_ore * people

    def _temps(self) -> None:
        for (group, cohort, module, _), count in self.cover.temps.items():
            price = self.grid.problem.groups[group].temp_cost_ore
            if price:
                cap = self.grid.problem.groups[group].temp_cap
                self._on_its_date(Heading.TEMP, cohort, module, price * count, price * cap)

    def _paid(self) -> None:
        """What the grants do not pay fits in the municipality's own budget."""
        budget = self.grid.problem.funding.own_budget_ore
        if budget is None:
            return
        grants = self.grid.problem.funding.grants
        paid: dict[int, list[cp_model.IntVar]] = {place: [] for place in range(len(grants))}
        now: Counter[tuple[Heading, tuple[int, ...], int]] = Counter()
        for (day, heading, grant), ore in granted(self.grid, self.frame.now.costs).items():
            now[heading, self.grid.payers(heading, day_of(self.grid, day)), grant] += ore
        for (heading, payers), parts in self.parts.items():
            pays = []
            for grant in payers:
                pay = self.frame.number(
                    0, grants[grant].amount_ore, f"pay_{grant}_{heading}", now=now[heading, payers, grant]
                )
                share = math.ceil(Fraction(str(grants[grant].share_percent)) * SHARE_SCALE / 100)
                self.cp.add(SHARE_SCALE * pay <= share * sum(parts))
                paid[grant].append(pay)
                pays.append(pay)
            if pays:
                self.cp.add(sum(pays) <= sum(parts))
        for grant, pays in paid.items():
            if pays:
                self.cp.add(sum(pays) <= grants[grant].amount_ore)
        self.cp.add(self.total <= budget + sum(pay for pays in paid.values() for pay in pays))
