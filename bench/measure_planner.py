"""The planner on one instance; for "equal training" it is asked to train only those whom the spreadsheet way trains."""

import time
from dataclasses import replace

from instances import problem_of, to_train
from judged import judge
from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Plan, Untrained
from samklang.core.planner.problem import Problem, fingerprint
from samklang.core.planner.solve import Impossible, Progress, solve
from spreadsheet_way import best_of_both
from tasks import EQUAL, Found, Run, leave, task_given
from written import Office


def measure() -> Run:
    """Solve, and note what was known when."""
    task = task_given()
    problem = problem_of(task)
    run = Run(task, to_train(problem))
    left_out = _left_out(problem) if task.way == EQUAL else frozenset[str]()

    def note(progress: Progress) -> None:
        if progress.levels:
            values = {level.wish.value: level.value for level in progress.levels}
            bounds = {level.wish.value: level.bound for level in progress.levels}
            run.found.append(Found(round(progress.seconds, 2), values, bounds))

    started_at = time.perf_counter()
    try:
        plan = solve(
            _without(problem, left_out),
            time_limit_s=task.seconds,
            threads=task.threads,
            seed=task.seed,
            on_progress=note,
        )
    except Impossible as impossible:
        run.outcome = "impossible" if impossible.proved else "no plan"
        run.facts["reason"] = str(impossible.reason)
        run.seconds = round(time.perf_counter() - started_at, 2)
        return run
    run.seconds = round(time.perf_counter() - started_at, 2)
    run.facts |= {"cohorts": len(plan.cohort_numbers()), "by_work": plan.made.by_work}
    verdict = judge(run, problem, _with(problem, plan, left_out))
    bounds = {} if left_out else {level.wish.value: level.bound for level in plan.levels}
    run.found.append(Found(run.seconds, dict(verdict.levels), bounds))
    return run


def _left_out(problem: Problem) -> frozenset[str]:
    plan = best_of_both(Office(Grid(problem)))
    return frozenset(one.person for one in plan.untrained) if plan else frozenset()


def _without(problem: Problem, left_out: frozenset[str]) -> Problem:
    """The same problem, where nobody asks for a seat for those left out."""
    people = (replace(one, to_train=False) if one.id in left_out else one for one in problem.people)
    return replace(problem, people=tuple(people)) if left_out else problem


def _with(problem: Problem, plan: Plan, left_out: frozenset[str]) -> Plan:
    """The plan as one of the whole problem, in which those left out are untrained."""
    if not left_out:
        return plan
    untrained = (*plan.untrained, *(Untrained(person) for person in sorted(left_out)))
    return replace(plan, problem=fingerprint(problem), untrained=untrained, levels=())


if __name__ == "__main__":
    leave(measure())
