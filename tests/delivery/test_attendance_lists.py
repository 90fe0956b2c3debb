"""Marks from paper and from files: all or none, every wrong row in words; and lists fetched that can be read again."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.factories.delivery import person_called, session_of, the_course
from tests.factories.people import a_jobcentre, the_lead_of

from samklang.delivery.attendance_sheet import sheet_pdf
from samklang.delivery.enums import Mark, MarkedHow
from samklang.delivery.keyed import Keyed, keyed
from samklang.delivery.models import AttendanceCorrection, Participation, Session
from samklang.delivery.queries.marks_file import read_marks
from samklang.ledger.models import Entry
from samklang.web.downloads import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> Session:
    """It began an hour ago."""
    found = session_of(the_course(), 1)
    begins = timezone.now() - timedelta(hours=1)
    Session.objects.filter(pk=found.pk).update(begins=begins, ends=begins + timedelta(minutes=210))
    return session_of(found.course, 1)


def url(name: str, *args: object) -> str:
    return reverse(f"delivery:{name}", args=args)


def marks(session: Session) -> dict[str, tuple[str, int | None, str]]:
    rows = Participation.objects.filter(session=session).order_by("person__name")
    return {one.person.name: (one.mark, one.minutes, one.how) for one in rows}


@pytest.mark.parametrize(("text", "means"), [
    ("t", Keyed(Mark.PRESENT)), ("P", Keyed(Mark.PRESENT)), (" Til  stede ", Keyed(Mark.PRESENT)),
    ("s", Keyed(Mark.LATE)), ("late", Keyed(Mark.LATE)), ("f", Keyed(Mark.ABSENT)), ("Fraværende", Keyed(Mark.ABSENT)),
    ("90", Keyed(Mark.PARTIAL, 90)), ("90 min.", Keyed(Mark.PARTIAL, 90)), ("q", None), ("-5", None), ("१२", None),
    ("99999", None), ("", None),
])  # fmt: skip
def test_marks_are_read_as_people_write_them(text, means):
    assert keyed(text) == means


def test_the_sheet_is_keyed_in_with_a_letter_for_each_name(client, session):
    client.force_login(session.trainer)
    anne, bo = (person_called(session.course, one).pk for one in ("anne", "bo"))
    sent = {f"person_{anne}": "s", f"person_{bo}": "120"}
    assert client.post(url("keying", session.pk), sent).url == session.get_absolute_url()
    assert marks(session) == {
        "Anne Holm": (Mark.LATE, None, MarkedHow.PAPER), "Bo Kjær": (Mark.PARTIAL, 120, MarkedHow.PAPER),
    }  # fmt: skip
    assert Session.objects.get(pk=session.pk).taken_at is not None
    assert Entry.objects.filter(deed="attendance-keyed-in").count() == 1


def test_one_field_that_cannot_be_read_saves_nothing(client, session):
    client.force_login(session.trainer)
    anne, bo = (person_called(session.course, one).pk for one in ("anne", "bo"))
    for wrong in ("zz", "210", "0"):
        answer = client.post(url("keying", session.pk), {f"person_{anne}": "t", f"person_{bo}": wrong})
        assert answer.status_code == 422
    assert {mark for mark, _, _ in marks(session).values()} == {Mark.EXPECTED}


def test_what_is_keyed_in_the_day_after_keeps_what_stood_before(client, session):
    client.force_login(session.trainer)
    before = session.begins - timedelta(days=2)
    Session.objects.filter(pk=session.pk).update(begins=before, ends=before + timedelta(minutes=210))
    anne = person_called(session.course, "anne").pk
    for text in ("t", "f"):
        client.post(url("keying", session.pk), {f"person_{anne}": text})
    said = AttendanceCorrection.objects.get()
    assert (said.before, said.after, said.reason) == (
        Mark.PRESENT,
        Mark.ABSENT,
        "Tastet ind fra den underskrevne liste.",
    )


def a_file(text: str, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile("fremmøde.csv", text.encode(encoding), content_type="text/csv")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_file_is_read_by_number_or_by_name(client, session, encoding):
    client.force_login(session.trainer)
    text = "Nummer;Navn;Fremmøde\r\nanne;;t\r\n;Bo Kjær;45\r\n"
    assert client.post(url("marks-file", session.pk), {"file": a_file(text, encoding)}).status_code == 302
    assert marks(session) == {
        "Anne Holm": (Mark.PRESENT, None, MarkedHow.FILE), "Bo Kjær": (Mark.PARTIAL, 45, MarkedHow.FILE),
    }  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), [
    ("", "empty"),
    ("\n;;\n", "empty"),
    ("Nummer;Alder\nanne;40\n", "The first row must name the columns"),
    ("Navn;Fremmøde\nAnne Holm;t\nBo Kjær;måske\n", "Row 3: “måske” is no mark"),
    ("Navn;Fremmøde\nAnne Holm;t\nCamilla Ravn;t\n", "Row 3: Camilla Ravn is not expected"),
    ("Nummer;Fremmøde\nanne;t\nanne;f\n", "Row 3: the person stands in the file twice"),
    ("Nummer;Navn;Fremmøde\n;;t\n", "Row 2: nobody is named"),
    ("Navn;Fremmøde\nAnne Holm;500\n", "Row 2: Write how many minutes they were there: from 1 to 209"),
    ("Navn;Fremmøde\nAnne Holm;\n", "No row of the file has a mark"),
    ("Navn;Fremmøde\n=1+1;t\n", "Row 2: =1+1 is not expected"),
])  # fmt: skip
def test_every_row_that_is_wrong_is_told_and_nothing_is_kept(session, text, sentence):
    listed = read_marks(text.encode(), "liste.csv", session)
    assert dict(listed.marks) == {}
    assert any(sentence in str(one) for one in listed.faults), [str(one) for one in listed.faults]


def test_a_spreadsheet_is_read_as_well_as_csv(session):
    book = xlsx([("Liste", ["Navn", "Fremmøde"], [["Anne Holm", "t"], ["Bo Kjær", "90"]])])
    listed = read_marks(book, "liste.xlsx", session)
    assert sorted((one.mark, one.minutes) for one in listed.marks.values()) == [
        (Mark.PARTIAL, 90), (Mark.PRESENT, None),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04rest", b"\xff\xfe\x00", b"a" * 10])
def test_what_is_no_list_is_answered_in_words(client, session, content):
    client.force_login(session.trainer)
    file = SimpleUploadedFile("liste.csv", content)
    assert client.post(url("marks-file", session.pk), {"file": file}).status_code == 422
    assert {mark for mark, _, _ in marks(session).values()} == {Mark.EXPECTED}


def test_the_sheet_is_a_page_and_a_pdf_in_both_languages(client, session):
    client.force_login(session.trainer)
    assert "Anne Holm" in client.get(url("sheet", session.pk)).text
    answer = client.get(url("sheet", session.pk), {"format": "pdf"})
    assert answer.content.startswith(b"%PDF-")
    for language in ("da", "en"):
        assert sheet_pdf(session, ["Anne Holm", "#set <b>"], language, session.begins).startswith(b"%PDF-")


def test_whoever_runs_the_course_fetches_everybodys_attendance_and_it_can_be_read_in_again(client, session):
    course = session.course
    client.force_login(the_lead_of(course.programme.jobcentre))
    client.post(url("attendance-rest", session.pk))
    answer = client.get(url("attendance-export", course.pk), {"format": "csv"})
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Nummer;Navn;Kursusgang;Hold;Dato;Fremmøde;Hvordan det vides"
    assert len(lines) == 9
    ours = "\n".join([lines[0], *(one for one in lines if ";Til stede;" in one)])
    assert {one.mark for one in read_marks(ours.encode(), "liste.csv", session).marks.values()} == {Mark.PRESENT}
    assert client.get(url("attendance-export", course.pk)).content.startswith(b"PK")
    assert Entry.objects.filter(deed="attendance-exported").count() == 2
    client.force_login(session.trainer)
    assert client.get(url("attendance-export", course.pk)).status_code == 404
    client.force_login(the_lead_of(a_jobcentre()))
    assert client.get(url("attendance-export", course.pk)).status_code == 404
