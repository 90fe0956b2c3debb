"""Papers as files, and that what they say of tables cannot drift from the tables."""

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.urls import reverse
from tests.desk.checked_pages import axe_version, checked_pages
from tests.factories.people import a_jobcentre, the_head_of

from samklang.access.queries.declarations import declared
from samklang.desk import accessibility
from samklang.desk.papers import PAPERS
from samklang.desk.papers.everyday import AREAS
from samklang.desk.papers.kinds import ABOUT_PEOPLE, OTHERS, kinds

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOBODYS = {
    "calibration.case", "method.edition", "planning.version", "practice.branchingcase", "companies.entrance",
}  # fmt: skip
"""Tables with a field of such a name that says nothing of anybody: where a text is from, the entrance's own number."""


def fetched(client, slug: str, kind: str, language: str = "da"):
    client.force_login(the_head_of(a_jobcentre(name="Jobcenter <&> Æbelø")))
    client.cookies["django_language"] = language
    return client.get(reverse("paper-file", args=[slug, kind]))


@pytest.mark.parametrize("slug", PAPERS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_pdf_is_one_that_can_be_read_aloud(client, slug, language):
    answer = fetched(client, slug, "pdf", language)
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert b"/MarkInfo" in answer.content
    assert b"/StructTreeRoot" in answer.content
    assert re.search(rb"/Lang ?\((da|en)", answer.content)


@pytest.mark.parametrize("slug", PAPERS)
def test_the_word_file_has_headings_a_language_and_tables_with_a_head(client, slug):
    answer = fetched(client, slug, "docx")
    assert re.search(r"filename\*?=.*\.docx", answer["Content-Disposition"])
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        names = [name for name in file.namelist() if name.endswith((".xml", ".rels"))]
        parts = {name: ElementTree.fromstring(file.read(name)) for name in names}  # noqa: S314 - our own
    body = parts["word/document.xml"]
    styles = [one.get(f"{W}val") for one in body.iter(f"{W}pStyle")]
    assert styles[0] == "Title"
    assert {"Heading1", "Subtitle", "Caption", "ListBullet"} <= set(styles)
    assert set(styles) <= {one.get(f"{W}styleId") for one in parts["word/styles.xml"].iter(f"{W}style")}
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == len(list(body.iter(f"{W}tblHeader"))) > 0
    assert [one.get(f"{W}val") for one in parts["word/styles.xml"].iter(f"{W}lang")] == ["da-DK"]


def test_every_area_with_people_in_it_has_a_name_and_a_purpose():
    assert {one.area for one in kinds()} - set(AREAS) == set()


def test_every_personal_field_has_words():
    assert [(one.label, str(word)) for one in kinds() for word in one.fields if "_" in str(word)] == []
    assert [one.label for one in kinds() if str(one.title) == one.label] == []


def test_every_table_that_declares_a_person_is_in_the_papers():
    assert {one.label for one in declared() if one.personal} <= {one.label for one in kinds()}


def test_others_than_users_are_told_of_with_fields_there_are():
    for one in OTHERS:
        for name in one.fields:
            apps.get_model(one.label)._meta.get_field(name)


def test_a_table_that_holds_people_who_are_no_users_is_told_of():
    told = {one.label for one in OTHERS} | NOBODYS
    holding = {one.label for one in declared() if one.plain & ABOUT_PEOPLE}
    assert holding - told == set()


def test_the_accessibility_statement_claims_no_page_that_the_suite_does_not_look_at():
    now = {name for names in checked_pages().values() for name in names}
    claimed = accessibility.checked()
    assert 0 < claimed.pages <= len(now)
    assert claimed.tool == f"axe-core {axe_version()}"


def test_the_statement_is_overdue_a_year_after_it_was_looked_over(settings):
    settings.ACCESSIBILITY_REVIEWED = date(2026, 3, 1)
    assert [accessibility.is_overdue(day) for day in (date(2027, 3, 1), date(2027, 3, 2))] == [False, True]
    assert "1 March 2026" in str(accessibility.review_in_words())
    settings.ACCESSIBILITY_REVIEWED = None
    assert accessibility.last_review() == accessibility.checked().day


def test_the_statement_stands_at_was_too_and_says_what_was_tested_with_what(client, settings):
    settings.ACCESSIBILITY_REVIEWED = date(2026, 3, 1)
    for address in ("/was", "/was?x=1"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (301, "/accessibility/")
    page = client.get("/accessibility/").content.decode()
    for said in ("axe-core", "1. marts 2026", "webtilgaengelighed@digst.dk", str(accessibility.checked().pages)):
        assert said in page, said
