"""What a command is given to read: a workbook or a problem document, and a plan."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from samklang.cli.exits import to_mend
from samklang.cli.issues import ToMend, show_notes
from samklang.cli.screen import Screen
from samklang.core.planner import plan as plans
from samklang.core.planner import problem as problems
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem, ProblemFaults
from samklang.core.words import say
from samklang.planning.intake import at_their_paths, changed_by, problem_from

LARGEST_BYTES = 200 * 2**20
"""No workbook or document of a programme comes near this; larger ones are something else."""


def problem_in(path: Path, screen: Screen, staff: Path | None = None) -> Problem:
    """The problem that a workbook or a problem document holds.

    staff:  a staff list of the personnel system (CSV), which replaces the workbook's.
    raises: ToMend with everything that is wrong, Refused where the file is something else, OSError.
    """
    refuse_what_is_no_file(path)
    if path.suffix.lower() == ".json":
        if staff is not None:
            raise to_mend(say("A staff list goes with a workbook, not with a problem document. Leave out --staff."))
        return _problem_of(document_in(path), path)
    if staff is not None:
        refuse_what_is_no_file(staff)
    problem, issues = problem_from(path, staff)
    if problem is None:
        raise ToMend(issues)
    show_notes(screen, issues)
    return problem


def changes_in(path: Path, problem: Problem, screen: Screen) -> Problem:
    """The problem with the absences and the last days at work that a file tells of. Raises as `problem_in`."""
    refuse_what_is_no_file(path)
    changed, issues = changed_by(path, problem)
    if changed is None:
        raise ToMend(issues)
    show_notes(screen, issues)
    return changed


def plan_in(path: Path) -> tuple[Plan, Mapping[str, Any]]:
    """The plan in a plan.json, and the document itself for the checker. Raises ToMend, Refused or OSError."""
    refuse_what_is_no_file(path)
    document = document_in(path)
    if not str(document.get("schema", "")).startswith("samklang-plan/"):
        raise to_mend(say("“{path}” is not a plan. Give the plan.json that samklang plan has written.", path=str(path)))
    try:
        return plans.from_document(document), document
    except ProblemFaults as found:
        raise ToMend(at_their_paths(found.faults, path)) from None


def document_in(path: Path) -> Mapping[str, Any]:
    """The JSON document in a file. Raises Refused where it is none, or OSError."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise to_mend(say("“{path}” is not a JSON document. Give the file as Samklang wrote it.", path=str(path)))
    return document


def _problem_of(document: Mapping[str, Any], path: Path) -> Problem:
    if str(document.get("schema", "")).startswith("samklang-plan/"):
        raise to_mend(say("“{path}” is a plan. Give the workbook or the problem it was made for.", path=str(path)))
    try:
        return problems.from_document(document)
    except ProblemFaults as found:
        raise ToMend(at_their_paths(found.faults, path)) from None


def refuse_what_is_no_file(path: Path) -> None:
    """Raise Refused where a path is a folder, a device, far too large or not there."""
    if path.is_dir():
        raise to_mend(say("“{path}” is a folder. Give the file in it.", path=str(path)))
    if not path.exists():
        raise to_mend(say("There is no file “{path}”. Check the name and the folder.", path=str(path)))
    if not path.is_file():
        raise to_mend(say("“{path}” is not an ordinary file. Give a workbook saved on the disk.", path=str(path)))
    if path.stat().st_size > LARGEST_BYTES:
        raise to_mend(
            say("“{path}” is too large to be a workbook for a programme. Check which file it is.", path=str(path))
        )
