"""How sheets, headings and rows are found, however the workbook was put together."""

import zipfile

import pytest
import xlsxwriter
from openpyxl.comments import Comment
from tests.core.workbook.books import (
    FIRST_ROW,
    HEADING_ROW,
    a_small_document,
    column,
    errors,
    notes,
    reading_with,
    spoilt,
    told,
    untouched,
)

from samklang.core.workbook import read


def test_a_workbook_without_mistakes_has_no_errors(tmp_path):
    reading = read(untouched(tmp_path / "plan.xlsx"))
    assert errors(reading) == []
    assert reading.document == a_small_document()


def test_a_date_in_words_in_the_rules_is_read_and_told(tmp_path):
    def spoil(book):
        book["Regler"]["B7"] = "2/8 2027"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert reading.document == a_small_document()
    assert told(notes(reading)) == [
        ("Regler", "B7", "“2/8 2027” stands as text and was read with the day first: 2 August 2027.")
    ]


def test_sheets_are_found_by_their_english_names_and_by_other_names(tmp_path):
    def spoil(book):
        book["Medarbejdere"].title = "PERSONALELISTE "
        book["Teams"].title = "Hold"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert reading.document == a_small_document()


def test_headings_are_found_in_either_language_whatever_their_case_spaces_and_hyphens(tmp_path):
    def spoil(book):
        staff = book["Medarbejdere"]
        staff[f"{column(staff, 'Medarbejdernr.')}{HEADING_ROW}"] = "EMPLOYEE-ID"
        staff[f"{column(staff, 'Navn')}{HEADING_ROW}"] = "  Fulde  navn\u00a0"
        staff[f"{column(staff, 'Team')}{HEADING_ROW}"] = "Afdeling"
        staff[f"{column(staff, 'Ansat fra')}{HEADING_ROW}"] = "ansættelsesdato"

    assert read(spoilt(tmp_path / "plan.xlsx", spoil)).document == a_small_document()


def test_headings_may_stand_further_down_and_the_columns_in_any_order(tmp_path):
    def spoil(book):
        staff = book["Medarbejdere"]
        staff.insert_rows(1, 6)
        staff["A1"] = "Udtræk fra lønsystemet"
        staff.insert_cols(1, 2)
        rows = [[cell.value for cell in row] for row in staff.iter_rows()]
        for row, values in enumerate(rows, start=1):
            for place, value in enumerate(reversed(values), start=1):
                staff.cell(row, place).value = value

    assert read(spoilt(tmp_path / "plan.xlsx", spoil)).document == a_small_document()


def test_headings_below_the_fifteenth_row_are_not_found(tmp_path):
    reading = read(spoilt(tmp_path / "plan.xlsx", lambda book: book["Lokaler"].insert_rows(1, 20)))
    assert ("Lokaler", "A1", "No row with headings was found in the first 15 rows.") in told(errors(reading))


def test_blank_rows_are_skipped(tmp_path):
    def spoil(book):
        book["Medarbejdere"].insert_rows(FIRST_ROW + 1, 3)
        book["Medarbejdere"][f"B{FIRST_ROW + 2}"] = "  \u00a0 "

    assert read(spoilt(tmp_path / "plan.xlsx", spoil)).document == a_small_document()


def test_a_second_row_of_headings_is_skipped(tmp_path):
    def spoil(book):
        rooms = book["Lokaler"]
        rooms.insert_rows(FIRST_ROW)
        rooms[f"A{FIRST_ROW}"], rooms[f"B{FIRST_ROW}"] = "Room", "Seats"

    assert read(spoilt(tmp_path / "plan.xlsx", spoil)).document == a_small_document()


def test_example_rows_are_left_out_and_this_is_told_once(tmp_path):
    def spoil(book):
        for name in ("Teams", "Lokaler"):
            book[name].insert_rows(FIRST_ROW)
            book[name][f"A{FIRST_ROW}"], book[name][f"B{FIRST_ROW}"] = "EKSEMPEL: noget", "vrøvl"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert reading.document == a_small_document()
    assert told(notes(reading)) == [
        ("Teams", "A5", "2 rows marked as examples were left out, in the sheets Teams and Lokaler.")
    ]


def test_a_name_that_only_begins_like_an_example_is_read(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Lokaler", "Lokale", "Eksempelsalen")
    assert reading.document is not None
    assert reading.document["rooms"][0]["name"] == "Eksempelsalen"


def test_an_extra_column_is_told_and_not_used(tmp_path):
    def spoil(book):
        staff = book["Medarbejdere"]
        staff.cell(HEADING_ROW, 30).value = "Fødselsdag"
        staff.cell(FIRST_ROW, 30).value = "i maj"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert reading.document == a_small_document()
    assert told(notes(reading)) == [("Medarbejdere", "AD4", "Column “Fødselsdag” is not used.")]


def test_a_column_without_heading_is_told(tmp_path):
    def spoil(book):
        book["Medarbejdere"].cell(FIRST_ROW + 1, 30).value = "?"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert told(notes(reading)) == [("Medarbejdere", "AD6", "This column has no heading and is not used.")]


def test_a_misspelt_heading_is_an_error_with_the_right_one(tmp_path):
    def spoil(book):
        staff = book["Medarbejdere"]
        staff[f"{column(staff, 'Fratrådt')}{HEADING_ROW}"] = "Fratårdt"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert reading.document is None
    [error] = errors(reading)
    assert str(error.what) == "The heading “Fratårdt” is not known. Did you mean “Fratrådt”?"
    assert str(error.instead) == "Write “Fratrådt”, or delete the column."


def test_a_missing_column_is_an_error_in_the_language_of_the_sheet(tmp_path):
    def spoil(book):
        rooms = book["Lokaler"]
        rooms.delete_cols(2)

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert told(errors(reading)) == [("Lokaler", "A4", "The column “Pladser” is missing.")]


def test_two_columns_with_the_same_meaning_are_an_error_that_names_both(tmp_path):
    def spoil(book):
        book["Lokaler"].cell(HEADING_ROW, 9).value = "Kapacitet"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert told(errors(reading)) == [("Lokaler", "I4", "“Kapacitet” means the same as the heading in B4.")]


def test_an_extra_sheet_is_told_and_not_used(tmp_path):
    def spoil(book):
        book.create_sheet("Ark4")["A1"] = "huskeliste"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert reading.document == a_small_document()
    assert told(notes(reading)) == [("Ark4", "", "The sheet “Ark4” is not used.")]


def test_a_missing_sheet_is_an_error(tmp_path):
    reading = read(spoilt(tmp_path / "plan.xlsx", lambda book: book.remove(book["Lokaler"])))
    assert told(errors(reading)) == [("Lokaler", "", "The sheet “Lokaler” is missing.")]


def test_a_misspelt_sheet_is_suggested(tmp_path):
    def spoil(book):
        book["Medarbejdere"].title = "Medarbejderer"

    [error] = errors(read(spoilt(tmp_path / "plan.xlsx", spoil)))
    assert str(error.what) == "The sheet “Medarbejdere” is missing."
    assert str(error.instead) == "Is it “Medarbejderer”? Then name that sheet “Medarbejdere”."


def test_two_sheets_with_the_same_meaning_are_an_error(tmp_path):
    reading = read(spoilt(tmp_path / "plan.xlsx", lambda book: book.create_sheet("Hold")))
    assert told(errors(reading)) == [("Hold", "", "The sheets “Hold” and “Teams” are the same.")]


@pytest.mark.parametrize(
    "name", ["Bookede opgaver", "Fravær", "Arbejdstider", "Bemanding", "Optaget", "Undgå", "Ønsker"]
)
def test_a_sheet_that_may_be_left_out_is_not_missed(tmp_path, name):
    reading = read(spoilt(tmp_path / "plan.xlsx", lambda book: book.remove(book[name])))
    assert reading.document == a_small_document()


def test_a_required_sheet_without_rows_is_an_error(tmp_path):
    reading = read(spoilt(tmp_path / "plan.xlsx", lambda book: book["Undervisere"].delete_rows(FIRST_ROW)))
    assert told(errors(reading)) == [("Undervisere", "A4", "The sheet “Undervisere” has no rows.")]


def test_merged_cells_count_for_each_of_their_rows_and_this_is_told(tmp_path):
    def spoil(book):
        staff = book["Medarbejdere"]
        letter = column(staff, "Team")
        staff.merge_cells(f"{letter}5:{letter}7")

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert reading.document == a_small_document()
    assert told(notes(reading)) == [
        ("Medarbejdere", "C5", "These cells are merged down to C7; “Team Rødding” was read for every row of them.")
    ]


def test_a_blank_cell_outside_a_merged_range_is_not_filled_from_above(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Team", None, row=6)
    assert told(errors(reading)) == [("Medarbejdere", "C6", "“Team” is not filled in.")]


def test_notes_on_cells_do_not_matter(tmp_path):
    def spoil(book):
        book["Medarbejdere"]["B5"].comment = Comment("ring til hende", "lederen")

    assert read(spoilt(tmp_path / "plan.xlsx", spoil)).document == a_small_document()


def test_an_error_value_is_refused_in_words(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Lokaler", "Pladser", "#N/A")
    assert told(errors(reading)) == [("Lokaler", "B5", "The cell shows the error #N/A in place of a value.")]


def test_a_formula_without_a_stored_result_is_refused_in_words(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Lokaler", "Pris pr. halvdag (kr.)", "=500*2")
    assert told(errors(reading)) == [
        ("Lokaler", "D5", "The cell holds a formula whose result is not stored in the file.")
    ]


def test_a_formula_is_read_by_its_stored_result_and_a_blank_result_is_blank(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        sheet = book.add_worksheet("Lokaler")
        sheet.write_row("A1", ["Lokale", "Pladser", "Sted"])
        sheet.write("A2", "Salen")
        sheet.write_formula("B2", "=6*2", None, 12)
        sheet.write_formula("C2", '=IF(B2>20,"Hus B","")', None, "")
    with zipfile.ZipFile(tmp_path / "plan.xlsx") as made, zipfile.ZipFile(tmp_path / "excel.xlsx", "w") as as_excel:
        for name in made.namelist():  # Excel marks a result that is text, even blank text
            as_excel.writestr(name, made.read(name).replace(b'<c r="C2">', b'<c r="C2" t="str">'))
    reading = read(tmp_path / "excel.xlsx")
    assert [issue for issue in reading.issues if issue.sheet == "Lokaler"] == []
    assert reading.place_of(("rooms", 0, "capacity")) == ("Lokaler", "B2")


def test_an_error_in_a_column_that_is_not_used_does_not_matter(tmp_path):
    def spoil(book):
        book["Lokaler"].cell(HEADING_ROW, 12).value = "Bemærkning"
        book["Lokaler"].cell(FIRST_ROW, 12).value = "#REF!"

    assert errors(read(spoilt(tmp_path / "plan.xlsx", spoil))) == []


@pytest.mark.parametrize("number", ["010203-1234", "0102031234", "010203 1234", "CPR 010203-1234 (Anna)", 102031234.0])
def test_a_civil_registration_number_is_refused_and_never_repeated(tmp_path, number):
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Medarbejdernr.", number)
    [error] = errors(reading)
    assert (error.sheet, error.cell) == ("Medarbejdere", "A5")
    assert str(error.what) == "This cell holds what looks like a civil registration number."
    assert "1234" not in "".join(map(str, reading.issues))


def test_a_civil_registration_number_is_found_outside_the_tables_too(tmp_path):
    def spoil(book):
        book["Medarbejdere"]["A1"] = "Liste fra Anna, 311299-1234"
        book.create_sheet("Noter")["C7"] = "311299-1234"
        book["Lokaler"].cell(9, 20).value = "311299-1234"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert [(error.sheet, error.cell) for error in errors(reading)] == [
        ("Medarbejdere", "A1"),
        ("Lokaler", "T9"),
        ("Noter", "C7"),
    ]
    assert "311299" not in "".join(map(str, reading.issues))


@pytest.mark.parametrize(
    "number", ["75 16 00 00", "991099-1234", "109999-1234", "12345678", "2027-09-12 10:00", 7516.0]
)
def test_other_numbers_are_not_taken_for_civil_registration_numbers(tmp_path, number):
    assert errors(reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Stilling", number)) == []
