"""Trying a change: is there a plan of the changed problem, and what does it use that it could not use before?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np

from samklang.core.planner.explain.checks import findings
from samklang.core.planner.explain.exact import Limits, Question, exact, is_plan
from samklang.core.planner.explain.trial import Trial, fewest_untrained
from samklang.core.planner.explain.view import View
from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.problem import Problem, Wish
from samklang.core.planner.solve.beginning import state_of
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.search import WHOLE_MODEL_CELLS
from samklang.core.words import Sentence

BASE_SHARE = 0.45
"""The share of the time for finding the plan with the fewest untrained, from which the changes are tried."""


class Attempt:
    """The problem with a conflict, the best plan that breaks only "everyone must be trained", and the time there is."""

    def __init__(
        self, problem: Problem, limits: Limits, base: Trial | None, tell: Callable[[Sentence], None] | None = None
    ) -> None:
        self.problem, self.limits, self.given = problem, limits, base
        self.tell = tell or (lambda _: None)
        self.turn = limits

    @cached_property
    def base(self) -> Trial | None:
        """The plan with the fewest untrained."""
        if self.given is not None:
            return self.given
        return fewest_untrained(self.problem, self.limits.within(max(1.0, self.limits.left() * BASE_SHARE)))

    def share_time(self, parts: int) -> None:
        """Give the rule at hand its part of the time left."""
        self.turn = self.limits.within(max(0.5, self.limits.left() / max(1, parts)))

    def plan_of(self, changed: Problem, then: Sequence[Wish] = (), limits: Limits | None = None) -> Trial | None:
        """A plan of the changed problem that keeps all its rules; None where none was found."""
        if next(findings(View(changed)), None) is not None or self.turn.left() <= 0:
            return None
        if not then:
            same_dates = self._reseated(changed)
            if same_dates is not None:
                return same_dates
        start = self.base.plan if self.base is not None else None
        trial = fewest_untrained(changed, limits or self.turn, start, then)
        if trial is None:
            return None
        grid = Grid(changed)
        return replace(trial, grid=grid) if is_plan(grid, trial.state, _must(changed, grid)) else None

    def _reseated(self, changed: Problem) -> Trial | None:
        """The sessions of the base with everybody seated anew: quick, and near what the user has seen."""
        grid = Grid(changed)
        start = state_of(grid, self.base.plan) if self.base is not None else None
        people = tuple(int(row) for row in np.flatnonzero(grid.eligible))
        if self.base is None or start is None or not start.places:
            return None
        if len(people) * len(start.places) > WHOLE_MODEL_CELLS:
            return None
        scope = Scope(tuple(range(len(start.places))), people, keep_sessions=True)
        found = exact(grid, Question(start, scope, _must(changed, grid)), self.turn)
        return replace(self.base, grid=grid, state=found.state) if found.state is not None else None

    def first_plan(self, changes: Iterable[Problem]) -> tuple[int, Trial] | None:
        """The first of the changed problems that has a plan: its place and the plan."""
        for place, changed in enumerate(changes):
            trial = self.plan_of(changed)
            if trial is not None:
                return place, trial
        return None


def _must(problem: Problem, grid: Grid) -> Ints:
    return np.flatnonzero(grid.eligible) if problem.everyone_must_be_trained else np.zeros(0, dtype=np.int64)


def dates_of(trial: Trial, half_days: Iterable[int]) -> list[date]:
    """The dates that half-days of the trial's grid lie on, in order."""
    return sorted({trial.grid.half_days[half].date for half in half_days})
