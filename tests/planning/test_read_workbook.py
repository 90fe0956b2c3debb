"""The planning workbook sent to the site: everything wrong is told with sheet and cell, and then nothing is changed."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.people import the_lead_of
from tests.factories.programmes import a_programme
from tests.factories.small_plan import the_problem

from samklang.core.planner.problem import document, fingerprint
from samklang.core.workbook import write
from samklang.planning.models import Programme, Version
from samklang.planning.queries import latest_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(client):
    made = a_programme()
    client.force_login(the_lead_of(made.jobcentre))
    return made


def a_workbook(tmp_path, **cells: str) -> SimpleUploadedFile:
    """The small problem as a workbook; cells: what stands in a cell of the first sheet of staff instead."""
    path = tmp_path / "vejen.xlsx"
    write(document(the_problem(title="Efteråret")), path)
    if cells:
        book = openpyxl.load_workbook(path)
        for cell, value in cells.items():
            book["Medarbejdere"][cell] = value
        content = BytesIO()
        book.save(content)
        return SimpleUploadedFile("vejen.xlsx", content.getvalue())
    return SimpleUploadedFile("vejen.xlsx", path.read_bytes())


def test_a_workbook_in_order_becomes_the_next_version_and_the_earlier_ones_are_kept(client, programme, tmp_path):
    answer = client.post(reverse("planning:workbook", args=[programme.pk]), {"file": a_workbook(tmp_path)})
    version = latest_version(programme)
    assert answer.status_code == 302
    assert (version.number, version.origin, version.note, version.ready) == (3, "workbook", "vejen.xlsx", True)
    assert version.fingerprint == fingerprint(the_problem(title="Efteråret"))
    programme.refresh_from_db()
    assert (programme.title, Version.objects.filter(programme=programme).count()) == ("Efteråret", 3)


def test_where_something_is_wrong_it_is_told_with_sheet_and_cell_and_nothing_is_changed(client, programme, tmp_path):
    sent = a_workbook(tmp_path, B6="=cmd|' /C calc'!A1", C6="Team Ingenting")
    answer = client.post(reverse("planning:workbook", args=[programme.pk]), {"file": sent})
    assert answer.status_code == 422
    assert ">C6<" in answer.content.decode()
    assert latest_version(programme).number == 2
    again = client.get(reverse("planning:workbook-issues", args=[programme.pk]))
    assert ">C6<" in again.content.decode()
    listed = client.get(reverse("planning:workbook-issues-file", args=[programme.pk])).content.decode("utf-8-sig")
    assert "Medarbejdere" in listed
    assert not any(line.startswith(("=", "+", "-", "@")) or ';"=' in line for line in listed.splitlines())


def test_what_one_person_sent_is_not_told_to_another(client, programme, tmp_path):
    client.post(reverse("planning:workbook", args=[programme.pk]), {"file": a_workbook(tmp_path, C6="Ingenting")})
    client.force_login(the_lead_of(programme.jobcentre))
    page = client.get(reverse("planning:workbook-issues", args=[programme.pk])).content.decode()
    assert ">C6<" not in page


@pytest.mark.parametrize(
    ("name", "content"),
    [("brev.docx", b"PK"), ("tom.xlsx", b""), ("vejen.xlsx", b"not a spreadsheet"), ("../../x.xlsx", b"PK\x03\x04")],
)
def test_a_file_that_is_no_workbook_is_refused_in_words(client, programme, name, content):
    answer = client.post(reverse("planning:workbook", args=[programme.pk]), {"file": SimpleUploadedFile(name, content)})
    assert (answer.status_code, latest_version(programme).number) == (422, 2)


def test_the_workbook_downloaded_reads_back_to_the_same_rules(client, programme):
    before = latest_version(programme)
    content = client.get(reverse("planning:workbook-file", args=[programme.pk])).content
    sent = SimpleUploadedFile("igen.xlsx", content)
    client.post(reverse("planning:workbook", args=[programme.pk]), {"file": sent})
    assert latest_version(programme).fingerprint == before.fingerprint


def test_an_earlier_version_is_used_again(client, programme, tmp_path):
    before = latest_version(programme)
    client.post(reverse("planning:workbook", args=[programme.pk]), {"file": a_workbook(tmp_path)})
    client.post(reverse("planning:version-restoring", args=[programme.pk, before.number]))
    version = latest_version(programme)
    assert (version.number, version.fingerprint, version.origin) == (4, before.fingerprint, "earlier")


def test_a_programme_is_begun_and_leads_on_to_where_its_staff_come_from(client, programme):
    typed = {
        "title": "Nyt forløb", "programme": "companies", "first_day": "2027-01-04", "last_day": "2027-06-30",
        "jobcentre": programme.jobcentre_id, "source": "workbook",
    }  # fmt: skip
    page = client.get(reverse("planning:new-programme")).content.decode()
    assert f'value="{programme.jobcentre_id}"' in page
    answer = client.post(reverse("planning:new-programme"), typed)
    made = Programme.objects.latest("pk")
    assert answer.headers["Location"] == reverse("planning:workbook", args=[made.pk])
    assert (made.title, made.jobcentre, latest_version(made).ready) == ("Nyt forløb", programme.jobcentre, False)


def test_a_programme_that_ends_before_it_begins_is_told_at_the_field(client, programme):
    typed = {
        "title": "Nyt", "programme": "companies", "first_day": "2027-06-30", "last_day": "2027-01-04",
        "jobcentre": programme.jobcentre_id, "source": "later",
    }  # fmt: skip
    answer = client.post(reverse("planning:new-programme"), typed)
    assert (answer.status_code, Programme.objects.count()) == (422, 1)
