"""How long the preview of 5,000 rows takes, and how long applying it, beside the way one would write it at first.

    python bench/staff_import.py [--rows 5000]

Two baselines in the same run, on the same file and the same register in SQLite: reading the workbook cell by cell with
openpyxl, and putting it against the register with one query for each row.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from time import perf_counter, process_time
from typing import Any, NamedTuple

import django
import openpyxl
import xlsxwriter
from django.core.management import call_command

FOLDER = tempfile.TemporaryDirectory()
os.environ.update(SAMKLANG_DATA=FOLDER.name, DATABASE_URL="", DJANGO_SETTINGS_MODULE="samklang.config.settings")
django.setup()

# ruff: noqa: E402 - the settings must be there before any model is
from samklang.access.commands import add_person, add_place, give_role
from samklang.access.commands.many import add_people
from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place
from samklang.people.commands.staff_import import apply_import, begin_import, undo_import
from samklang.people.models import Employee, Engagement

FIRST_DAY = date(2027, 9, 1)
TEAMS = 40


def a_workbook(rows: int) -> bytes:
    """A staff list: a tenth is new, a fifth has another role than the register."""

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Medarbejdere")
    marks = [f"{day} {half}" for day in ("man", "tir", "ons", "tor", "fre") for half in ("fm", "em")]
    headings = ("Medarbejdernr.", "Navn", "E-mail", "Team", "Stilling", "Timer pr. uge", "Ansat fra", "Leder", *marks)
    sheet.write_row(0, 0, headings)
    for number in range(1, rows + 1):
        role = "konsulent" if number % 5 == 0 else "rådgiver"
        sheet.write_row(
            number, 0,
            (str(10_000 + number), f"Anna Æbelø {number}", f"a{number}@example.org", f"Team {number % TEAMS}", role, 37,
             "01-05-2019", str(10_001) if number > 1 else "", *("x" for _ in marks)),
        )  # fmt: skip
    book.close()
    return buffer.getvalue()


def a_register(rows: int) -> tuple[Person, Place]:
    """A jobcentre whose register has nine tenths of them. The programme lead and the jobcentre."""

    municipality = add_place(by=None, kind=PlaceKind.MUNICIPALITY, name="Storby")
    jobcentre = add_place(by=None, kind=PlaceKind.JOBCENTRE, name="Jobcenter Storby", parent=municipality)
    teams = [add_place(by=None, kind=PlaceKind.TEAM, name=f"Team {n}", parent=jobcentre) for n in range(TEAMS)]
    lead = add_person(by=None, municipality=municipality, name="Birgit Leth", email="b@example.org")
    give_role(by=None, person=lead, role=Role.PROGRAMME_LEAD, place=jobcentre, first_day=date(2020, 1, 1))
    numbers = [number for number in range(1, rows + 1) if number % 10]
    people = add_people(
        by=None, municipality=municipality, people=[(f"Anna Æbelø {n}", f"a{n}@example.org") for n in numbers]
    )
    now = people[0].created_at
    staff = [
        Employee(person=person, jobcentre=jobcentre, number=str(10_000 + number), created_at=now)
        for number, person in zip(numbers, people, strict=True)
    ]
    Employee.objects.bulk_create(staff, batch_size=500)
    Engagement.objects.bulk_create(
        [
            Engagement(employee=one, team=teams[number % TEAMS], role="rådgiver", weekly_hours=37,
                       manager=staff[0], first_day=date(2019, 5, 1))
            for number, one in zip(numbers, staff, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    return Person.objects.get(pk=lead.pk), jobcentre


def cell_by_cell(content: bytes) -> list[tuple[Any, ...]]:
    """The rows as openpyxl reads them."""

    sheet = openpyxl.load_workbook(BytesIO(content))["Medarbejdere"]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)]


def query_by_query(rows: list[tuple[Any, ...]], jobcentre: Place) -> int:
    """How many rows differ, asked with one query for the employee and one for the engagement of each."""

    differing = 0
    for number, name, _, team, role, *_ in rows:
        employee = Employee.objects.filter(jobcentre=jobcentre, number=number).select_related("person").first()
        row = employee and employee.engagements.on(FIRST_DAY).select_related("team", "manager").first()
        differing += not (employee and row and (employee.name, row.team.name, row.role) == (name, team, role))
    return differing


class Timed(NamedTuple):
    """What something took, in seconds: as one waits, and of one processor; and what came of it."""

    waited: float
    worked: float
    result: Any

    def __str__(self) -> str:
        return f"{self.waited:6.2f} s, {self.worked:6.2f} s of the processor"


def timed(what: Callable[[], Any]) -> Timed:
    """Do it, by two clocks; the second one does not count what others do on the machine."""
    began, worked = perf_counter(), process_time()
    result = what()
    return Timed(perf_counter() - began, process_time() - worked, result)


def main() -> None:
    """Measure, and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000)
    rows = parser.parse_args().rows
    with FOLDER:
        call_command("migrate", verbosity=0)
        measure(rows)


def measure(rows: int) -> None:
    """The preview, applying, undoing, and the baselines."""

    lead, jobcentre = a_register(rows)
    content = a_workbook(rows)
    preview = timed(
        lambda: begin_import(
            by=lead, jobcentre=jobcentre, name="staff.xlsx", content=content, first_day=FIRST_DAY, is_whole_list=True
        )
    )
    found = preview.result
    reading = timed(lambda: cell_by_cell(content))
    asking = timed(lambda: query_by_query(reading.result, jobcentre))
    if asking.result != found.count_of("new") + found.count_of("changed"):
        raise SystemExit(f"The two ways differ: {asking.result} and {found.counts}.")
    applying = timed(lambda: apply_import(by=lead, staff_import=found, leave_out=False, end_missing=True))
    undoing = timed(lambda: undo_import(by=lead, staff_import=found, today=FIRST_DAY))
    ratio = (reading.worked + asking.worked) / preview.worked
    print(f"{rows} rows, {found.count_of('new')} new, {found.count_of('changed')} changed, in SQLite")
    print(f"preview, read and put against the register and kept   {preview}")
    print(f"reading cell by cell with openpyxl                    {reading}")
    print(f"one query after the other for each row                {asking}")
    print(f"applying, with an entry in the ledger for each person {applying}")
    print(f"undoing                                               {undoing}")
    print(f"The naive way takes {ratio:.1f} times the work of the preview, and keeps nothing.")


if __name__ == "__main__":
    main()
