"""How soon the rules that collide are named, on one instance that has no plan."""

import time

from instances import problem_of, to_train
from samklang.core.planner.explain import explain_impossible
from samklang.core.words import render
from tasks import Run, leave, task_given


def measure() -> Run:
    """Explain, and note the words."""
    task = task_given()
    problem = problem_of(task)
    run = Run(task, to_train(problem))
    started_at = time.perf_counter()
    conflict = explain_impossible(problem, time_limit_s=task.seconds, threads=task.threads, seed=task.seed)
    run.seconds = round(time.perf_counter() - started_at, 2)
    if conflict is None:
        run.outcome = "no conflict found"
        return run
    run.outcome = "conflict"
    run.facts = {
        "why": render(conflict.why, "en"),
        "rules": [render(rule, "en") for rule in conflict.rules],
        "minimal": conflict.minimal,
        "ways_out": [render(way.what, "en") for way in conflict.ways_out],
    }
    return run


if __name__ == "__main__":
    leave(measure())
