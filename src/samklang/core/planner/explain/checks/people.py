"""Can each person go at all, and can their colleagues do without them?"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from samklang.core.calendar import weekday_of
from samklang.core.planner.explain.checks.finding import CALENDAR, PERSONAL, Finding, listed
from samklang.core.planner.explain.rules import Kind
from samklang.core.planner.explain.view import View
from samklang.core.planner.grid import Bools, Ints
from samklang.core.words import Sentence, say, say_n

_ALONE = PERSONAL | CALENDAR | {Kind.EVERYONE}


@dataclass(frozen=True, order=True)
class Cause:
    """What keeps one person from every calendar: away, never free, never to be spared, never in step."""

    order: int
    module: int = -1
    group: int = -1


AWAY, NOT_FREE, NOT_SPARED, OUT_OF_STEP = range(4)


def some_who_can_never_go(view: View) -> Iterator[Finding]:
    """People whom no calendar fits, whatever the others do; those with the same cause together."""
    if not view.must_ids or not all(usable.any() for usable in view.usable):
        return
    rows = view.must
    able = view.reached(tuple(_open_to(view, place)[rows] for place in range(len(view.problem.modules))))[-1].any(1)
    causes: dict[Cause, list[int]] = {}
    for row in rows[~able]:
        causes.setdefault(_cause(view, int(row)), []).append(int(row))
    for cause, people in sorted(causes.items()):
        kinds = _ALONE | {Kind.MINIMUM} if cause.order == NOT_SPARED else _ALONE
        if cause.order == OUT_OF_STEP:
            kinds = _ALONE | {Kind.MINIMUM, Kind.GAP}
        yield Finding(_why(view, cause, people), kinds, (view.grid.problem.people[people[0]].id,))


def _caps(view: View) -> Ints:
    return np.array([group.temp_cap for group in view.grid.problem.groups], dtype=np.int64).reshape(-1, 1)


def _spared(view: View, place: int) -> Bools:
    """P x S flags: every group of the person could spare one, with temps."""
    full = (view.grid.slot_spare[place] + _caps(view) <= 0).astype(np.float32)
    spared: Bools = (view.grid.members.T.astype(np.float32) @ full) == 0
    return spared


def _open_to(view: View, place: int) -> Bools:
    """P x S flags: a person can go, or need not."""
    going = view.grid.can[place] & _spared(view, place)
    open_: Bools = view.usable[place] & (going | ~view.grid.needs[:, place, None])
    return open_


def _cause(view: View, row: int) -> Cause:
    grid = view.grid
    if not grid.free[row].any():
        return Cause(AWAY)
    needed = [place for place in range(len(view.problem.modules)) if grid.needs[row, place]]
    for place in needed:
        if not (grid.can[place][row] & view.usable[place]).any():
            return Cause(NOT_FREE, place)
    for place in needed:
        here = grid.can[place][row] & view.usable[place]
        if not (_spared(view, place)[row] & here).any():
            short = ((grid.slot_spare[place] + _caps(view) <= 0)[:, here] & grid.members[:, [row]]).sum(1)
            return Cause(NOT_SPARED, place, int(np.argmax(short)) if short.max() == here.sum() else -1)
    return Cause(OUT_OF_STEP)


def _why(view: View, cause: Cause, rows: list[int]) -> Sentence:
    names = listed([view.grid.problem.people[row].name for row in rows])
    count, problem = len(rows), view.problem
    if cause.order == AWAY:
        return say_n(
            "{names} is away from the first day of the programme to the last, {first} to {last}.",
            "{names} are away from the first day of the programme to the last, {first} to {last}.",
            count,
            names=names,
            first=problem.first_day,
            last=problem.last_day,
        )
    if cause.order == NOT_FREE:
        days = {view.grid.slots[cause.module][slot].day for slot in np.flatnonzero(view.usable[cause.module])}
        return say_n(
            "{names} is not free on any date on which “{module}” can be held ({dates} in all).",
            "{names} are not free on any date on which “{module}” can be held ({dates} in all).",
            count,
            names=names,
            dates=len(days),
            module=problem.modules[cause.module].name,
        )
    if cause.order == NOT_SPARED and cause.group < 0:
        return _why_not_spared_by_any(view, cause, rows)
    if cause.order == NOT_SPARED:
        return _why_not_spared(view, cause, rows)
    return say_n(
        "{names} is free, and to be spared, too seldom: no dates for all modules keep the gaps between them.",
        "{names} are free, and to be spared, too seldom: no dates for all modules keep the gaps between them.",
        count,
        names=names,
    )


def _why_not_spared_by_any(view: View, cause: Cause, rows: list[int]) -> Sentence:
    groups = [
        group.name
        for number, group in enumerate(view.grid.problem.groups)
        if view.grid.members[number, rows].any() and (view.grid.slot_spare[cause.module][number] <= 0).any()
    ]
    return say_n(
        "On each date on which {names} could have “{module}”, one of {groups} has nobody to spare.",
        "On each date on which one of {names} could have “{module}”, one of {groups} has nobody to spare.",
        len(rows),
        names=listed([view.grid.problem.people[row].name for row in rows]),
        module=view.problem.modules[cause.module].name,
        groups=tuple(groups),
    )


def _why_not_spared(view: View, cause: Cause, rows: list[int]) -> Sentence:
    grid, group = view.grid, view.grid.problem.groups[cause.group]
    slots = np.flatnonzero((grid.can[cause.module][rows] & view.usable[cause.module]).any(0))
    there = grid.members[cause.group].astype(np.int64) @ grid.covering.astype(np.int64)
    halves = [half for slot in slots for half in grid.slots[cause.module][slot].halves]
    tight = [half for half in halves if grid.spare[cause.group, half] <= 0]
    most = max(tight, key=lambda half: (int(there[half]), -half))
    days = sorted({grid.half_days[half].date for half in tight})
    weekdays = {weekday_of(day) for day in days}
    when = (
        say("every {weekday}", weekday=weekday)
        if len(weekdays) == 1 and len(days) > 2 and (weekday := weekday_of(days[0])) is not None
        else say_n("on {first}", "on {count} dates from {first} to {last}", len(days), first=days[0], last=days[-1])
    )
    return say_n(
        "{group} needs {need} at the counter {when}, when “{module}” can be held, and has at most {have} there then:"
        " {names} can never be spared.",
        "{group} needs {need} at the counter {when}, when “{module}” can be held, and has at most {have} there then:"
        " none of {names} can be spared.",
        len(rows),
        group=group.name,
        need=int(grid.minimum[cause.group, most]),
        have=int(there[most]),
        when=when,
        module=view.problem.modules[cause.module].name,
        names=listed([grid.problem.people[row].name for row in rows]),
    )


def too_few_to_spare(view: View) -> Iterator[Finding]:
    """A group that cannot spare all its people even on the best dates, one for each cohort there may be."""
    if not view.must_ids:
        return
    most = view.problem.cohorts.maximum
    for number, group in enumerate(view.grid.problem.groups):
        for place, module in enumerate(view.problem.modules):
            rows = [int(row) for row in view.must if view.grid.members[number, row] and view.grid.needs[row, place]]
            slots = view.usable[place] & view.grid.can[place][rows].any(0) if rows else np.zeros(0, dtype=bool)
            spare = np.sort(view.grid.slot_spare[place][number, slots] + group.temp_cap)[::-1][:most]
            if not rows or not slots.any() or int(spare.sum()) >= len(rows):
                continue
            yield Finding(
                say_n(
                    "{group} has {people} people who must have “{module}”, but with {count} cohort it can spare only"
                    " {spare} of them, even on the best date.",
                    "{group} has {people} people who must have “{module}”, but with {count} cohorts it can spare only"
                    " {spare} of them in all, even on the best dates.",
                    most,
                    group=group.name,
                    people=len(rows),
                    module=module.name,
                    spare=int(spare.sum()),
                ),
                _ALONE | {Kind.MINIMUM, Kind.COHORT_MAX},
                tuple(view.grid.problem.people[row].id for row in rows),
            )
