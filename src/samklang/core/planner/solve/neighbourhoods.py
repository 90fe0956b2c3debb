"""Which part of a plan to search next: a few cohorts whole, a window of dates, some modules, dates or seats alone."""

from collections.abc import Callable, Sequence
from random import Random

import numpy as np

from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.bounds import most_cohorts
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.state import NOBODY, State

CELLS = 700
"""People times cohorts in one neighbourhood, at most: what the exact model answers in about a second."""


class Neighbourhoods:
    """Chooses scopes, more often of the kind that helped lately; chance comes from the generator handed in."""

    def __init__(self, grid: Grid, chance: Random) -> None:
        self.grid, self.chance = grid, chance
        self.kinds: dict[str, Callable[[State, dict[Wish, int]], Scope]] = {
            "cohorts": self._some_cohorts,
            "neighbours": self._neighbouring_cohorts,
            "window": self._window,
            "seats": self._seats_alone,
            "dates": self._dates_alone,
            "modules": self._some_modules,
        }
        self.weight = dict.fromkeys(self.kinds, 1.0)

    def choose(self, state: State, limits: dict[Wish, int]) -> tuple[str, Scope]:
        """A kind by its weight and a scope of it."""
        kind = self.chance.choices(list(self.weight), list(self.weight.values()))[0]
        return kind, self.kinds[kind](state, limits)

    def learn(self, kind: str, *, helped: bool) -> None:
        """Make a kind likelier when it helped, less likely when it did not."""
        self.weight[kind] = min(4.0, max(0.2, self.weight[kind] * (1.5 if helped else 0.93)))

    def _most(self, state: State, cohorts: int) -> int:
        """How many cohorts fit in one neighbourhood, given how many people each brings."""
        open_people = sum(1 for row, seat in enumerate(state.seats) if seat == NOBODY and self.grid.eligible[row])
        for count in range(cohorts, 2, -1):
            if count * (count * self.grid.problem.cohorts.size_maximum + min(open_people, 60)) <= CELLS:
                return count
        return 2

    def _people(self, state: State, cohorts: Sequence[int]) -> tuple[int, ...]:
        """Those seated in the cohorts, and those without a seat, at most 60 of them."""
        chosen = set(cohorts)
        inside = [row for row, seat in enumerate(state.seats) if seat in chosen]
        waiting = [row for row, seat in enumerate(state.seats) if seat == NOBODY and self.grid.eligible[row]]
        if len(waiting) > 60:
            waiting = self.chance.sample(waiting, 60)
        return tuple(sorted(inside + waiting))

    def _with_new(self, state: State, cohorts: list[int], limits: dict[Wish, int]) -> tuple[int, ...]:
        if len(state.places) < most_cohorts(self.grid, limits):
            cohorts = [*cohorts, len(state.places)]
        return tuple(sorted(cohorts))

    def _some_cohorts(self, state: State, limits: dict[Wish, int]) -> Scope:
        count = min(len(state.places), self.chance.choice((2, 2, 3)))
        cohorts = self._with_new(state, self.chance.sample(range(len(state.places)), count), limits)
        return Scope(cohorts, self._people(state, cohorts))

    def _neighbouring_cohorts(self, state: State, limits: dict[Wish, int]) -> Scope:
        """Cohorts whose first sessions lie beside each other."""
        order = sorted(range(len(state.places)), key=lambda cohort: self._first_day(state, cohort))
        count = min(len(order), self.chance.choice((2, 3, 3, 4)))
        at = self.chance.randrange(max(1, len(order) - count + 1))
        cohorts = self._with_new(state, order[at : at + count], limits)
        return Scope(cohorts, self._people(state, cohorts), self._near(state, cohorts, 35))

    def _window(self, state: State, _: dict[Wish, int]) -> Scope:
        """Many cohorts, each session at most two weeks from where it is."""
        count = self._most(state, min(len(state.places), 10))
        cohorts = self._sample(state, count)
        return Scope(cohorts, self._people(state, cohorts), self._near(state, cohorts, self.chance.choice((4, 9, 14))))

    def _seats_alone(self, state: State, _: dict[Wish, int]) -> Scope:
        count = self._most(state, min(len(state.places), 16)) * 2
        cohorts = self._sample(state, count)
        return Scope(cohorts, self._people(state, cohorts), keep_sessions=True)

    def _dates_alone(self, state: State, _: dict[Wish, int]) -> Scope:
        """Everybody keeps their cohort; its dates may change to others that suit them all."""
        cohorts = self._sample(state, 8)
        slots = {}
        for cohort in cohorts:
            members = np.array(state.members(cohort), dtype=np.int64)
            for module, can in enumerate(self.grid.can):
                needing = members[self.grid.needs_now[members, module]]
                slots[cohort, module] = tuple(int(slot) for slot in np.flatnonzero(can[needing].all(0)))
        people = tuple(row for row, seat in enumerate(state.seats) if seat in cohorts)
        return Scope(cohorts, people, slots, {row: (state.seats[row],) for row in people})

    def _some_modules(self, state: State, _: dict[Wish, int]) -> Scope:
        """Some modules get any date in many cohorts, the others keep theirs; people may change."""
        count = self._most(state, min(len(state.places), 10))
        cohorts, modules = self._sample(state, count), range(len(self.grid.modules))
        kept = set(self.chance.sample(modules, (len(modules) + 1) // 2))
        near = self._near(state, cohorts, 0)
        slots = {(cohort, module): slots for (cohort, module), slots in near.items() if module in kept}
        return Scope(cohorts, self._people(state, cohorts), slots)

    def _sample(self, state: State, count: int) -> tuple[int, ...]:
        return tuple(sorted(self.chance.sample(range(len(state.places)), min(count, len(state.places)))))

    def _first_day(self, state: State, cohort: int) -> int:
        return min(
            (self.grid.slots[module][place.slot].ordinal for module, place in enumerate(state.places[cohort]) if place),
            default=0,
        )

    def _near(self, state: State, cohorts: Sequence[int], days: int) -> dict[tuple[int, int], tuple[int, ...]]:
        near = {}
        for cohort in cohorts:
            for module, place in enumerate(state.places[cohort] if cohort < len(state.places) else ()):
                if place is not None:
                    ordinals = np.array([slot.ordinal for slot in self.grid.slots[module]], dtype=np.int64)
                    hit = np.flatnonzero(np.abs(ordinals - ordinals[place.slot]) <= days)
                    near[cohort, module] = tuple(int(slot) for slot in hit)
        return near
