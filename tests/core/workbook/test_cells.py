"""How the cells of each kind are understood, and refused."""

from datetime import date, datetime, time, timedelta

import pytest

from samklang.core.workbook.issues import Misread, Understood
from samklang.core.workbook.kinds import (
    Choice,
    Count,
    Date,
    HalfOfDay,
    Halves,
    Hours,
    Items,
    Mark,
    Money,
    Percent,
    Text,
    Weekdays,
    WorkingWeek,
    YesNo,
)
from samklang.core.workbook.sheets import ABSENCES

SEPTEMBER = date(2027, 9, 12)
MON, TUE, WED, THU, FRI = (
    tuple(f"{day}-{half}" for half in ("am", "pm")) for day in ("mon", "tue", "wed", "thu", "fri")
)


def refusal(kind, raw):
    """What is said about a cell that is refused: what is wrong, and what to write."""
    with pytest.raises(Misread) as caught:
        kind.read(raw)
    return str(caught.value.what), str(caught.value.instead)


@pytest.mark.parametrize(
    "written",
    [
        "12-09-2027", "12.9.2027", "12.09.2027", "12/9 2027", "12/9/2027", "12/9-2027", "12 9 2027", "2027-09-12",
        "2027/9/12", "2027-09-12T00:00:00", "12. september 2027", "12 sep 2027", "12. sept. 2027", "12 September 2027",
        "12.september 2027", "  12-09-2027\u00a0", "12. SEP 2027",
    ],
)  # fmt: skip
def test_a_date_in_words_is_read_with_the_day_first_and_this_is_told(written):
    value, remark = Date().read(written)
    assert value == SEPTEMBER
    assert remark is not None
    assert remark.how is Understood.TEXT_DATE


@pytest.mark.parametrize("month", ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "oktober"])
def test_every_danish_month_is_known(month):
    assert Date().read(f"1. {month} 2027").value.day == 1


@pytest.mark.parametrize("raw", [SEPTEMBER, datetime.combine(SEPTEMBER, time())])
def test_a_real_date_needs_no_remark(raw):
    assert Date().read(raw) == (SEPTEMBER, None)


def test_a_time_of_day_is_left_out_and_this_is_told():
    value, remark = Date().read(datetime.combine(SEPTEMBER, time(8, 30)))
    assert (value, remark.how) == (SEPTEMBER, Understood.TIME_LEFT_OUT)


@pytest.mark.parametrize("raw", [46642.0, 46642, "46642", "46642,0", 46642.75])
def test_a_day_number_of_the_spreadsheet_is_a_date_and_this_is_told(raw):
    value, remark = Date().read(raw)
    assert (value, remark.how) == (SEPTEMBER, Understood.SERIAL_DATE)


def test_the_31st_of_february_is_refused_with_what_can_be_written():
    assert refusal(Date(), "31-02-2027") == (
        "“31-02-2027” does not exist: that month has 28 days.",
        "Write a date from 01-02-2027 to 28-02-2027.",
    )


def test_a_two_digit_year_is_refused_with_an_example():
    assert refusal(Date(), "12-09-27") == (
        "The year in “12-09-27” has only two digits.",
        "Write the year with four digits, for example 12-09-2027.",
    )


def test_an_american_date_is_refused_since_the_day_stands_first():
    assert "no month between 1 and 12" in refusal(Date(), "09/13/2027")[0]


@pytest.mark.parametrize("raw", ["uge 42", "snart", "12-09", 5.0, 0.0, True, time(8), timedelta(1), "12-09-1827", 9e9])
def test_what_is_no_date_is_refused(raw):
    assert refusal(Date(), raw)[1] == "Write day, month and the year with four digits, for example 12-09-2027."


@pytest.mark.parametrize("raw", ["37,0", "37.0", 37, 37.0, " 37 ", "37 timer", "37,0 t."])
def test_hours_are_read_with_comma_or_point(raw):
    assert Hours().read(raw).value == 37.0


def test_negative_hours_are_refused():
    assert refusal(Hours(), -37.0) == ("“-37” is negative, and this cannot be.", "Write a number from 0 to 60.")
    assert refusal(Hours(), "−37")[0] == "“−37” is negative, and this cannot be."


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1.000.000,00", 100_000_000), ("500.000 kr.", 50_000_000), ("500.000", 50_000_000), ("kr. 500", 50_000),
        ("1 000 000", 100_000_000), ("1\u00a0000\u00a0000 kr", 100_000_000), ("5.000,-", 500_000),
        ("12500,50", 1_250_050),
        ("1,000,000.50", 100_000_050), ("0", 0), (12500.5, 1_250_050), (0.1, 10), ("DKK 75", 7_500), ("37.5", 3_750),
    ],
)  # fmt: skip
def test_kroner_are_read_as_danes_write_them(written, ore):
    assert Money().read(written).value == ore


def test_thousands_in_words_are_told():
    remark = Money().read("500.000 kr.").remark
    assert remark is not None
    assert (remark.how, remark.found, remark.meaning.ore) == (Understood.THOUSANDS, "500.000 kr.", 50_000_000)


def test_an_amount_that_could_be_two_is_refused():
    assert refusal(Money(), "1,000") == ("“1,000” can be read in two ways.", "Write 1 or 1000.")


@pytest.mark.parametrize("raw", ["ca. 500", "500-600", "gratis", "1.00.000", SEPTEMBER, True, "1e5"])
def test_what_is_no_number_is_refused(raw):
    assert refusal(Money(), raw)[1] == "Write a number, for example 12."


def test_parts_of_an_ore_are_refused_in_words_and_rounded_where_a_formula_made_them():
    assert "more than two decimals" in refusal(Money(), "1,2345")[0]
    assert Money().read(33.333333333).value == 3_333


@pytest.mark.parametrize(("raw", "value"), [(4.0, 4), ("4", 4), ("4,0", 4), ("1.200", 1200), ("12 stk.", 12)])
def test_a_count_is_read_from_a_number_or_from_words(raw, value):
    assert Count().read(raw).value == value


def test_half_a_person_is_refused_and_never_rounded():
    assert refusal(Count(), 4.5) == ("“4.5” is not a whole number.", "Write 4 or 5.")


def test_a_count_below_the_least_is_refused():
    assert refusal(Count(least=1), 0.0) == ("“0” is too small.", "Write a number from 1 to 1,000,000.")


@pytest.mark.parametrize(
    ("raw", "value"), [(75, 75), ("75 %", 75), ("75%", 75), ("0,5 %", 0.5), (0, 0), ("12,5", 12.5)]
)
def test_percent_is_read_with_or_without_its_sign(raw, value):
    assert Percent().read(raw).value == value


@pytest.mark.parametrize("raw", [0.75, 1.0, "0,75"])
def test_a_percentage_that_could_be_a_fraction_is_refused(raw):
    assert "can mean" in refusal(Percent(), raw)[0]


def test_more_than_everything_is_refused():
    assert refusal(Percent(), 110)[0] == "“110” is too large."


@pytest.mark.parametrize("raw", [1042.0, 1042, "1042", " 1042\u00a0"])
def test_an_employee_number_is_the_same_as_number_and_as_words(raw):
    assert Text(is_name=True).read(raw).value == "1042"


def test_a_name_that_begins_a_formula_is_refused():
    what, instead = refusal(Text(is_name=True), "=cmd|' /C calc'!A0")
    assert "begins a formula" in what
    assert instead == "Write the name or number itself."


def test_a_text_that_is_too_long_is_refused():
    assert refusal(Text(), "x" * 201)[0] == "The text has 201 characters; there is room for 200."


@pytest.mark.parametrize("raw", ["ja", "Ja ", "J", "x", "yes", True, 1.0, "✓"])
def test_yes_is_understood(raw):
    assert YesNo().read(raw).value is True


@pytest.mark.parametrize("raw", ["nej", "N", "no", False, 0.0])
def test_no_is_understood(raw):
    assert YesNo().read(raw).value is False


def test_perhaps_is_refused():
    assert refusal(YesNo(), "måske") == ("“måske” is neither yes nor no.", "Write yes or no.")


@pytest.mark.parametrize(("raw", "value"), [("x", True), ("X", True), (1.0, True), ("-", False), (0.0, False)])
def test_a_mark_is_a_cross_and_a_dash_is_none(raw, value):
    assert Mark().read(raw).value is value


def test_hours_in_place_of_a_mark_are_refused():
    assert refusal(Mark(), 3.7)[1] == "Write x where the person works, and leave the cell blank where not."


@pytest.mark.parametrize(
    ("written", "week"),
    [
        ("alle dage", (*MON, *TUE, *WED, *THU, *FRI)), ("man-tor", (*MON, *TUE, *WED, *THU)),
        ("man, tir, tor fm", (*MON, *TUE, THU[0])), ("Mandag til onsdag", (*MON, *TUE, *WED)), ("ingen", ()),
        ("man fm + fre em", (MON[0], FRI[1])), ("Mon-Wed", (*MON, *TUE, *WED)), ("tirsdag og torsdag", (*TUE, *THU)),
        ("man. – ons.", (*MON, *TUE, *WED)), ("man-fre fm", (MON[0], TUE[0], WED[0], THU[0], FRI[0])),
    ],
)  # fmt: skip
def test_a_working_week_is_read_from_words(written, week):
    assert tuple(WorkingWeek().read(written).value) == week


@pytest.mark.parametrize("raw", ["ulige uger", "tor-man", "8-16", "man kl. 8", "lørdag", 37.0])
def test_a_working_week_that_is_not_understood_is_refused(raw):
    assert "not understood as days of the week" in refusal(WorkingWeek(), raw)[0]


def test_weekdays_are_read_in_the_order_they_stand():
    assert Weekdays().read("fredag og man").value == ["fri", "mon"]
    assert Weekdays().read("alle").value == []
    assert "names a half of the day" in refusal(Weekdays(), "man fm")[0]


@pytest.mark.parametrize(("raw", "half"), [("fm", "am"), ("Eftermiddag", "pm"), ("pm", "pm"), ("hele dagen", None)])
def test_half_of_a_day_is_read(raw, half):
    assert HalfOfDay().read(raw).value == half


def test_halves_are_read_and_nonsense_refused():
    assert Halves().read("begge").value == ["am", "pm"]
    assert Halves().read("eftermiddag").value == ["pm"]
    assert refusal(Halves(), "aften")[1] == "Write morning, afternoon or both."


@pytest.mark.parametrize(
    ("raw", "kind"), [("Sygdom", "sick"), ("barselsorlov", "maternity"), ("6. ferieuge", "holiday")]
)
def test_kinds_of_absence_are_known_by_their_usual_words(raw, kind):
    assert ABSENCES.by_key["kind"].kind.read(raw).value == kind


def test_a_word_that_is_not_on_the_list_is_refused_with_the_list():
    kind = ABSENCES.by_key["kind"].kind
    assert isinstance(kind, Choice)
    assert "syg, barsel, ferie, orlov, andet" in refusal(kind, "gravid måske")[1]


def test_a_list_is_split_at_commas_semicolons_and_lines_but_not_inside_quotation_marks():
    read = Items().read('telefon; arabisk\n"første, anden del", telefon')
    assert read.value == ["telefon", "arabisk", "første, anden del"]
