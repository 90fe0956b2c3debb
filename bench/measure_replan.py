"""How soon a plan is put right after five of those seated fall ill, and whether it is proved that fewest are moved."""

import json
import time
from dataclasses import replace
from datetime import date, timedelta

from instances import problem_of, to_train
from judged import judge
from samklang.core.chance import stream
from samklang.core.planner.check import check
from samklang.core.planner.plan import Plan, document, from_document
from samklang.core.planner.problem import Absence, Period, Problem
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.replan import replan
from samklang.core.planner.solve import Impossible, Progress, solve
from tasks import PLANNER, Found, Run, Task, leave, task_given

ABSENT = 5
DAYS_ILL = 5
"""From the first date a person would miss, in calendar days."""
HELD = 1 / 3
"""The share of the sessions that are history when the news comes."""


def measure() -> Run:
    """Replan, and check what comes out."""
    task = task_given()
    problem = problem_of(task)
    run = Run(task, to_train(problem))
    plan = _plan(task, problem)
    today = sorted(session.date for session in plan.sessions)[int(len(plan.sessions) * HELD)]
    changed = replace(problem, absences=(*problem.absences, *_absences(problem, plan, today, task.seed)))
    told: list[Progress] = []
    started_at = time.perf_counter()
    try:
        answer = replan(
            changed,
            plan,
            today=today,
            time_limit_s=task.seconds,
            threads=task.threads,
            seed=task.seed,
            on_progress=told.append,
        )
    except Impossible as impossible:
        run.outcome = "impossible" if impossible.proved else "no plan"
        run.facts["reason"] = str(impossible.reason)
        return run
    finally:
        run.seconds = round(time.perf_counter() - started_at, 2)
    verdict = judge(run, answer.problem, answer.plan)
    for progress in told:
        if progress.plan is not None and check(problem_document(answer.problem), document(progress.plan)).approved:
            run.found.append(Found(round(progress.seconds, 2), {one.wish.value: one.value for one in progress.levels}))
    run.found.append(Found(run.seconds, dict(verdict.levels)))
    run.facts = {
        "today": today.isoformat(),
        "moved": len(answer.moved),
        "fewest": answer.fewest,
        "proved": answer.fewest is not None and len(answer.moved) <= answer.fewest,
        "untrained_before": len(plan.untrained),
    }
    return run


def _plan(task: Task, problem: Problem) -> Plan:
    """The planner's plan of this run, or one made now."""
    plan_file = replace(task, way=PLANNER).plan_file
    if plan_file.exists():
        return from_document(json.loads(plan_file.read_text(encoding="utf-8")))
    return solve(problem, time_limit_s=task.seconds, threads=task.threads, seed=task.seed)


def _absences(problem: Problem, plan: Plan, today: date, seed: int) -> list[Absence]:
    """Five people who would miss their next session."""
    done = {person.id: person.done_modules for person in problem.people}
    first_missed: dict[str, date] = {}
    for seat in plan.seats:
        ahead = [
            session.date
            for session in plan.sessions
            if session.cohort == seat.cohort and session.date >= today and session.module not in done[seat.person]
        ]
        if ahead:
            first_missed[seat.person] = min(ahead)
    ill = stream(seed, "bench", "ill").sample(sorted(first_missed), min(ABSENT, len(first_missed)))
    return [
        Absence(person, Period(first_missed[person], first_missed[person] + timedelta(days=DAYS_ILL - 1)), "sick")
        for person in ill
    ]


if __name__ == "__main__":
    leave(measure())
