"""What goes wrong with files: each is told in a sentence, and nothing is half done."""

import pytest
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_employee, somebody_who_is, the_lead_of
from tests.people.imports import DAY, a_csv, a_workbook, an_import, applied, changes, the_register, told

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.core.workbook.issues import Misread
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind
from samklang.people.models import CoverNeed, Employee, Leave, StaffImport

pytestmark = pytest.mark.django_db
HEADINGS = ("Nr", "Navn", "E-mail", "Team", "Timer", "Ansat fra", "Leder", "Vikar for", "Vikar", "Makker")


def one_row(**cells):
    """A row for somebody new in Team Øst, with some cells as given."""
    row = {
        "Nr": "7",
        "Navn": "Æva Lund",
        "Team": "Team Øst",
        **{name.replace("_", " "): cell for name, cell in cells.items()},
    }
    return tuple(row.get(name, "") for name in HEADINGS)


def a_start():
    team = a_team(name="Team Øst")
    an_employee(team, name="Anna Åberg", number="1", email="anna@example.org")
    return team, the_lead_of(team.parent)


def a_file(*rows):
    """A personnel export with these rows."""
    return a_csv(*rows, headings=HEADINGS, encoding="utf-8")


def refused(*rows):
    """What is told of a file with these rows, of which nothing is applied."""
    team, lead = a_start()
    before = the_register(team.parent)
    found = an_import(lead, team.parent, a_file(*rows))
    with pytest.raises(NotAllowed, match="to be corrected"):
        applied(lead, found)
    assert the_register(team.parent) == before
    return told(found, language="en")


@pytest.mark.parametrize(
    ("cells", "cell", "sentence"),
    [
        ({"Nr": ""}, "A2", "“Medarbejdernr.” is not filled in."),
        ({"Nr": "7" * 41}, "A2", "The text has 41 characters; there is room for 40."),
        ({"Navn": "x" * 10_000}, "B2", "The text has 10,000 characters; there is room for 120."),
        ({"Navn": "=cmd|' /C calc'!A0"}, "B2", "begins with “=”"),
        ({"Navn": "Æva\x07 Lund"}, "B2", "characters that cannot be seen"),
        ({"E-mail": "aeva"}, "C2", "“aeva” is not an e-mail address."),
        ({"E-mail": "anna@example.org"}, "C2", "“anna@example.org” belongs to Anna Åberg in the register."),
        ({"Team": ""}, "D2", "7 is not in the register, and the row has no team."),
        ({"Timer": "mange"}, "E2", "“mange” is not a number."),
        ({"Timer": "61"}, "E2", "“61” is too large."),
        ({"Ansat_fra": "i går"}, "F2", "“i går” is not a date."),
        ({"Ansat_fra": "31-02-2027"}, "F2", "does not exist"),
        ({"Leder": "7"}, "G2", "The leaders lead round in a circle: Æva Lund → Æva Lund."),
        ({"Vikar_for": "Ukendt Hansen"}, "H2", "“Ukendt Hansen” does not stand in the sheet"),
        ({"Vikar_for": "7"}, "H2", "Nobody stands in for themselves."),
        ({"Vikar_for": "1", "Vikar": "nej"}, "H2", "Only a temp stands in for somebody."),
        ({"Makker": "7"}, "J2", "Nobody practises with themselves."),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_right_is_told_with_its_place(cells, cell, sentence):
    found = refused(one_row(**cells))
    assert [place for place, text in found if sentence in text] == [cell], found


@pytest.mark.parametrize("leader", ["99", "Direktør Hansen", "Anna"])
def test_a_leader_who_is_not_among_the_staff_keeps_nobody_out(leader):
    team, lead = a_start()
    found = applied(lead, an_import(lead, team.parent, a_file(one_row(Leder=leader))))
    assert Employee.objects.get(number="7").engagements.get().manager is None
    assert [cell for cell, text in told(found, "note", "en") if f"The leader “{leader}”" in text] == ["G2"]


def test_a_date_that_stands_as_text_is_read_and_said():
    team, lead = a_start()
    found = an_import(lead, team.parent, a_file(one_row(Ansat_fra="1. oktober 2027")))
    assert ["employed_from", None, "2027-10-01"] in changes(found, "new")["Æva Lund"]
    assert any("1. oktober 2027" in text for _, text in told(found, "note"))


def test_the_same_number_twice_is_told_at_both_rows_and_neither_is_imported():
    found = refused(one_row(), one_row(Navn="En Anden"))
    assert found == [
        ("A2", "The number 7 stands twice; the other one is in A3."),
        ("A3", "The number 7 stands twice; the other one is in A2."),
    ]


def test_the_same_address_twice_is_told():
    found = refused(one_row(**{"E-mail": "a@example.org"}), one_row(Nr="8", Navn="Bo", **{"E-mail": "A@example.org"}))
    assert found == [("C3", "“a@example.org” stands twice; the other one is in C2.")]


def test_leaders_who_lead_each_other_are_told_also_through_the_register():
    team, lead = a_start()
    boss = an_employee(team, name="Bo Boss", number="2")
    an_employee(team, name="Cy Mellem", number="3", manager=boss)
    found = an_import(lead, team.parent, a_csv(("2", "3"), headings=("Nr", "Leder")))
    assert told(found, language="en") == [("B2", "The leaders lead round in a circle: Bo Boss → Cy Mellem → Bo Boss.")]


def test_a_row_that_points_to_a_row_left_out_is_left_out_as_well():
    team, lead = a_start()
    content = a_file(one_row(Timer="mange"), one_row(Nr="8", Navn="Bo", Leder="7"))
    found = an_import(lead, team.parent, content)
    assert [cell for cell, _ in told(found)] == ["E2", "G3"]
    with pytest.raises(NotAllowed, match="changes nothing"):
        applied(lead, found, leave_out=True)
    assert list(Employee.objects.values_list("number", flat=True)) == ["1"]


def test_five_thousand_rows_of_which_three_hundred_are_wrong():
    team, lead = a_start()
    rows = [(10_000 + n, f"Navn {n}", "Team Øst", "mange" if n % 16 == 0 and n < 4800 else 37) for n in range(5_000)]
    found = an_import(lead, team.parent, a_csv(*rows, headings=("Nr", "Navn", "Team", "Timer")))
    assert (found.count_of("problem-rows"), found.count_of("new")) == (300, 4_700)
    with pytest.raises(NotAllowed, match="300 rows are to be corrected"):
        applied(lead, found)
    assert Employee.objects.count() == 1
    applied(lead, found, leave_out=True)
    assert Employee.objects.count() == 4_701


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("tom.xlsx", b"", "is empty"),
        ("billede.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(300), "is a picture"),
        ("nul.csv", b"Nr;Navn\r\n1;An\x00na\r\n", "not a text file"),
        ("overskrifter.csv", b"Nr;Navn;Team\r\n", "nothing below them"),
        ("blank.csv", b"\r\n;;\r\n", "nothing in it"),
        ("prosa.csv", b"Hej\r\nmed\r\ndig\r\n", "No row with headings"),
        ("halv.xlsx", b"PK\x03\x04" + bytes(50), "neither an Excel workbook"),
        ("cpr.csv", b"Nr;Navn;Note\r\n1;Anna;010190-1234\r\n", "civil registration number"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_staff_list_is_told_and_not_kept(name, content, sentence):
    jobcentre = a_jobcentre()
    with pytest.raises(Misread) as wrong:
        an_import(the_lead_of(jobcentre), jobcentre, content, name=name)
    assert sentence in str(wrong.value.what)
    assert (StaffImport.objects.count(), Employee.objects.count()) == (0, 0)


def test_more_rows_than_are_read_change_nothing_and_end_nobody():
    team, lead = a_start()
    rows = [(n, f"N {n}", "Team Øst") for n in range(10_001)]
    found = an_import(lead, team.parent, a_csv(*rows), whole=True)
    assert (found.count_of("new"), found.count_of("ended")) == (0, 0)
    assert [text for _, text in told(found, language="en")] == ["The sheet has 10,001 rows; at most 10,000 are read."]


def test_a_formula_without_a_stored_result_is_told():
    team, lead = a_start()
    content = a_workbook({"Ark1": [("Nr", "Navn", "Team"), ("7", '=A2&"x"', "Team Øst")]})
    found = an_import(lead, team.parent, content, name="formel.xlsx")
    assert told(found, language="en") == [("B2", "The cell holds a formula whose result is not stored in the file.")]


def test_a_file_never_changes_the_address_of_somebody_who_signs_in():
    team, lead = a_start()
    Person.objects.filter(email="anna@example.org").update(last_login="2026-01-01T00:00:00Z")
    found = an_import(lead, team.parent, a_csv(("1", "evil@example.org"), headings=("Nr", "E-mail")))
    assert told(found, language="en") == [
        ("B2", "Anna Åberg already signs in with another address, which a file does not change.")
    ]


def test_a_file_takes_nobodys_address_in_another_place():
    team, lead = a_start()
    stranger = a_colleague_in(a_team())
    found = an_import(lead, team.parent, a_file(one_row(**{"E-mail": stranger.email})))
    assert [cell for cell, _ in told(found)] == ["C2"]


def test_somebody_who_signs_in_already_and_is_not_employed_becomes_an_employee():
    team, lead = a_start()
    head = somebody_who_is(Role.HEAD, team.parent, name="Æva Lund")
    found = an_import(lead, team.parent, a_file(one_row(**{"E-mail": head.email})))
    applied(lead, found)
    assert Employee.objects.get(number="7").person_id == head.pk


def test_two_who_change_addresses_with_each_other():
    team, lead = a_start()
    an_employee(team, name="Bo", number="2", email="bo@example.org")
    content = a_csv(("1", "bo@example.org"), ("2", "anna@example.org"), headings=("Nr", "E-mail"))
    applied(lead, an_import(lead, team.parent, content))
    found = Employee.objects.order_by("number").values_list("number", "person__email")
    assert list(found) == [("1", "bo@example.org"), ("2", "anna@example.org")]


def test_leave_of_somebody_unknown_is_told_and_leave_there_is_is_not_added_again():
    team, lead = a_start()
    anna = Employee.objects.get()
    add_leave(by=None, employee=anna, kind=LeaveKind.HOLIDAY, first_day=DAY, last_day=DAY)
    content = a_workbook(
        {
            "Medarbejdere": [("Nr", "Navn"), ("1", "Anna Åberg")],
            "Fravær": [("Nr", "Fra", "Til", "Årsag"), ("1", "01-09-2027", "01-09-2027", "ferie"),
                       ("99", "01-09-2027", "01-09-2027", "ferie"), ("1", "02-10-2027", "01-10-2027", "syg")],
        }
    )  # fmt: skip
    found = an_import(lead, team.parent, content, name="plan.xlsx")
    assert (found.count_of("leave"), [cell for cell, _ in told(found)]) == (0, ["A3", "C4"])
    assert Leave.objects.count() == 1


def test_cover_that_does_not_say_who_counts_is_told():
    team, lead = a_start()
    content = a_workbook(
        {
            "Medarbejdere": [("Nr", "Navn"), ("1", "Anna Åberg")],
            "Bemanding": [("Navn", "Mindst tilbage", "Kan"), ("Telefonen", 2, "telefon"), ("Ingen", 1, "")],
        }
    )
    found = an_import(lead, team.parent, content, name="plan.xlsx")
    assert told(found, language="en") == [("A3", "The row does not say who counts.")]
    applied(lead, found, leave_out=True)
    assert list(CoverNeed.objects.values_list("name", "minimum", "skill")) == [("Telefonen", 2, "telefon")]
