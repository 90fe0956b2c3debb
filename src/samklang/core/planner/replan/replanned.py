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
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.model import PlanModel
from samklang.core.planner.solve.search import WHOLE_MODEL_CELLS, Progress
from samklang.core.planner.solve.state import NOBODY, Place, State, Tally
from samklang.core.words import Sentence, say, say_n


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
        self.scale = len(self.grid.people) + 1
        """One untrained weighs more than everybody moved."""
        self.floor = 0
        """Proved: no plan has a lower `_rank`."""

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
        return self.best is not None and self._rank(self.best) <= self.floor

    def _rank(self, tally: Tally) -> int:
        """The untrained first, then the people moved, as one number."""
        return tally.wishes[Wish.UNTRAINED] * self.scale + self._moved(tally)

    def _moved(self, tally: Tally) -> int:
        return len(moved_between(self.grid, self.before, tally.state))

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
        """Untrained and people moved first, then the disturbance among the plans that are as good."""
        reserved, before = self._left() * (1 - share), self.best
        bound = self._stage(scope, None, max(1.0, self._left() - reserved))
        if bound is not None and whole:
            self.floor = max(self.floor, bound)
        if self.best is not None and self.best is not before:
            self._stage(scope, self._rank(self.best), max(1.0, self._left() - reserved))

    def _stage(self, scope: Scope, rank: int | None, seconds: float) -> int | None:
        """One aim made smaller in one scope; the bound that was proved, None where there was no answer in time.

        rank: None to make the rank small; else the rank to keep while the disturbance is made small.
        """
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            start = self.best.state if self.best is not None else self.before
            model = PlanModel(self.grid, start, self._with_all(scope, start), self.crowded)
            change = ChangeRows(model, self.before, self.today)
            ranked = model.wishes.of(Wish.UNTRAINED) * self.scale + change.count
            if rank is None:
                model.cp.minimize(ranked)
            else:
                model.cp.add(ranked <= rank)
                model.cp.minimize(change.disturbance)
            solver = self._solver(deadline - time.perf_counter())
            status = solver.solve(model.cp)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return None
            if self._accept(model.read(solver), settled=rank is not None):
                return int(np.ceil(solver.best_objective_bound - 1e-6))
        return None

    def _solver(self, seconds: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = max(1, self.terms.threads)
        solver.parameters.interleave_search = self.terms.threads > 1
        solver.parameters.catch_sigint_signal = False  # whoever runs the search decides what an interrupt means
        solver.parameters.random_seed = self.terms.seed
        solver.parameters.max_time_in_seconds = max(0.5, seconds)
        return solver

    def _with_all(self, scope: Scope, start: State) -> Scope:
        """The scope over every cohort there is by now."""
        cohorts = tuple(range(max(len(start.places), max(scope.cohorts, default=-1) + 1)))
        return replace(scope, cohorts=cohorts)

    def _accept(self, state: State, *, settled: bool) -> bool:
        """Whether the state is sound; it is kept when its rank is lower, or as low in the last, settled stage."""
        tally = Tally(self.grid, state)
        if not tally.sound:
            caps = np.array([group.temp_cap for group in self.grid.problem.groups], dtype=np.int64)
            over = np.nonzero(tally.temps > caps[:, None])
            self.crowded |= {(int(group), int(half)) for group, half in zip(*over, strict=True)}
            return False
        if self.best is not None and self._rank(tally) >= self._rank(self.best) + settled:
            return True
        self.best = tally
        if self.terms.on_progress is not None:
            plan = self._plan(tally)
            moved = self._moved(tally)
            note = say_n("{count} person gets other dates.", "{count} people get other dates.", moved)
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
        proved = self.floor - tally.wishes[Wish.UNTRAINED] * self.scale
        return Replanned(
            problem=self.grid.problem,
            plan=plan,
            moved=moves(self.grid, self.before, tally.state),
            sessions=session_changes(self.grid, self.before, tally.state),
            fewest=proved if proved >= 0 and self.floor else None,
        )
