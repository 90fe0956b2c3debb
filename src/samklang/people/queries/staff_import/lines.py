"""One thing that an import would change, and how it is kept so that it can be looked through, applied and undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from samklang.core.words import LANGUAGES, Sentence, render
from samklang.core.workbook.issues import Issue, Place
from samklang.people.enums import LineKind
from samklang.people.models import StaffImportLine
from samklang.people.queries.staff_import.snapshot import Known
from samklang.people.queries.staff_import.stretches import Stretches


@dataclass(frozen=True)
class Change:
    """One person's change; or, in `row`, one row of leave, cover or closing days that is added or changed.

    person: what changes of name, address and practice colleague; for somebody new, all of it.
    row:    the values of the row to be written; "pk" names the one that is changed.
    """

    kind: LineKind
    place: Place
    label: str
    number: str = ""
    fields: list[list[Any]] = field(default_factory=list)
    known: Known | None = None
    person: Mapping[str, Any] = field(default_factory=dict)
    before: Stretches = ()
    after: Stretches = ()
    row: Mapping[str, Any] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """Everything that applying would do, as JSON."""
        return {
            "kind": self.kind.value,
            "number": self.number,
            "employee": self.known.pk if self.known else None,
            "person": dict(self.person),
            "was": {key: getattr(self.known, key) for key in self.person} if self.known else {},
            "before": [one.kept() for one in self.before],
            "after": [one.kept() for one in self.after],
            "row": dict(self.row),
        }


def digest_of(changes: Iterable[Change]) -> str:
    """The same for the same changes; SHA-256."""
    text = json.dumps([one.kept() for one in changes], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def told(*sentences: Sentence) -> dict[str, list[str]]:
    """The sentences in each language."""
    return {language: [render(one, language) for one in sentences] for language in LANGUAGES}


def line_of(change: Change) -> StaffImportLine:
    """The change as a line; its order comes when all lines are there."""
    return StaffImportLine(
        kind=change.kind, sheet=change.place.sheet[:120], cell=change.place.cell, label=change.label[:200],
        employee_id=change.known.pk if change.known else None, fields=change.fields,
    )  # fmt: skip


def line_of_issue(issue: Issue) -> StaffImportLine:
    """What is to be corrected, or known, as a line."""
    kind = LineKind.PROBLEM if issue.is_error else LineKind.NOTE
    return StaffImportLine(kind=kind, sheet=issue.sheet[:120], cell=issue.cell, told=told(issue.what, issue.instead))
