"""The first plan: one cohort after the other on the calendar that suits most of those still without a seat.

Quick and never proved: it gives the search something to improve. Each cohort's calendar is found by a beam over the
modules in order, kept by how many could be seated when every group keeps its minimum.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samklang.core.planner.grid import Bools, Grid, Ints
from samklang.core.planner.solve.state import NOBODY, Place, State

BEAM_CELLS = 150_000
"""Beam width times people: bounds the memory and the time of one step on large problems."""


TRIES = 300
"""Calendars of the last beam that are tried in full before a cohort is given up."""


@dataclass(frozen=True)
class Cohort:
    """One cohort's sessions, module by module, and the rows of those who sit in it."""

    calendar: tuple[Place, ...]
    members: Ints


@dataclass
class Beam:
    """Partial calendars, one in each row: who could go, what each group can still spare, and the slots so far."""

    able: Bools
    spare: Ints
    slots: Ints


class Builder:
    """Puts cohorts on the calendar one at a time and remembers what they use."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.away = np.zeros_like(grid.spare)
        self.trainer_busy = ~grid.trainer_free
        self.room_busy = ~grid.room_free
        self.site_of: dict[tuple[int, int], int] = {}
        self.days_of: Counter[int] = Counter()
        """How many dates each trainer has been booked on."""
        self.size = grid.problem.cohorts.size_maximum
        """The most people in the cohorts made from now on."""
        self.cells = BEAM_CELLS
        self.open = grid.eligible.copy()
        self.caps = np.array([group.temp_cap for group in grid.problem.groups], dtype=np.int64)
        self.scarcity = 1.0 - np.mean([can.sum(1) / max(1, can.shape[1]) for can in grid.can], axis=0)

    def place(self, module: int, slot: int, people: int, meant: Mapping[int, int] | None = None) -> Place | None:
        """The cheapest free trainer and room for a session, the smallest room that is large enough; None: no way.

        meant: dates that each trainer is to have besides those booked.
        """
        what = self.grid.slots[module][slot]
        halves = list(what.halves)
        rooms = [
            room
            for room in np.flatnonzero(~self.room_busy[:, halves].any(1))
            if self.grid.problem.rooms[room].capacity >= people
        ]
        trainers = np.flatnonzero(self.grid.trainer_fits[module][:, slot] & ~self.trainer_busy[:, halves].any(1))
        choices = [
            (self._price(int(trainer), int(room), what.day), int(trainer), int(room))
            for trainer in trainers
            for room in rooms
            if self._may_be_at(int(trainer), what.day, self.grid.sites[room], meant or {})
        ]
        if not choices:
            return None
        _, trainer, room = min(choices)
        return Place(slot, trainer, room)

    def _may_be_at(self, trainer: int, day: int, site: int, meant: Mapping[int, int]) -> bool:
        if (trainer, day) in self.site_of:
            return self.site_of[trainer, day] == site
        limit = self.grid.problem.trainers[trainer].max_days
        return limit is None or self.days_of[trainer] + meant.get(trainer, 0) < limit

    def _price(self, trainer: int, room: int, day: int) -> tuple[int, int]:
        who, where = self.grid.problem.trainers[trainer], self.grid.problem.rooms[room]
        again = (trainer, day) in self.site_of
        return (0 if again else who.day_cost_ore + who.travel_cost_ore) + where.half_day_cost_ore, where.capacity

    def take(self, module: int, place: Place, attendees: Ints) -> None:
        """Book the session: the trainer, the room, and the people who leave their groups."""
        what = self.grid.slots[module][place.slot]
        halves = list(what.halves)
        self.trainer_busy[place.trainer, halves] = True
        self.room_busy[place.room, halves] = True
        self.days_of[place.trainer] += (place.trainer, what.day) not in self.site_of
        self.site_of[place.trainer, what.day] = self.grid.sites[place.room]
        self.away[:, halves] += self.grid.members[:, attendees].sum(1)[:, None]

    def seat(self, cohort: Cohort) -> None:
        """Book every session of a cohort and its seats."""
        for module, place in enumerate(cohort.calendar):
            self.take(module, place, cohort.members[self.grid.needs_now[cohort.members, module]])
        self.open[cohort.members] = False

    def spare_in(self, module: int) -> Ints:
        """G x S counts: how many more of each group can go in each slot, temps included."""
        halves = np.array([slot.halves for slot in self.grid.slots[module]], dtype=np.int64)
        left = self.grid.spare + self.caps[:, None] - self.away
        return np.maximum(0, left[:, halves].min(2)) if halves.size else np.zeros((len(left), 0), dtype=np.int64)

    def usable(self, module: int) -> Bools:
        """S flags: slots with a trainer and a large enough room still free; sites and day limits come later."""
        halves = np.array([slot.halves for slot in self.grid.slots[module]], dtype=np.int64)
        if not halves.size:
            return np.zeros(0, dtype=bool)
        large = [room.capacity >= self.grid.problem.cohorts.size_minimum for room in self.grid.problem.rooms]
        trainers = self.grid.trainer_fits[module] & ~self.trainer_busy[:, halves].any(2)
        rooms = ~self.room_busy[:, halves].any(2) & np.array(large, dtype=bool)[:, None]
        return np.logical_and(trainers.any(0), rooms.any(0))


def first_state(grid: Grid, rng: np.random.Generator) -> State:
    """A state with as many people seated as the beam finds; perhaps with nobody in it.

    rng: breaks ties between equally good calendars; the same generator gives the same state.
    """
    cohorts = cohorts_after(grid, rng, ())
    # Where large cohorts leave too few of them, the last ones are made again, smaller: each time more are taken apart.
    apart, short = 0, grid.problem.cohorts.minimum - len(cohorts)
    while short > 0 and apart < len(cohorts):
        apart = min(len(cohorts), apart + 2 * short)
        kept, size = cohorts[:-apart], sum(len(one.members) for one in cohorts[-apart:]) // (apart + short)
        again = cohorts_after(grid, rng, kept, size=size)
        if len(again) >= grid.problem.cohorts.minimum:
            cohorts, short = again, 0
    return state_of_cohorts(grid, cohorts)


def state_of_cohorts(grid: Grid, cohorts: Sequence[Cohort]) -> State:
    """The cohorts as a state."""
    seats = np.full(len(grid.people), NOBODY, dtype=np.int64)
    for number, cohort in enumerate(cohorts):
        seats[cohort.members] = number
    return State(tuple(one.calendar for one in cohorts), tuple(int(seat) for seat in seats))


def cohorts_after(
    grid: Grid,
    rng: np.random.Generator,
    kept: Sequence[Cohort],
    *,
    size: int | None = None,
    harder: NDArray[np.float64] | None = None,
    narrow: int = 1,
) -> list[Cohort]:
    """The cohorts kept, and after them new ones while anybody can be seated in one.

    size:   the most people in a new cohort; None: the problem's own.
    harder: P additions to how hard people count as to seat, 0 to 1 before that; the hardest come first.
    narrow: how many times narrower the beam is than for a first plan.
    """
    builder = Builder(grid)
    for cohort in kept:
        builder.seat(cohort)
    builder.size = builder.size if size is None else size
    builder.cells //= narrow
    if harder is not None:
        builder.scarcity = builder.scarcity + harder
    cohorts = list(kept)
    while len(cohorts) < grid.problem.cohorts.maximum and builder.open.any():
        found = _cohort(builder, rng)
        if found is None:
            break
        builder.seat(found)
        cohorts.append(found)
    return cohorts


def _cohort(builder: Builder, rng: np.random.Generator) -> Cohort | None:
    """The best calendar found and who is to sit there; None when too few could."""
    grid = builder.grid
    candidates = np.flatnonzero(builder.open)
    beam: Beam | None = None
    for module in range(len(grid.modules)):
        beam = _extended(builder, beam, module, candidates, rng)
        if beam is None:
            return None
    if beam is None:
        return None
    for row in range(min(TRIES, len(beam.slots))):
        members = _seated(builder, candidates[beam.able[row]], beam.spare[row])
        if len(members) >= grid.problem.cohorts.size_minimum:
            calendar = _calendar(builder, beam.slots[row], members)
            if calendar is not None:
                return Cohort(calendar, members)
    return None


def _calendar(builder: Builder, slots: Ints, members: Ints) -> tuple[Place, ...] | None:
    """The slots with trainers and rooms; None where one is missing. Gaps keep a cohort's own dates apart."""
    calendar: list[Place] = []
    meant: Counter[int] = Counter()
    for module, slot in enumerate(slots):
        attendees = members[builder.grid.needs_now[members, module]]
        place = builder.place(module, int(slot), len(attendees), meant)
        if place is None:
            return None
        meant[place.trainer] += (place.trainer, builder.grid.slots[module][slot].day) not in builder.site_of
        calendar.append(place)
    return tuple(calendar)


def _extended(
    builder: Builder, beam: Beam | None, module: int, candidates: Ints, rng: np.random.Generator
) -> Beam | None:
    grid, what = builder.grid, builder.grid.problem.modules[module]
    usable = np.flatnonzero(builder.usable(module))
    can = grid.can[module][candidates][:, usable] | ~grid.needs_now[candidates, module][:, None]
    spare = builder.spare_in(module)[:, usable]
    if beam is None:
        beam = Beam(
            np.ones((1, len(candidates)), dtype=bool), np.full((1, len(spare)), 10**6), np.empty((1, 0), np.int64)
        )
        rows, columns = np.zeros(len(usable), dtype=np.int64), np.arange(len(usable))
    else:
        ordinals = np.array([grid.slots[module][slot].ordinal for slot in usable], dtype=np.int64)
        before = np.array([grid.slots[module - 1][slot].ordinal for slot in beam.slots[:, -1]], dtype=np.int64)
        gap = ordinals[None, :] - before[:, None]
        rows, columns = np.nonzero((gap >= what.gap_min_days) & (gap <= what.gap_max_days))
    if not len(rows):
        return None
    rows, columns = _sampled(rows, columns, len(candidates), builder.cells, rng)
    able = beam.able[rows] & can[:, columns].T
    left = np.minimum(beam.spare[rows], spare[:, columns].T)
    best = _best(builder, able, left, candidates, rng)
    return Beam(able[best], left[best], np.column_stack([beam.slots[rows[best]], usable[columns[best]]]))


def _sampled(rows: Ints, columns: Ints, people: int, cells: int, rng: np.random.Generator) -> tuple[Ints, Ints]:
    most = max(500, 40 * cells // max(1, people))
    if len(rows) <= most:
        return rows, columns
    kept = np.sort(rng.choice(len(rows), most, replace=False))
    return rows[kept], columns[kept]


def _best(builder: Builder, able: Bools, left: Ints, candidates: Ints, rng: np.random.Generator) -> Ints:
    """The rows worth keeping, best first: most that could be seated, then those who are hardest to seat."""
    grid = builder.grid
    groups, teams, caps = len(grid.members), *_capped_teams(grid, candidates)
    # One product counts groups, teams, people and how hard they are to seat, each in its own columns.
    weights = np.vstack(
        [grid.members[:, candidates], teams, np.ones(len(candidates)), builder.scarcity[candidates] / len(candidates)]
    )
    counts = able.astype(np.float32) @ weights.T.astype(np.float32)
    over = np.maximum(0, counts[:, :groups] - left)
    by_team = np.array([group.team is not None for group in grid.problem.groups], dtype=bool)
    over_caps = np.maximum(0, counts[:, groups:-2] - caps).sum(1)
    too_many = np.maximum(over[:, by_team].sum(1), over_caps)
    seatable = counts[:, -2] - np.maximum(too_many, over[:, ~by_team].max(1, initial=0))
    score = np.minimum(seatable, builder.size)
    order = np.lexsort((rng.random(len(score)), -counts[:, -1], -score))
    return order[: max(50, builder.cells // max(1, len(candidates) * 10))]


def _capped_teams(grid: Grid, candidates: Ints) -> tuple[Bools, Ints]:
    """T x C flags, who of the candidates is in each team larger than its cap, and the T caps."""
    teams = np.array(grid.team_of, dtype=np.int64)[candidates]
    sizes = np.bincount(teams, minlength=len(grid.team_caps))
    capped = [(team, cap) for team, cap in enumerate(grid.team_caps) if cap is not None and sizes[team] > cap]
    flags = teams[None, :] == np.array([team for team, _ in capped], dtype=np.int64)[:, None]
    return flags, np.array([cap for _, cap in capped], dtype=np.int64)


def _seated(builder: Builder, able: Ints, spare: Ints) -> Ints:
    """Who of those able gets a seat: the hardest to seat first, while every group can spare them."""
    grid = builder.grid
    if grid.problem.cohorts.composition == "whole_teams":
        return _seated_teams(builder, able, spare)
    left, caps = spare.copy(), dict(enumerate(grid.team_caps))
    chosen: list[int] = []
    for row in sorted(able, key=lambda row: (-builder.scarcity[row], row)):
        cap = caps[grid.team_of[row]]
        if len(chosen) < builder.size and (left > 0)[grid.members[:, row]].all() and cap != 0:
            chosen.append(int(row))
            left[grid.members[:, row]] -= 1
            if cap is not None:
                caps[grid.team_of[row]] = cap - 1
    return np.array(sorted(chosen), dtype=np.int64)


def _seated_teams(builder: Builder, able: Ints, spare: Ints) -> Ints:
    """Whole teams: a team comes with all of it that is able, the largest first, while there is room and cover."""
    grid = builder.grid
    teams: dict[int, list[int]] = {}
    for row in able:
        teams.setdefault(grid.team_of[row], []).append(int(row))
    left = spare.copy()
    chosen: list[int] = []
    for _, rows in sorted(teams.items(), key=lambda item: (-len(item[1]), item[0])):
        going = grid.members[:, rows].sum(1)
        whole = len(rows) == sum(
            1 for row in np.flatnonzero(builder.open) if grid.team_of[row] == grid.team_of[rows[0]]
        )
        if whole and len(chosen) + len(rows) <= builder.size and (left >= going).all():
            chosen += rows
            left -= going
    return np.array(sorted(chosen), dtype=np.int64)
