"""Can these rules all be met? Yes, no or not found out, by counting, by building one plan, and by the exact model."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from samklang.core.planner.explain.checks import findings
from samklang.core.planner.explain.exact import CELLS, Answer, Limits, Question, exact, is_plan, nobody_seated
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.sketch import sketched
from samklang.core.planner.explain.switches import without
from samklang.core.planner.explain.view import View, eligible_ids
from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve.frame import Scope
from samklang.core.planner.solve.ordered import first_kept


class Oracle:
    """Answers about one problem with some of its rules switched off; each question is answered once."""

    def __init__(self, problem: Problem, rules: Collection[Rule], limits: Limits) -> None:
        """`rules` are those that may be switched off; all others hold always."""
        self.problem, self.rules, self.limits = problem, frozenset(rules), limits
        self.known: dict[tuple[frozenset[Rule], frozenset[str] | None], Answer] = {}
        self.counted: dict[tuple[frozenset[Rule], frozenset[str] | None], bool] = {}

    def view(self, kept: Collection[Rule], people: Collection[str] | None = None) -> View:
        """The problem under the kept rules alone. people: those of the eligible who must be trained; None: all.

        Where "everyone must be trained" is not kept, nobody must.
        """
        relaxed = without(self.problem, self.rules - frozenset(kept))
        if not relaxed.everyone_must_be_trained:
            return View(relaxed, ())
        return View(relaxed, people)

    def disproved(self, kept: Collection[Rule], people: Collection[str] | None = None) -> bool:
        """Whether counting alone shows that the kept rules collide."""
        key = (frozenset(kept), None if people is None else frozenset(people))
        if key not in self.counted:
            self.counted[key] = next(findings(self.view(kept, people)), None) is not None
        return self.counted[key]

    def ask(self, kept: Collection[Rule], people: Collection[str] | None = None) -> Answer:
        """Whether there is a plan under the kept rules that trains those who must be."""
        key = (frozenset(kept), None if people is None else frozenset(people))
        if key in self.known:
            return self.known[key]
        if self.disproved(kept, people):
            answer = Answer.IMPOSSIBLE
        elif self.limits.left() <= 0:
            return Answer.UNKNOWN
        else:
            answer = decided(self.view(kept, people), self.limits)
        if answer is not Answer.UNKNOWN:
            self.known[key] = answer
        return answer


def decided(view: View, limits: Limits) -> Answer:
    """The answer to one question that counting has not settled: one plan built quickly, else the exact model.

    Where people are optional, first without the rules that ask for enough people, which is a smaller question; only if
    that has an answer and such rules are there, with everybody.
    """
    if not view.some_cohort:
        return Answer.POSSIBLE
    if view.all_must or not view.must_ids:
        return _exactly(_whole(view), limits)
    alone = _without_enough(view.small)
    answer = _exactly(alone, limits)
    if answer is not Answer.POSSIBLE or _nothing_asks_for_enough(view):
        return answer
    return _exactly(_whole(view), limits, view.must_ids)


def _nothing_asks_for_enough(view: View) -> bool:
    rules = view.problem.cohorts
    return rules.size_minimum <= 1 and rules.minimum <= 1


def _without_enough(problem: Problem) -> Problem:
    return replace(problem, cohorts=replace(problem.cohorts, minimum=0, size_minimum=1))


def _whole(view: View) -> Problem:
    return replace(view.problem, everyone_must_be_trained=view.all_must and bool(view.must_ids))


def _exactly(problem: Problem, limits: Limits, people: Collection[str] = ()) -> Answer:
    """Whether the problem has a plan, in which the people named have seats."""
    grid = Grid(problem)
    must = np.array([grid.people[person] for person in people], dtype=np.int64)
    if problem.everyone_must_be_trained:
        must = np.flatnonzero(grid.eligible)
    if is_plan(grid, sketched(grid, must if len(must) else np.flatnonzero(grid.eligible)), must):
        return Answer.POSSIBLE
    if len(eligible_ids(problem)) and is_plan(
        grid, first_kept(grid, np.random.default_rng(limits.seed), limits.left()), must
    ):
        return Answer.POSSIBLE
    return _asked_of_model(grid, must, limits)


def _asked_of_model(grid: Grid, must: Ints, limits: Limits) -> Answer:
    people = tuple(int(row) for row in np.flatnonzero(grid.eligible))
    rules = grid.problem.cohorts
    most = min(rules.maximum, len(people) // max(1, rules.size_minimum))
    if most == 0:
        return Answer.IMPOSSIBLE if len(must) or rules.minimum > 0 else Answer.POSSIBLE
    if len(people) * most > CELLS:
        return Answer.UNKNOWN
    return exact(grid, Question(nobody_seated(grid), Scope(tuple(range(most)), people), must), limits).answer
