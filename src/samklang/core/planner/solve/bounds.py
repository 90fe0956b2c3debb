"""Bounds that need no search: what no plan can go below, from counting alone."""

import numpy as np

from samklang.core.planner.grid import Bools, Grid, Ints
from samklang.core.planner.problem import Wish


def able_alone(grid: Grid) -> Bools:
    """P flags: who has some calendar with every gap kept, a trainer and a room, and a group that can spare them.

    Others cannot be trained in any plan, whatever the colleagues do.
    """
    able = np.zeros(len(grid.people), dtype=bool)
    for row in np.flatnonzero(grid.eligible):
        able[row] = bool(_least_moved(grid, int(row)) is not None)
    return able


def _least_moved(grid: Grid, row: int) -> int | None:
    """The fewest conversations one person must move for any calendar they can follow; None where there is none."""
    best: Ints | None = None
    for module in range(len(grid.modules)):
        here = _slot_prices(grid, module, row)
        if best is not None:
            here = here + _cheapest_before(grid, module, best)
        best = here
    if best is None or not len(best) or best.min() >= NEVER:
        return None
    return int(best.min())


NEVER = 10**9
"""The price of a slot that cannot be used."""


def _slot_prices(grid: Grid, module: int, row: int) -> Ints:
    usable = grid.trainer_fits[module].any(0) & grid.room_fits[module].any(0)
    if grid.needs_now[row, module]:
        caps = np.array([group.temp_cap for group in grid.problem.groups], dtype=np.int64)
        groups = grid.members[:, row]
        spared = ((grid.slot_spare[module] + caps[:, None])[groups] > 0).all(0)
        usable = usable & grid.can[module][row] & spared
        return np.where(usable, grid.moved[module][row], NEVER)
    return np.where(usable, 0, NEVER)


def _cheapest_before(grid: Grid, module: int, best: Ints) -> Ints:
    what = grid.problem.modules[module]
    before = np.array([slot.ordinal for slot in grid.slots[module - 1]], dtype=np.int64)
    after = np.array([slot.ordinal for slot in grid.slots[module]], dtype=np.int64)
    gap = after[:, None] - before[None, :]
    fits = (gap >= what.gap_min_days) & (gap <= what.gap_max_days)
    priced = np.where(fits, best[None, :], NEVER)
    least: Ints = priced.min(1) if priced.shape[1] else np.full(len(after), NEVER)
    return np.minimum(least, NEVER)


def floor_of(grid: Grid, wish: Wish, limits: dict[Wish, int]) -> int:
    """A number the wish cannot go below in any plan that keeps the limits on the wishes before it."""
    if grid.held:
        return 0
    match wish:
        case Wish.UNTRAINED:
            return _untrained_floor(grid)
        case Wish.COST if Wish.UNTRAINED in limits:
            return cost_floor(grid, int(grid.eligible.sum()) - limits[Wish.UNTRAINED])
        case Wish.CONTINUITY if Wish.UNTRAINED in limits:
            return _continuity_floor(grid, int(grid.eligible.sum()) - limits[Wish.UNTRAINED])
        case Wish.SPREAD if limits.get(Wish.UNTRAINED) == 0:
            return _spread_floor(grid, limits)
    return 0


def _untrained_floor(grid: Grid) -> int:
    seats = grid.problem.cohorts.maximum * grid.problem.cohorts.size_maximum
    able = int(able_alone(grid).sum())
    return int(grid.eligible.sum()) - min(seats, able)


def _continuity_floor(grid: Grid, seated: int) -> int:
    prices = (_least_moved(grid, int(row)) for row in np.flatnonzero(grid.eligible))
    return sum(sorted(price for price in prices if price is not None)[:seated])


def cohorts_needed(grid: Grid, seated: int) -> int:
    """The fewest cohorts that hold so many people."""
    rules = grid.problem.cohorts
    return max(rules.minimum, -(-seated // rules.size_maximum))


def cohort_price(grid: Grid) -> int:
    """Øre that one more cohort costs at least: a trainer for its whole days, a room, its materials."""
    total = 0
    for place, module in enumerate(grid.problem.modules):
        total += module.cost_per_cohort_ore
        if module.length == 2:
            total += _cheapest_day(grid, place)
        fits = [grid.problem.rooms[room] for room in np.flatnonzero(grid.room_fits[place].any(1))]
        total += min((room.half_day_cost_ore for room in fits), default=0) * module.length
    return total


def _cheapest_day(grid: Grid, module: int) -> int:
    trainers = [grid.problem.trainers[trainer] for trainer in np.flatnonzero(grid.trainer_fits[module].any(1))]
    return min((trainer.day_cost_ore + trainer.travel_cost_ore for trainer in trainers), default=0)


def cost_floor(grid: Grid, seated: int) -> int:
    """Øre that training so many people costs at least, temps not counted."""
    if not seated:
        return 0
    cohorts = cohorts_needed(grid, seated)
    halves = [place for place, module in enumerate(grid.problem.modules) if module.length == 1]
    half_day = min((_cheapest_day(grid, place) for place in halves), default=0)
    prices = np.array([module.cost_per_person_ore for module in grid.problem.modules], dtype=np.int64)
    people = np.sort((grid.needs_now[grid.eligible] * prices).sum(1))[:seated]
    return cohorts * cohort_price(grid) + -(-cohorts * len(halves) // 2) * half_day + int(people.sum())


def most_cohorts(grid: Grid, limits: dict[Wish, int]) -> int:
    """How many cohorts a plan within the limits can have at most."""
    most = grid.problem.cohorts.maximum
    eligible = int(grid.eligible.sum())
    if grid.held:
        return most
    most = min(most, eligible // max(1, grid.problem.cohorts.size_minimum))
    if Wish.COST in limits and Wish.UNTRAINED in limits and cohort_price(grid) > 0:
        seated = eligible - limits[Wish.UNTRAINED]
        spare = limits[Wish.COST] - cost_floor(grid, seated)
        most = min(most, cohorts_needed(grid, seated) + max(0, spare) // cohort_price(grid))
    return most


def _spread_floor(grid: Grid, limits: dict[Wish, int]) -> int:
    """With everybody seated, a group that does not divide evenly by the cohorts differs by one at least."""
    fewest, most = cohorts_needed(grid, int(grid.eligible.sum())), most_cohorts(grid, limits)
    return min(
        (sum(1 for rows in grid.spread_groups if len(rows) % count) for count in range(fewest, most + 1) if count),
        default=0,
    )
