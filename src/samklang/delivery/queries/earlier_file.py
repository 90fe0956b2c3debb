"""A file of training from before: which row is about whom and what, and everything that is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from samklang.core.words import Sentence, say
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Date
from samklang.core.workbook.labels import folded
from samklang.delivery.models import EarlierProof
from samklang.delivery.sent_table import first_row_with_text, rows_of, text_of
from samklang.people.models import Employee
from samklang.people.queries.employees import engagement_on
from samklang.planning.models import Programme

MOST_TOLD = 30
_HEADINGS = {
    "number": ("Nummer", "Medarbejdernummer", "Nr", "Number", "Employee number"),
    "name": ("Navn", "Name"),
    "team": ("Team", "Hold", "Afdeling"),
    "module": ("Modul", "Kursus", "Module", "Course"),
    "day": ("Dato", "Dag", "Date", "Day", "Completed"),
    "source": ("Fra hvem", "Kilde", "Udbyder", "From whom", "Source", "Provider"),
}
_KNOWN = {name: {folded(one) for one in words} for name, words in _HEADINGS.items()}


class Found(NamedTuple):
    """One row that is in order. person: the number of the person."""

    person: int
    name: str
    module: str
    day: date
    source: str


class ListedProofs(NamedTuple):
    """What a file says, or what is wrong with it, row by row. known: how many rows are recorded already."""

    found: Sequence[Found]
    faults: Sequence[Sentence]
    known: int = 0


def read_proofs(
    content: bytes, name: str, programme: Programme, modules: Sequence[tuple[str, str]], today: date
) -> ListedProofs:
    """Everybody in the file by employee number, or by name and team. Nothing where a row is wrong."""
    try:
        rows = rows_of(content, name)
    except Misread as wrong:
        return ListedProofs((), [say("{what} {instead}", what=wrong.what, instead=wrong.instead)])
    top = first_row_with_text(rows)
    columns = _columns(rows[top]) if top is not None else {}
    if top is None or not {"module", "day", "source"} <= columns.keys() or not {"number", "name"} & columns.keys():
        return ListedProofs((), [say(
            "The first row must name the columns: “Number” or “Name” and “Team”, and “Module”, “Date” and “From whom”."
        )])  # fmt: skip
    reader = _Reader(programme, modules, today)
    for line, row in enumerate(rows[top + 1 :], top + 2):
        cells = {key: row[place] if place < len(row) else "" for key, place in columns.items()}
        if any(text_of(cell) for cell in cells.values()):
            reader.take(line, cells)
    if not reader.found and not reader.faults and not reader.known:
        reader.faults.append(say("There is no row under the headings. Fill in one row for each module of each person."))
    return ListedProofs(() if reader.faults else reader.found, reader.faults[:MOST_TOLD], reader.known)


def _columns(row: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        for name, words in _KNOWN.items():
            if folded(text_of(cell)) in words:
                found.setdefault(name, place)
    return found


class _Reader:
    """Takes one row after the other."""

    def __init__(self, programme: Programme, modules: Sequence[tuple[str, str]], today: date) -> None:
        self.found: list[Found] = []
        self.faults: list[Sentence] = []
        self.known = 0
        self._today = today
        self._modules = {folded(word): key for key, name in modules for word in (key, name)}
        self._module_names = tuple(name for _, name in modules)
        staff = Employee.objects.filter(jobcentre=programme.jobcentre_id).select_related("person")
        self._staff = list(staff.order_by("pk"))
        self._by_number = {one.number.casefold(): one for one in self._staff}
        there = EarlierProof.objects.filter(programme=programme).values_list("person", "module").order_by("pk")
        self._recorded = set(there)
        self._seen: set[tuple[int, str]] = set()

    def take(self, line: int, cells: Mapping[str, Any]) -> None:
        """Keep the row, or say what is wrong with it."""
        who = self._who(cells)
        module = self._modules.get(folded(text_of(cells["module"])))
        day = self._day(cells["day"])
        source = text_of(cells["source"])[:300]
        wrong = list(self._wrong(who, module, day, source, cells))
        self.faults += [say("Row {line}: {what}", line=line, what=one) for one in wrong]
        if wrong or isinstance(who, Sentence) or module is None or not isinstance(day, date):
            return
        key = (who.person_id, module)
        if key in self._seen:
            self.faults.append(say("Row {line}: the same module stands twice for the person. Delete one.", line=line))
        elif key in self._recorded:
            self.known += 1
        else:
            self.found.append(Found(who.person_id, who.name, module, day, source))
        self._seen.add(key)

    def _wrong(
        self, who: Employee | Sentence, module: str | None, day: date | Sentence, source: str, cells: Mapping[str, Any]
    ) -> Iterable[Sentence]:
        if isinstance(who, Sentence):
            yield who
        if module is None:
            yield say("the programme has no module “{text}”. Write one of: {names}.",
                      text=text_of(cells["module"])[:60], names=self._module_names)  # fmt: skip
        if isinstance(day, Sentence):
            yield day
        if not source:
            yield say("nobody is named as the source. Write from whom it is known.")

    def _who(self, cells: Mapping[str, Any]) -> Employee | Sentence:
        number, name, team = (text_of(cells.get(key, "")) for key in ("number", "name", "team"))
        if number:
            known = self._by_number.get(number.casefold())
            return known or say("nobody at the jobcentre has the employee number {number}.", number=number[:40])
        found = [one for one in self._staff if one.name.casefold() == name.casefold()]
        if team and len(found) > 1:
            found = [one for one in found if self._is_in(one, team)]
        if len(found) == 1:
            return found[0]
        if found:
            return say("several are called {name}. Write the employee number.", name=name[:60])
        return say("nobody at the jobcentre is called “{name}”. Write the name as it stands in the register.",
                   name=name[:60])  # fmt: skip

    def _is_in(self, one: Employee, team: str) -> bool:
        held = engagement_on(one, self._today)
        return held is not None and held.team.name.casefold() == team.casefold()

    def _day(self, cell: Any) -> date | Sentence:
        try:
            day: date = Date().read(cell).value
        except Misread as wrong:
            return say("{what} {instead}", what=wrong.what, instead=wrong.instead)
        return day if day <= self._today else say("{day} has not come yet.", day=day)
