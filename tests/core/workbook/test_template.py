"""The empty workbook explains itself and is read as empty."""

from datetime import date

import openpyxl
import pytest
from tests.core.workbook.books import column, errors, notes, told

from samklang.core.planner import problem
from samklang.core.workbook import read, template
from samklang.core.workbook.sheets import SHEETS

SUMMER = date(2027, 8, 2)


@pytest.fixture(params=[("conversations", "da"), ("conversations", "en"), ("companies", "da"), ("companies", "en")])
def empty(request, tmp_path):
    """The path of an empty workbook, its programme and its language."""
    programme, language = request.param
    template(tmp_path / "plan.xlsx", programme=programme, first_day=SUMMER, language=language)
    return tmp_path / "plan.xlsx", programme, language


def test_it_is_read_as_a_workbook_that_lacks_people_teams_trainers_and_rooms_and_nothing_else(empty):
    path, _, language = empty
    reading = read(path)
    assert [what for *_, what in told(errors(reading))] == [
        f"The sheet “{kind.name.in_(language)}” has no rows."
        for kind in SHEETS
        if kind.key in ("teams", "staff", "trainers", "rooms")
    ]
    assert len(notes(reading)) == 1


def test_every_sheet_has_headings_help_and_a_frozen_top(empty):
    path, _, language = empty
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[1:] == [kind.name.in_(language) for kind in SHEETS]
    for kind in SHEETS:
        sheet = book[kind.name.in_(language)]
        headings = [cell for cell in sheet[4] if cell.value]
        assert [cell.value.split("\n")[0] for cell in headings] == [one.heading.in_(language) for one in kind.columns]
        assert all(cell.comment and kind.columns[place].help.in_(language) in cell.comment.text
                   for place, cell in enumerate(headings))  # fmt: skip
        assert sheet.freeze_panes
        assert sheet["A2"].value == kind.purpose.in_(language)


def test_choices_can_be_chosen_from_a_list(empty):
    path, _, language = empty
    book = openpyxl.load_workbook(path)
    staff = book["Medarbejdere" if language == "da" else "Staff"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in staff.data_validations.dataValidation}
    yes_no = rules[f"{column(staff, 'Vikar' if language == 'da' else 'Temp')}5"]
    assert yes_no.formula1 == ('"ja,nej"' if language == "da" else '"yes,no"')
    team = rules[f"{column(staff, 'Team')}5"]
    assert team.formula1.startswith("'Teams'!")
    hours = rules[f"{column(staff, 'Timer pr. uge' if language == 'da' else 'Hours per week')}5"]
    assert (hours.type, hours.formula1) == ("decimal", "0")


def test_the_two_programmes_begin_with_their_own_modules(tmp_path):
    names = {}
    for programme in ("conversations", "companies"):
        template(tmp_path / "plan.xlsx", programme=programme, first_day=SUMMER)
        sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Moduler"]
        names[programme] = [sheet[f"A{row}"].value for row in range(5, 9)]
    assert names["companies"] == [
        "Forberedelse af mødet",
        "Gennemførelse af mødet",
        "Virksomhedsforståelse og salgsteknik",
        "Forhandling",
    ]
    assert [name.split()[0].strip(":") for name in names["conversations"]] == [
        "Forberedelse",
        "Åbning",
        "Gennemførelse",
        "Afslutning",
    ]


def test_the_closing_days_of_the_year_are_filled_in(tmp_path):
    template(tmp_path / "plan.xlsx", programme="companies", first_day=date(2027, 2, 1))
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Lukkedage"]
    days = {sheet[f"A{row}"].value.date().isoformat(): sheet[f"B{row}"].value for row in range(5, sheet.max_row + 1)
            if sheet[f"A{row}"].value}  # fmt: skip
    assert days["2027-03-25"] == "Skærtorsdag"
    assert days["2027-12-24"] == "24. december"
    assert "2027-04-23" not in days  # Store Bededag is a working day
    assert list(days) == sorted(days)
    assert max(days) < "2028-02-01"


def test_a_leap_day_can_be_the_first_day(tmp_path):
    template(tmp_path / "plan.xlsx", programme="companies", first_day=date(2028, 2, 29))
    assert len(errors(read(tmp_path / "plan.xlsx"))) == 4


def test_filled_in_with_the_least_it_is_a_planning_problem(empty):
    path, _, language = empty
    book = openpyxl.load_workbook(path)
    word = {kind.key: kind.name.in_(language) for kind in SHEETS}
    book[word["teams"]]["A6"] = "Vest"
    staff = book[word["staff"]]
    for row, name in enumerate(("Anna Berg", "Bo Li"), start=7):
        staff[f"A{row}"], staff[f"B{row}"], staff[f"C{row}"] = row, name, "Vest"
        staff[f"{column(staff, 'Timer pr. uge' if language == 'da' else 'Hours per week')}{row}"] = 37
    book[word["trainers"]]["A6"], book[word["trainers"]]["B6"] = "Tina", "alle"
    book[word["rooms"]]["A6"], book[word["rooms"]]["B6"] = "Salen", 12
    book.save(path)
    reading = read(path)
    assert errors(reading) == []
    assert reading.document is not None
    assert len(problem.from_document(reading.document).people) == 2
