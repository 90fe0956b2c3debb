"""The columns of a file of outcomes: what they may be called, and which file has which. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samklang.core.words import Sentence, say
from samklang.core.workbook.kinds import Raw
from samklang.core.workbook.labels import folded
from samklang.evidence.enums import FileForm
from samklang.evidence.outcome_faults import Faults, quoted

UNIT, PERIOD, N, TOTAL, SQUARES, OUTCOME, CASE, TRAINED = (
    "unit", "period", "n", "total", "squares", "outcome", "case", "trained",
)  # fmt: skip
NAMES: Mapping[str, tuple[str, ...]] = {
    UNIT: ("enhed", "unit", "team", "medarbejder", "medarbejdernummer", "staff number", "employee number"),
    PERIOD: ("periode", "period", "måned", "month", "kvartal", "quarter"),
    N: ("antal", "n", "count", "number"),
    TOTAL: ("sum", "total", "i alt"),
    SQUARES: ("kvadratsum", "sum af kvadrater", "squares", "sum of squares"),
    OUTCOME: ("udfald", "outcome", "resultat", "result"),
    CASE: ("sag", "case", "sagsnummer", "case number"),
    TRAINED: ("uddannet", "trained", "uddannelsesdato", "training date"),
}
"""How each column can be headed; the first is what the Danish template has, the second the English one."""
_NEEDED = {FileForm.SUMS: (UNIT, PERIOD, N, TOTAL), FileForm.ROWS: (UNIT, PERIOD, OUTCOME)}
_MAY = {FileForm.SUMS: (SQUARES, TRAINED), FileForm.ROWS: (CASE, TRAINED)}
_BY_FOLD = {folded(name): column for column, names in NAMES.items() for name in names}


@dataclass(frozen=True)
class Columns:
    """Which column stands where. at: from a column's name to its place in the row, from 0."""

    form: FileForm
    at: Mapping[str, int]


def heading(column: str, language: str) -> str:
    """What the column is called in the template."""
    return NAMES[column][0 if language == "da" else 1]


def headings(form: FileForm, language: str) -> list[str]:
    """The columns of a template, those that need not be filled in last."""
    return [heading(one, language) for one in (*_NEEDED[form], *_MAY[form])]


def columns_of(row: Sequence[Raw], faults: Faults) -> Columns | None:
    """The columns by the headings. None where they are not those that were asked for; the faults then say why."""
    at: dict[str, int] = {}
    right = True
    for place, cell in enumerate(row):
        if cell == "":
            continue
        name = _BY_FOLD.get(folded(str(cell)))
        if name is None:
            right = _refuse(faults, say(
                "The column “{name}” was not asked for. Delete it: nothing is left out in silence, and nothing else is "
                "taken in.", name=quoted(cell),
            ))  # fmt: skip
        elif name in at:
            right = _refuse(faults, say("Two columns are called “{name}”. Keep one.", name=quoted(cell)))
        else:
            at[name] = place
    form = FileForm.ROWS if OUTCOME in at and TOTAL not in at else FileForm.SUMS
    for name in _NEEDED[form]:
        if name not in at:
            right = _refuse(faults, _lacking(name))
    for name in set(at) - {*_NEEDED[form], *_MAY[form]}:
        right = _refuse(faults, say(
            "The column “{name}” belongs to the other kind of file: either sums for each unit and period, or one row "
            "for each case.", name=str(row[at[name]]),
        ))  # fmt: skip
    return Columns(form, at) if right else None


def _refuse(faults: Faults, what: Sentence) -> bool:
    faults.add(what)
    return False


def _lacking(name: str) -> Sentence:
    return say("The column “{name}” is missing. Look at the template.", name=NAMES[name][0])
