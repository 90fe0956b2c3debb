"""What a command is given to read: a workbook or a problem document, and a plan."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from samklang.cli.exits import to_mend
from samklang.cli.issues import ToMend, show_notes
from samklang.cli.screen import Screen
from samklang.core.planner import plan as plans
from samklang.core.planner import problem as problems
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Fault, Problem, ProblemFaults
from samklang.core.words import say
from samklang.core.workbook import Issue, Place, read, read_absences

LARGEST_BYTES = 200 * 2**20
"""No workbook or document of a programme comes near this; larger ones are something else."""


def problem_in(path: Path, screen: Screen, staff: Path | None = None) -> Problem:
    """The problem that a workbook or a problem document holds.

    staff:  a staff list of the personnel system (CSV), which replaces the workbook's.
    raises: ToMend with everything that is wrong, Refused where the file is something else, OSError.
    """
    _refuse_what_is_no_file(path)
    if path.suffix.lower() == ".json":
        if staff is not None:
            raise to_mend(say("A staff list goes with a workbook, not with a problem document. Leave out --staff."))
        return _problem_of(document_in(path), path)
    if staff is not None:
        _refuse_what_is_no_file(staff)
    reading = read(path, staff_csv=staff)
    errors = [issue for issue in reading.issues if issue.is_error]
    if errors or reading.document is None:
        raise ToMend(reading.issues)
    try:
        problem = problems.from_document(reading.document)
    except ProblemFaults as found:
        nowhere = Place(path.name, "")
        issues = _from_faults(found.faults, lambda where: reading.place_of(where) or nowhere)
        raise ToMend([*issues, *reading.issues]) from None
    show_notes(screen, reading.issues)
    return problem


def changes_in(path: Path, problem: Problem, screen: Screen) -> Problem:
    """The problem with the absences and the last days at work that a file tells of. Raises as `problem_in`."""
    _refuse_what_is_no_file(path)
    changes, issues = read_absences(path, people=[(person.id, person.name) for person in problem.people])
    if any(issue.is_error for issue in issues):
        raise ToMend(issues)
    document = problems.document(problem)
    document["absences"] = [*document["absences"], *changes.absences]
    last_days = dict(changes.resigned)
    for person in document["people"]:
        if person["id"] in last_days:
            person["employed_to"] = str(last_days[person["id"]])
    try:
        changed = problems.from_document(document)
    except ProblemFaults as found:
        raise ToMend(_at_their_paths(found.faults, path)) from None
    show_notes(screen, issues)
    return changed


def plan_in(path: Path) -> tuple[Plan, Mapping[str, Any]]:
    """The plan in a plan.json, and the document itself for the checker. Raises ToMend, Refused or OSError."""
    _refuse_what_is_no_file(path)
    document = document_in(path)
    if not str(document.get("schema", "")).startswith("samklang-plan/"):
        raise to_mend(say("“{path}” is not a plan. Give the plan.json that samklang plan has written.", path=str(path)))
    try:
        return plans.from_document(document), document
    except ProblemFaults as found:
        raise ToMend(_at_their_paths(found.faults, path)) from None


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
        raise ToMend(_at_their_paths(found.faults, path)) from None


def _at_their_paths(faults: Sequence[Fault], path: Path) -> tuple[Issue, ...]:
    def place_of(where: tuple[str | int, ...]) -> Place:
        return Place(path.name, ".".join(map(str, where)))

    return _from_faults(faults, place_of)


def _refuse_what_is_no_file(path: Path) -> None:
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


def _from_faults(faults: Sequence[Fault], place_of: Callable[[tuple[str | int, ...]], Place]) -> tuple[Issue, ...]:
    """Faults of a document as issues at the cells they came from."""
    return tuple(
        Issue(*place_of(fault.path), fault.what, say("Correct it here or where it points to.")) for fault in faults
    )
