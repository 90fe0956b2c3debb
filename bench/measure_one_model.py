"""One exact model on HiGHS, on one instance.

A process of its own that never loads OR-Tools: both bring a library of HiGHS, and one process can hold only one.
"""

import time

from instances import problem_of, to_train
from judged import judge
from one_model import solve_one_model
from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Plan
from tasks import Found, Run, leave, task_given
from written import Draft, Office


def measure() -> Run:
    """Build and solve, and note each better plan that the checker approves."""
    task = task_given()
    problem = problem_of(task)
    run = Run(task, to_train(problem))
    office = Office(Grid(problem))
    plans: list[Plan] = []
    refused = 0
    started_at = time.perf_counter()

    def note(draft: Draft, _: float) -> None:
        nonlocal refused
        seconds = round(time.perf_counter() - started_at, 2)
        plan = office.plan(draft)
        verdict = office.judged(plan)
        if verdict.approved:
            plans.append(plan)
            run.found.append(Found(seconds, dict(verdict.levels)))
        else:
            refused += 1

    outcome = solve_one_model(
        office.grid, time_limit_s=task.seconds, threads=task.threads, seed=task.seed, on_found=note
    )
    run.seconds = round(time.perf_counter() - started_at, 2)
    run.facts |= {
        "columns": outcome.columns,
        "rows": outcome.rows,
        "entries": outcome.entries,
        "building_seconds": outcome.building_seconds,
        "status": outcome.status,
        "bound_kr": outcome.bound_kr,
        "refused_by_the_checker": refused,
    }
    if outcome.infeasible:
        run.outcome = "impossible"
    elif plans:
        run.facts["cohorts"] = len(plans[-1].cohort_numbers())
        judge(run, problem, plans[-1])
    return run


if __name__ == "__main__":
    leave(measure())
