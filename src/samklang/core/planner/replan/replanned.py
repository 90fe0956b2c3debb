"""The replanner: first with every date kept that can be, then with every date free, proving how few can be moved."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Level, Made, Plan, Session
from samklang.core.planner.problem import Period, Problem, Wish
from samklang.core.planner.replan.change import ChangeRows, moved_between
from samklang.core.planner.replan.held import changed_problem, held_sessions
from samklang.core.planner.replan.moves import Move, lost, moves, session_changes
from samklang.core.planner.solve.beginning import Impossible, state_of
from samklang.core.planner.solve.finish import Documents
from samklang.core.planner.solve.model import PlanModel, Scope
from samklang.core.planner.solve.search import WHOLE_MODEL_CELLS, Progress
from samklang.core.planner.solve.state import NOBODY, Place, State, Tally
from samklang.core.words import Sentence, say


@dataclass(frozen=True)
class Replanned:
    """A changed plan, the problem it keeps the rules of, and what changed for whom."""

    problem: Problem
    plan: Plan
    moved: tuple[Move, ...]
    sessions: tuple[Sentence, ...]
    fewest: int | None
    """A proved bound: no plan that trains as many moves fewer people; None where nothing is proved."""


def replan(
    problem: Problem,
    plan: Plan,
    *,
    today: date,
    cancelled: Sequence[tuple[str, Period]] = (),
    time_limit_s: float = 60.0,
    threads: int = 2,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
) -> Replanned:
    """The plan changed as little as possible so that it keeps the problem's rules again.

    problem:   with the new absences and last days at work in it.
    today:     sessions before this date are history; this date's can still be changed.
    cancelled: ids of trainers or rooms, each with the time they are lost.
    raises:    Impossible when no plan was found; ValueError when a cancelled id is unknown.
    """
    terms = _Terms(time_limit_s, threads, seed, on_progress)
    return _Replanning(problem, plan, today=today, cancelled=cancelled, terms=terms).run()


@dataclass(frozen=True)
class _Terms:
    """How long, how wide and with which chance to search, and whom to tell."""

    time_limit_s: float
    threads: int
    seed: int
    on_progress: Callable[[Progress], None] | None


class _Replanning:
    """One replanning. Made for a single use."""

    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        *,
        today: date,
        cancelled: Sequence[tuple[str, Period]],
        terms: _Terms,
    ) -> None:
        self.started_at = time.perf_counter()
        self.terms = terms
        self.today = today.toordinal()
        held = held_sessions(problem, plan, today)
        self.grid = Grid(changed_problem(problem, plan, cancelled), held)
        self.before = self._known(plan, held)
        self.documents = Documents(self.grid)
        self.crowded: set[tuple[int, int]] = set()
        self.best: Tally | None = None
        self.floor: tuple[int, int] = (0, 0)
        """Proved: the fewest untrained, and with those the fewest moved."""

    def _known(self, plan: Plan, held: Sequence[Session]) -> State:
        done = {(session.cohort, session.module): session for session in held}
        marked = tuple(done.get((session.cohort, session.module), session) for session in plan.sessions)
        state = state_of(self.grid, replace(plan, sessions=marked))
        if state is None:
            raise Impossible(
                say("The plan names dates, trainers or rooms that the workbook does not have."), proved=True
            )
        seats = (seat if self.grid.eligible[row] else NOBODY for row, seat in enumerate(state.seats))
        return State(state.places, tuple(seats))

    def run(self) -> Replanned:
        """Dates kept first, then all free."""
        self._solve(self._kept_scope(), share=0.4, whole=False)
        if not self._proved() and self._whole_fits():
            self._solve(self._whole_scope(), share=1.0, whole=True)
        if self.best is None:
            raise Impossible(
                say("No plan that keeps the rules was found in time. Give more time, or relax a rule."), proved=False
            )
        return self._answer(self.best)

    def _left(self) -> float:
        return self.terms.time_limit_s - (time.perf_counter() - self.started_at)

    def _proved(self) -> bool:
        return self.best is not None and self._rank(self.best)[:2] <= self.floor

    def _rank(self, tally: Tally) -> tuple[int, int]:
        return tally.wishes[Wish.UNTRAINED], len(moved_between(self.grid, self.before, tally.state))

    # -- scopes ---------------------------------------------------------------------------------------------------

    def _people(self) -> tuple[int, ...]:
        return tuple(int(row) for row in np.flatnonzero(self.grid.eligible))

    def _kept_scope(self) -> Scope:
        """Every session stays on its date unless its trainer or room is lost or its day is closed."""
        cohorts = tuple(range(len(self.before.places)))
        slots: dict[tuple[int, int], tuple[int, ...]] = {
            (cohort, module): (place.slot,)
            for cohort in cohorts
            for module, place in enumerate(self.before.places[cohort])
            if place is not None and self._can_stay(module, place)
        }
        return Scope(cohorts, self._people(), slots)

    def _can_stay(self, module: int, place: Place) -> bool:
        return lost(self.grid, module, place) is None

    def _whole_scope(self) -> Scope:
        new = 1 if len(self.before.places) < self.grid.problem.cohorts.maximum else 0
        slots = {
            (cohort, module): self._from_today(module)
            for cohort in range(len(self.before.places) + new)
            for module in range(len(self.grid.modules))
        }
        return Scope(tuple(range(len(self.before.places) + new)), self._people(), slots)

    def _from_today(self, module: int) -> tuple[int, ...]:
        return tuple(number for number, slot in enumerate(self.grid.slots[module]) if slot.ordinal >= self.today)

    def _whole_fits(self) -> bool:
        return len(self._people()) * (len(self.before.places) + 1) <= WHOLE_MODEL_CELLS

    # -- one scope ------------------------------------------------------------------------------------------------

    def _solve(self, scope: Scope, *, share: float, whole: bool) -> None:
        """Untrained, then people moved, then the disturbance; each held while the next is made smaller."""
        until = self._left() * (1 - share)
        limits: list[int] = []
        for stage in range(3):
            answer = self._stage(scope, stage, limits, max(1.0, self._left() - until))
            if answer is None:
                return
            value, bound = answer
            limits.append(value)
            if whole and stage < 2:
                self._raise_floor(stage, bound)

    def _raise_floor(self, stage: int, bound: int) -> None:
        untrained, count = self.floor
        self.floor = (max(untrained, bound), count) if stage == 0 else (untrained, max(count, bound))

    def _stage(self, scope: Scope, stage: int, limits: Sequence[int], seconds: float) -> tuple[int, int] | None:
        """One aim minimised in one scope: its value and bound; None where no sound answer came in time."""
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            start = self.best.state if self.best is not None else self.before
            model = PlanModel(self.grid, start, self._with_all(scope, start), self.crowded)
            change = ChangeRows(model, self.before, self.today)
            aims = (model.wishes.of(Wish.UNTRAINED), change.count, change.disturbance)
            for aim, limit in zip(aims, limits, strict=False):
                model.cp.add(aim <= limit)
            model.cp.minimize(aims[stage])
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = max(1, self.terms.threads)
            solver.parameters.random_seed = self.terms.seed
            solver.parameters.max_time_in_seconds = max(0.5, deadline - time.perf_counter())
            status = solver.solve(model.cp)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return None
            if self._accept(model.read(solver)):
                return round(solver.objective_value), int(np.ceil(solver.best_objective_bound - 1e-6))
        return None

    def _with_all(self, scope: Scope, start: State) -> Scope:
        """The scope over every cohort there is by now."""
        cohorts = tuple(range(max(len(start.places), max(scope.cohorts, default=-1) + 1)))
        return replace(scope, cohorts=cohorts)

    def _accept(self, state: State) -> bool:
        tally = Tally(self.grid, state)
        if not tally.sound:
            caps = np.array([group.temp_cap for group in self.grid.problem.groups], dtype=np.int64)
            over = np.nonzero(tally.temps > caps[:, None])
            self.crowded |= {(int(group), int(half)) for group, half in zip(*over, strict=True)}
            return False
        self.best = tally
        if self.terms.on_progress is not None:
            plan = self._plan(tally)
            note = say("{count} people get other dates.", count=self._rank(tally)[1])
            self.terms.on_progress(Progress(time.perf_counter() - self.started_at, None, plan.levels, note, plan))
        return True

    # -- the answer -----------------------------------------------------------------------------------------------

    def _plan(self, tally: Tally) -> Plan:
        levels = tuple(Level(level.wish, tally.wishes[level.wish]) for level in self.grid.problem.wishes)
        made = Made(
            seed=self.terms.seed,
            threads=self.terms.threads,
            seconds=round(time.perf_counter() - self.started_at, 1),
            by_work=self._proved(),
            method="CP-SAT, as few people moved as can be",
        )
        return self.documents.plan(tally.state, levels, made)

    def _answer(self, tally: Tally) -> Replanned:
        plan = self._plan(tally)
        verdict = self.documents.judged(plan)
        if not verdict.approved:
            raise AssertionError("; ".join(str(violation.what) for violation in verdict.violations))
        untrained, fewest = self.floor
        proved = fewest if tally.wishes[Wish.UNTRAINED] <= untrained else None
        return Replanned(
            problem=self.grid.problem,
            plan=plan,
            moved=moves(self.grid, self.before, tally.state),
            sessions=session_changes(self.grid, self.before, tally.state),
            fewest=proved,
        )
