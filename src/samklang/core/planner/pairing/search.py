"""The search: a bound from the flow, its pairs laid into half-days, and the exact model where that does not succeed."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from samklang.core.planner.pairing.booked import Booked, filled
from samklang.core.planner.pairing.model import PairModel, answered
from samklang.core.planner.pairing.pairs import Aim, Level
from samklang.core.planner.pairing.possible import Cell, Match, Possible
from samklang.core.planner.pairing.relaxed import PAIR_AIMS, Relaxed

AIMS = tuple(Aim)
MOST_CELLS = 60_000
"""Pairs times half-days in one exact model; beyond that the least promising are left out and its bound is not told."""
WORK = 6.0
"""CP-SAT's deterministic time for one question, some seconds on one core."""
PART = 0.5
"""The part of the time left that one question may use."""


@dataclass(frozen=True)
class Limits:
    """How long to search, with which chance, and whom to ask whether to stop."""

    seed: int
    time_limit_s: float
    should_stop: Callable[[], bool]


class Search:
    """One search over one problem, made for a single use."""

    def __init__(self, possible: Possible, limits: Limits) -> None:
        self.started_at = time.perf_counter()
        self.possible, self.limits = possible, limits
        self.matches = possible.matches()
        self.costs = {pair: tuple(match.costs[aim] for aim in PAIR_AIMS) for pair, match in self.matches.items()}
        self.relaxed = Relaxed(possible, self.matches)
        self.proved: dict[Aim, int] = {}
        self.best = filled(possible, self.costs, Booked(possible)).cells
        self.values = self.valued(self.best)

    def valued(self, cells: list[Cell]) -> dict[Aim, int]:
        """What pairs come to on every aim, in order."""
        of = [self.matches[focus, partner].costs for focus, partner, _ in cells]
        times = Booked(self.possible, cells).times.values()
        return {
            Aim.UNPAIRED: len(self.possible.focus) - len(cells),
            **{aim: sum(costs[aim] for costs in of) for aim in PAIR_AIMS},
            Aim.MOST: max(times, default=0),
            Aim.UNEVEN: sum(count * count for count in times),
        }

    def left(self) -> float:
        """Seconds left."""
        return self.limits.time_limit_s - (time.perf_counter() - self.started_at)

    def stopped(self) -> bool:
        """Whether time is up or somebody asked to stop."""
        return self.left() <= 0 or self.limits.should_stop()

    def run(self) -> None:
        """Search until everything is proved, or the time or the work is used up."""
        self._lay_out()
        if self._first_open() is not None and not self.stopped():
            self._among_the_flow_s_best()
        while (at := self._first_open()) is not None and not self.stopped():
            self._improve(at)
        self._take(filled(self.possible, self.costs, Booked(self.possible, self.best)).cells)

    def levels(self) -> tuple[Level, ...]:
        """The aims in order, with what is proved of each given those before it."""
        return tuple(Level(aim, self.values[aim], self.bound(at)) for at, aim in enumerate(AIMS))

    def bound(self, at: int) -> int | None:
        """What is proved of an aim, given the values before it; the flow counts as long as they are its own."""
        aim, flow = AIMS[at], self.relaxed.steps
        known = [self.proved[aim]] if aim in self.proved else []
        if all(self.values[before] == flow[before].value for before in AIMS[:at]):
            known.append(flow[aim].value)
        return min(max(known), self.values[aim]) if known else None

    def _first_open(self) -> int | None:
        """The first aim that is neither proved nor given up."""
        return next(
            (at for at, aim in enumerate(AIMS) if aim not in self.proved and self.bound(at) != self.values[aim]), None
        )

    def _take(self, cells: list[Cell]) -> None:
        values = self.valued(cells)
        changed = next((at for at, aim in enumerate(AIMS) if values[aim] != self.values[aim]), None)
        if changed is None or values[AIMS[changed]] > self.values[AIMS[changed]]:
            return
        self.best, self.values = cells, values
        for aim in AIMS[changed + 1 :]:
            self.proved.pop(aim, None)  # it was proved for worse values on the aims before it

    def _lay_out(self) -> None:
        """Give the pairs of the best flow a half-day each, as many as can be, and fill up the rest."""
        pairs = {pair: self.matches[pair] for pair in self.relaxed.chosen()}
        self._ask(PairModel(self.possible, pairs, Aim.UNPAIRED, {}))

    def _among_the_flow_s_best(self) -> None:
        """Another best flow may fit the half-days: whatever is found here is as good as can be on all but evenness."""
        steps = self.relaxed.steps
        pairs = {pair: self.matches[pair] for pair, added in steps[Aim.TRAVEL].added.items() if added == 0}
        if sum(match.halves.bit_count() for match in pairs.values()) <= MOST_CELLS:
            limits = {aim: steps[aim].value for aim in PAIR_AIMS}
            self._ask(PairModel(self.possible, pairs, Aim.UNPAIRED, limits))

    def _improve(self, at: int) -> None:
        """Ask the exact model for less of one aim, those before it held."""
        aim = AIMS[at]
        pairs, complete = self._promising(at)
        model = PairModel(self.possible, pairs, aim, {before: self.values[before] for before in AIMS[:at]})
        model.begin_at(self.best)
        bound = self._ask(model)
        flow = self.bound(at) or 0
        self.proved[aim] = max(bound, flow) if complete else flow

    def _ask(self, model: PairModel) -> int:
        """Take the model's answer if it is better, filled up; and tell the model's bound."""
        solver, found = answered(
            model.cp,
            seed=self.limits.seed,
            seconds=self.left() * PART,
            work=WORK,
            should_stop=self.stopped,
        )
        if found:
            cells = model.read(solver)
            self._take(cells)
            self._take(filled(self.possible, self.costs, Booked(self.possible, cells)).cells)
        return max(0, math.ceil(solver.best_objective_bound - 1e-6)) if found else 0

    def _promising(self, at: int) -> tuple[dict[tuple[int, int], Match], bool]:
        """The pairs that can be part of something at least as good, by what the flow says; and whether those are all.

        Up to the first aim on which the flow was not reached, a pair that adds more than what lies between the two
        cannot be in a better pairing.
        """
        pairs = dict(self.matches)
        added = dict.fromkeys(pairs, 0)
        for aim in AIMS[: min(at, 3) + 1]:
            step = self.relaxed.steps[aim]
            room = self.values[aim] - step.value
            added = {pair: step.added[pair] for pair in added if step.added.get(pair, room + 1) <= room}
            if room:
                break
        here = {(focus, partner) for focus, partner, _ in self.best}
        cells = 0
        kept: dict[tuple[int, int], Match] = {}
        for pair in sorted(added, key=lambda one: (one not in here, added[one], self.costs[one], one)):
            cells += pairs[pair].halves.bit_count()
            if cells > MOST_CELLS:
                return kept, False
            kept[pair] = pairs[pair]
        return kept, True
