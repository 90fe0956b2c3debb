"""What is wrong with a file of outcomes, as sentences with the numbers of its rows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from samklang.core.traces import traces_in
from samklang.core.words import Sentence, say, say_n
from samklang.core.workbook.kinds import Raw, shown
from samklang.core.workbook.personal import holds_civil_registration_number

MOST_ROWS_TOLD = 5
MOST_FAULTS = 40


@dataclass
class Faults:
    """Collects what is wrong; rows with the same fault become one sentence."""

    _rows: dict[str, tuple[Sentence, list[int]]] = field(default_factory=dict)

    def add(self, what: Sentence, row: int = 0) -> None:
        """One fault. row: as the spreadsheet counts, from 1; 0 for the whole file."""
        self._rows.setdefault(repr(what), (what, []))[1].append(row)

    def __bool__(self) -> bool:
        return bool(self._rows)

    def told(self) -> list[Sentence]:
        """Every fault as a sentence, those of the whole file first, at most `MOST_FAULTS` and how many more."""
        found = sorted(self._rows.values(), key=lambda one: one[1][0])
        told = [_with_rows(what, rows) for what, rows in found[:MOST_FAULTS]]
        left = len(found) - len(told)
        more = [say_n("{count} more fault like these.", "{count} more faults like these.", left)] if left else []
        return [*told, *more]


def _with_rows(what: Sentence, rows: Sequence[int]) -> Sentence:
    numbers = [str(one) for one in rows if one]
    if not numbers:
        return what
    if len(numbers) == 1:
        return say("Row {row}: {what}", row=numbers[0], what=what)
    first, left = ", ".join(numbers[:MOST_ROWS_TOLD]), len(numbers) - MOST_ROWS_TOLD
    if left <= 0:
        return say("Rows {rows}: {what}", rows=first, what=what)
    return say_n("Rows {rows} and {count} more: {what}", "Rows {rows} and {count} more: {what}", left, rows=first,
                 what=what)  # fmt: skip


def tells_who(raw: Raw) -> bool:
    """Whether a cell holds something that tells who somebody is."""
    if holds_civil_registration_number(raw):
        return True
    return isinstance(raw, str) and bool(traces_in(raw[:400]))


def quoted(raw: Raw) -> str:
    """A cell as it can be repeated to whoever sent it: nothing of it where it tells who somebody is."""
    return "…" if tells_who(raw) else shown(raw)
