"""Leave from a calendar file: whose it is, when, and what happens when the file comes again."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.people import a_colleague_in, a_team, an_employee, the_head_of, the_lead_of, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.core.workbook.issues import Misread
from samklang.people.commands.calendar_file import apply_leave_file
from samklang.people.models import Employee, Leave
from samklang.people.queries.calendar_file import leave_file

pytestmark = pytest.mark.django_db
NO_DATES = {"DTSTART;VALUE=DATE": None, "DTEND;VALUE=DATE": None}
WHERE = reverse("people:leave-import")


def an_event(uid="a1", **lines):
    given = {"SUMMARY": "Ferie Anna Bo", "DTSTART;VALUE=DATE": "20270906", "DTEND;VALUE=DATE": "20270911", **lines}
    body = "\r\n".join(f"{name}:{value}" for name, value in given.items() if value is not None)
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\n{body}\r\nEND:VEVENT"


def a_calendar(*events):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *events, "END:VCALENDAR", ""]).encode()


def a_team_with_anna():
    team = a_team(name="Team Øst")
    an_employee(team, name="Anna Bo", number="1017", email="anna@example.org")
    an_employee(team, name="Anna Bo Madsen", number="1018")
    return team


def read(content, told=None):
    return leave_file(content, Employee.objects.select_related("person"), told or {})


def days(file):
    return [(one.employee.number, one.deed, one.kind, one.entry.first_day, one.entry.last_day) for one in file.steps]


SEPTEMBER = (date(2027, 9, 6), date(2027, 9, 10))


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ({"SUMMARY": "Ferie", "ATTENDEE": "mailto:ANNA@example.org"}, "1017"),
        ({"SUMMARY": "Ferie", "ORGANIZER": "mailto:anna@example.org"}, "1017"),
        ({"SUMMARY": "1018 ferie"}, "1018"),
        ({"SUMMARY": "ferie: Anna Bo"}, "1017"),
    ],
)
def test_an_entry_is_whose_address_number_or_whole_name_it_holds(lines, number):
    a_team_with_anna()
    assert [one[0] for one in days(read(a_calendar(an_event(**lines))))] == [number]


def test_a_name_within_a_longer_name_is_told_and_not_guessed():
    a_team_with_anna()
    file = read(a_calendar(an_event(SUMMARY="Ferie Anna Bo Madsen")))
    assert (days(file), [str(why) for _, why in file.not_read]) == ([], ["It names several people."])


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        ({}, *SEPTEMBER),
        ({"DTEND;VALUE=DATE": None}, date(2027, 9, 6), date(2027, 9, 6)),
        ({"DTEND;VALUE=DATE": None, "DURATION": "P2D"}, date(2027, 9, 6), date(2027, 9, 7)),
        ({**NO_DATES, "DTSTART": "20270906T060000Z", "DTEND": "20270907T140000Z"},
         date(2027, 9, 6), date(2027, 9, 7)),
        ({**NO_DATES, "DTSTART": "20270905T220000Z", "DTEND": "20270906T220000Z"},
         date(2027, 9, 6), date(2027, 9, 6)),
    ],
    ids=["whole days", "one day", "with a length", "by the clock", "to midnight in Denmark"],
)  # fmt: skip
def test_days_are_read_whole_or_by_the_clock_of_denmark(lines, first, last):
    a_team_with_anna()
    assert days(read(a_calendar(an_event(**lines)))) == [("1017", "add", "holiday", first, last)]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ({"RRULE": "FREQ=WEEKLY"}, "It is repeated, and only single entries are read."),
        ({"DTSTART;VALUE=DATE": None}, "It has no day."),
        ({"DTEND;VALUE=DATE": "20270901"}, "It ends before it begins."),
        ({"SUMMARY": "Ferie Ukendt Hansen"}, "It names nobody whose leave you keep."),
        ({"SUMMARY": "Ferie 010190-1234"}, "It holds what looks like a civil registration number."),
    ],
)
def test_what_is_not_read_is_told(lines, why):
    a_team_with_anna()
    file = read(a_calendar(an_event(**lines)))
    assert [str(told) for _, told in file.not_read] == [why]


def test_the_same_entry_is_changed_and_a_cancelled_one_is_removed():
    team = a_team_with_anna()
    leader = the_leader_of(team)

    def again(**lines):
        file = read(a_calendar(an_event(**lines)))
        apply_leave_file(by=leader, place=team, file=file)
        return [(one.kind, one.first_day, one.last_day, one.outside_key) for one in Leave.objects.all()]

    assert again() == [("holiday", *SEPTEMBER, "a1")]
    assert read(a_calendar(an_event())).unchanged == 1
    assert again(**{"DTEND;VALUE=DATE": "20270908"}) == [("holiday", date(2027, 9, 6), date(2027, 9, 7), "a1")]
    assert again(STATUS="CANCELLED") == []


def test_the_kind_is_taken_from_a_word_that_is_shown_and_can_be_corrected():
    a_team_with_anna()
    content = a_calendar(an_event(SUMMARY="OOO Anna Bo"))
    first = read(content)
    assert (first.steps[0].kind, first.words) == ("other", {"ooo": "other"})
    assert read(content, {"ooo": "holiday"}).steps[0].kind == "holiday"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not a calendar"),
        (b"hej", "not a calendar"),
        (b"\x89PNG", "not a calendar"),
        (b"BEGIN:VCALENDAR\r\nnonsens", "not a calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "no entry"),
        (a_calendar(), "no entry"),
    ],
)
def test_what_is_no_calendar_is_told(content, sentence):
    with pytest.raises(Misread, match=sentence):
        read(content)


def test_a_calendar_is_sent_looked_through_and_imported(client):
    team = a_team_with_anna()
    client.force_login(the_leader_of(team))
    content = a_calendar(an_event(SUMMARY="OOO 1017"), an_event("b2", SUMMARY="Ukendt"))
    page = client.post(WHERE, {"file": SimpleUploadedFile("ferie.ics", content)}, follow=True)
    assert page.status_code == 200
    assert "Anna Bo" in page.content.decode()
    assert Leave.objects.count() == 0
    where = page.redirect_chain[-1][0]
    client.post(where, {"kind_0": "sick"}, follow=True)
    client.post(where, {"kind_0": "sick", "apply": "yes"})
    assert [(one.employee.number, one.kind) for one in Leave.objects.all()] == [("1017", "sick")]
    gone = client.get(where, follow=True)
    assert "ikke længere gemt" in gone.content.decode()


def test_who_may_import_leave(client):
    team = a_team_with_anna()
    lead, head, colleague = the_lead_of(team.parent), the_head_of(team.parent), a_colleague_in(team)
    for person, status in ((lead, 200), (head, 403), (colleague, 403)):
        client.force_login(person)
        assert client.get(WHERE).status_code == status


def test_a_leader_imports_leave_of_the_own_team_only():
    team = a_team_with_anna()
    other = the_leader_of(a_team(team.parent))
    file = read(a_calendar(an_event(SUMMARY="Ferie 1017")))
    with pytest.raises(NotAllowed, match="do not keep the staff register"):
        apply_leave_file(by=other, place=team, file=file)
    assert Leave.objects.count() == 0
