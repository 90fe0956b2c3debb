"""A plan laid out so that it can be asked what would happen if a person or a session were moved."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from samklang.core.planner.explain.periods import times_told
from samklang.core.planner.explain.unknown import Unknown, unknown
from samklang.core.planner.grid import Grid, Slot
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Module, Person, Problem
from samklang.core.planner.solve.beginning import state_of
from samklang.core.planner.solve.reasons import blocks_in
from samklang.core.planner.solve.state import NOBODY, Place, State, Tally
from samklang.core.words import Sentence, Value, say, say_n


class Standing:
    """The plan as a state on its problem's grid, with what it comes to."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        """Raises Unknown where the plan names a trainer, room or date that the problem does not have."""
        self.problem, self.plan = problem, plan
        self.grid = Grid(problem, tuple(session for session in plan.sessions if session.attended is not None))
        state = state_of(self.grid, plan)
        if state is None:
            raise Unknown(say("The plan does not belong to this spreadsheet: it has sessions that do not fit in it."))
        self.state = state
        self.tally = Tally(self.grid, state)

    # -- what is asked about --------------------------------------------------------------------------------------

    def row(self, person: str) -> int:
        """The person's row. Raises Unknown."""
        if person not in self.grid.people:
            raise unknown(person, ((one.id, one.name) for one in self.problem.people))
        return self.grid.people[person]

    def module(self, module: str) -> int:
        """The module's place. Raises Unknown."""
        if module not in self.grid.modules:
            raise unknown(module, ((one.id, one.name) for one in self.problem.modules))
        return self.grid.modules[module]

    def cohort(self, number: int) -> int:
        """The cohort's place, from its number in the plan. Raises Unknown."""
        known = self.plan.cohort_numbers()
        if number not in known:
            raise Unknown(say("The plan has no cohort {number}; it has {known}.", number=number, known=known))
        return number - 1

    def person(self, row: int) -> Person:
        """Who stands in a row."""
        return self.problem.people[row]

    def slot(self, module: int, place: Place) -> Slot:
        """When a session is held."""
        return self.grid.slots[module][place.slot]

    def time_of(self, module: int, slot: int) -> Value:
        """When a slot begins: a date where the module takes the whole of it, else a half-day."""
        half_day = self.grid.half_days[self.grid.slots[module][slot].halves[0]]
        return half_day.date if self.problem.modules[module].length == 2 else half_day

    def times_of(self, module: int, slots: Iterable[int]) -> list[Value]:
        """When slots begin; a date with a slot in either half stands once."""
        half_days = [self.grid.half_days[self.grid.slots[module][slot].halves[0]] for slot in slots]
        if self.problem.modules[module].length == 2:
            return [half_day.date for half_day in half_days]
        return times_told(half_days)

    # -- moving a person ------------------------------------------------------------------------------------------

    def seated(self, row: int, cohort: int) -> State:
        """The state with one person moved to a cohort, or to none with NOBODY."""
        seats = (*self.state.seats[:row], cohort, *self.state.seats[row + 1 :])
        return replace(self.state, seats=seats)

    def block(self, row: int, cohort: int) -> Sentence | None:
        """What keeps a person from being in a cohort, everybody else staying; None: nothing does."""
        out = self.seated(row, NOBODY)
        first = next(blocks_in(self.grid, out, row, cohort), None)
        return first or self._team_block(row, cohort) or self._after(row, cohort)

    def _team_block(self, row: int, cohort: int) -> Sentence | None:
        if self.problem.cohorts.composition != "whole_teams":
            return None
        team = self.grid.team_of[row]
        for other, seat in enumerate(self.state.seats):
            if other != row and seat not in (NOBODY, cohort) and self.grid.team_of[other] == team:
                return say(
                    "The people of {team} are to stay together, and {name} is in cohort {cohort}.",
                    team=self.problem.teams[team].name,
                    name=self.person(other).name,
                    cohort=seat + 1,
                )
        return None

    def _after(self, row: int, cohort: int) -> Sentence | None:
        """What the move would break: a cohort too small, a room too small, money."""
        moved, was = self.seated(row, cohort), self.state.seats[row]
        fewest = self.problem.cohorts.size_minimum
        started = {number for number, _ in self.grid.held_at}
        if was != NOBODY and was not in started and len(moved.members(was)) < fewest:
            return say_n(
                "Cohort {cohort} would be too small: it must have at least {count} person.",
                "Cohort {cohort} would be too small: it must have at least {count} people.",
                fewest,
                cohort=was + 1,
            )
        after = Tally(self.grid, moved)
        for module, place in enumerate(self.state.places[cohort]):
            if place is not None and len(after.attendees(cohort, module)) > self.problem.rooms[place.room].capacity:
                room = self.problem.rooms[place.room]
                return say("{room} holds only {count}.", room=room.name, count=room.capacity)
        return None if after.sound else say("There is no money for it.")

    # -- moving a session -----------------------------------------------------------------------------------------

    def placed(self, cohort: int, module: int, place: Place) -> State:
        """The state with one session somewhere else."""
        row = list(self.state.places[cohort])
        row[module] = place
        return replace(self.state, places=(*self.state.places[:cohort], tuple(row), *self.state.places[cohort + 1 :]))


def free_for(standing: Standing, row: int, cohort: int) -> bool:
    """Whether a person is free in all the sessions of a cohort that they need."""
    return all(
        place is None or not standing.grid.needs_now[row, module] or bool(standing.grid.can[module][row, place.slot])
        for module, place in enumerate(standing.state.places[cohort])
    )


def cover_lost(standing: Standing, row: int, cohort: int) -> tuple[int, int] | None:
    """The first group and half-day in which a person could not be spared to sit in a cohort; None where none."""
    grid, tally = standing.grid, Tally(standing.grid, standing.seated(row, NOBODY))
    for module, place in enumerate(standing.state.places[cohort]):
        if place is None or not grid.needs_now[row, module]:
            continue
        for half in standing.slot(module, place).halves:
            for group in np.flatnonzero(grid.members[:, row]):
                cap = grid.problem.groups[group].temp_cap
                if grid.spare[group, half] + cap - tally.away[group, half] <= 0:
                    return int(group), half
    return None


def in_session(standing: Standing, group: int, half: int, but: int) -> list[Person]:
    """Who of a group is in a session in a half-day, apart from one."""
    found: list[Person] = []
    for cohort, module, place in standing.tally.sessions:
        if half in standing.slot(module, place).halves:
            rows = standing.tally.attendees(cohort, module)
            found += [standing.person(row) for row in rows if row != but and standing.grid.members[group, row]]
    return found


def modules_of(standing: Standing, cohort: int) -> list[tuple[Module, Place]]:
    """A cohort's sessions still to be held."""
    return [
        (standing.problem.modules[module], place)
        for module, place in enumerate(standing.state.places[cohort])
        if place is not None
    ]
