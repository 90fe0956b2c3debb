"""A run's last plan, put before the checker and kept beside the figures."""

import json

from samklang.core.planner.check import Verdict, check
from samklang.core.planner.plan import Plan, document
from samklang.core.planner.problem import Problem
from samklang.core.planner.problem import document as problem_document
from tasks import Run


def judge(run: Run, problem: Problem, plan: Plan) -> Verdict:
    """Note the checker's verdict on the run's last plan, and keep the plan."""
    verdict = check(problem_document(problem), document(plan))
    run.outcome, run.approved = "plan", verdict.approved
    run.violations = [str(violation) for violation in verdict.violations][:5]
    run.task.plan_file.write_text(json.dumps(document(plan), indent=1), encoding="utf-8")
    return verdict
