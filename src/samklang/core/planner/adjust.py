"""A plan changed by hand: somebody in another cohort, a session at another time or place; then counted anew.

The hand decides, the checker answers: what is changed may break rules, and the verdict names each of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from samklang.core.calendar import Half
from samklang.core.planner.check import Verdict, Violation, check
from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Level, Plan, Seat, Session, Untrained
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Problem, Wish
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.solve.beginning import state_of
from samklang.core.planner.solve.finish import Documents
from samklang.core.planner.solve.state import Tally

BY_HAND = "adjusted by hand"
"""What stands in `plan.made.method` of such a plan."""
_COUNTED = frozenset(
    {
        "level", "level-twice", "bound", "cohort-order", "payment-sum", "own-budget", "grant-window", "grant-heading",
        "grant-share", "grant-amount",
    }
)  # fmt: skip
"""Rules about what is counted from the decisions; they are no news where a decision could not be counted."""


@dataclass(frozen=True)
class Adjusted:
    """A plan changed by hand and what the checker says of it."""

    plan: Plan
    verdict: Verdict
    counted: bool
    """Whether temps, payments and wishes are true: not where a session stands at no possible time, or temps lack."""

    @property
    def violations(self) -> tuple[Violation, ...]:
        """What the decisions break."""
        if self.counted:
            return self.verdict.violations
        return tuple(one for one in self.verdict.violations if one.rule not in _COUNTED)


def seated(plan: Plan, person: str, cohort: int | None) -> Plan:
    """The plan with a person in a cohort, from 1, or in none."""
    seats = tuple(seat for seat in plan.seats if seat.person != person)
    untrained = tuple(one for one in plan.untrained if one.person != person)
    if cohort is None:
        return replace(plan, seats=seats, untrained=(*untrained, Untrained(person)))
    return replace(plan, seats=(*seats, Seat(person, cohort)), untrained=untrained)


def met(plan: Plan, cohort: int, module: str, *, day: date, half: Half, trainer: str, room: str) -> Plan:
    """The plan with a session that is still to be held at another time, with another trainer or in another room."""

    def moved(session: Session) -> Session:
        if (session.cohort, session.module) != (cohort, module) or session.attended is not None:
            return session
        return replace(session, date=day, half=half, trainer=trainer, room=room)

    return replace(plan, sessions=tuple(moved(session) for session in plan.sessions))


def adjusted(problem: Problem, before: Plan, after: Plan) -> Adjusted:
    """The changed plan with temps, payments and wishes counted anew, and the checker's verdict.

    before: approved by the checker, of the same problem; what it proved is kept as far as it still holds.
    """
    held = tuple(session for session in after.sessions if session.attended is not None)
    grid = Grid(problem, held)
    made = replace(before.made, by_work=False, method=BY_HAND)
    state = state_of(grid, after)
    if state is None:
        plan = replace(after, made=made)
        return Adjusted(plan, check(problem_document(problem), plan_document(plan)), counted=False)
    documents = Documents(grid)
    wishes = Tally(grid, state).wishes
    levels = tuple(_levels(before.levels, ((level.wish, wishes[level.wish]) for level in problem.wishes)))
    plan = documents.plan(state, levels, made)
    allowed = _within_caps(problem, plan)
    return Adjusted(allowed, documents.judged(allowed), counted=allowed.temps == plan.temps)


def _within_caps(problem: Problem, plan: Plan) -> Plan:
    """The plan with no more temps than may be bought, so that the checker tells who is short instead."""
    caps = {group.id: group.temp_cap for group in problem.groups}
    temps = (replace(one, count=min(one.count, caps[one.group])) for one in plan.temps if caps[one.group])
    return replace(plan, temps=tuple(temps))


def _levels(before: Iterable[Level], values: Iterable[tuple[Wish, int]]) -> Iterator[Level]:
    """Each wish with its bound, which holds as long as the wishes before it came out no worse."""
    known = {level.wish: level for level in before}
    holds = True
    for wish, value in values:
        was = known.get(wish)
        bound = was.bound if was is not None and holds else None
        yield Level(wish, value, None if bound is None else min(bound, value))
        holds = holds and was is not None and value <= was.value
