"""A plan while it is being searched for: places and seats by index, with every wish counted exactly."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.problem import Heading, Wish
from samklang.core.planner.solve.drawn import Cells, in_order_most
from samklang.core.planner.solve.money import own_share

NOBODY = -1


@dataclass(frozen=True)
class Place:
    """Where and when one session is held: indexes into the module's slots, the trainers and the rooms."""

    slot: int
    trainer: int
    room: int


@dataclass(frozen=True)
class State:
    """K cohorts of M places each (None: the session is already held), and for each of P people the cohort or -1."""

    places: tuple[tuple[Place | None, ...], ...]
    seats: tuple[int, ...]

    def members(self, cohort: int) -> list[int]:
        """The rows of the people seated in a cohort."""
        return [row for row, seat in enumerate(self.seats) if seat == cohort]

    def without_empty(self, grid: Grid) -> "State":
        """The same plan without cohorts that nobody sits in and that have held nothing."""
        taken = set(self.seats)
        started = {cohort for cohort, _ in grid.held_at}
        kept = [cohort for cohort in range(len(self.places)) if cohort in taken or cohort in started]
        number = {cohort: place for place, cohort in enumerate(kept)}
        return State(
            tuple(self.places[cohort] for cohort in kept), tuple(number.get(seat, NOBODY) for seat in self.seats)
        )


class Tally:
    """What a state comes to: attendance, temps, costs and wishes. Lower wishes are better, in the problem's order."""

    def __init__(self, grid: Grid, state: State) -> None:
        self.grid, self.state = grid, state
        self.seats = np.array(state.seats, dtype=np.int64)

    @cached_property
    def sessions(self) -> list[tuple[int, int, Place]]:
        """Every session still to be held as (cohort, module, place)."""
        return [
            (cohort, module, place)
            for cohort, places in enumerate(self.state.places)
            for module, place in enumerate(places)
            if place is not None
        ]

    def attendees(self, cohort: int, module: int) -> Ints:
        """The rows of those who come to a session."""
        return np.flatnonzero((self.seats == cohort) & self.grid.needs_now[:, module])

    @cached_property
    def away(self) -> Ints:
        """G x H counts: members of each group who are in a session."""
        away = np.zeros_like(self.grid.spare)
        for cohort, module, place in self.sessions:
            count = self.grid.members[:, self.attendees(cohort, module)].sum(1)
            for half in self.grid.slots[module][place.slot].halves:
                away[:, half] += count
        return away

    @cached_property
    def temps(self) -> Ints:
        """G x H counts: temps needed to keep the minimum."""
        temps: Ints = np.maximum(0, self.away - self.grid.spare)
        return temps

    @cached_property
    def costs(self) -> Mapping[tuple[int, Heading], int]:
        """Øre by date (index into Grid.dates, or the ordinal of a held session's date negated) and heading."""
        costs: Counter[tuple[int, Heading]] = Counter()
        problem = self.grid.problem
        for trainer, day in self.trainer_days:
            costs[day, Heading.TRAINER] += problem.trainers[trainer].day_cost_ore
            costs[day, Heading.TRAVEL] += problem.trainers[trainer].travel_cost_ore
        for cohort, module, place in self.sessions:
            day, what = self.grid.slots[module][place.slot].day, problem.modules[module]
            costs[day, Heading.ROOM] += problem.rooms[place.room].half_day_cost_ore * what.length
            people = len(self.attendees(cohort, module))
            costs[day, Heading.MATERIALS] += what.cost_per_cohort_ore + what.cost_per_person_ore * people
        for group, half in zip(*np.nonzero(self.temps), strict=True):
            price = problem.groups[group].temp_cost_ore
            costs[int(half) // 2, Heading.TEMP] += price * int(self.temps[group, half])
        self._add_held(costs)
        return {key: ore for key, ore in costs.items() if ore}

    def _add_held(self, costs: Counter[tuple[int, Heading]]) -> None:
        problem = self.grid.problem
        trainers = {trainer.id: trainer for trainer in problem.trainers}
        rooms = {room.id: room for room in problem.rooms}
        paid: set[tuple[str, int]] = set()
        for session in self.grid.held:
            day, what = -session.date.toordinal(), problem.modules[self.grid.modules[session.module]]
            if session.trainer in trainers and (session.trainer, day) not in paid:
                paid.add((session.trainer, day))
                costs[day, Heading.TRAINER] += trainers[session.trainer].day_cost_ore
                costs[day, Heading.TRAVEL] += trainers[session.trainer].travel_cost_ore
            if session.room in rooms:
                costs[day, Heading.ROOM] += rooms[session.room].half_day_cost_ore * what.length
            people = len(session.attended or ())
            costs[day, Heading.MATERIALS] += what.cost_per_cohort_ore + what.cost_per_person_ore * people

    @cached_property
    def trainer_days(self) -> set[tuple[int, int]]:
        """Each trainer's dates still to come, as (trainer, index into Grid.dates)."""
        return {(place.trainer, self.grid.slots[module][place.slot].day) for _, module, place in self.sessions}

    @cached_property
    def cost_ore(self) -> int:
        """What everything costs, in øre."""
        return sum(self.costs.values())

    @cached_property
    def own_ore(self) -> int:
        """What the municipality pays itself when the grants pay all they may, in øre."""
        return own_share(self.grid, self.costs)

    @cached_property
    def wishes(self) -> Mapping[Wish, int]:
        """Each wish's value; see the problem's definitions."""
        return {
            Wish.UNTRAINED: int((self.grid.eligible & (self.seats == NOBODY)).sum()),
            Wish.COST: self.cost_ore,
            Wish.CONTINUITY: self._continuity(),
            Wish.PAIRS: sum(1 for a, b in self.grid.pairs if self.seats[a] != self.seats[b]),
            Wish.SPREAD: self._spread(),
            Wish.FINISH: self._finish(),
            Wish.AVOID: sum(self.grid.slots[module][place.slot].avoid for _, module, place in self.sessions),
            Wish.ORDER: self.drawn.total() - in_order_most(self.drawn),
        }

    @cached_property
    def begins(self) -> Mapping[int, int]:
        """The ordinal of the first date of each cohort that has not begun."""
        first: dict[int, int] = {}
        for cohort, module, place in self.sessions:
            day = self.grid.slots[module][place.slot].ordinal
            if cohort not in self.grid.started:
                first[cohort] = min(day, first.get(cohort, day))
        return first

    @cached_property
    def drawn(self) -> Cells:
        """People of the draw by number and by the ordinal on which they begin, in cohorts that have not begun."""
        if not any(self.grid.waves):
            return Counter()
        return Counter(
            (wave, self.begins[seat])
            for wave, seat in zip(self.grid.waves, self.state.seats, strict=True)
            if wave and seat in self.begins
        )

    @cached_property
    def ranked(self) -> tuple[int, ...]:
        """The wishes' values in the problem's order, for comparing two states."""
        return tuple(self.wishes[level.wish] for level in self.grid.problem.wishes)

    def _continuity(self) -> int:
        return sum(
            int(self.grid.moved[module][self.attendees(cohort, module), place.slot].sum())
            for cohort, module, place in self.sessions
        )

    def _spread(self) -> int:
        count = len(self.state.places)
        if not count:
            return 0
        total = 0
        for rows in self.grid.spread_groups:
            seated = self.seats[list(rows)]
            held = np.bincount(seated[seated >= 0], minlength=count)
            total += int(held.max() - held.min())
        return total

    def _finish(self) -> int:
        last = [self.grid.slots[module][place.slot].ordinal for _, module, place in self.sessions]
        last += [session.date.toordinal() for session in self.grid.held]
        return max(last) - self.grid.problem.first_day.toordinal() if last else 0

    @cached_property
    def sound(self) -> bool:
        """Whether every hard rule that the search may break between two steps holds: cover, doubles, sites, money …"""
        return (
            self._temps_within_cap()
            and self._nobody_twice()
            and self._one_site_a_day()
            and self._days_within_limit()
            and (not self.grid.problem.keep_drawn_order or self.wishes[Wish.ORDER] == 0)
            and self._paid_for()
        )

    def _temps_within_cap(self) -> bool:
        caps = np.array([group.temp_cap for group in self.grid.problem.groups], dtype=np.int64)
        return bool((self.temps <= caps[:, None]).all())

    def _nobody_twice(self) -> bool:
        taken: set[tuple[str, int, int]] = set()
        for _, module, place in self.sessions:
            for half in self.grid.slots[module][place.slot].halves:
                for key in (("trainer", place.trainer, half), ("room", place.room, half)):
                    if key in taken:
                        return False
                    taken.add(key)
        return True

    def _one_site_a_day(self) -> bool:
        seen: dict[tuple[int, int], int] = {}
        for _, module, place in self.sessions:
            key, site = (place.trainer, self.grid.slots[module][place.slot].day), self.grid.sites[place.room]
            if seen.setdefault(key, site) != site:
                return False
        return True

    def _days_within_limit(self) -> bool:
        used = Counter(trainer for trainer, _ in self.trainer_days)
        limits = [trainer.max_days for trainer in self.grid.problem.trainers]
        return all(limit is None or used[place] <= limit for place, limit in enumerate(limits))

    def _paid_for(self) -> bool:
        budget = self.grid.problem.funding.own_budget_ore
        return budget is None or self.own_ore <= budget
