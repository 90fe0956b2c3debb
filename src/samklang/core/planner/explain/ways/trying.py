"""Trying a change: is there a plan of the changed problem, and what does it use that it could not use before?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np

from samklang.core.planner.explain.checks import findings
from samklang.core.planner.explain.exact import Limits, is_plan
from samklang.core.planner.explain.trial import Trial, fewest_untrained
from samklang.core.planner.explain.view import View
from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Problem, Wish
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
        start = self.base.plan if self.base is not None else None
        trial = fewest_untrained(changed, limits or self.turn, start, then)
        if trial is None:
            return None
        grid = Grid(changed)
        must = np.flatnonzero(grid.eligible) if changed.everyone_must_be_trained else np.zeros(0, dtype=np.int64)
        return replace(trial, grid=grid) if is_plan(grid, trial.state, must) else None

    def first_plan(self, changes: Iterable[Problem]) -> tuple[int, Trial] | None:
        """The first of the changed problems that has a plan: its place and the plan."""
        for place, changed in enumerate(changes):
            trial = self.plan_of(changed)
            if trial is not None:
                return place, trial
        return None


def dates_of(trial: Trial, half_days: Iterable[int]) -> list[date]:
    """The dates that half-days of the trial's grid lie on, in order."""
    return sorted({trial.grid.half_days[half].date for half in half_days})
