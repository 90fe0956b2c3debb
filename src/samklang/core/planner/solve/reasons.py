"""Why a person has no seat, cohort by cohort, in words."""

from collections.abc import Iterator

import numpy as np

from samklang.core.planner.grid import Grid
from samklang.core.planner.solve.bounds import able_alone
from samklang.core.planner.solve.state import State, Tally
from samklang.core.words import Sentence, say, say_n


def why_untrained(grid: Grid, state: State, row: int) -> Sentence:
    """The main reason that a person is without a seat in a state."""
    name = grid.problem.people[row].name
    if not able_alone(grid)[row]:
        return _never(grid, row)
    blocks = [next(blocks_in(grid, state, row, cohort), None) for cohort in range(len(state.places))]
    found = [block for block in blocks if block is not None]
    if not found:
        return say("{name} could be seated; let the search run longer.", name=name)
    counted: dict[str, list[Sentence]] = {}
    for block in found:
        counted.setdefault(block.message, []).append(block)
    _, most = max(counted.items(), key=lambda item: len(item[1]))
    return say("{name} fits in none of the {count} cohorts: {example}", name=name, count=len(blocks), example=most[0])


def _never(grid: Grid, row: int) -> Sentence:
    """Why no calendar at all is open to a person."""
    person = grid.problem.people[row]
    share = float(np.mean(grid.present[row])) if grid.present.shape[1] else 0.0
    if share == 0:
        return say("{name} is away for the whole programme.", name=person.name)
    for module, what in enumerate(grid.problem.modules):
        usable = grid.trainer_fits[module].any(0) & grid.room_fits[module].any(0)
        if grid.needs_now[row, module] and not (grid.can[module][row] & usable).any():
            return say(
                "{name} is never free in a half-day or day in which “{module}” can be held.",
                name=person.name,
                module=what.name,
            )
    return say(
        "{name} is free too seldom: no dates for all modules keep the gaps between them and the counter's minimum.",
        name=person.name,
    )


def blocks_in(grid: Grid, state: State, row: int, cohort: int) -> Iterator[Sentence]:
    """What keeps a person from a cohort as it stands: not free, cover, size, team, draw; nothing where none."""
    yield from _missed(grid, row, cohort)
    yield from _not_free(grid, state, row, cohort)
    yield from _cover(grid, state, row, cohort)
    yield from _size(grid, state, row, cohort)
    yield from _drawn(grid, state, row, cohort)


def _missed(grid: Grid, row: int, cohort: int) -> Iterator[Sentence]:
    for held_by, module in sorted(grid.held_at):
        if held_by == cohort and grid.needs_now[row, module]:
            yield say(
                "{name} missed “{module}”, which cohort {cohort} has already held.",
                name=grid.problem.people[row].name,
                module=grid.problem.modules[module].name,
                cohort=cohort + 1,
            )


def _not_free(grid: Grid, state: State, row: int, cohort: int) -> Iterator[Sentence]:
    person = grid.problem.people[row]
    for module, place in enumerate(state.places[cohort]):
        if place is None or not grid.needs_now[row, module] or grid.can[module][row, place.slot]:
            continue
        slot = grid.slots[module][place.slot]
        half = next(half for half in slot.halves if not grid.free[row, half])
        why = say("is booked") if grid.present[row, half] else say("is not at work")
        yield say(
            "{name} {why} on {day}, when cohort {cohort} has “{module}”.",
            name=person.name,
            why=why,
            day=grid.half_days[half],
            cohort=cohort + 1,
            module=grid.problem.modules[module].name,
        )


def _cover(grid: Grid, state: State, row: int, cohort: int) -> Iterator[Sentence]:
    tally = Tally(grid, state)
    for module, place in enumerate(state.places[cohort]):
        if place is None or not grid.needs_now[row, module]:
            continue
        for half in grid.slots[module][place.slot].halves:
            for group in np.flatnonzero(grid.members[:, row]):
                rules = grid.problem.groups[group]
                left = int(grid.spare[group, half] + rules.temp_cap - tally.away[group, half])
                if left <= 0:
                    yield say(
                        "{group} must keep {need} on {day}, and can spare no more when cohort {cohort} has “{module}”.",
                        group=rules.name,
                        need=int(grid.minimum[group, half]),
                        day=grid.half_days[half],
                        cohort=cohort + 1,
                        module=grid.problem.modules[module].name,
                    )


def _size(grid: Grid, state: State, row: int, cohort: int) -> Iterator[Sentence]:
    members = state.members(cohort)
    if len(members) >= grid.problem.cohorts.size_maximum:
        yield say("Cohort {cohort} is full with {count} people.", cohort=cohort + 1, count=len(members))
    cap = grid.team_caps[grid.team_of[row]]
    team = [other for other in members if grid.team_of[other] == grid.team_of[row]]
    if cap is not None and len(team) >= cap:
        yield say_n(
            "Cohort {cohort} already has {count} person from {team}, the most allowed.",
            "Cohort {cohort} already has {count} people from {team}, the most allowed.",
            len(team),
            cohort=cohort + 1,
            team=grid.problem.teams[grid.team_of[row]].name,
        )


def _drawn(grid: Grid, state: State, row: int, cohort: int) -> Iterator[Sentence]:
    """Where the drawn order is a rule: the first one with another number who would begin on the wrong side."""
    wave, begins = grid.waves[row], Tally(grid, state).begins
    if not grid.problem.keep_drawn_order or not wave or cohort not in begins:
        return
    for other, seat in enumerate(state.seats):
        if other == row or not grid.waves[other] or seat not in begins:
            continue
        names = {"name": grid.problem.people[row].name, "other": grid.problem.people[other].name}
        if grid.waves[other] < wave and begins[seat] > begins[cohort]:
            yield say(
                "In cohort {cohort} {name} would begin before {other}, whose number in the draw is lower.",
                cohort=cohort + 1,
                **names,
            )
            return
        if grid.waves[other] > wave and begins[seat] < begins[cohort]:
            yield say(
                "In cohort {cohort} {name} would begin after {other}, whose number in the draw is higher.",
                cohort=cohort + 1,
                **names,
            )
            return
