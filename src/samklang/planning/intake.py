"""What a file that somebody sends holds: a programme's workbook, or what has happened since; and all that is wrong."""

from collections.abc import Callable, Sequence
from pathlib import Path

from samklang.core.planner import problem as problems
from samklang.core.planner.problem import Fault, Problem, ProblemFaults
from samklang.core.words import say
from samklang.core.workbook import Issue, Place, read, read_absences
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.untrusted import refuse_bombs


def too_large(path: Path) -> tuple[Issue, ...]:
    """What to tell of a file that somebody sends who need not mean well, before any of it is read."""
    try:
        refuse_bombs(path)
    except Misread as found:
        return (Issue(path.name, "", found.what, found.instead),)
    return ()


def problem_from(path: Path, staff: Path | None = None) -> tuple[Problem | None, tuple[Issue, ...]]:
    """The problem that a workbook holds, and everything its sender should mend or know.

    staff:   a staff list of the personnel system (CSV), which replaces the workbook's.
    returns: no problem where any issue is an error.
    """
    reading = read(path, staff_csv=staff)
    if reading.document is None or any(issue.is_error for issue in reading.issues):
        return None, reading.issues
    try:
        return problems.from_document(reading.document), reading.issues
    except ProblemFaults as found:
        nowhere = Place(path.name, "")
        faults = from_faults(found.faults, lambda where: reading.place_of(where) or nowhere)
        return None, (*faults, *reading.issues)


def changed_by(path: Path, problem: Problem) -> tuple[Problem | None, tuple[Issue, ...]]:
    """The problem with the absences and the last days at work that a file tells of, and what to mend or know."""
    changes, issues = read_absences(path, people=[(person.id, person.name) for person in problem.people])
    if any(issue.is_error for issue in issues):
        return None, tuple(issues)
    document = problems.document(problem)
    document["absences"] = [*document["absences"], *changes.absences]
    last_days = dict(changes.resigned)
    for person in document["people"]:
        if person["id"] in last_days:
            person["employed_to"] = str(last_days[person["id"]])
    try:
        return problems.from_document(document), tuple(issues)
    except ProblemFaults as found:
        return None, at_their_paths(found.faults, path)


def at_their_paths(faults: Sequence[Fault], path: Path) -> tuple[Issue, ...]:
    """Faults as issues, each at its path in the document."""
    return from_faults(faults, lambda where: Place(path.name, ".".join(map(str, where))))


def from_faults(faults: Sequence[Fault], place_of: Callable[[tuple[str | int, ...]], Place]) -> tuple[Issue, ...]:
    """Faults of a document as issues at the cells they came from."""
    return tuple(
        Issue(*place_of(fault.path), fault.what, say("Correct it here or where it points to.")) for fault in faults
    )
