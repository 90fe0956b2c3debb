"""Staff from a personnel system, put together with the workbook."""

from pathlib import Path

import pytest
from tests.core.workbook.books import ALL_WEEK, a_person, a_small_document, errors, notes, spoilt, told, untouched

from samklang.core.workbook import Reading, read

HEADINGS = "Medarbejdernr.;Navn;Afdeling;Stilling;Ugentlig arbejdstid;Ansat fra;Fratrådt"


def exported(folder: Path, *lines: str, headings: str = HEADINGS, encoding: str = "cp1252") -> Path:
    """An export as the personnel system writes it."""
    path = folder / "personale.csv"
    path.write_text("\r\n".join((headings, *lines)) + "\r\n", encoding=encoding)
    return path


def fed(folder: Path, *lines: str, headings: str = HEADINGS, encoding: str = "cp1252", **changes) -> Reading:
    """The reading of the small workbook with an export beside it."""
    workbook = untouched(folder / "plan.xlsx", **changes)
    return read(workbook, staff_csv=exported(folder, *lines, headings=headings, encoding=encoding))


SAME = (
    "1001;Anna Berg;Team Rødding;rådgiver;37,00;;",
    "1002;Åge Sørensen;Team Rødding;rådgiver;37,00;;",
    "1003;Lone Bech Hansen;Team Rødding;rådgiver;37,00;;",
)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_an_export_that_says_the_same_changes_nothing(tmp_path, encoding):
    reading = fed(tmp_path, *SAME, encoding=encoding)
    assert reading.document == a_small_document()
    assert reading.issues == ()


def test_a_title_with_commas_above_the_headings_does_not_matter(tmp_path):
    reading = fed(tmp_path, HEADINGS, *SAME, headings="Udtræk, 1. august, af Lis, Løn")
    assert reading.document == a_small_document()


def test_what_the_export_says_counts_and_what_it_lacks_is_kept(tmp_path):
    people = [a_person("1001", "Anna Berg", skills=["telefon"], conversations_per_half_day=3)]
    reading = fed(tmp_path, "1001;Anna Berg Dam;Team Rødding;jobkonsulent;37,00;01-02-2020;", people=people)
    assert reading.document is not None
    assert reading.document["people"] == [
        {**people[0], "name": "Anna Berg Dam", "role": "jobkonsulent", "employed_from": "2020-02-01"}
    ]
    assert "One person stands differently in the export, which counts: Anna Berg." in [
        what for *_, what in told(notes(reading))
    ]


def test_the_working_days_of_the_export_replace_the_marks_of_the_workbook(tmp_path):
    headings = "Medarbejdernr.;Arbejdsdage"
    reading = fed(tmp_path, "1001;man-tor", "1002;alle dage", "1003;hverdage", headings=headings)
    assert reading.document is not None
    weeks = [person["patterns"][0]["half_days"] for person in reading.document["people"]]
    assert weeks == [ALL_WEEK[:8], ALL_WEEK, ALL_WEEK]
    assert [what for *_, what in told(notes(reading))] == [
        "One person stands differently in the export, which counts: Anna Berg."
    ]


def test_people_only_in_the_export_are_added_and_people_only_in_the_workbook_stay(tmp_path):
    reading = fed(tmp_path, *SAME[:2], "1009;Nye Nielsen;Team Rødding;rådgiver;37,00;01-08-2027;")
    assert reading.document is not None
    assert [person["id"] for person in reading.document["people"]] == ["1001", "1002", "1003", "1009"]
    messages = [what for *_, what in told(notes(reading))]
    assert "One person in the staff sheet is not in the export, and is kept: Lone Bech Hansen." in messages
    assert "One person is only in the export, and was added: Nye Nielsen." in messages
    place = reading.place_of(("people", 3, "employed_from"))
    assert place == ("personale.csv", "F4")


def test_an_export_can_be_the_only_staff_there_is(tmp_path):
    def without_staff(book):
        book.remove(book["Medarbejdere"])

    workbook = spoilt(tmp_path / "plan.xlsx", without_staff)
    reading = read(workbook, staff_csv=exported(tmp_path, *SAME))
    assert reading.document is not None
    assert [person["name"] for person in reading.document["people"]] == [
        "Anna Berg",
        "Åge Sørensen",
        "Lone Bech Hansen",
    ]


def test_somebody_part_time_in_the_export_must_have_half_days_in_the_workbook(tmp_path):
    reading = fed(tmp_path, *SAME, "1009;Nye Nielsen;Team Rødding;rådgiver;32,00;;")
    assert told(errors(reading)) == [("personale.csv", "A5", "It is not said which half-days Nye Nielsen works.")]


def test_mistakes_in_the_export_are_told_with_their_cell_as_a_spreadsheet_shows_it(tmp_path):
    reading = fed(tmp_path, "1001;Anna Berg;Team Vest;;37,00;31-02-2020;", "1001;Igen;Team Rødding;;37;;", "abc;;;;;;")
    assert {(error.sheet, error.cell) for error in errors(reading)} == {
        ("personale.csv", "C2"),
        ("personale.csv", "F2"),
        ("personale.csv", "A3"),
        ("personale.csv", "A4"),
        ("personale.csv", "B4"),
        ("personale.csv", "C4"),
    }


def test_an_export_with_a_column_the_programme_does_not_need_is_fine(tmp_path):
    reading = fed(tmp_path, "1001;Anna Berg;x", headings="Medarbejdernr.;Navn;Lønramme")
    assert errors(reading) == []
    assert "Column “Lønramme” is not used." in [what for *_, what in told(notes(reading))]


def test_a_civil_registration_number_in_the_export_is_refused(tmp_path):
    reading = fed(tmp_path, "1001;Anna Berg;010203-1234", headings="Medarbejdernr.;Navn;CPR")
    assert told(errors(reading)) == [
        ("personale.csv", "C2", "This cell holds what looks like a civil registration number.")
    ]


def test_an_export_that_is_a_workbook_or_is_not_there_is_told(tmp_path):
    workbook = untouched(tmp_path / "plan.xlsx")
    for path, message in (
        (workbook, "“plan.xlsx” is not a text file with columns."),
        (tmp_path / "no.csv", "There is no file “no.csv” in that place."),
    ):
        assert [str(error.what) for error in errors(read(workbook, staff_csv=path))] == [message]


def test_a_team_written_by_the_export_in_another_spelling_is_told(tmp_path):
    reading = fed(tmp_path, *SAME[:2], "1003;Lone Bech Hansen;TEAM ROEDDING;rådgiver;37,00;;")
    assert reading.document == a_small_document()
    assert len(notes(reading)) == 1
