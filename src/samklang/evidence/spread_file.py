"""Outcomes by whom somebody met, read from the rows of a file: everything that is wrong at once, or sums. Pure.

Columns: the member of staff by number or a made-up name; an outcome in each row, or the count and the sum of many; and
up to three columns of categories by which the cases are made comparable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from samklang.core.words import Sentence, say
from samklang.core.workbook.kinds import Raw
from samklang.core.workbook.labels import folded, tidy
from samklang.evidence.enums import FileForm, Kind
from samklang.evidence.outcome_cells import number_in, sign_of, yes_no_in
from samklang.evidence.outcome_faults import Faults, quoted, tells_who
from samklang.evidence.study_columns import NAMES, OUTCOME, SQUARES, TOTAL, UNIT, N

MOST_ROWS = 200_000
MOST_MIX, MOST_KINDS = 3, 20
_MOST_CASES = 10**9
_STAFF = {folded(one) for one in (*NAMES[UNIT], "medarbejder", "sagsbehandler", "konsulent", "staff", "counsellor")}
_KNOWN = {folded(word): key for key in (N, TOTAL, SQUARES, OUTCOME) for word in NAMES[key]}
_NUMBERS = (N, TOTAL, SQUARES, OUTCOME)


@dataclass
class ReadSpread:
    """A file as it was understood. Where there are faults nothing else counts."""

    form: FileForm = FileForm.ROWS
    rows: int = 0
    mix: list[str] = field(default_factory=list)
    faults: list[Sentence] = field(default_factory=list)
    sums: dict[tuple[str, str], tuple[int, float, float]] = field(default_factory=dict)
    """By number as it stands in the file, and stratum: how many, their sum, the sum of their squares."""

    @property
    def staff(self) -> int:
        """How many are in it."""
        return len({number for number, _stratum in self.sums})


def read_spread(rows: Sequence[Sequence[Raw]], kind: str) -> ReadSpread:
    """What a file holds. Never raises for bad content.

    rows: as the spreadsheet has them, the headings in the first that is not blank; blank rows are passed over.
    """
    reader = _Reader(kind)
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(cell != "" for cell in row)]
    if len(numbered) < 2:
        reader.faults.add(say("The file has no rows. Begin with the template."))
    elif len(numbered) > MOST_ROWS:
        reader.faults.add(
            say(
                "The file has {count} rows, and {most} at most are read here. Send the count and the sum of each"
                " member of staff instead.",
                count=len(numbered) - 1, most=MOST_ROWS,
            )
        )  # fmt: skip
    elif reader.headings(numbered[0][1]):
        reader.read(numbered[1:])
    reader.found.faults = reader.faults.told()
    return reader.found


class _Reader:
    """Goes through the rows once."""

    def __init__(self, kind: str) -> None:
        self.kind, self.faults, self.found = kind, Faults(), ReadSpread()
        self._at: dict[str, int] = {}
        self._mix: dict[str, int] = {}
        self._kinds: dict[str, set[str]] = {}
        self._sign = ","
        self._looked_at: dict[str, bool] = {}

    def headings(self, row: Sequence[Raw]) -> bool:
        """Which column stands where. Says what is lacking or too many."""
        for place, cell in enumerate(row):
            name = folded(str(cell))
            if cell == "":
                continue
            key = UNIT if name in _STAFF else _KNOWN.get(name)
            if key is not None and key not in self._at:
                self._at[key] = place
            elif key is not None:
                self.faults.add(say("Two columns are called “{name}”. Keep one.", name=quoted(cell)))
            else:
                self._mix[str(tidy(cell) if isinstance(cell, str) else cell)[:60]] = place
        if UNIT not in self._at:
            self.faults.add(say("No column says which member of staff it was. Call one of them “Medarbejder”."))
        if OUTCOME not in self._at and not {N, TOTAL} <= self._at.keys():
            self.faults.add(
                say("No column holds the outcome: “Udfald” in each row, or “Antal” and “Sum” of many cases together.")
            )
        if len(self._mix) > MOST_MIX:
            self.faults.add(
                say("Cases can be made comparable by {most} columns at most. Delete those that matter least.",
                    most=MOST_MIX)
            )  # fmt: skip
        self.found.form = FileForm.ROWS if OUTCOME in self._at else FileForm.SUMS
        self.found.mix = list(self._mix)
        return not self.faults

    def read(self, rows: Sequence[tuple[int, Sequence[Raw]]]) -> None:
        """All rows."""
        self.found.rows = len(rows)
        places = [self._at[one] for one in _NUMBERS if one in self._at]
        sign = sign_of((row[place] for _, row in rows for place in places if place < len(row)), self.faults)
        if sign is None:
            return
        self._sign = sign
        for number, row in rows:
            self._row(number, row)
        for name, kinds in self._kinds.items():
            if len(kinds) > MOST_KINDS:
                self.faults.add(
                    say(
                        "The column “{name}” has {count} different contents. Cases are made comparable by a few"
                        " categories: at most {most}.",
                        name=name, count=len(kinds), most=MOST_KINDS,
                    )
                )  # fmt: skip

    def _row(self, number: int, row: Sequence[Raw]) -> None:
        texts = [self._text(row, self._at[UNIT]), *(self._text(row, place) for place in self._mix.values())]
        if any(self._is_somebody(one) for one in texts):
            self.faults.add(
                say(
                    "it holds something that tells who somebody is: a name, a civil registration number, a telephone"
                    " number or an address. Use the employee number or a made-up name."
                ),
                number,
            )
            return
        if not texts[0]:
            self.faults.add(say("the member of staff is missing."), number)
            return
        for name, text in zip(self._mix, texts[1:], strict=True):
            self._kinds.setdefault(name, set()).add(text)
        given = self._case(number, row) if self.found.form is FileForm.ROWS else self._sums(number, row)
        if given is not None:
            key = (texts[0], " | ".join(texts[1:])[:200])
            n, total, squares = self.found.sums.get(key, (0, 0.0, 0.0))
            self.found.sums[key] = (n + given[0], total + given[1], squares + given[2])

    def _text(self, row: Sequence[Raw], place: int) -> str:
        cell = row[place] if place < len(row) else ""
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return str(tidy(cell) if isinstance(cell, str) else cell)[:60]

    def _is_somebody(self, text: str) -> bool:
        if text not in self._looked_at:
            self._looked_at[text] = tells_who(text)
        return self._looked_at[text]

    def _case(self, number: int, row: Sequence[Raw]) -> tuple[int, float, float] | None:
        if self.kind == Kind.MEAN:
            value = self._number(number, row, OUTCOME)
            return None if value is None else (1, value, value * value)
        yes = yes_no_in(self._cell(row, OUTCOME), self.faults, number)
        return None if yes is None else (1, float(yes), float(yes))

    def _sums(self, number: int, row: Sequence[Raw]) -> tuple[int, float, float] | None:
        n, total = self._number(number, row, N), self._number(number, row, TOTAL)
        squares = total if self.kind == Kind.SHARE else self._number(number, row, SQUARES)
        if n is None or total is None or squares is None:
            return None
        wrong = self._wrong(n, total, squares)
        if wrong is not None:
            self.faults.add(wrong, number)
            return None
        return (int(n), total, squares)

    def _wrong(self, n: float, total: float, squares: float) -> Sentence | None:
        if n != int(n) or not 0 < n <= _MOST_CASES:
            return say("the number of cases is a whole number above 0.")
        if self.kind == Kind.SHARE:
            possible = total == int(total) and 0 <= total <= n
            return (
                None if possible else say("the sum is how many of the cases had the outcome: from 0 to their number.")
            )
        if squares < total * total / n * (1 - 1e-9):
            return say("the sum of squares is too small for this sum and number of cases.")
        return None

    def _cell(self, row: Sequence[Raw], name: str) -> Raw:
        place = self._at.get(name)
        cell = row[place] if place is not None and place < len(row) else ""
        return tidy(cell) if isinstance(cell, str) else cell

    def _number(self, number: int, row: Sequence[Raw], name: str) -> float | None:
        cell = self._cell(row, name)
        if cell == "":
            self.faults.add(say("the column “{name}” is blank.", name=NAMES[name][0]), number)
            return None
        return number_in(cell, self._sign, self.faults, number)


def by_code(found: ReadSpread, codes: Mapping[str, str]) -> dict[tuple[str, str], tuple[int, float, float]]:
    """The sums by scrambled number. codes: from each number in the file to what is kept of it."""
    made: dict[tuple[str, str], tuple[int, float, float]] = {}
    for (number, stratum), given in found.sums.items():
        key = (codes[number], stratum)
        n, total, squares = made.get(key, (0, 0.0, 0.0))
        made[key] = (n + given[0], total + given[1], squares + given[2])
    return made
