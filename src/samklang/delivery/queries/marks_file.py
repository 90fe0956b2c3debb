"""A file of marks: which row is about whom, and everything that is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.labels import folded
from samklang.delivery.enums import Mark
from samklang.delivery.keyed import Keyed, keyed
from samklang.delivery.models import Participation, Session
from samklang.delivery.queries.courses import participants
from samklang.delivery.rules.attendance import mark_fits
from samklang.delivery.sent_table import first_row_with_text, rows_of, text_of
from samklang.people.models import Employee

MOST_TOLD = 20
_NUMBER = {folded(one) for one in ("Nummer", "Medarbejdernummer", "Nr", "Number", "Employee number")}
_NAME = {folded(one) for one in ("Navn", "Name")}
_MARK = {folded(one) for one in ("Fremmøde", "Mødt", "Status", "Attendance", "Mark")}


class _Columns(NamedTuple):
    number: int | None
    name: int | None
    mark: int


class Listed(NamedTuple):
    """What a file says, by the number of the person; or what is wrong, row by row."""

    marks: Mapping[int, Keyed]
    faults: Sequence[Sentence]


def read_marks(content: bytes, name: str, session: Session) -> Listed:
    """Everybody in the file by employee number, or by name where it stands alone. Blank marks are passed over."""
    try:
        rows = rows_of(content, name)
    except Misread as wrong:
        return Listed({}, [say("{what} {instead}", what=wrong.what, instead=wrong.instead)])
    top = first_row_with_text(rows)
    if top is None:
        return Listed({}, [say("The file is empty. Save it again from the spreadsheet program.")])
    columns = _columns(rows[top])
    if columns is None:
        return Listed({}, [_no_columns()])
    return _read(rows[top + 1 :], top + 2, columns, session)


def _no_columns() -> Sentence:
    return say(
        "The first row must name the columns: “Number” or “Name”, and “Attendance”. "
        "Fetch the list of attendance from the course, and fill in the same columns."
    )


def _columns(row: Sequence[Any]) -> _Columns | None:
    found = [folded(text_of(cell)) for cell in row]

    def place(names: set[str]) -> int | None:
        return next((number for number, one in enumerate(found) if one in names), None)

    number, name, mark = place(_NUMBER), place(_NAME), place(_MARK)
    return None if mark is None or (number is None and name is None) else _Columns(number, name, mark)


def _read(rows: Iterable[Sequence[Any]], first: int, columns: _Columns, session: Session) -> Listed:
    people = _People(session)
    marks: dict[int, Keyed] = {}
    faults: list[Sentence] = []
    for line, row in enumerate(rows, first):
        said = _cell(row, columns.mark)
        if not said:
            continue
        person = people.find(_cell(row, columns.number), _cell(row, columns.name))
        mark = keyed(said)
        refusal = mark_fits(session, mark.mark, mark.minutes) if mark else None
        if isinstance(person, Sentence):
            faults.append(say("Row {line}: {what}", line=line, what=person))
        elif person in marks:
            faults.append(say("Row {line}: the person stands in the file twice. Delete one of the rows.", line=line))
        elif mark is None:
            faults.append(
                say("Row {line}: “{text}” is no mark. Write t, s, f, or how many minutes.", line=line, text=said[:30])
            )  # fmt: skip
        elif refusal:
            faults.append(say("Row {line}: {what}", line=line, what=refusal.reason))
        else:
            marks[person] = mark
    if not marks and not faults:
        faults.append(say("No row of the file has a mark. Fill in the column “Attendance”."))
    return Listed({} if faults else marks, faults[:MOST_TOLD])


class _People:
    """Those in the session, by number and by name."""

    def __init__(self, session: Session) -> None:
        rows: list[Participation] = list(participants(session))
        numbers = Employee.objects.filter(
            person__in=[one.person_id for one in rows], jobcentre=session.course.programme.jobcentre_id
        )
        self.by_number = {one.number.casefold(): one.person_id for one in numbers}
        self.by_name: dict[str, list[int]] = {}
        for one in rows:
            self.by_name.setdefault(one.person.name.casefold(), []).append(one.person_id)

    def find(self, number: str, name: str) -> int | Sentence:
        """The person, or why there is none."""
        if number and number.casefold() in self.by_number:
            return self.by_number[number.casefold()]
        found = self.by_name.get(name.casefold(), []) if not number else []
        if len(found) > 1:
            return say("two people are called {name}. Write the employee number.", name=name[:60])
        if found:
            return found[0]
        if not number and not name:
            return say("nobody is named. Write the employee number or the name.")
        return say("{who} is not expected at the session. Delete the row, or put them on the list first.",
                   who=(name or number)[:60])  # fmt: skip


def _cell(row: Sequence[Any], place: int | None) -> str:
    return text_of(row[place]) if place is not None and place < len(row) else ""


def as_written(row: Participation) -> str:
    """A mark as the keying page shows it and as a file can say it again."""
    if row.mark == Mark.PARTIAL:
        return str(row.minutes)
    return "" if row.mark == Mark.EXPECTED else str(row.get_mark_display())
