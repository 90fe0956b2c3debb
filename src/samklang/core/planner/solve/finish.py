"""From a state to a plan: cohorts numbered by date, temps, payments, reasons, and how good it is."""

import numpy as np

from samklang.core.planner.check import Verdict, check
from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Level, Made, Plan, Seat, Session, TempUse, Untrained, document, in_every_language
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.problem import fingerprint
from samklang.core.planner.solve.money import payments
from samklang.core.planner.solve.reasons import why_untrained
from samklang.core.planner.solve.state import NOBODY, State, Tally


class Documents:
    """A problem's document and fingerprint, made once for the many plans of one search."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.document = problem_document(grid.problem)
        self.fingerprint = fingerprint(grid.problem)

    def judged(self, plan: Plan) -> Verdict:
        """The checker's verdict on a plan."""
        return check(self.document, document(plan))

    def plan(self, state: State, levels: tuple[Level, ...], made: Made, *, reasons: bool = True) -> Plan:
        """The plan a sound state stands for. Without reasons the untrained are only named, which is quicker."""
        ordered = in_order(self.grid, state)
        tally = Tally(self.grid, ordered)
        untrained = np.flatnonzero(self.grid.eligible & (tally.seats == NOBODY))
        people = self.grid.problem.people
        return Plan(
            title=self.grid.problem.title,
            problem=self.fingerprint,
            sessions=tuple(sorted(_sessions(self.grid, tally), key=lambda one: (one.cohort, one.date, one.half))),
            seats=tuple(Seat(people[row].id, seat + 1) for row, seat in enumerate(ordered.seats) if seat != NOBODY),
            untrained=tuple(
                Untrained(
                    people[row].id,
                    in_every_language(why_untrained(self.grid, ordered, int(row))) if reasons else {},
                )
                for row in untrained
            ),
            temps=tuple(_temps(tally)),
            payments=payments(self.grid, tally.costs),
            levels=levels,
            made=made,
        )


def in_order(grid: Grid, state: State) -> State:
    """The same plan with the cohorts in order of their first session."""
    order = order_of(grid, state)
    number = {cohort: place for place, cohort in enumerate(order)}
    return State(
        tuple(state.places[cohort] for cohort in order), tuple(number.get(seat, NOBODY) for seat in state.seats)
    )


def order_of(grid: Grid, state: State) -> list[int]:
    """The cohorts by first session; once one has been held they keep the numbers people know."""
    if grid.held:
        return list(range(len(state.places)))
    first = [_first(grid, places) for places in state.places]
    return sorted(range(len(first)), key=lambda cohort: (first[cohort], cohort))


def _first(grid: Grid, places: tuple[object, ...]) -> tuple[int, ...]:
    return min(
        (grid.slots[module][place.slot].halves for module, place in enumerate(places) if place is not None),  # type: ignore[attr-defined]
        default=(0,),
    )


def _sessions(grid: Grid, tally: Tally) -> list[Session]:
    sessions = list(grid.held)
    for cohort, module, place in tally.sessions:
        start = grid.half_days[grid.slots[module][place.slot].halves[0]]
        sessions.append(
            Session(
                cohort=cohort + 1,
                module=grid.problem.modules[module].id,
                date=start.date,
                half=start.half,
                trainer=grid.problem.trainers[place.trainer].id,
                room=grid.problem.rooms[place.room].id,
            )
        )
    return sessions


def _temps(tally: Tally) -> list[TempUse]:
    grid = tally.grid
    return [
        TempUse(
            grid.problem.groups[group].id,
            grid.half_days[half].date,
            grid.half_days[half].half,
            int(tally.temps[group, half]),
        )
        for half, group in sorted((int(half), int(group)) for group, half in zip(*np.nonzero(tally.temps), strict=True))
    ]
