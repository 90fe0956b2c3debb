"""The rules sheet, working times, closing days and what the rules add."""

from openpyxl.workbook import Workbook
from tests.core.workbook.books import (
    ALL_WEEK,
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
from samklang.core.workbook.sheets import SETTINGS

ROW_OF = {setting.key: row for row, setting in enumerate(SETTINGS, start=5)}


def ruled(path, **values) -> Reading:
    """The reading of the small workbook with other values in the rules sheet."""

    def spoil(book: Workbook) -> None:
        for key, value in values.items():
            book["Regler"][f"B{ROW_OF[key]}"] = value

    return read(spoilt(path, spoil))


def test_a_missing_title_and_date_are_errors_at_their_cells(tmp_path):
    reading = ruled(tmp_path / "plan.xlsx", title=None, last_day="i december")
    assert told(errors(reading)) == [
        ("Regler", "B5", "“Programmets navn” is not filled in."),
        ("Regler", f"B{ROW_OF['last_day']}", "“i december” is not a date."),
    ]


def test_a_programme_that_ends_before_it_begins_is_an_error(tmp_path):
    reading = ruled(tmp_path / "plan.xlsx", last_day="01-08-2027")
    assert told(errors(reading)) == [
        ("Regler", "B8", "The last day 1 August 2027 comes before the first day 2 August 2027.")
    ]


def test_sizes_the_wrong_way_round_are_an_error(tmp_path):
    reading = ruled(tmp_path / "plan.xlsx", size_minimum=20, size_maximum=12)
    assert told(errors(reading)) == [("Regler", "B12", "The most (12) are fewer than the fewest (20).")]


def test_a_misspelt_rule_is_an_error_and_a_strange_one_is_told(tmp_path):
    def spoil(book):
        book["Regler"][f"A{ROW_OF['team_cap']}"] = "Højst fra sammme team"
        book["Regler"]["A40"], book["Regler"]["B40"] = "Husk kage", "ja"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert told(errors(reading)) == [
        ("Regler", "A14", "The rule “Højst fra sammme team” is not known. Did you mean “Højst fra samme team”?")
    ]
    assert told(notes(reading)) == [("Regler", "A40", "The rule “Husk kage” is not known and not used.")]


def test_a_rule_that_stands_twice_is_an_error(tmp_path):
    def spoil(book):
        book["Regler"]["A40"], book["Regler"]["B40"] = "Title", "Andet navn"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert told(errors(reading)) == [("Regler", "A40", "The rule “Title” stands twice; the other one is in B5.")]


def test_every_rule_but_title_and_dates_may_be_left_out(tmp_path):
    def spoil(book):
        book["Regler"].delete_rows(9, 40)
        book["Regler"].delete_rows(6)

    document = read(spoilt(tmp_path / "plan.xlsx", spoil)).document
    assert document is not None
    expected = {**a_small_document()["cohorts"], "size_minimum": 6}
    assert document == a_small_document(cohorts=expected)


def test_public_holidays_are_added_and_this_is_told(tmp_path):
    reading = ruled(tmp_path / "plan.xlsx", last_day="30-12-2027", closed_public_holidays="ja", closed_24_december="ja")
    assert reading.document is not None
    assert [one["day"] for one in reading.document["closed_days"]] == ["2027-12-24"]
    assert "One day was added to the closing days by the rules: 24 December 2027." in str(notes(reading)[1].what)


def test_nothing_is_added_where_the_rules_say_no(tmp_path):
    closed = [{"day": "2027-12-23", "reason": "Lukket"}]
    path = untouched(tmp_path / "plan.xlsx", last_day="2027-12-30", closed_days=closed)
    document = read(path).document
    assert document is not None
    assert document["closed_days"] == closed


def test_a_closure_of_several_days_counts_its_working_days(tmp_path):
    def spoil(book):
        sheet = book["Lukkedage"]
        sheet["A5"], sheet["B5"], sheet["C5"] = "12-08-2027", "Sommerlukket", "17-08-2027"

    document = read(spoilt(tmp_path / "plan.xlsx", spoil)).document
    assert document is not None
    assert [one["day"] for one in document["closed_days"]] == ["2027-08-12", "2027-08-13", "2027-08-16", "2027-08-17"]


def test_weights_make_days_to_avoid(tmp_path):
    reading = ruled(tmp_path / "plan.xlsx", last_day="17-12-2027", avoid_fridays=2, avoid_autumn_holiday="3")
    assert reading.document is not None
    assert reading.document["avoided"] == [
        {"period": a_period(weekdays=["fri"]), "reason": "Fredag", "weight": 2},
        {"period": a_period("2027-10-18", "2027-10-22"), "reason": "Efterårsferie", "weight": 3},
    ]


def test_somebody_without_half_days_and_without_full_time_hours_is_an_error(tmp_path):
    def spoil(book):
        staff = book["Medarbejdere"]
        first = staff[f"{column(staff, 'man fm')}6"].column
        for place in range(first, first + 10):
            staff.cell(6, place).value = None
            staff.cell(7, place).value = None
        staff[f"{column(staff, 'Timer pr. uge')}6"] = "32,0"
        staff[f"{column(staff, 'Timer pr. uge')}7"] = "37,0"

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil))
    assert told(errors(reading)) == [("Medarbejdere", "H6", "It is not said which half-days Åge Sørensen works.")]
    assert told(notes(reading)) == [
        (
            "Medarbejdere",
            "H7",
            "One person has full-time hours and no half-days marked, and counts as at work every half-day.",
        )
    ]


def test_hours_that_do_not_fit_the_half_days_are_told(tmp_path):
    people = [a_person("1", "Anna Berg", patterns=[{"half_days": ALL_WEEK[:4], "first_day": None, "last_day": None}])]
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Timer pr. uge", 37.0, people=people)
    assert told(notes(reading)) == [("Medarbejdere", "G5", "37 hours a week do not fit 4 half-days of work.")]


def test_words_that_do_not_fit_the_marks_are_an_error(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Medarbejdere", "Arbejdstid", "man-tor")
    assert told(errors(reading)) == [
        ("Medarbejdere", "R5", "The words for the working time do not fit the x marks in the same row.")
    ]


def test_an_absence_without_dates_is_an_error(tmp_path):
    absence = {"person": "1001", "period": a_period("2027-08-09", "2027-08-13"), "kind": "sick"}

    def spoil(book):
        book["Fravær"]["C5"] = book["Fravær"]["D5"] = None

    reading = read(spoilt(tmp_path / "plan.xlsx", spoil, absences=[absence]))
    assert told(errors(reading)) == [("Fravær", "C5", "The row has no date and no weekday.")]


def test_an_absence_that_ends_before_it_begins_is_an_error(tmp_path):
    absence = {"person": "1001", "period": a_period("2027-08-19", "2027-08-13"), "kind": "sick"}
    reading = read(untouched(tmp_path / "plan.xlsx", absences=[absence]))
    assert told(errors(reading)) == [
        ("Fravær", "D5", "The last day 13 August 2027 comes before the first day 19 August 2027.")
    ]


def test_wishes_are_read_by_their_numbers_and_without_a_number_do_not_count(tmp_path):
    def spoil(book):
        sheet = book["Ønsker"]
        for row, number in zip(range(5, 12), (3, 1, None, None, None, 2, None), strict=True):
            sheet[f"A{row}"] = number

    document = read(spoilt(tmp_path / "plan.xlsx", spoil)).document
    assert document is not None
    assert [level["wish"] for level in document["wishes"]] == ["cost", "finish", "untrained"]


def test_two_wishes_with_one_number_are_an_error(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Ønsker", "Nummer", 1, row=6)
    assert told(errors(reading)) == [("Ønsker", "A6", "The same stands in A5.")]


def test_gaps_the_wrong_way_round_are_an_error(tmp_path):
    reading = reading_with(tmp_path / "plan.xlsx", "Moduler", "Højst dage efter forrige", 3, row=6)
    assert told(errors(reading)) == [
        ("Moduler", "E6", "The most days after the module before (3) are fewer than the fewest (7).")
    ]
