"""Nothing of a plan is shown or written before the checker has approved it."""

from pathlib import Path

from samklang.cli.exits import Exit, Refused
from samklang.cli.intake import plan_in
from samklang.core.planner import plan as plans
from samklang.core.planner import problem as problems
from samklang.core.planner.check import Verdict, check
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.words import say

SHOWN = 5
"""Violations shown of a plan of our own; one is enough to know that Samklang is wrong."""


def approved_plan_in(path: Path, problem: Problem) -> Plan:
    """The plan in a file, if the checker approves it. Raises ToMend, Refused or OSError."""
    plan, document = plan_in(path)
    verdict = check(problems.document(problem), document)
    if not verdict.approved:
        raise Refused(
            say(
                "The plan in “{path}” is not approved, so nothing is worked out from it. samklang check tells all:",
                path=str(path),
            ),
            *(violation.what for violation in verdict.violations[:SHOWN]),
        )
    return plan


def verdict_on_own(problem: Problem, plan: Plan) -> Verdict:
    """The checker's approval of a plan of our own making. Raises Refused with exit code 3 where it does not approve."""
    verdict = check(problems.document(problem), plans.document(plan))
    if not verdict.approved:
        raise Refused(
            say(
                "The plan did not pass the check, so it was not written. The error is Samklang's, not yours: "
                "send the workbook and these lines to those who look after Samklang."
            ),
            *(violation.what for violation in verdict.violations[:SHOWN]),
            code=Exit.INCONSISTENT,
        )
    return verdict
