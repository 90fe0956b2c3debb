"""Headings of a personnel export: known ones are taken, the others are asked about with what stands below them."""

import pytest

from samklang.core.workbook.grid import Grid
from samklang.core.workbook.issues import Log, Misread
from samklang.core.workbook.matching import matching
from samklang.core.workbook.sheets.register import NOT_KEPT, STAFF_FILE
from samklang.core.workbook.table import read_below


def of(*rows):
    return matching(Grid("Udtræk", rows), STAFF_FILE, ignored=NOT_KEPT)


def test_known_headings_need_no_question_and_those_of_a_programme_are_left_alone():
    found = of(["Lønnr", "Fulde navn", "Afd.", "Skal på kursus"], ["1", "Anna Bo", "Øst", "ja"])
    assert found.sure
    assert [one.key for one in found.headings] == ["id", "name", "team", ""]


def test_an_unknown_heading_is_asked_about_with_what_stands_below_it():
    found = of(["Nr", "Navn", "Turnus"], ["1", "Anna Bo", "HK"], ["2", "Bo", "AC"], ["3", "Cy", "HK"])
    (asked,) = [one for one in found.headings if not one.sure]
    assert (asked.text, asked.samples, asked.key) == ("Turnus", ("HK", "AC"), "")


def test_a_column_of_addresses_is_guessed_to_be_e_mail_but_still_asked_about():
    found = of(["Nr", "Navn", "Kontakt"], ["1", "Anna Bo", "anna@vejen.dk"])
    assert [(one.key, one.sure) for one in found.headings][-1] == ("email", False)


def test_of_codes_and_words_under_headings_that_mean_the_same_the_words_are_taken():
    found = of(["Nr", "Afdeling", "Team"], ["1", "4711", "Team Øst"])
    assert [(one.key, one.sure) for one in found.headings] == [("id", True), ("", True), ("team", True)]


def test_who_is_a_leader_is_not_whose_leader_somebody_is():
    found = of(["Nr", "Navn", "Leder"], ["1", "Anna Bo", "ja"], ["2", "Bo Ek", "nej"])
    assert [(one.key, one.sure) for one in found.headings][-1] == ("", True)
    assert of(["Nr", "Leder"], ["1", "Anna Bo"]).headings[-1].key == "manager"


def test_no_two_columns_of_the_staff_file_have_a_heading_in_common():
    folds = [fold for kind in (STAFF_FILE, NOT_KEPT) for column in kind.columns for fold in column.folds]
    assert {fold for fold in folds if folds.count(fold) > 1} == set()


def test_two_headings_that_mean_the_same_are_both_asked_about():
    found = of(["Nr", "Afdeling", "Team"], ["1", "Job og Borger", "Team Øst"])
    assert [(one.key, one.sure) for one in found.headings] == [("id", True), ("team", False), ("", False)]


def test_a_column_with_a_heading_and_nothing_below_it_is_not_asked_about():
    assert of(["Nr", "Navn", "Bemærkning"], ["1", "Anna", ""]).sure


def test_headings_that_are_all_unknown_are_found_as_the_first_row_of_words():
    found = of(["", ""], ["Kode", "Hvem"], ["1", "Anna"])
    assert (found.row, [one.text for one in found.headings]) == (1, ["Kode", "Hvem"])


@pytest.mark.parametrize("rows", [[["Nr", "Navn"]], [["Nr", "Navn"], ["", " "]]])
def test_a_file_with_only_headings_is_told(rows):
    with pytest.raises(Misread, match="nothing below them"):
        of(*rows)


@pytest.mark.parametrize("rows", [[], [[""]], [[1.0, 2.0]]])
def test_a_file_without_headings_is_told(rows):
    with pytest.raises(Misread, match="No row with headings"):
        of(*rows)


def test_the_same_headings_have_the_same_fingerprint_whatever_stands_below():
    first, second = of(["Nr", "NAVN"], ["1", "Anna"]), of(["nr.", "Navn"], ["2", "Bo"])
    assert first.fingerprint == second.fingerprint != of(["Navn", "Nr"], ["Bo", "2"]).fingerprint


def test_what_is_chosen_is_what_is_read():
    grid = Grid("Udtræk", [["Kode", "Hvem", "Noget"], ["17", "Åse Berg", "x"]])
    headings = matching(grid, STAFF_FILE).as_headings({0: "id", 1: "name", 2: ""}, STAFF_FILE)
    table = read_below(grid, STAFF_FILE, headings, log := Log())
    assert ([row.values for row in table.rows], log.issues) == ([{"id": "17", "name": "Åse Berg"}], [])


@pytest.mark.parametrize("text", ["An\x07na", "Anna\x00", "\u202eannA", "A\ud800"])
def test_signs_that_cannot_be_seen_are_told(text):
    grid = Grid("Udtræk", [["Nr", "Navn"], ["1", text]])
    headings = matching(grid, STAFF_FILE).as_headings({0: "id", 1: "name"}, STAFF_FILE)
    read_below(grid, STAFF_FILE, headings, log := Log())
    assert [(one.cell, one.what.message[:40]) for one in log.issues] == [
        ("B2", "The cell holds characters that cannot be")
    ]


@pytest.mark.parametrize(
    "text", ["anna", "anna@vejen", "a b@vejen.dk", "anna@@vejen.dk", "a..b@vejen.dk", "a@b.dk, c@d.dk"]
)
def test_what_is_no_address_is_told(text):
    grid = Grid("Udtræk", [["Nr", "E-mail"], ["1", text]])
    headings = matching(grid, STAFF_FILE).as_headings({0: "id", 1: "email"}, STAFF_FILE)
    read_below(grid, STAFF_FILE, headings, log := Log())
    assert [(one.cell, one.what.message) for one in log.issues] == [("B2", "“{found}” is not an e-mail address.")]
