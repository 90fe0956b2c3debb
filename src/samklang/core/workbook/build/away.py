"""Absences and booked duties of the document."""

from typing import Any

from samklang.core.workbook.build.draft import Draft
from samklang.core.workbook.build.people import person_of


def absences(draft: Draft) -> list[dict[str, Any]]:
    """Every absence, in the order of the sheet."""
    table, found = draft.tables["absences"], []
    for index, row in enumerate(table.rows):
        draft.mark(("absences", index), row, person="person", kind="kind")
        found.append(
            {
                "person": person_of(draft, row) or "",
                "period": draft.period(("absences", index, "period"), row, table),
                "kind": table.value(row, "kind"),
            }
        )
    return found


def duties(draft: Draft) -> list[dict[str, Any]]:
    """Every booked duty, in the order of the sheet."""
    table, found = draft.tables["duties"], []
    names = ("what", "movable", "conversations", "counts_as_cover")
    for index, row in enumerate(table.rows):
        draft.mark(("duties", index), row, person="person", **{name: name for name in names})
        found.append(
            {
                "person": person_of(draft, row) or "",
                "period": draft.period(("duties", index, "period"), row, table),
                **{name: table.value(row, name) for name in names},
            }
        )
    return found
