"""The baseline of one exact model: the same problem as one time-indexed mixed-integer program, given to HiGHS.

Written apart from the planner's own exact model. Yes-or-no columns say in which slot each cohort has each module, with
which trainer and in which room, and who sits in which cohort. Who is away from a counter, and which conversations are
moved, is the product of a seat and a slot, and is bounded from below. The wishes are added up at the benchmark's
prices. Cohorts are ordered by their first slot, so that the same plan is found once.

Only teams that are mixed, and grants that pay materials on every date or on none, are modelled: all the ladder has.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from one_model.columns import Columns
from one_model.cover import add_cover
from one_model.money import add_money
from one_model.rows import Numbers
from one_model.rules import add_rules
from one_model.wishes import add_wishes
from samklang.core.planner.grid import Grid
from written import Draft

Found = Callable[[Draft, float], None]
"""Called with each better plan and the bound proved by then, in kroner."""


@dataclass(frozen=True)
class Outcome:
    """How the solver ended. `bound_kr` is proved about the weighted sum; None where nothing is."""

    status: str
    columns: int
    rows: int
    entries: int
    building_seconds: float
    bound_kr: float | None

    @property
    def infeasible(self) -> bool:
        """Whether it is proved that no plan exists."""
        return self.status == "Infeasible"

    @property
    def optimal(self) -> bool:
        """Whether it is proved that no plan has a lower weighted sum."""
        return self.status == "Optimal"


def solve_one_model(grid: Grid, *, time_limit_s: float, threads: int, seed: int, on_found: Found) -> Outcome:
    """Build the model and give it to HiGHS; both together take at most time_limit_s, or little more."""
    started_at = time.perf_counter()
    model = Columns(grid)
    add_rules(model)
    add_cover(model)
    add_money(model)
    add_wishes(model)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", threads), ("random_seed", seed), ("mip_rel_gap", 0.0)):
        solver.setOptionValue(option, value)
    model.rows.given_to(solver)
    built_after = time.perf_counter() - started_at
    solver.setOptionValue("time_limit", max(1.0, time_limit_s - built_after))

    def take(event: highspy.highs.HighsCallbackEvent) -> None:
        solution: Numbers = np.array(event.data_out.mip_solution, dtype=np.float64)
        on_found(model.read(solution), float(event.data_out.mip_dual_bound))

    solver.cbMipImprovingSolution.subscribe(take)
    solver.run()
    bound = float(solver.getInfo().mip_dual_bound)
    return Outcome(
        solver.modelStatusToString(solver.getModelStatus()),
        *model.rows.size(),
        building_seconds=round(built_after, 1),
        bound_kr=bound if abs(bound) < 1e15 else None,
    )
