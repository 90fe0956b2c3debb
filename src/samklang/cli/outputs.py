"""The files of a plan, written into a folder all together."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samklang.cli.folder import CALENDARS, PLAN, Folder
from samklang.core.planner import plan as plans
from samklang.core.planner import problem as problems
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.words import LANGUAGES
from samklang.reports import plan_calendars, plan_page, plan_workbook
from samklang.reports.plan_view import PlanView

WORKBOOK, PAGE, PROBLEM = "plan.xlsx", "plan.html", "problem.json"


def names(language: str) -> tuple[str, ...]:
    """The files of a plan whose documents are in a language, apart from the calendars."""
    return (WORKBOOK, PAGE, other_page(language), PLAN, PROBLEM)


def other_page(language: str) -> str:
    """The page in the language that is not the plan's own."""
    return f"plan.{next(one for one in LANGUAGES if one != language)}.html"


def write(folder: Folder, problem: Problem, plan: Plan, view: PlanView, language: str) -> None:
    """Write every file and move them into place. Raises OSError; then the folder is as it was."""
    staging = folder.staging
    plan_workbook.write(view, staging / WORKBOOK, language)
    plan_page.write(view, staging, language)
    plan_calendars.write(view, staging / CALENDARS, language, sequence=plan_calendars.sequence_of(view.made_at))
    _write_json(staging / PROBLEM, problems.document(problem))
    _write_json(staging / PLAN, plans.document(plan))
    folder.keep()


def _write_json(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
