"""A problem laid out on half-days as arrays: who is there, who is free, what the cover can spare, where a session fits.

Made once for each problem and read by everything that searches. The checker does not use it: it derives the same facts
from the document in its own way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samklang.core.calendar import HALVES, Half, HalfDay, days, weekday_of
from samklang.core.planner.plan import Session
from samklang.core.planner.problem import CoverGroup, Heading, Module, Period, Person, Problem, Room, Trainer

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Slot:
    """A place on the calendar where a module can be held: the half-days it takes and the date they lie on."""

    halves: tuple[int, ...]
    """Indexes into Grid.half_days, in order."""
    day: int
    """Index into Grid.dates."""
    ordinal: int
    """The date's proleptic ordinal, so that gaps are counted in calendar days."""
    avoid: int
    """The weight of the avoided periods it lies in, summed over its half-days."""


class Grid:
    """The arrays of one problem. P people, H half-days, G cover groups; indexes follow the problem's own order."""

    def __init__(self, problem: Problem, held: Sequence[Session] = ()) -> None:
        """Lay the problem out. `held` are sessions already held: those who attended need their modules no more."""
        self.problem = problem
        self.held = tuple(held)
        closed = {closed_day.day for closed_day in problem.closed_days}
        self.dates: tuple[date, ...] = tuple(
            day for day in days(problem.first_day, problem.last_day) if weekday_of(day) and day not in closed
        )
        self.half_days: tuple[HalfDay, ...] = tuple(HalfDay(day, half) for day in self.dates for half in HALVES)
        self.index = {half_day: place for place, half_day in enumerate(self.half_days)}
        self.people = {person.id: place for place, person in enumerate(problem.people)}
        self.modules = {module.id: place for place, module in enumerate(problem.modules)}
        self._weekly = np.array([f"{weekday_of(one.date)}-{one.half}" for one in self.half_days])
        self._ordinals = np.array([one.date.toordinal() for one in self.half_days], dtype=np.int64)
        self._is_half = {half: np.array([one.half == half for one in self.half_days], dtype=bool) for half in Half}
        self._weekdays = np.array([str(weekday_of(one.date)) for one in self.half_days])
        self.present = self._presence()
        self.free, self.covering, self.conversations = self._duties()
        self.needs = self._needs()
        self.eligible: Bools = np.array([person.to_train for person in problem.people], dtype=bool) & self.needs.any(1)

    def missed(self, row: int, cohort: int) -> bool:
        """Whether a cohort has already held, without the person, a module they still need."""
        return any(self.needs_now[row, module] for held_by, module in self.held_at if held_by == cohort)

    def covered_by(self, period: Period) -> Bools:
        """H flags: the half-days a period covers."""
        hit: Bools = self.within(period.first_day, period.last_day)
        if period.weekdays:
            hit &= np.isin(self._weekdays, [str(weekday) for weekday in period.weekdays])
        if period.half is not None:
            hit &= self._is_half[period.half]
        return hit

    def within(self, first_day: date | None, last_day: date | None) -> Bools:
        """H flags: the half-days from first_day to last_day; an open end is no limit."""
        first = first_day.toordinal() if first_day else 0
        last = last_day.toordinal() if last_day else 10**7
        inside: Bools = (self._ordinals >= first) & (self._ordinals <= last)
        return inside

    def weekly(self, half_days: Sequence[str]) -> Bools:
        """H flags: the half-days with one of the weekly names ("mon-am")."""
        return np.isin(self._weekly, list(half_days))

    def _presence(self) -> Bools:
        present = np.zeros((len(self.problem.people), len(self.half_days)), dtype=bool)
        for row, person in enumerate(self.problem.people):
            for pattern in person.patterns:
                inside = self.within(pattern.first_day, pattern.last_day)
                present[row, inside] = self.weekly(pattern.half_days)[inside]
            present[row] &= self.within(person.employed_from, person.employed_to)
        for absence in self.problem.absences:
            present[self.people[absence.person]] &= ~self.covered_by(absence.period)
        return present

    def _duties(self) -> tuple[Bools, Bools, Ints]:
        free, covering = self.present.copy(), self.present.copy()
        usual = np.array([person.conversations_per_half_day for person in self.problem.people], dtype=np.int64)
        booked = np.zeros(self.present.shape, dtype=np.int64)
        has_booking = np.zeros(self.present.shape, dtype=bool)
        away = np.zeros(self.present.shape, dtype=bool)
        for duty in self.problem.duties:
            row, hit = self.people[duty.person], self.covered_by(duty.period)
            if duty.movable:
                booked[row, hit] += duty.conversations
                has_booking[row] |= hit
            else:
                free[row] &= ~hit
                if not duty.counts_as_cover:
                    away[row] |= hit
        covering &= ~away
        return free, covering, np.where(has_booking, booked, usual[:, None])

    def _needs(self) -> Bools:
        """P x M flags: the modules each person has still to do."""
        needs = np.ones((len(self.problem.people), len(self.problem.modules)), dtype=bool)
        for row, person in enumerate(self.problem.people):
            for module in person.done_modules:
                needs[row, self.modules[module]] = False
        return needs

    @cached_property
    def needs_now(self) -> Bools:
        """P x M flags: the modules each person has still to do after the sessions already held."""
        needs = self.needs.copy()
        for session in self.held:
            for person in session.attended or ():
                if person in self.people:
                    needs[self.people[person], self.modules[session.module]] = False
        return needs

    @cached_property
    def held_at(self) -> dict[tuple[int, int], Session]:
        """The sessions already held, by cohort (from 0) and module."""
        return {(session.cohort - 1, self.modules[session.module]): session for session in self.held}

    @cached_property
    def members(self) -> Bools:
        """G x P flags: who belongs to each cover group."""
        return np.array(
            [[belongs(group, person) for person in self.problem.people] for group in self.problem.groups], dtype=bool
        ).reshape(len(self.problem.groups), len(self.problem.people))

    @cached_property
    def spare(self) -> Ints:
        """G x H counts: how many of a group can be away in a half-day before temps are needed; 0 or more."""
        base = self.members.astype(np.int64) @ self.covering.astype(np.int64)
        return base - np.minimum(self.minimum, base)

    @cached_property
    def minimum(self) -> Ints:
        """G x H counts: the minimum in force for each group and half-day."""
        minimum = np.zeros((len(self.problem.groups), len(self.half_days)), dtype=np.int64)
        for row, group in enumerate(self.problem.groups):
            minimum[row] = group.minimum
            for exception in group.exceptions:
                minimum[row, self.covered_by(exception.period)] = exception.count
        return minimum

    @cached_property
    def slots(self) -> tuple[tuple[Slot, ...], ...]:
        """For each module the slots it fits in, by time, whoever teaches and wherever."""
        avoid = np.zeros(len(self.half_days), dtype=np.int64)
        for avoided in self.problem.avoided:
            avoid[self.covered_by(avoided.period)] += avoided.weight
        return tuple(tuple(self._module_slots(module, avoid)) for module in self.problem.modules)

    def _module_slots(self, module: Module, avoid: Ints) -> Iterable[Slot]:
        for place, day in enumerate(self.dates):
            morning = 2 * place
            takes = (
                [(morning, morning + 1)]
                if module.length == 2
                else [(morning + offset,) for offset, half in enumerate(HALVES) if half in module.halves]
            )
            for halves in takes:
                yield Slot(halves, place, day.toordinal(), int(avoid[list(halves)].sum()))

    @cached_property
    def can(self) -> tuple[Bools, ...]:
        """For each module P x S flags: who is free in all half-days of a slot."""
        return tuple(np.all(self.over_slots(module, self.free), axis=2) for module in range(len(self.modules)))

    @cached_property
    def moved(self) -> tuple[Ints, ...]:
        """For each module P x S counts: the conversations to be moved if a person attends in a slot."""
        return tuple(self.over_slots(module, self.conversations).sum(2) for module in range(len(self.modules)))

    @cached_property
    def slot_spare(self) -> tuple[Ints, ...]:
        """For each module G x S counts: how many of a group can attend in a slot without temps, alone on the day."""
        return tuple(self.over_slots(module, self.spare).min(2) for module in range(len(self.modules)))

    def over_slots(self, module: int, rows: NDArray[Any]) -> NDArray[Any]:
        """Rows x S x length: values by half-day, taken at the half-days of each of a module's slots."""
        length = self.problem.modules[module].length
        halves = np.array([slot.halves for slot in self.slots[module]], dtype=np.int64).reshape(-1, length)
        return rows[:, halves]

    @cached_property
    def trainer_free(self) -> Bools:
        """R x H flags: when a trainer can teach."""
        return np.array([self._trainer_free(trainer) for trainer in self.problem.trainers], dtype=bool).reshape(
            len(self.problem.trainers), len(self.half_days)
        )

    def _trainer_free(self, trainer: Trainer) -> Bools:
        free: Bools = self.weekly(trainer.half_days) & self.within(trainer.first_day, trainer.last_day)
        for period in trainer.busy:
            free &= ~self.covered_by(period)
        return free

    @cached_property
    def room_free(self) -> Bools:
        """C x H flags: when a room is not booked."""
        return np.array([self._room_free(room) for room in self.problem.rooms], dtype=bool).reshape(
            len(self.problem.rooms), len(self.half_days)
        )

    def _room_free(self, room: Room) -> Bools:
        free = np.ones(len(self.half_days), dtype=bool)
        for period in room.busy:
            free &= ~self.covered_by(period)
        return free

    @cached_property
    def trainer_fits(self) -> tuple[Bools, ...]:
        """For each module R x S flags: the trainer has the skill and can teach in the slot."""
        skilled = self._skilled
        return tuple(
            np.logical_and(self.over_slots(place, self.trainer_free).all(2), skilled[:, place, None])
            for place in range(len(self.modules))
        )

    @cached_property
    def _skilled(self) -> Bools:
        """R x M flags: which trainer can teach which module."""
        return np.array(
            [[module in trainer.modules for module in self.modules] for trainer in self.problem.trainers], dtype=bool
        ).reshape(len(self.problem.trainers), len(self.modules))

    @cached_property
    def room_fits(self) -> tuple[Bools, ...]:
        """For each module C x S flags: the room is free in the slot."""
        return tuple(np.all(self.over_slots(place, self.room_free), axis=2) for place in range(len(self.modules)))

    @cached_property
    def sites(self) -> tuple[int, ...]:
        """For each room a number for its site."""
        names = sorted({room.site for room in self.problem.rooms})
        return tuple(names.index(room.site) for room in self.problem.rooms)

    @cached_property
    def team_of(self) -> tuple[int, ...]:
        """For each person the index of the team."""
        place = {team.id: index for index, team in enumerate(self.problem.teams)}
        return tuple(place[person.team] for person in self.problem.people)

    @cached_property
    def team_caps(self) -> tuple[int | None, ...]:
        """For each team the most people of it in one cohort; None: no limit."""
        if self.problem.cohorts.composition == "whole_teams":
            return tuple(None for _ in self.problem.teams)
        return tuple(team.cohort_cap or self.problem.cohorts.team_cap for team in self.problem.teams)

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """The eligible pairs of people who practise together, each once."""
        found = set()
        for row, person in enumerate(self.problem.people):
            if person.peer is not None and self.eligible[row] and self.eligible[self.people[person.peer]]:
                found.add(tuple(sorted((row, self.people[person.peer]))))
        return tuple((a, b) for a, b in sorted(found) if a != b)

    @cached_property
    def waves(self) -> tuple[int, ...]:
        """For each person the place from 1 of their number among those drawn for eligible people; 0: not in the draw.

        All are 0 where there is nothing to order: fewer than two numbers.
        """
        drawn = [
            person.wave if self.eligible[row] and person.wave is not None else 0
            for row, person in enumerate(self.problem.people)
        ]
        place = {wave: number for number, wave in enumerate(sorted(set(drawn) - {0}), start=1)}
        return tuple(place.get(wave, 0) if len(place) > 1 else 0 for wave in drawn)

    @cached_property
    def started(self) -> frozenset[int]:
        """The cohorts (from 0) of which a session has been held."""
        return frozenset(cohort for cohort, _ in self.held_at)

    @cached_property
    def spread_groups(self) -> tuple[tuple[int, ...], ...]:
        """The groups of eligible people to be spread over the cohorts: each team (when mixed) and each role."""
        groups: dict[tuple[str, str], list[int]] = {}
        for row, person in enumerate(self.problem.people):
            if not self.eligible[row]:
                continue
            if self.problem.cohorts.composition == "mixed":
                groups.setdefault(("team", person.team), []).append(row)
            if person.role:
                groups.setdefault(("role", person.role), []).append(row)
        return tuple(tuple(rows) for _, rows in sorted(groups.items()))

    def payers(self, heading: Heading, day: date) -> tuple[int, ...]:
        """The grants that may pay a cost of this heading on this date."""
        return tuple(
            place
            for place, grant in enumerate(self.problem.funding.grants)
            if grant.first_day <= day <= grant.last_day and heading in grant.headings
        )


def belongs(group: CoverGroup, person: Person) -> bool:
    """Whether the person matches every selector the group names."""
    return (
        (group.team is None or person.team == group.team)
        and (group.role is None or person.role == group.role)
        and (group.skill is None or group.skill in person.skills)
        and (group.site is None or person.site == group.site)
    )
