"""What one sheet says about another: people, teams, modules, cover groups."""

from openpyxl.workbook import Workbook
from tests.core.workbook.books import (
    a_group,
    a_period,
    a_person,
    a_small_document,
    column,
    errors,
    notes,
    reading_with,
    spoilt,
    told,
    untouched,
)

from samklang.core.workbook import Reading, read

ABSENCE = {"person": "1003", "period": a_period("2027-08-09", "2027-08-13"), "kind": "holiday"}


def absence_of(path, number, name) -> Reading:
    """The reading with one absence, of whoever is written there."""

    def spoil(book: Workbook) -> None:
        sheet = book["Fravær"]
        sheet[f"{column(sheet, 'Medarbejdernr.')}5"] = number
        sheet[f"{column(sheet, 'Navn')}5"] = name

    return read(spoilt(path, spoil, absences=[ABSENCE]))


def the_person(reading: Reading) -> str:
    """Whose the absence was taken to be."""
    assert reading.document is not None
    return str(reading.document["absences"][0]["person"])


def test_a_person_is_found_by_number_alone(tmp_path):
    reading = absence_of(tmp_path / "plan.xlsx", 1002.0, None)
    assert (the_person(reading), reading.issues) == ("1002", ())


def test_a_person_is_found_by_exact_name_alone(tmp_path):
    reading = absence_of(tmp_path / "plan.xlsx", None, "Åge Sørensen")
    assert (the_person(reading), reading.issues) == ("1002", ())


def test_a_name_spelt_differently_is_accepted_and_told(tmp_path):
    for name in ("aage  SØRENSEN", "Aage Soerensen", "Sørensen, Åge", "åge sørensen."):
        reading = absence_of(tmp_path / "plan.xlsx", None, name)
        assert the_person(reading) == "1002"
        assert told(notes(reading)) == [
            (
                "Fravær",
                "B5",
                f"“{' '.join(name.split())}” was read as “Åge Sørensen (1002)”, which is spelt a little differently.",
            )
        ]


def test_an_unknown_name_is_an_error_with_the_nearest(tmp_path):
    reading = absence_of(tmp_path / "plan.xlsx", None, "Aage Sørnsen")
    [error] = errors(reading)
    assert (error.sheet, error.cell) == ("Fravær", "B5")
    assert str(error.what) == "“Aage Sørnsen” does not stand in the sheet “Medarbejdere”."
    assert str(error.instead).startswith("Did you mean Åge Sørensen (1002)?")


def test_a_name_that_two_people_have_is_an_error_that_asks_for_the_number(tmp_path):
    people = [a_person("1", "Anna Berg"), a_person("2", "Anna Berg")]
    absence = {**ABSENCE, "person": "1"}

    def spoil(book):
        book["Fravær"]["A5"] = None

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil, people=people, absences=[absence]))
    [error] = errors(reading)
    assert str(error.what) == "“Anna Berg” fits more than one: Anna Berg (1) and Anna Berg (2)."
    assert str(error.instead) == "Write the number or the code in place of the name."


def test_the_number_counts_where_the_name_is_only_a_little_different(tmp_path):
    reading = absence_of(tmp_path / "plan.xlsx", "1003", "Lone Hansen")
    assert the_person(reading) == "1003"
    assert told(notes(reading)) == [
        ("Fravær", "B5", "“Lone Hansen” has the number 1003, and so was read as Lone Bech Hansen.")
    ]


def test_a_number_with_somebody_elses_name_is_an_error(tmp_path):
    reading = absence_of(tmp_path / "plan.xlsx", "1003", "Anna Berg")
    assert told(errors(reading)) == [
        ("Fravær", "B5", "The number 1003 belongs to Lone Bech Hansen, but the name here is “Anna Berg”.")
    ]


def test_a_row_about_nobody_is_an_error(tmp_path):
    reading = absence_of(tmp_path / "plan.xlsx", None, None)
    assert told(errors(reading)) == [("Fravær", "A5", "The row does not say whom it is about.")]


def test_leading_zeros_that_the_spreadsheet_took_away_are_found_again_and_told(tmp_path):
    people = [a_person("0042", "Anna Berg"), a_person("0043", "Bo Li")]
    absence = {**ABSENCE, "person": "0043"}

    def spoil(book):
        book["Fravær"]["A5"], book["Fravær"]["B5"] = 43.0, None

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil, people=people, absences=[absence]))
    assert the_person(reading) == "0043"
    assert len(notes(reading)) == 1


def test_two_people_with_one_number_are_an_error_that_names_both_cells(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Medarbejdernr.", 1001.0, row=7)
    assert told(errors(reading)) == [("Medarbejdere", "A7", "“1001” stands twice; the other one is in A5.")]


def test_an_unknown_team_is_an_error_with_the_nearest(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Team", "Team Røding", row=6)
    [error] = errors(reading)
    assert (error.sheet, error.cell) == ("Medarbejdere", "C6")
    assert str(error.what) == "“Team Røding” does not stand in the sheet “Teams”."
    assert str(error.instead).startswith("Did you mean Team Rødding (ROD)?")


def test_a_team_is_found_by_code_by_name_and_by_other_spelling(tmp_path):
    for team in ("ROD", "Team Rødding", "team roedding "):
        reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Team", team, row=6)
        assert reading.document == a_small_document()


def test_an_unknown_module_of_a_trainer_is_an_error(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Undervisere", "Moduler", "Forberedelse, Afslutning")
    assert told(errors(reading)) == [("Undervisere", "B5", "“Afslutning” does not stand in the sheet “Moduler”.")]


def test_all_modules_can_be_written_as_all(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Gennemførte moduler", "Alle")
    assert reading.document is not None
    assert reading.document["people"][0]["done_modules"] == ["M1", "M2"]


def test_a_skill_that_nobody_has_is_told_and_a_misspelt_one_is_an_error(tmp_path):
    people = [a_person("1", "Anna Berg", skills=["telefon"])]
    groups = [a_group("tlf", "Telefonen", 1, skill="telefn"), a_group("ar", "Arabisk", 1, skill="arabisk")]
    reading = read(untouched(tmp_path / "plan.xlsx", people=people, groups=groups))
    assert told(errors(reading)) == [("Bemanding", "E5", "Nobody in the staff sheet has “telefn”.")]
    assert told(notes(reading)) == [("Bemanding", "E6", "Nobody in the staff sheet has “arabisk”.")]


def test_a_cover_row_that_names_nobody_is_an_error(tmp_path):
    reading = read(untouched(tmp_path / "plan.xlsx", groups=[a_group("x", "Alle", 1)]))
    assert told(errors(reading)) == [("Bemanding", "A5", "The row does not say who counts.")]


def test_a_minimum_in_the_team_sheet_makes_a_cover_group(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Teams", "Mindst tilbage", 2)
    assert reading.document is not None
    assert reading.document["groups"] == [a_group("ROD", "Team Rødding", 2, team="ROD")]
    place = reading.place_of(("groups", 0, "minimum"))
    assert place == ("Teams", "B5")


def test_two_spellings_of_one_role_count_as_one_and_this_is_told(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Stilling", "Rådgiver", row=6)
    assert reading.document == a_small_document()
    assert told(notes(reading)) == [
        ("Medarbejdere", "D6", "“Rådgiver” and “rådgiver” differ only in spelling and count as the same.")
    ]


def test_a_name_that_is_both_a_trainer_and_a_room_must_say_which(tmp_path):
    rooms = [{"id": "Tina Dam", "name": "Tina Dam", "capacity": 9, "site": "", "half_day_cost_ore": 0,
              "busy": [a_period("2027-08-09", "2027-08-09")]}]  # fmt: skip

    def spoil(book):
        book["Optaget"]["B5"] = None

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil, rooms=rooms))
    assert told(errors(reading)) == [("Optaget", "A5", "“Tina Dam” is both a trainer and a room.")]
