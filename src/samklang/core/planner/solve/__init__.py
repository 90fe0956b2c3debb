"""The planner's search: the best plan it can find in the time it is given, with what is proved about it.

`solve` is anytime: each better plan is checked by the independent checker and then reported. The same seed, number of
threads and problem give the same plan as long as the search ends by its own patience; where the time limit or a stop
cuts in first, `plan.made.by_work` is False and another run may differ.
"""

import time
from collections.abc import Callable

from samklang.core.chance import stream
from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve.beginning import Impossible, begin, state_of
from samklang.core.planner.solve.search import Progress, Search, Terms

__all__ = ["Impossible", "Progress", "solve"]


def solve(
    problem: Problem,
    *,
    time_limit_s: float = 60.0,
    threads: int = 2,
    seed: int = 0,
    on_progress: Callable[[Progress], None] | None = None,
    start_from: Plan | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Plan:
    """The best plan found, approved by the checker, with a proved bound for each wish worked on.

    time_limit_s: seconds after which the best plan so far is returned; more than 0.
    threads:      searches side by side, 1 or more.
    on_progress:  called with each better plan, and when a wish is finished.
    start_from:   a plan to improve; sessions in it that are held stay as they are.
    should_stop:  asked often; True ends the search and keeps the best plan.
    raises:       Impossible, with the reason, when no plan keeps the hard rules or none was found in time.
    """
    started_at = time.perf_counter()
    held = tuple(session for session in start_from.sessions if session.attended is not None) if start_from else ()
    grid = Grid(problem, held)
    chance = stream(seed, "planner")
    terms = Terms(time_limit_s, threads, seed, on_progress, should_stop or (lambda: False))
    search = Search(grid, terms, chance, started_at)
    begin(search, terms, chance, state_of(grid, start_from) if start_from else None)
    search.run()
    return search.finished()
