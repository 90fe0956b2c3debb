"""The search: one wish after the other, each made smaller by neighbourhoods and then closed by the whole model.

A wish is worked on until it is proved, until nothing has helped for a while, or until its part of the time is used;
then it is held at what was reached, and the next one begins. Neighbourhoods are answered side by side, one on each
thread, and the best answer is taken, so that the same seed and the same number of threads walk the same way.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from random import Random
from threading import Event, Thread

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Level, Made, Plan
from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.bounds import cohorts_needed, floor_of, most_cohorts
from samklang.core.planner.solve.finish import Documents, in_order
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.model import PlanModel
from samklang.core.planner.solve.neighbourhoods import Neighbourhoods
from samklang.core.planner.solve.ordered import first_kept
from samklang.core.planner.solve.state import State, Tally
from samklang.core.words import Sentence, say

WHOLE_MODEL_CELLS = 1_500
"""People times cohorts up to which the whole model is tried."""
SMALL_CELLS = 150
"""People times cohorts up to which the whole model is tried before any neighbourhood."""
PATIENCE = 12
"""Rounds without help before a wish is left; more where there are many cohorts to try."""
ROUND_WORK, MOST_WORK = 0.4, 3.0
"""CP-SAT's deterministic time for one neighbourhood, about half a second on one core; it grows while nothing helps."""
STOP_CHECK_S = 0.1
"""Seconds between two looks at whether to stop."""


@dataclass(frozen=True)
class Progress:
    """What is known so far. `wish` is the one being worked on; `plan` has passed the checker; None before the first."""

    seconds: float
    wish: Wish | None
    levels: tuple[Level, ...]
    note: Sentence
    plan: Plan | None


@dataclass(frozen=True)
class Terms:
    """How long, how wide and with which chance to search, and whom to tell."""

    time_limit_s: float
    threads: int
    seed: int
    on_progress: Callable[[Progress], None] | None
    should_stop: Callable[[], bool]


class Search:
    """One search over one problem. Made for a single use."""

    def __init__(self, grid: Grid, terms: Terms, chance: Random, started_at: float) -> None:
        self.grid, self.terms, self.chance = grid, terms, chance
        self.started_at = started_at
        self.documents = Documents(grid)
        self.around = Neighbourhoods(grid, chance)
        self.crowded: set[tuple[int, int]] = set()
        self.limits: dict[Wish, int] = {}
        self.bounds: dict[Wish, int] = {}
        self.order = [level.wish for level in grid.problem.wishes]
        self.best: Tally | None = None
        self.plan: Plan | None = None
        self.by_work = True
        self.work = ROUND_WORK
        self.enough = 0
        """The first wish need not come below this."""
        self.until_end = False
        self.disagreements: list[str] = []
        """What the checker said of states that looked sound here; always empty unless one of the two is wrong."""

    # -- time -----------------------------------------------------------------------------------------------------

    def seconds(self) -> float:
        """Seconds since the search began."""
        return time.perf_counter() - self.started_at

    def left(self) -> float:
        """Seconds left of the time limit."""
        return self.terms.time_limit_s - self.seconds()

    def stopped(self) -> bool:
        """Whether time is up or somebody asked to stop."""
        if self.left() <= 0 or self.terms.should_stop():
            self.by_work = False
            return True
        return False

    # -- what is known --------------------------------------------------------------------------------------------

    def levels(self) -> tuple[Level, ...]:
        """The wishes in order, with what the best plan reaches and what is proved."""
        if self.best is None:
            return ()
        values = self.best.wishes
        return tuple(Level(wish, values[wish], self._bound(wish, values[wish])) for wish in self.order)

    def _bound(self, wish: Wish, value: int) -> int | None:
        bound = self.bounds.get(wish)
        return None if bound is None else min(bound, value)

    def made(self) -> Made:
        """How the plan was made."""
        return Made(
            seed=self.terms.seed,
            threads=self.terms.threads,
            seconds=round(self.seconds(), 1),
            by_work=self.by_work,
            method="CP-SAT, one wish after the other",
        )

    def tell(self, wish: Wish | None, note: Sentence) -> None:
        """Report what is known."""
        if self.terms.on_progress is not None:
            self.terms.on_progress(Progress(self.seconds(), wish, self.levels(), note, self.plan))

    # -- improving ------------------------------------------------------------------------------------------------

    def better(self, tally: Tally, at: int) -> bool:
        """Whether a state is an improvement while the wish at this place in the order is worked on."""
        if self.best is None:
            return True
        within = all(tally.wishes[wish] <= limit for wish, limit in self.limits.items())
        return within and tally.ranked[at:] < self.best.ranked[at:]

    def accept(self, state: State, at: int) -> bool:
        """Take a state if it is sound, better and approved by the checker; then tell."""
        tally = Tally(self.grid, state)
        if not tally.sound:
            self._learn_crowding(tally)
            return False
        rules = self.grid.problem.cohorts
        if not rules.minimum <= len(state.places) <= rules.maximum or not self.better(tally, at):
            return False
        before, self.best = self.best, tally
        plan = self.documents.plan(state, self.levels(), self.made(), reasons=False)
        verdict = self.documents.judged(plan)
        if not verdict.approved:
            self.best = before
            self.disagreements.append("; ".join(str(violation.what) for violation in verdict.violations))
            return False
        self.plan = plan
        self._tighten(tally)
        self.tell(self.order[at], self._what_improved(before, tally))
        return True

    def _tighten(self, tally: Tally) -> None:
        """A wish already settled that came out better on the way is held at what it now is."""
        for wish in self.limits:
            self.limits[wish] = min(self.limits[wish], self._given(wish, tally.wishes[wish]))

    def _given(self, wish: Wish, value: int) -> int:
        """What a wish may come to while those after it are worked on."""
        give = next(level.give_percent for level in self.grid.problem.wishes if level.wish is wish)
        return int(value * (1 + give / 100))

    def _learn_crowding(self, tally: Tally) -> None:
        caps = np.array([group.temp_cap for group in self.grid.problem.groups], dtype=np.int64)
        over = np.nonzero(tally.temps > caps[:, None])
        self.crowded |= {(int(group), int(half)) for group, half in zip(*over, strict=True)}

    def _what_improved(self, before: Tally | None, now: Tally) -> Sentence:
        if before is None:
            return say("First plan.")
        for wish in self.order:
            if now.wishes[wish] < before.wishes[wish]:
                return say(
                    "{wish}: from {before} to {now}.", wish=wish.value, before=before.wishes[wish], now=now.wishes[wish]
                )
        return say("Better on the wishes further down.")

    def finished(self) -> Plan:
        """The best plan with the reasons in words."""
        if self.best is None:
            raise AssertionError("A search that was begun has a plan.")
        self.plan = self.documents.plan(self.best.state, self.levels(), self.made())
        if not self.documents.judged(self.plan).approved:
            raise AssertionError("The checker disagrees with a plan it approved before.")
        return self.plan

    # -- levels ---------------------------------------------------------------------------------------------------

    def run(self, *, until_end: bool = False) -> None:
        """Work through the wishes in order, from the best state known; with until_end without ever losing patience."""
        self.until_end = until_end
        for at, wish in enumerate(self.order):
            if self.best is None or self.stopped():
                return
            self._level(at, wish)
            self.limits[wish] = self._given(wish, self.best.wishes[wish])

    def _level(self, at: int, wish: Wish) -> None:
        """Neighbourhoods and the whole model in turn, the whole model first and longer the smaller the problem is."""
        self.raise_bound(wish, floor_of(self.grid, wish, self.limits))
        last = at == len(self.order) - 1
        until = self.seconds() + self.left() * (1.0 if last else 0.5)
        if wish is Wish.COST and Wish.UNTRAINED in self.limits and not self.proved(wish):
            self._fewer_cohorts(at, self.seconds() + (until - self.seconds()) * 0.7)
        first = until - self.seconds() if self.cells() <= SMALL_CELLS else 0.0
        if first and not self.proved(wish):
            self._whole(at, wish, first / 3)
        stale, self.work = 0, ROUND_WORK
        patience = max(PATIENCE, 2 * len(self.best.state.places)) if self.best is not None else PATIENCE
        while (
            (stale < patience or self.until_end)
            and not self.proved(wish)
            and not self.stopped()
            and self.seconds() < until
        ):
            stale = 0 if self._round(at, wish) else stale + 1
            self.work = ROUND_WORK if not stale else min(MOST_WORK, self.work * 1.3)
        if not self.proved(wish) and not self.stopped() and self.whole_fits():
            self._whole(at, wish, max(1.0, until - self.seconds()))
        self.tell(wish, self._how_it_ended(wish))

    def _fewer_cohorts(self, at: int, until: float) -> None:
        """A cohort is the dearest thing in a plan: search anew with one fewer, as long as that seats as many."""
        if self.grid.held:
            return
        problem = self.grid.problem
        needed = cohorts_needed(self.grid, int(self.grid.eligible.sum()) - self.limits[Wish.UNTRAINED])
        while self.best is not None and needed < len(self.best.state.places) and self.seconds() < until:
            fewer = replace(problem.cohorts, maximum=len(self.best.state.places) - 1)
            terms = replace(self.terms, time_limit_s=min(until, self.terms.time_limit_s), on_progress=None)
            inner = Search(Grid(replace(problem, cohorts=fewer)), terms, self.chance, self.started_at)
            inner.order, inner.enough = [Wish.UNTRAINED], self.limits[Wish.UNTRAINED]
            state = first_kept(inner.grid, np.random.default_rng(self.chance.randrange(2**63)), self.left())
            if not inner.accept(state, 0):
                return
            inner.run(until_end=True)
            if inner.best is None or not self.accept(inner.best.state, at):
                return

    def _how_it_ended(self, wish: Wish) -> Sentence:
        if self.proved(wish):
            return say("{wish}: proved, nothing better exists.", wish=wish.value)
        return say("{wish}: kept as it is, not proved.", wish=wish.value)

    def within(self) -> dict[Wish, int]:
        """The limits that any better plan keeps: those of the wishes done, and what is reached on the one at hand."""
        if self.best is None:
            return self.limits
        here = next((wish for wish in self.order if wish not in self.limits), None)
        return self.limits if here is None else {**self.limits, here: self.best.wishes[here]}

    def cells(self) -> int:
        """People times cohorts of the whole model: its size."""
        return int(self.grid.eligible.sum()) * most_cohorts(self.grid, self.within())

    def proved(self, wish: Wish) -> bool:
        """Whether nothing better on this wish exists within the limits."""
        enough = self.enough if wish is self.order[0] else 0
        return self.best is not None and self.best.wishes[wish] <= max(enough, self.bounds.get(wish, 0))

    def raise_bound(self, wish: Wish, bound: int) -> None:
        """Note a proved bound; the highest counts."""
        self.bounds[wish] = max(self.bounds.get(wish, 0), bound)

    def _round(self, at: int, wish: Wish) -> bool:
        """One neighbourhood for each thread; the best answer is taken."""
        if self.best is None:
            return False
        state = self.best.state
        chosen = [
            (*self.around.choose(state, self.within()), self.chance.randrange(2**31))
            for _ in range(max(1, self.terms.threads))
        ]
        with ThreadPoolExecutor(len(chosen)) as pool:
            found = list(pool.map(lambda one: self._answer(state, one[1], one[2], at, wish), chosen))
        ranked = sorted(
            (one for one in zip(chosen, found, strict=True) if one[1] is not None),
            key=lambda one: Tally(self.grid, one[1]).ranked[at:] if one[1] is not None else (),
        )
        helped = False
        for (kind, *_), answer in ranked:
            took = answer is not None and self.accept(answer, at)
            self.around.learn(kind, helped=took)
            helped = helped or took
        return helped

    def _answer(self, state: State, scope: Scope, seed: int, at: int, wish: Wish) -> State | None:
        model = self._model(state, scope, at, wish)
        solver = self.solver(1, seed)
        solver.parameters.max_deterministic_time = self.work
        solver.parameters.cp_model_presolve = False  # on so small a model it costs more than it saves
        solver.parameters.max_time_in_seconds = max(0.2, min(self.left(), 20.0))
        status = self.answered(solver, model.cp)
        return model.read(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def _model(self, state: State, scope: Scope, at: int, wish: Wish) -> PlanModel:
        model = PlanModel(self.grid, state, scope, self.crowded)
        # Ties are broken by the next wish, but never before it is settled how many can be trained: saving a cohort
        # early makes it hard to seat the last.
        then = self.order[at + 1] if at + 1 < len(self.order) and wish is not Wish.UNTRAINED else None
        model.minimise(wish, self.limits, then)
        return model

    def solver(self, workers: int, seed: int) -> cp_model.CpSolver:
        """A solver with its own seed."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        # Side by side, but in step: the same seed and workers give the same answer.
        solver.parameters.interleave_search = workers > 1
        solver.parameters.random_seed = seed
        # CP-SAT's own handler would take Ctrl-C from the program, and crashes it where several searches run at once.
        solver.parameters.catch_sigint_signal = False
        return solver

    def answered(
        self,
        solver: cp_model.CpSolver,
        model: cp_model.CpModel,
        watcher: cp_model.CpSolverSolutionCallback | None = None,
    ) -> cp_model.CpSolverStatus:
        """The solver's status for a model; the solver stops within a moment of time running out or a stop asked for."""
        done = Event()

        def watch() -> None:
            while not done.wait(STOP_CHECK_S):
                if self.stopped():
                    solver.stop_search()
                    return

        guard = Thread(target=watch, daemon=True)
        guard.start()
        try:
            return solver.solve(model, watcher)
        finally:
            done.set()
            guard.join()

    # -- the whole model ------------------------------------------------------------------------------------------

    def whole_fits(self) -> bool:
        """Whether the whole model is small enough to be tried."""
        return self.cells() <= WHOLE_MODEL_CELLS

    def whole_scope(self, state: State) -> Scope:
        """Every cohort there can be and everybody eligible."""
        count = max(len(state.places), most_cohorts(self.grid, self.within()))
        return Scope(tuple(range(count)), tuple(int(row) for row in np.flatnonzero(self.grid.eligible)))

    def _whole(self, at: int, wish: Wish, seconds: float) -> None:
        """Ask the whole model; again with the rows it was missing, while its answer crowds a group."""
        until = self.seconds() + seconds
        known = -1
        while len(self.crowded) > known and not self.proved(wish) and not self.stopped() and self.seconds() < until:
            known = len(self.crowded)
            self._whole_once(at, wish, until - self.seconds())

    def _whole_once(self, at: int, wish: Wish, seconds: float) -> None:
        if self.best is None:
            return
        state = in_order(self.grid, self.best.state)
        model = PlanModel(self.grid, state, self.whole_scope(state), self.crowded)
        model.order_cohorts()
        model.minimise(wish, self.limits)
        workers = 1 if self.cells() <= SMALL_CELLS else max(1, self.terms.threads)
        solver = self.solver(workers, self.terms.seed)
        solver.parameters.max_time_in_seconds = max(0.2, seconds)
        status = self.answered(solver, model.cp, _Watcher(self, model, at))
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.accept(model.read(solver), at)
            self.raise_bound(wish, int(np.ceil(solver.best_objective_bound - 1e-6)))


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Takes each better answer of the whole model as it comes, and stops when asked to."""

    def __init__(self, search: Search, model: PlanModel, at: int) -> None:
        super().__init__()
        self.search, self.model, self.at = search, model, at

    def on_solution_callback(self) -> None:
        """Called by the solver with each better answer."""
        self.search.accept(self.model.read(self), self.at)
        if self.search.stopped():
            self.stop_search()
