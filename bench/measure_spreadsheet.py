"""The spreadsheet way on one instance."""

import time

from instances import problem_of, to_train
from judged import judge
from samklang.core.planner.grid import Grid
from spreadsheet_way import dates_first, next_cohort
from tasks import DATES_FIRST, Found, Run, leave, task_given
from written import Office


def measure() -> Run:
    """Plan once; it takes no notice of the time limit."""
    task = task_given()
    problem = problem_of(task)
    run = Run(task, to_train(problem))
    way = dates_first if task.way == DATES_FIRST else next_cohort
    started_at = time.perf_counter()
    plan = way(Office(Grid(problem)))
    run.seconds = round(time.perf_counter() - started_at, 2)
    if plan is not None:
        run.facts["cohorts"] = len(plan.cohort_numbers())
        run.found.append(Found(run.seconds, dict(judge(run, problem, plan).levels)))
    return run


if __name__ == "__main__":
    leave(measure())
