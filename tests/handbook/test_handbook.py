"""The handbook: every page in both languages, no link that breaks, nothing but its own files."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings as site
from tests.architecture.sources import ROOT

from samklang.handbook.book import Book, Page, book, read
from samklang.handbook.markdown import html_of, sections_of

pytestmark = pytest.mark.django_db
DOCS = ROOT / "docs"
ATTACKS = (
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..",
    "start-1280.png%00", "%00", "....//....//etc/passwd", "..%5c..%5cREADME.md", "README.md", "/etc/passwd",
)  # fmt: skip


def the_book() -> Book:
    found = book()
    assert found
    return found


def url(page: Page) -> str:
    return f"/handbook/{page.part}/{page.slug}/"


def in_english(client):
    client.cookies[site.LANGUAGE_COOKIE_NAME] = "en"
    return client


class _Links(HTMLParser):
    """Addresses and ids of a page's text."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "img":
            self.pictures.append(given["src"] or "")
        self.ids |= {given["id"]} if given.get("id") else set()


def links_of(page: Page) -> _Links:
    found = _Links()
    found.feed(html_of(the_book(), page))
    return found


def test_every_page_of_how_why_and_start_and_the_glossary_stands_in_it():
    files = {page.file for page in the_book().pages.values()}
    there = {f"{part}/{one.name}" for part in ("start", "how", "why") for one in (DOCS / part).glob("*.md")}
    assert (there - {"how/README.md"}) | {"glossary.md"} <= files


def test_every_page_stands_once_in_the_contents_of_each_language():
    for language in ("da", "en"):
        listed = [page for chapter in the_book().chapters(language) for page in chapter.pages]
        assert len(listed) == len({page.name for page in listed})
        assert {page.name for page in listed} | {page.twin for page in listed} - {""} == set(the_book().pages)
        assert [page.name for page in listed if page.language != language and page.twin] == []


def test_twins_point_to_each_other_and_are_in_both_languages():
    pages = the_book().pages
    pairs = [(one, pages[one.twin]) for one in pages.values() if one.twin]
    assert len(pairs) > 80
    assert [one.name for one, other in pairs if other.twin != one.name or one.language == other.language] == []


def test_no_link_of_any_page_is_broken_and_no_picture_is_missing(client):
    targets = {url(page): links_of(page).ids for page in the_book().pages.values()}
    broken = []
    for page in the_book().pages.values():
        found = links_of(page)
        for link in found.links:
            parts = urlsplit(link)
            if parts.scheme or parts.path.startswith("/handbook/pictures/"):
                continue
            there = targets.get(parts.path or url(page))
            at = unquote(parts.fragment)
            if parts.path != "/handbook/" and (there is None or (at and at not in there)):
                broken.append((page.name, link))
        broken += [(page.name, one) for one in found.pictures if client.get(one).status_code != 200]
    assert broken == []


def test_every_page_opens_in_the_language_of_its_reader(client):
    for page in the_book().pages.values():
        client.cookies[site.LANGUAGE_COOKIE_NAME] = page.language
        answer = client.get(url(page))
        assert (answer.status_code, page.title in answer.context["page"].title) == (200, True), page.name


def test_whoever_switches_language_is_led_to_the_twin(client):
    answer = client.get("/handbook/how/method/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/handbook/how/metode/")
    answer = in_english(client).get("/handbook/how/metode/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/handbook/how/method/")


def test_a_page_without_a_twin_says_so_in_the_readers_language(client):
    answer = client.get("/handbook/how/context-handler/")
    assert answer.status_code == 200
    assert 'lang="en"' in answer.content.decode()


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_address_leads_out_of_the_handbook(client, attack):
    for before in ("/handbook/", "/handbook/how/", "/handbook/pictures/"):
        answer = client.get(before + attack)
        assert answer.status_code in {301, 302, 400, 404}, attack
        assert b"root:" not in answer.content


def test_a_picture_of_docs_is_shown_and_no_other_file(client):
    answer = client.get("/handbook/pictures/start-1280.png")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert client.get("/handbook/pictures/README.md").status_code == 404


def test_what_a_page_writes_as_html_or_as_a_script_stays_text(tmp_path):
    (tmp_path / "how").mkdir()
    (tmp_path / "how" / "README.md").write_text("- [A](a.md)\n", encoding="utf-8")
    text = "# A `b`\n\n<script>x()</script> [k](javascript:x) [c](../../src/x.py) ![p](../../secret.png)\n\n<b>y</b>\n"
    (tmp_path / "how" / "a.md").write_text(text, encoding="utf-8")
    made = read(tmp_path)
    html = html_of(made, made.pages["how/a"])
    assert made.pages["how/a"].title == "A b"
    assert not re.search(r"<(script|b|a|img)\b", html)
    assert "&lt;script&gt;" in html


def test_where_the_files_are_not_there_the_handbook_says_where_they_should_be(client, settings, tmp_path):
    settings.DOCS = str(tmp_path)
    answer = client.get("/handbook/")
    assert "SAMKLANG_DOCS" in answer.content.decode()
    assert client.get("/handbook/search/?q=plan").status_code == 200
    assert client.get("/handbook/how/metode/").status_code == 404
    assert client.get("/account/login/").status_code == 200


def test_a_page_has_its_neighbours_and_its_own_contents(client):
    text = client.get("/handbook/how/virker-det/").content.decode()
    assert 'rel="prev"' in text
    assert 'rel="next"' in text
    assert 'href="#p-udgangspunktet"' in text


def test_the_plain_text_of_a_page_has_its_headings():
    page = the_book().pages["how/virker-det"]
    assert [one.heading for one in sections_of(the_book(), page)] == ["", "Trappen", "Udgangspunktet"]
