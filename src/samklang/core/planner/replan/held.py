"""What has happened and what has changed: sessions held by today, trainers and rooms lost, people who leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.problem import Period, Problem


def held_sessions(problem: Problem, plan: Plan, today: date) -> tuple[Session, ...]:
    """The plan's sessions before today, each with those who were there: seated, in need of it and not absent since."""
    grid = Grid(problem, tuple(session for session in plan.sessions if session.attended is not None))
    seats: dict[int, list[str]] = {}
    for seat in plan.seats:
        seats.setdefault(seat.cohort, []).append(seat.person)
    held: list[Session] = []
    for session in sorted(plan.sessions, key=lambda one: (one.date, one.half, one.cohort)):
        if session.attended is None and session.date < today:
            there = tuple(person for person in seats.get(session.cohort, ()) if _was_there(grid, person, session))
            held.append(replace(session, attended=there))
        elif session.attended is not None:
            held.append(session)
    return tuple(held)


def _was_there(grid: Grid, person: str, session: Session) -> bool:
    if person not in grid.people:
        return False
    row, module = grid.people[person], grid.modules[session.module]
    slots = [slot for slot in grid.slots[module] if grid.half_days[slot.halves[0]].date == session.date]
    slot = next((one for one in slots if grid.half_days[one.halves[0]].half == session.half), None)
    return slot is not None and bool(grid.needs_now[row, module]) and bool(grid.free[row, list(slot.halves)].all())


def changed_problem(problem: Problem, plan: Plan, cancelled: Sequence[tuple[str, Period]]) -> Problem:
    """The problem without the trainers and rooms lost; people who leave before the plan ends are no longer trained.

    raises: ValueError when a cancelled id names neither a trainer nor a room.
    """
    known = {trainer.id for trainer in problem.trainers} | {room.id for room in problem.rooms}
    unknown = [name for name, _ in cancelled if name not in known]
    if unknown:
        raise ValueError(f"no trainer and no room is called {', '.join(unknown)}")
    last = max((session.date for session in plan.sessions), default=problem.first_day)
    lost: dict[str, tuple[Period, ...]] = {}
    for name, period in cancelled:
        lost[name] = (*lost.get(name, ()), period)
    return replace(
        problem,
        trainers=tuple(replace(one, busy=(*one.busy, *lost.get(one.id, ()))) for one in problem.trainers),
        rooms=tuple(replace(one, busy=(*one.busy, *lost.get(one.id, ()))) for one in problem.rooms),
        people=tuple(
            replace(one, to_train=False) if one.employed_to is not None and one.employed_to < last else one
            for one in problem.people
        ),
    )
