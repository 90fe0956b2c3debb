"""Outcomes of a study read from the rows of a file: everything that is wrong at once, or sums. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from samklang.core.words import Sentence, say, say_n
from samklang.core.workbook.kinds import Date as DateKind
from samklang.core.workbook.kinds import Misread, Raw
from samklang.core.workbook.labels import tidy
from samklang.evidence import study_columns as columns
from samklang.evidence.enums import FileForm, Kind
from samklang.evidence.outcome_cells import number_in, sign_of, yes_no_in
from samklang.evidence.outcome_faults import Faults, quoted, tells_who
from samklang.evidence.public.periods import period, words
from samklang.evidence.study_periods import begins, number_at, period_at

MOST_ROWS = 200_000
_MOST_CASES = 10**9
_MOST_UNKNOWN = 5
_SHORT_NUMBER = re.compile(r"[-+\d.,%]{0,8}")


@dataclass(frozen=True)
class Asked:
    """What the study asks a file for.

    find:   the label of the unit that a cell names; None where no unit of the study is called so.
    labels: of every unit, in the order they are shown.
    people: whether the units are members of staff, whom no sentence repeats.
    """

    find: Callable[[Raw], str | None]
    labels: Sequence[str]
    people: bool
    kind: str
    first_day: date
    steps: str
    periods: int


@dataclass
class Sums:
    """What one unit's cases of one period add up to."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0


@dataclass
class Reading:
    """A file as it was understood. Where there are faults nothing else counts."""

    form: FileForm = FileForm.SUMS
    rows: int = 0
    faults: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)
    sums: dict[tuple[str, int], Sums] = field(default_factory=dict)
    trained: dict[str, date] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """The sums as they are kept: columns of one length, and when training reached whom, where the file says so."""
        places = sorted(self.sums)
        return {
            "unit": [unit for unit, _ in places], "period": [period for _, period in places],
            "n": [self.sums[one].n for one in places], "total": [self.sums[one].total for one in places],
            "squares": [self.sums[one].squares for one in places],
            "trained": {unit: day.isoformat() for unit, day in sorted(self.trained.items())},
        }  # fmt: skip


def read_outcomes(rows: Sequence[Sequence[Raw]], asked: Asked) -> Reading:
    """What a file holds. Never raises for bad content.

    rows: as the spreadsheet has them, the headings in the first that is not blank; blank rows are passed over.
    """
    reader = _Reader(asked)
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(cell != "" for cell in row)]
    if not numbered:
        reader.faults.add(say("The file has no rows. Begin with the template."))
    elif len(numbered) > MOST_ROWS:
        reader.faults.add(say(
            "The file has {count} rows, and {most} at most are read here. Send sums for each unit and period instead.",
            count=len(numbered) - 1, most=MOST_ROWS,
        ))  # fmt: skip
    elif (found := columns.columns_of(numbered[0][1], reader.faults)) is not None:
        reader.read(found, numbered[1:])
    reader.found.faults = reader.faults.told()
    return reader.found


class _Reader:
    """Goes through the rows once, and then looks at what is missing."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.faults, self.found = asked, Faults(), Reading()
        self._unknown: dict[str, list[int]] = {}
        self._seen: set[tuple[str, int]] = set()
        self._cases: set[tuple[str, int, str]] = set()
        self._sign = ","
        self._units: dict[str, str | None] = {}
        self._looked_at: dict[str, bool] = {}
        self._at: Mapping[str, int] = {}
        self._places: frozenset[int] = frozenset()

    def read(self, where: columns.Columns, rows: Sequence[tuple[int, Sequence[Raw]]]) -> None:
        """All rows, and what the file as a whole lacks."""
        self.found.form, self.found.rows, self._at = where.form, len(rows), where.at
        self._places = frozenset(where.at.values())
        if not rows:
            self.faults.add(say("There are headings and no rows."))
            return
        self._sign = self._sign_of(rows)
        for number, row in rows:
            self._row(number, row)
        self._tell_unknown()
        if not self.faults:
            self._look_for_what_is_missing()
            self._note_training()

    def _sign_of(self, rows: Iterable[tuple[int, Sequence[Raw]]]) -> str:
        places = [self._at[one] for one in (columns.TOTAL, columns.SQUARES, columns.OUTCOME) if one in self._at]
        return sign_of((row[place] for _, row in rows for place in places if place < len(row)), self.faults) or ","

    # -- one row ------------------------------------------------------------------------------------------------------

    def _row(self, number: int, row: Sequence[Raw]) -> None:
        if any(cell != "" for place, cell in enumerate(row) if place not in self._places):
            self.faults.add(say("something stands in a column without a heading. Delete it."), number)
        if any(self._tells_who(cell) for cell in row if isinstance(cell, str)):
            self.faults.add(say(
                "it holds something that tells who somebody is: a name, a civil registration number, a telephone "
                "number or an address. Take it out; outcomes come in under made-up names only."
            ), number)  # fmt: skip
            return
        unit, when = self._unit(number, self._cell(row, columns.UNIT)), self._period(number, row)
        given = self._sums(number, row) if self.found.form == FileForm.SUMS else self._case(number, row, unit, when)
        self._training(number, row, unit)
        if unit is None or when is None or given is None:
            return
        if self.found.form == FileForm.SUMS and (unit, when) in self._seen:
            self.faults.add(say("the same unit and period stand in an earlier row. Keep one of them."), number)
            return
        self._seen.add((unit, when))
        sums = self.found.sums.setdefault((unit, when), Sums())
        sums.n, sums.total, sums.squares = sums.n + given.n, sums.total + given.total, sums.squares + given.squares

    def _cell(self, row: Sequence[Raw], name: str) -> Raw:
        place = self._at.get(name)
        cell = row[place] if place is not None and place < len(row) else ""
        return tidy(cell) if isinstance(cell, str) else cell

    def _tells_who(self, cell: str) -> bool:
        """Whether a text is more than a short number, a unit or a period, and tells who somebody is."""
        if _SHORT_NUMBER.fullmatch(cell):
            return False
        if cell not in self._looked_at:
            known = self._label(cell) is not None or period(cell) is not None
            self._looked_at[cell] = not known and tells_who(cell)
        return self._looked_at[cell]

    def _label(self, cell: Raw) -> str | None:
        key = repr(cell)
        if key not in self._units:
            self._units[key] = self.asked.find(cell)
        return self._units[key]

    def _unit(self, number: int, cell: Raw) -> str | None:
        if cell == "":
            self.faults.add(say("the unit is missing."), number)
            return None
        label = self._label(cell)
        if label is None:
            self._unknown.setdefault(quoted(cell), []).append(number)
        return label

    def _period(self, number: int, row: Sequence[Raw]) -> int | None:
        cell = self._cell(row, columns.PERIOD)
        if cell == "":
            self.faults.add(say("the period is missing."), number)
            return None
        day = self._day_of(cell)
        if day is None:
            self.faults.add(say(
                "“{found}” is no period. Write it as in the template: {example}.", found=quoted(cell),
                example=self._example(),
            ), number)  # fmt: skip
            return None
        found = number_at(self.asked.first_day, self.asked.steps, day)
        if not 1 <= found <= self.asked.periods:
            self.faults.add(say("“{found}” lies outside the study's periods.", found=quoted(cell)), number)
            return None
        return found

    def _day_of(self, cell: Raw) -> date | None:
        """A day in the period that the cell names; None where it names another kind of period."""
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        named = period(cell)
        if named is None or named.first_day != begins(named.first_day, self.asked.steps):
            return None
        whole = period_at(named.first_day, self.asked.steps, 1)
        return named.first_day if whole == named else None

    def _example(self) -> str:
        first = period_at(self.asked.first_day, self.asked.steps, 1)
        return f"{words(first, 'da')} ({first.key})"

    # -- what was counted ---------------------------------------------------------------------------------------------

    def _sums(self, number: int, row: Sequence[Raw]) -> Sums | None:
        n = self._number(number, row, columns.N)
        if n is not None and (n != int(n) or not 0 <= n <= _MOST_CASES):
            self.faults.add(say("the number of cases is a whole number, 0 or more."), number)
            n = None
        total = self._number(number, row, columns.TOTAL)
        squares = self._number(number, row, columns.SQUARES, needed=False)
        if n is None or total is None:
            return None
        if self.asked.kind == Kind.SHARE:
            if total != int(total) or not 0 <= total <= n:
                self.faults.add(
                    say("the sum is how many of the cases had the outcome: from 0 to their number."), number
                )
                return None
            return Sums(int(n), total, total)
        if n == 0:
            return Sums()
        least = total * total / n
        if squares is not None and squares < least - 1e-6 * max(1.0, abs(least)):
            self.faults.add(say("the sum of squares is too small for this sum and number of cases."), number)
            return None
        return Sums(int(n), total, least if squares is None else squares)

    def _case(self, number: int, row: Sequence[Raw], unit: str | None, when: int | None) -> Sums | None:
        case = self._cell(row, columns.CASE)
        if case != "" and unit is not None and when is not None:
            if (unit, when, repr(case)) in self._cases:
                self.faults.add(say("the same case stands in an earlier row of the period. Keep one of them."), number)
            self._cases.add((unit, when, repr(case)))
        if self.asked.kind == Kind.MEAN:
            value = self._number(number, row, columns.OUTCOME)
            return None if value is None else Sums(1, value, value * value)
        yes = yes_no_in(self._cell(row, columns.OUTCOME), self.faults, number)
        return None if yes is None else Sums(1, float(yes), float(yes))

    def _number(self, number: int, row: Sequence[Raw], name: str, *, needed: bool = True) -> float | None:
        cell = self._cell(row, name)
        if cell == "":
            if needed:
                self.faults.add(say("the column “{name}” is blank.", name=columns.NAMES[name][0]), number)
            return None
        return number_in(cell, self._sign, self.faults, number)

    def _training(self, number: int, row: Sequence[Raw], unit: str | None) -> None:
        cell = self._cell(row, columns.TRAINED)
        if cell == "" or unit is None:
            return
        try:
            day = DateKind().read(cell).value
        except Misread:
            self.faults.add(
                say("“{found}” is no date. Write the day of training as 01-09-2026.", found=quoted(cell)), number
            )
            return
        if self.found.trained.setdefault(unit, day) != day:
            self.faults.add(say("an earlier row gives the same unit another day of training."), number)

    # -- the file as a whole ------------------------------------------------------------------------------------------

    def _tell_unknown(self) -> None:
        if not self._unknown:
            return
        rows = sorted(row for found in self._unknown.values() for row in found)
        names = list(self._unknown)
        if self.asked.people or "…" in names:
            for row in rows:
                self.faults.add(say("the unit is not one of the study's."), row)
            return
        shown, left = ", ".join(f"“{one}”" for one in names[:_MOST_UNKNOWN]), len(names) - _MOST_UNKNOWN
        if left > 0:
            told = say("Units that are not in the study: {names}, and {count} more.", names=shown, count=left)
        else:
            told = say("Not in the study: {names}.", names=shown)
        self.faults.add(told)

    def _look_for_what_is_missing(self) -> None:
        there = {when for (_, when), sums in self.found.sums.items() if sums.n}
        missing = [one for one in range(1, self.asked.periods + 1) if one not in there]
        if missing:
            names = ", ".join(self._named(one) for one in missing[:_MOST_UNKNOWN])
            left = len(missing) - _MOST_UNKNOWN
            self.faults.add(
                say("There are no cases from these periods: {periods}, and {count} more.", periods=names, count=left)
                if left > 0
                else say("There are no cases from these periods: {periods}.", periods=names)
            )
            return
        cells = len(self.asked.labels) * self.asked.periods
        lacking = cells - len(self.found.sums)
        if lacking and self.found.form == FileForm.SUMS:
            self._tell_lacking_sums(lacking)
        elif lacking:
            self.found.notes.append(say_n(
                "In {count} place one unit has no cases in one period; it is left out of the comparison there.",
                "In {count} places a unit has no cases in a period; it is left out of the comparison there.", lacking,
            ))  # fmt: skip

    def _tell_lacking_sums(self, lacking: int) -> None:
        if self.asked.people:
            self.faults.add(say_n(
                "{count} row is missing: each unit has a row for each period, with 0 where it had no cases.",
                "{count} rows are missing: each unit has a row for each period, with 0 where it had no cases.", lacking,
            ))  # fmt: skip
            return
        places = [(unit, when) for unit in self.asked.labels for when in range(1, self.asked.periods + 1)]
        some = [one for one in places if one not in self.found.sums][:_MOST_UNKNOWN]
        shown = ", ".join(f"{unit} {self._named(when)}" for unit, when in some)
        self.faults.add(say(
            "Rows are missing ({count}): {places}. Each unit has a row for each period, with 0 where it had no cases.",
            count=lacking, places=shown,
        ))  # fmt: skip

    def _named(self, number: int) -> str:
        return period_at(self.asked.first_day, self.asked.steps, number).key

    def _note_training(self) -> None:
        after = period_at(self.asked.first_day, self.asked.steps, self.asked.periods).last_day
        late = sum(1 for day in self.found.trained.values() if day > after)
        if late:
            self.found.notes.append(say_n(
                "{count} unit was trained after the last period, and counts as not trained in the data.",
                "{count} units were trained after the last period, and count as not trained in the data.", late,
            ))  # fmt: skip
        if self.asked.kind == Kind.MEAN and self.found.form == FileForm.SUMS and columns.SQUARES not in self._at:
            self.found.notes.append(say(
                "Without sums of squares nothing is known of how far cases differ within a unit. The interval rests on "
                "the units, and does not need it."
            ))  # fmt: skip


def by_labels(labels: Mapping[str, str]) -> Callable[[Raw], str | None]:
    """Finds a unit by what it is called. labels: from a folded name to the label."""
    return lambda cell: labels.get(tidy(str(cell)).casefold())
