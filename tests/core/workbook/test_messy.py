"""A workbook as it really comes: many things wrong at once, all of them told at once, each with its cell."""

import openpyxl
from openpyxl.workbook import Workbook
from tests.core.workbook.books import (
    a_period,
    a_small_document,
    column,
    errors,
    notes,
    spoilt,
    told,
)

from samklang.core.words import render
from samklang.core.workbook import read

ABSENCES = [
    {"person": "1001", "period": a_period("2027-08-09", "2027-08-13"), "kind": "sick"},
    {"person": "1002", "period": a_period("2027-08-09", "2027-08-13"), "kind": "sick"},
    {"person": "1003", "period": a_period("2027-08-09", "2027-08-13"), "kind": "sick"},
]
GRANT = {"id": "STAR", "name": "STAR", "amount_ore": 100, "first_day": "2027-08-01", "last_day": "2027-12-31",
         "share_percent": 100.0, "headings": ["trainer"]}  # fmt: skip


def mess_up(book: Workbook) -> None:
    """Fifteen mistakes and some things that are only unusual."""
    staff, absences, rooms = book["Medarbejdere"], book["Fravær"], book["Lokaler"]
    staff[f"{column(staff, 'Medarbejdernr.')}7"] = 1001.0
    staff[f"{column(staff, 'Team')}6"] = "Team Røding"
    staff[f"{column(staff, 'Timer pr. uge')}5"] = -37.0
    staff[f"{column(staff, 'Ansat fra')}5"] = "31-02-2027"
    staff[f"{column(staff, 'Fratrådt')}6"] = "1/12 27"
    staff[f"{column(staff, 'Skal på kursus')}5"] = "måske"
    staff[f"{column(staff, 'Stilling')}5"] = "rådgiver 010203-1234"
    staff["AD4"], staff["AD5"] = "Fødselsdag", "maj"
    absences["B5"] = absences["B6"] = None
    absences["A5"], absences["A6"] = None, "Aage Sørensen"
    absences["A7"], absences["B7"] = "1003", "Anna Berg"
    absences["C6"], absences["C6"].number_format = 46612.0, "General"
    absences["G6"] = "sygdom"
    rooms["B5"] = "#REF!"
    rooms["D5"] = "=250*4"
    book["Moduler"]["B5"] = "tre dage"
    book["Undervisere"]["B5"] = "Forberedelse, Åbningen"
    book["Budget og tilskud"]["E5"] = 0.75
    book["Regler"]["B8"] = "1. august 2027"
    book.create_sheet("Ark1")["A1"] = "kladde"


def test_every_mistake_is_told_at_once_with_sheet_and_cell(tmp_path):
    path = spoilt(
        tmp_path / "plan.xlsx", mess_up, absences=ABSENCES, funding={"own_budget_ore": None, "grants": [GRANT]}
    )
    reading = read(path)
    assert reading.document is None
    assert told(errors(reading)) == [
        ("Regler", "B8", "The last day 1 August 2027 comes before the first day 2 August 2027."),
        ("Medarbejdere", "D5", "This cell holds what looks like a civil registration number."),
        ("Medarbejdere", "G5", "“-37” is negative, and this cannot be."),
        ("Medarbejdere", "S5", "“31-02-2027” does not exist: that month has 28 days."),
        ("Medarbejdere", "W5", "“måske” is neither yes nor no."),
        ("Medarbejdere", "C6", "“Team Røding” does not stand in the sheet “Teams”."),
        ("Medarbejdere", "T6", "The year in “1/12 27” has only two digits."),
        ("Medarbejdere", "A7", "“1001” stands twice; the other one is in A5."),
        ("Fravær", "A5", "The row does not say whom it is about."),
        ("Fravær", "A7", "“1003” does not stand in the sheet “Medarbejdere”."),
        ("Moduler", "B5", "“tre dage” is not one of the words known here."),
        ("Undervisere", "B5", "“Åbningen” does not stand in the sheet “Moduler”."),
        ("Lokaler", "B5", "The cell shows the error #REF! in place of a value."),
        ("Lokaler", "D5", "The cell holds a formula whose result is not stored in the file."),
        ("Budget og tilskud", "E5", "“0.75” can mean 0.75 % or 75 %."),
    ]
    assert told(notes(reading)) == [
        ("Regler", "B8", "“1. august 2027” stands as text and was read with the day first: 1 August 2027."),
        ("Medarbejdere", "AD4", "Column “Fødselsdag” is not used."),
        ("Fravær", "A6", "“Aage Sørensen” was read as “Åge Sørensen (1002)”, which is spelt a little differently."),
        ("Fravær", "C6", "“46612” is a day number of the spreadsheet and was read as 13 August 2027."),
        ("Ark1", "", "The sheet “Ark1” is not used."),
    ]


def test_every_issue_can_be_said_in_words_and_names_a_cell_that_is_there(tmp_path):
    path = spoilt(tmp_path / "plan.xlsx", mess_up, absences=ABSENCES)
    book = openpyxl.load_workbook(path)
    for issue in read(path).issues:
        assert render(issue.what, "en")
        assert render(issue.instead, "en")
        assert issue.cell == "" or book[issue.sheet][issue.cell] is not None


def test_after_the_mistakes_are_corrected_there_is_a_document(tmp_path):
    path = spoilt(tmp_path / "plan.xlsx", mess_up, absences=ABSENCES)
    cells = {(error.sheet, error.cell) for error in errors(read(path))}
    good = openpyxl.load_workbook(spoilt(tmp_path / "good.xlsx", lambda book: book.active, absences=ABSENCES))
    book = openpyxl.load_workbook(path)
    for sheet, cell in cells:
        book[sheet][cell] = good[sheet][cell].value
    book["Fravær"]["A5"], book["Fravær"]["B7"] = "Anna Berg", None
    book.save(path)
    reading = read(path)
    assert errors(reading) == []
    assert reading.document is not None
    assert reading.document["people"] == a_small_document()["people"]
